import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { LimitedEngine } from "../run-limits";
import { checked } from "./checked";
import { numberMessage, valuesOf, type NumberMessage } from "./messages";

interface MeasurementMessage {
  features: Record<string, NumberMessage>;
  dimension: NumberMessage;
  null_dimension: NumberMessage;
  threshold: number;
}

/** Cells of one field; its doubles are what the largest message holds. */
export const mostCells = 2 ** 22;
const cellsOf = (shape: readonly number[]) => shape.reduce((product, extent) => product * extent, 1);

const measureMessage = z
  .object({
    shape: z
      .array(z.int().min(1))
      .min(2)
      .max(3)
      .refine((shape) => cellsOf(shape) <= mostCells, `expected at most ${mostCells} cells`),
    field: z.object({ precision: z.enum(["F32", "F64"]), values: z.instanceof(Uint8Array) }, "there is no field to measure"),
    millivolts_per_unit: z.number().min(0),
    periodic: z.boolean(),
    spacing: z.array(z.number().positive()),
  })
  .refine(({ shape, spacing }) => spacing.length === 0 || spacing.length === shape.length, {
    path: ["spacing"],
    error: "expected one number for each axis of the shape",
  });

/** The service `Features` on an engine. */
export const featureCalls = (engine: Pick<LimitedEngine, "measure">) => ({
  async measure(message: object, _: unknown, gone: AbortSignal): Promise<MeasurementMessage> {
    const { shape, field, millivolts_per_unit, periodic, spacing } = checked(measureMessage, message);
    const request = {
      stream: `grpc ${randomUUID()}`,
      step: 0,
      shape,
      values: valuesOf(field, cellsOf(shape)),
      millivoltsPerUnit: millivolts_per_unit > 0 ? millivolts_per_unit : null,
      periodic,
      spacing: spacing.length > 0 ? spacing : shape.map(() => 1),
    };
    const measured = await engine.measure(request, gone);
    return {
      features: Object.fromEntries(Object.entries(measured.features).map(([name, result]) => [name, numberMessage(result)])),
      dimension: numberMessage(measured.boxCounting),
      null_dimension: numberMessage(measured.nullDimension),
      threshold: measured.threshold.value,
    };
  },
});
