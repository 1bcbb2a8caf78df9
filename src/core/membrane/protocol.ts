import { WorkbenchError, type ErrorPath } from "../errors";

/** What is put in or held from one time to another: a value, or a straight line between two. */
export interface ProtocolStep {
  from: number;
  to: number;
  value: number | readonly [start: number, end: number];
}

/** A clamp: a current that is put in, or a potential that is held. Between its steps it is at `base`. */
export interface Clamp {
  kind: "current" | "voltage";
  base: number;
  steps: readonly ProtocolStep[];
}

/** A stretch of time in which the command is a straight line. */
export interface Stretch {
  from: number;
  to: number;
  /** The command at `from`, and by how much it changes per unit of time. */
  value: number;
  slope: number;
}

/** Steps that join samples of a drawn or recorded command by straight lines. Times rise. */
export function stepsOfSamples(times: readonly number[], values: readonly number[]): ProtocolStep[] {
  return times.slice(1).map((to, i) => ({ from: times[i]!, to, value: [values[i]!, values[i + 1]!] as const }));
}

/**
 * The command from 0 to `duration` as stretches that touch.
 * @throws WorkbenchError `parameter/out-of-range` with the step that ends before it begins or begins before another ends.
 */
export function stretchesOf({ base, steps }: Clamp, duration: number, path: ErrorPath = ["clamp", "steps"]): Stretch[] {
  const order = steps.map((step, i) => ({ ...step, i })).sort((a, b) => a.from - b.from);
  const stretches: Stretch[] = [];
  const put = (from: number, to: number, value: number, slope: number) => {
    // What lies outside the run is cut off.
    const [start, end] = [Math.max(0, from), Math.min(duration, to)];
    if (end > start) stretches.push({ from: start, to: end, value: value + slope * (start - from), slope });
  };
  let t = 0;
  let last: (typeof order)[number] | undefined;
  for (const step of order) {
    const { from, to, value, i } = step;
    if (!(to > from))
      throw new WorkbenchError("parameter/out-of-range", [...path, i], `expected a step that ends after it begins, got from ${from} to ${to}`);
    if (last && from < last.to)
      throw new WorkbenchError(
        "parameter/out-of-range",
        [...path, i],
        `expected a step that begins when the one before it has ended, at ${last.to} or later, got ${from}; two steps at once are not added up`,
      );
    put(t, from, base, 0);
    const [start, end] = typeof value === "number" ? [value, value] : value;
    put(from, to, start, (end - start) / (to - from));
    t = Math.max(t, to);
    last = step;
  }
  put(t, duration, base, 0);
  return stretches;
}
