import type { StabilityReport } from "../../core/analysis/stability";
import type { Field } from "../../core/define/metric";
import type { FieldValues } from "../../core/simulation";
import type { BoundarySpec, RunSpec, RunSpecInput } from "../../core/spec/run-spec";
import type { FieldFrame, OpenedRun } from "../../engine/protocol";
import { heatPicture } from "../pictures";
import type { CellContext, Family } from "./family";

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
  /** The completed spec, with the steps taken. */
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
  /** Runs until this time, in the model's units, in place of the spec's steps. */
  until?: number;
  /** Draws this field while it runs. */
  show?: string;
  /** Keeps so many states along the way, equally spaced. */
  frames?: number;
}

export interface SimulateApi {
  simulate(spec: CellSpec, options?: SimulateOptions): Promise<RunResult>;
  stability(spec: CellSpec): Promise<StabilityReport>;
}

/** A run is taken in so many parts at least, so that its progress can be told and Stop is heard. */
const parts = 25;

export const simulateFamily: Family<SimulateApi> = ({ services, put, progress }) => ({
  async simulate(spec, { until, show, frames = 0 } = {}) {
    const opened = await services.open({ version: 1, ...spec });
    try {
      const steps = until === undefined ? opened.spec.steps : stepsUntil(until, opened.spec.integrator.dt);
      const fieldsOf = (frame: FieldFrame) => runFields(frame, opened);
      const picture = show === undefined ? null : livePicture(show, opened.frame, put);
      const kept: RunMoment[] = [];
      const stops = stopsOf(steps, frames);
      let frame = opened.frame;
      for (const { step, keep } of stops) {
        frame = await services.advance(opened.run, step - frame.step);
        if (keep) kept.push({ step: frame.step, time: frame.time, fields: fieldsOf(frame) });
        picture?.(frame);
        if (step < steps) progress(step / steps);
      }
      const { step, time, shape, counters } = frame;
      const { spec: completed, specHash, warnings } = opened;
      return { fields: fieldsOf(frame), shape, step, time, spec: completed, specHash, counters, warnings, frames: kept };
    } finally {
      await services.close(opened.run);
    }
  },
  stability: (spec) => services.analyse({ version: 1, ...spec }),
});

/** Where a run halts: at equal parts of it, and at the states to be kept. */
function stopsOf(steps: number, frames: number): { step: number; keep: boolean }[] {
  const kept = new Set(Array.from({ length: frames }, (_, i) => Math.round((steps * (i + 1)) / frames)));
  const told = Array.from({ length: Math.min(parts, steps) }, (_, i) => Math.ceil((steps * (i + 1)) / Math.min(parts, steps)));
  return [...new Set([...kept, ...told])]
    .filter((step) => step > 0)
    .sort((a, b) => a - b)
    .map((step) => ({ step, keep: kept.has(step) }));
}

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

/** Whole steps that reach a time; what is a rounding error past it does not count as one more. */
const stepsUntil = (time: number, dt: number): number => Math.max(0, Math.ceil(time / dt - 1e-9));

/** The completed spec writes a boundary in its shortest form: one word when all sides agree, one entry a species when these differ. */
function isPeriodic(boundary: BoundarySpec, field: string): boolean {
  const own = typeof boundary === "object" ? (boundary as Record<string, unknown>)[field] : boundary;
  return own === "periodic";
}
