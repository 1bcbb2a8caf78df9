import type { FieldValues } from "../../src/core/simulation";
import type { FieldFrame } from "../../src/engine/protocol";
import { WorkbenchError } from "../../src/core/errors";
import type { MetricResult } from "../../src/core/define/metric";

/** Messages of `mfn.proto` as they are in memory. */
export interface FieldMessage {
  precision: "F32" | "F64";
  values: Uint8Array;
}

export interface FrameMessage {
  run: string;
  step: number;
  time: number;
  shape: number[];
  fields: Record<string, FieldMessage>;
  counters: Record<string, number>;
}

export interface NumberMessage {
  value?: number;
  reason: string;
}

export interface StreamUpdateMessage {
  sequence: number;
  timestamp: number;
  type: string;
  payload_json: string;
}

const fieldMessage = (values: FieldValues): FieldMessage => ({
  precision: values instanceof Float32Array ? "F32" : "F64",
  values: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
});

export const frameMessage = ({ run, step, time, shape, fields, counters }: FieldFrame): FrameMessage => ({
  run,
  step,
  time,
  shape: [...shape],
  fields: Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, fieldMessage(values)])),
  counters,
});

/** @throws WorkbenchError `usage` for bytes that are no whole numbers of cells. */
export function valuesOf({ precision, values }: FieldMessage, cells: number): FieldValues {
  const size = precision === "F32" ? 4 : 8;
  if (values.byteLength !== size * cells)
    throw new WorkbenchError(
      "usage",
      ["field", "values"],
      `expected ${cells} cells of ${size} bytes as the shape says, got ${values.byteLength} bytes`,
    );
  // A copy: the bytes of a message lie anywhere in a larger buffer.
  const bytes = new Uint8Array(values).buffer;
  return precision === "F32" ? new Float32Array(bytes) : new Float64Array(bytes);
}

export const numberMessage = (result: MetricResult): NumberMessage =>
  result.value === null ? { reason: result.reason } : { value: result.value, reason: "" };
