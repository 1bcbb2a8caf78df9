import { WorkbenchError } from "../core/errors";
import { cellCount } from "../core/field/grid";
import type { FieldValues } from "../core/simulation";
import type { RunSpec } from "../core/spec/run-spec";
import type { FieldFrame } from "../engine/protocol";
import type { GridState } from "../exporters/grid-state";
import type { ArrayInput } from "../exporters/npy";

/** The frames a run keeps. */
export interface History {
  /** Takes a frame if the spec wants it: every `record.every` steps, the initial state not among them. */
  offer(frame: FieldFrame): void;
  /** The frames kept so far, oldest first; the last state where none was. */
  readonly states: readonly GridState[];
  /** How many of them were kept. */
  readonly length: number;
  /** Values of one field, frame after frame; those of the last state where none was kept. */
  framesOf(field: string): FieldValues[];
  /** When the kept frames were taken, in the model's unit of time; null where none were asked for. */
  readonly times: number[] | null;
  /** A field for export: `(T, …grid)` where frames were asked for, else the last state as the grid. */
  arrayOf(field: string): ArrayInput;
}

/** A frame as it is kept. */
export type KeptState = GridState & { fields: Record<string, FieldValues> };

/** Kept in memory until the run ends. */
const mostBytes = 2 ** 31;

/** @throws WorkbenchError `spec/unsupported` when the frames of so many fields would not fit into memory. */
export function refuseLongHistory(spec: RunSpec, fields: number): void {
  const { every } = spec.record;
  const wanted = every === 0 ? 0 : Math.floor(spec.steps / every);
  const bytes = wanted * fields * cellCount(spec.grid.shape) * (spec.precision === "f32" ? 4 : 8);
  if (bytes <= mostBytes) return;
  const words = `${wanted} frames of ${fields} field${fields === 1 ? "" : "s"} need ${(bytes / 2 ** 30).toFixed(1)} GiB, at most 2 are kept`;
  throw new WorkbenchError("spec/unsupported", ["record", "every"], `${words}; record less often, or fewer fields`);
}

/**
 * @param fields those to keep.
 * @param kept frames that an earlier part of the run left.
 * @throws WorkbenchError `spec/unsupported` when the frames would not fit into memory.
 */
export function keepHistory(spec: RunSpec, fields: readonly string[], first: FieldFrame, kept: KeptState[] = []): History {
  const { every } = spec.record;
  const cells = cellCount(spec.grid.shape);
  refuseLongHistory(spec, fields.length);
  const stateOf = ({ step, time, fields: values }: FieldFrame): KeptState => ({
    step,
    time,
    fields: Object.fromEntries(fields.map((field) => [field, values[field]!])),
  });
  let last = stateOf(first);
  const states = () => (kept.length > 0 ? kept : [last]);
  const framesOf = (field: string): FieldValues[] => states().map((frame) => frame.fields[field]!);
  return {
    offer(frame) {
      last = stateOf(frame);
      if (every > 0 && frame.step > 0 && frame.step % every === 0) kept.push(last);
    },
    get states() {
      return states();
    },
    get length() {
      return kept.length;
    },
    framesOf,
    get times() {
      return every === 0 ? null : kept.map(({ time }) => time);
    },
    arrayOf(field) {
      const frames = framesOf(field);
      if (every === 0) return { shape: spec.grid.shape, values: frames[0]! };
      const values = spec.precision === "f32" ? new Float32Array(frames.length * cells) : new Float64Array(frames.length * cells);
      frames.forEach((frame, t) => values.set(frame, t * cells));
      return { shape: [frames.length, ...spec.grid.shape], values };
    },
  };
}
