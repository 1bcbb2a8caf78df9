/** A place at which a run halts: a step or a time, and whether its state is to be kept. */
export interface Halt {
  at: number;
  keep: boolean;
}

/** A run is taken in so many parts at least, so that its progress can be told and Stop is heard. */
const parts = 25;

/** Halts at equal parts of a run of so many steps, and at the states to be kept. */
export function stepHalts(steps: number, frames: number): Halt[] {
  const told = Math.min(parts, steps);
  return merged(
    shares(frames, (share) => Math.round(steps * share)),
    shares(told, (share) => Math.ceil(steps * share)),
  );
}

/** The same of a run up to a time, whose steps nobody knows before. */
export const timeHalts = (until: number, frames: number): Halt[] =>
  merged(
    shares(frames, (share) => until * share),
    shares(parts, (share) => until * share),
  );

/** Whole steps that reach a time; what is a rounding error past it does not count as one more. */
export const stepsUntil = (time: number, dt: number): number => Math.max(0, Math.ceil(time / dt - 1e-9));

const shares = (count: number, place: (share: number) => number): number[] => Array.from({ length: count }, (_, i) => place((i + 1) / count));

function merged(kept: readonly number[], told: readonly number[]): Halt[] {
  const keep = new Set(kept);
  return [...new Set([...kept, ...told])]
    .filter((at) => at > 0)
    .sort((a, b) => a - b)
    .map((at) => ({ at, keep: keep.has(at) }));
}
