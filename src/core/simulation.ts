import type { ParamValue } from "./define/params";
import type { RunSpec } from "./spec/run-spec";

/** The values of a field, C order, last axis fastest. The element type is the run's precision. */
export type FieldValues = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** A field of zeros at a precision. */
export const emptyField = (precision: "f32" | "f64", cells: number): FieldValues =>
  precision === "f32" ? new Float32Array(cells) : new Float64Array(cells);

/** A run in progress on some back end: state, clock and step. Not aware of threads, frames or screens. */
export interface Simulation {
  readonly spec: RunSpec;
  readonly fields: readonly string[];
  readonly step: number;
  /** `step × dt`, in the model's unit of time; the sum of the steps taken by methods that choose them. */
  readonly time: number;
  /** Advances by whole steps. Never checks for finiteness: the host does. */
  advance(steps: number): void | Promise<void>;
  /** Whether every value is certainly finite, without copies; false where it has to be looked at. */
  allFinite?(): boolean | Promise<boolean>;
  /** A copy of one field. */
  read(field: string): FieldValues | Promise<FieldValues>;
  /** A copy of the whole state, to return to. */
  save(): Snapshot | Promise<Snapshot>;
  restore(snapshot: Snapshot): void | Promise<void>;
  /** Changes parameters without touching state, clock or noise stream. */
  setParameters(parameters: Record<string, ParamValue>): void;
  /** Counts a stepped model keeps beside its fields, such as growth events. */
  counters?(): Record<string, number>;
  /** Lets go of threads and devices. The simulation is not used again. */
  dispose?(): void;
}

/** Everything that the next step depends on. Opaque to all but the simulation that made it. */
export interface Snapshot {
  step: number;
  fields: Record<string, FieldValues>;
  extra?: unknown;
}
