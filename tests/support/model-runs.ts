import { simulate } from "../../src/core/simulate";
import type { FieldValues } from "../../src/core/simulation";
import type { RunSpecInput } from "../../src/core/spec/run-spec";
import { wasmBackend } from "../../src/engine/backends/wasm/backend";

/** A place over time, a logarithm over time, and the like. */
export type Point = readonly [t: number, value: number];

const wasm = wasmBackend(1, null);

/** Runs a spec on the kernels and takes something of every frame: with its time, in the order of time. */
export async function watch<T>(
  spec: Omit<RunSpecInput, "version"> & { steps: number; record: { every: number } },
  take: (read: (field: string) => Float64Array<ArrayBuffer>) => T,
): Promise<{ t: number; taken: T }[]> {
  const frames: { t: number; taken: T }[] = [];
  await simulate({ version: 1, ...spec }, wasm, {
    onFrame: (run) => frames.push({ t: run.time, taken: take((field) => Float64Array.from(run.read(field) as FieldValues)) }),
  });
  return frames;
}

/** Slope of the line of least squares. */
export function slope(points: readonly Point[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [t, y] = [mean(points.map(([time]) => time)), mean(points.map(([, value]) => value))];
  return mean(points.map(([time, value]) => (time - t) * (value - y))) / mean(points.map(([time]) => (time - t) ** 2));
}

/** The rightmost place at which a profile falls below a level, in cells, between cells by the straight line. */
export function frontOf(profile: ArrayLike<number>, level: number): number {
  let i = profile.length - 2;
  while (i > 0 && profile[i]! < level) i--;
  return i + (profile[i]! - level) / (profile[i]! - profile[i + 1]!);
}

/** Amplitude and phase of the wave that fits `waves` times into a row: c·cos(2π·waves·i/n + φ) has amplitude c and phase φ. */
export function waveOf(row: ArrayLike<number>, waves: number): { amplitude: number; phase: number } {
  let [re, im] = [0, 0];
  for (let i = 0; i < row.length; i++) {
    const angle = (2 * Math.PI * waves * i) / row.length;
    re += row[i]! * Math.cos(angle);
    im -= row[i]! * Math.sin(angle);
  }
  return { amplitude: (Math.hypot(re, im) * (waves === 0 ? 1 : 2)) / row.length, phase: Math.atan2(im, re) };
}

/** k² of a wave as the grid's second difference sees it. */
export const gridSquare = (k: number, spacing: number): number => (2 - 2 * Math.cos(k * spacing)) / spacing ** 2;

/** Angles made continuous: each within half a turn of the one before. */
export function unwound(angles: readonly number[]): number[] {
  const turn = 2 * Math.PI;
  const out = angles.slice(0, 1);
  for (const angle of angles.slice(1)) out.push(angle + turn * Math.round((out.at(-1)! - angle) / turn));
  return out;
}
