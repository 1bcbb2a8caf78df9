import { WorkbenchError } from "../src/core/errors";
import type { FieldValues } from "../src/core/simulation";
import type { RunSpec } from "../src/core/spec/run-spec";
import type { FieldFrame } from "../src/engine/protocol";
import type { ArrayInput } from "../src/exporters/npy";

/** The frames a run keeps. */
export interface History {
  /** Takes a frame if the spec wants it: every `record.every` steps, the initial state not among them. */
  offer(frame: FieldFrame): void;
  /** Values of one field, frame after frame; those of the last state where none was kept. */
  framesOf(field: string): FieldValues[];
  /** When the kept frames were taken, in the model's unit of time; null where none were asked for. */
  readonly times: number[] | null;
  /** A field for export: `(T, …grid)` where frames were asked for, else the last state as the grid. */
  arrayOf(field: string): ArrayInput;
}

/** Kept in memory until the run ends. */
const mostBytes = 2 ** 31;

/**
 * @param fields those to keep.
 * @throws WorkbenchError `spec/unsupported` when the frames would not fit into memory.
 */
export function keepHistory(spec: RunSpec, fields: readonly string[], first: FieldFrame): History {
  const { every } = spec.record;
  const cells = spec.grid.shape.reduce((product, extent) => product * extent, 1);
  const wanted = every === 0 ? 0 : Math.floor(spec.steps / every);
  const bytes = wanted * fields.length * cells * (spec.precision === "f32" ? 4 : 8);
  if (bytes > mostBytes) {
    const words = `${wanted} frames of ${fields.length} field${fields.length === 1 ? "" : "s"} need ${(bytes / 2 ** 30).toFixed(1)} GiB, at most 2 are kept`;
    throw new WorkbenchError("spec/unsupported", ["record", "every"], `${words}; record less often, or fewer fields`);
  }
  const kept: FieldFrame[] = [];
  let last = first;
  const framesOf = (field: string): FieldValues[] => (kept.length > 0 ? kept : [last]).map((frame) => frame.fields[field]!);
  return {
    offer(frame) {
      last = frame;
      if (every > 0 && frame.step > 0 && frame.step % every === 0)
        kept.push({ ...frame, fields: Object.fromEntries(fields.map((field) => [field, frame.fields[field]!])) });
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
