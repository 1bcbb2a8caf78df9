import type { FieldValues } from "../simulation";

/** How one frame differs from the one before, cell by cell, in the field's own unit. */
export interface FrameChange {
  mean: number;
  max: number;
  /** Population standard deviation of the absolute change. */
  spread: number;
}

/**
 * Frames are measured once and remembered with the array itself, because a live history is asked for again with every new
 * frame. The arrays must not be written to afterwards.
 */
const energies = new WeakMap<FieldValues, number>();
const changes = new WeakMap<FieldValues, { before: FieldValues; change: FrameChange }>();

/** Mean square over the cells, in the field's own unit squared. */
export function meanEnergy(frame: FieldValues): number {
  let energy = energies.get(frame);
  if (energy === undefined) {
    let sum = 0;
    for (let i = 0; i < frame.length; i++) sum += frame[i]! * frame[i]!;
    energies.set(frame, (energy = sum / frame.length));
  }
  return energy;
}

function changeBetween(before: FieldValues, after: FieldValues): FrameChange {
  const known = changes.get(after);
  if (known?.before === before) return known.change;
  let [sum, squares, max] = [0, 0, 0];
  for (let i = 0; i < after.length; i++) {
    const size = Math.abs(after[i]! - before[i]!);
    sum += size;
    squares += size * size;
    if (size > max) max = size;
  }
  const mean = sum / after.length;
  const change = { mean, max, spread: Math.sqrt(Math.max(0, squares / after.length - mean * mean)) };
  changes.set(after, { before, change });
  return change;
}

/** Changes between neighbouring frames: one fewer than frames. */
export const changesOf = (frames: readonly FieldValues[]): FrameChange[] => frames.slice(1).map((frame, t) => changeBetween(frames[t]!, frame));
