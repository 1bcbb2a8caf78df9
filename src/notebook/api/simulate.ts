import type { StabilityReport } from "../../core/analysis/stability";
import type { Field } from "../../core/define/metric";
import type { FieldValues } from "../../core/simulation";
import type { BoundarySpec, RunSpec, RunSpecInput } from "../../core/spec/run-spec";
import { hashSpec } from "../../core/spec/hash";
import { isAdaptive } from "../../core/solvers/solver";
import { solvers } from "../../core/solvers/index";
import type { FieldFrame, OpenedRun } from "../../engine/protocol";
import { heatPicture } from "../field-picture";
import type { CellContext, Family } from "./family";
import { stepHalts, stepsUntil, timeHalts } from "./run-halts";

/** A spec as cells write it: the version may be left out. */
export type CellSpec = Omit<RunSpecInput, "version"> & { version?: 1 };

/** One field of a run, with what it takes to measure it. */
export interface RunField extends Field {
  name: string;
  values: FieldValues;
  /** Distance between neighbouring cells, one per axis in the order of `shape`. */
  spacing: readonly number[];
  /** Whether opposite sides continue each other on every axis. */
  periodic: boolean;
}

/** The state in which a run ended. */
export interface RunResult {
  fields: Record<string, RunField>;
  shape: readonly number[];
  step: number;
  time: number;
  /** The completed spec, with the steps taken: run again, it gives the same. */
  spec: RunSpec;
  specHash: string;
  /** What a stepped model counts beside its fields. */
  counters: Record<string, number>;
  warnings: string[];
  /** States along the way, oldest first, where `frames` were asked for; the last is the end. */
  frames: RunMoment[];
}

/** A state along the way. */
export interface RunMoment {
  step: number;
  time: number;
  fields: Record<string, RunField>;
}

export interface SimulateOptions {
  /** Runs to the first step at or past this time, in the model's units, in place of the spec's steps; the spec in the result has the steps it took. */
  until?: number;
  /** Draws this field while it runs. */
  show?: string;
  /** Keeps so many states along the way, equally spaced in steps; in time, where the method chooses its steps and `until` is given. */
  frames?: number;
}

export interface SimulateApi {
  simulate(spec: CellSpec, options?: SimulateOptions): Promise<RunResult>;
  stability(spec: CellSpec): Promise<StabilityReport>;
}

export const simulateFamily: Family<SimulateApi> = ({ services, put, progress }) => ({
  async simulate(spec, { until, show, frames = 0 } = {}) {
    if (until !== undefined && !(until >= 0 && until < Infinity)) throw new RangeError(`simulate: until must be a time from 0 on, got ${until}`);
    const opened = await services.open({ version: 1, ...spec });
    const { run, spec: completed, warnings } = opened;
    try {
      const { dt, method } = completed.integrator;
      // Steps of methods that choose them are known when they are taken, not before.
      const byTime = until !== undefined && isAdaptive(solvers.get(method));
      const steps = until === undefined ? completed.steps : stepsUntil(until, dt);
      const goal = byTime ? until : steps;
      const fieldsOf = (frame: FieldFrame) => runFields(frame, opened);
      const picture = show === undefined ? null : livePicture(show, opened.frame, put);
      const kept: RunMoment[] = [];
      let frame = opened.frame;
      for (const { at, keep } of byTime ? timeHalts(until, frames) : stepHalts(steps, frames)) {
        if (byTime) for (let now = frame; now.time < at;) now = await services.advance(run, 1, []);
        frame = await services.advance(run, byTime ? 0 : at - frame.step);
        if (keep) kept.push({ step: frame.step, time: frame.time, fields: fieldsOf(frame) });
        picture?.(frame);
        if (at < goal) progress(at / goal);
      }
      const { step, time, shape, counters } = frame;
      const done = until === undefined ? completed : { ...completed, steps: step };
      const specHash = until === undefined ? opened.specHash : hashSpec(done);
      return { fields: fieldsOf(frame), shape, step, time, spec: done, specHash, counters, warnings, frames: kept };
    } finally {
      await services.close(opened.run);
    }
  },
  stability: (spec) => services.analyse({ version: 1, ...spec }),
});

/** @throws TypeError for a field the run does not have. */
function livePicture(field: string, first: FieldFrame, put: CellContext["put"]): (frame: FieldFrame) => void {
  const draw = ({ shape, fields, time }: FieldFrame) => {
    const values = fields[field];
    if (!values) throw new TypeError(`show: there is no field "${field}"; this run has ${Object.keys(fields).join(", ")}`);
    return heatPicture({ shape, values }, `${field} at t = ${Number(time.toPrecision(6))}`).output;
  };
  const replace = put(draw(first));
  return (frame) => replace(draw(frame));
}

function runFields({ fields, shape }: FieldFrame, { spec: { grid, boundary } }: OpenedRun): Record<string, RunField> {
  const spacing = grid.shape.map((_, axis) => (typeof grid.spacing === "number" ? grid.spacing : grid.spacing[axis]!));
  return Object.fromEntries(
    Object.entries(fields).map(([name, values]): [string, RunField] => [
      name,
      { name, shape, values, spacing, periodic: isPeriodic(boundary, name) },
    ]),
  );
}

/** The completed spec writes a boundary in its shortest form: one word when all sides agree, one entry a species when these differ. */
function isPeriodic(boundary: BoundarySpec, field: string): boolean {
  const own = typeof boundary === "object" ? (boundary as Record<string, unknown>)[field] : boundary;
  return own === "periodic";
}
