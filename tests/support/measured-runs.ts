import { simulate } from "../../src/core/simulate";
import type { FieldValues } from "../../src/core/simulation";
import type { RunSpecInput } from "../../src/core/spec/run-spec";
import { wasmBackend } from "../../src/engine/backends/wasm/backend";

/** The state of a run at one time. */
export interface Frame {
  time: number;
  fields: Record<string, Float64Array>;
}

/** Runs a spec on the fastest exact back end and keeps the frames and fields that its `record` names: without it all fields of the last state. */
export async function framesOf(spec: RunSpecInput): Promise<Frame[]> {
  const frames: Frame[] = [];
  await simulate(spec, wasmBackend(1, null), {
    onFrame: (run) =>
      frames.push({
        time: run.time,
        fields: Object.fromEntries(run.spec.record.fields.map((field) => [field, Float64Array.from(run.read(field) as FieldValues)])),
      }),
  });
  return frames;
}

export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** Slope of the least-squares line through (x, y). */
export function slopeOf(x: readonly number[], y: readonly number[]): number {
  const [mx, my] = [meanOf(x), meanOf(y)];
  return x.reduce((sum, xi, i) => sum + (xi - mx) * (y[i]! - my), 0) / x.reduce((sum, xi) => sum + (xi - mx) ** 2, 0);
}

const timesOf = (frames: readonly Frame[]) => frames.map(({ time }) => time);

/** Rate at which a number read off each frame grows with time. */
export const rateOf = (frames: readonly Frame[], value: (frame: Frame) => number): number => slopeOf(timesOf(frames), frames.map(value));

/** Rate at which a phase advances; frames lie less than half a turn apart. */
export function turningRate(frames: readonly Frame[], phase: (frame: Frame) => number): number {
  const unwrapped: number[] = [];
  for (const turned of frames.map(phase)) {
    const last = unwrapped.at(-1) ?? turned;
    unwrapped.push(turned - 2 * Math.PI * Math.round((turned - last) / (2 * Math.PI)));
  }
  return slopeOf(timesOf(frames), unwrapped);
}

/** Amplitude and phase of the wave that fits `count` times into a periodic row: its part is amplitude·cos(kx + phase). */
export function waveIn(row: ArrayLike<number>, count: number): { amplitude: number; phase: number } {
  let [re, im] = [0, 0];
  for (let x = 0; x < row.length; x++) {
    const angle = (2 * Math.PI * count * x) / row.length;
    re += row[x]! * Math.cos(angle);
    im -= row[x]! * Math.sin(angle);
  }
  return { amplitude: (2 * Math.hypot(re, im)) / row.length, phase: Math.atan2(im, re) };
}

/** Growth rate and frequency of one wave over frames of its linear stage; of one that runs towards +x the frequency is positive. */
export const growthOfWave = (frames: readonly Frame[], field: string, count: number): { growth: number; frequency: number } => ({
  growth: rateOf(frames, ({ fields }) => Math.log(waveIn(fields[field]!, count).amplitude)),
  frequency: -turningRate(frames, ({ fields }) => waveIn(fields[field]!, count).phase),
});

/** Where a row last falls through a level on the way to larger x, between cells; x of the first cell is 0. */
export function frontIn(row: ArrayLike<number>, level: number, spacing: number): number {
  for (let x = row.length - 2; x >= 0; x--)
    if (row[x]! >= level && row[x + 1]! < level) return spacing * (x + (row[x]! - level) / (row[x]! - row[x + 1]!));
  return NaN;
}

/**
 * Speed of a pulled front over frames. Such a front nears its speed c from below: with λ = c/(2D) its steepness, its place is
 * ct − 3/(2λ) ln t − 3√π/(λ²√(Dt)) + constant (Ebert & van Saarloos 2000, Physica D 146:1, doi:10.1016/S0167-2789(00)00068-3).
 * @param expected the c that gives the steepness.
 */
export function pulledSpeed(frames: readonly Frame[], place: (frame: Frame) => number, expected: number, D: number): number {
  const steepness = expected / (2 * D);
  const lag = (t: number) => (1.5 / steepness) * Math.log(t) + (3 * Math.sqrt(Math.PI)) / (steepness ** 2 * Math.sqrt(D * t));
  return rateOf(frames, (frame) => place(frame) + lag(frame.time));
}
