import type { RunSpecInput } from "../spec/run-spec";
import { pointsOf } from "./design";
import { withValueAt } from "./set-path";
import type { SweepSpec } from "./sweep-spec";

/** One run of a sweep. */
export interface SweptRun {
  /** From 0, in the order of the rows. */
  index: number;
  /** In the order of the sweep's parameters. */
  values: number[];
  /** Which of the runs at this point, from 0. */
  repeat: number;
  spec: RunSpecInput;
}

/** All runs of a sweep: point by point, and at each point seed by seed. */
export function sweptRuns(sweep: SweepSpec): SweptRun[] {
  const { seeds } = sweep;
  return pointsOf(sweep).flatMap((values, point) =>
    Array.from({ length: seeds }, (_, repeat) => ({ index: point * seeds + repeat, values, repeat, spec: specAt(sweep, values, repeat) })),
  );
}

/** The base with the values of a point, and the seed of a repeat; not yet completed, for a point may be out of a model's range. */
export function specAt({ base, parameters }: Pick<SweepSpec, "base" | "parameters">, values: readonly number[], repeat = 0): RunSpecInput {
  const changed = parameters.reduce<unknown>((spec, { name }, i) => withValueAt(spec, name.split("."), values[i], name), base) as RunSpecInput;
  return repeat === 0 ? changed : { ...changed, seed: (changed.seed ?? base.seed) + repeat };
}
