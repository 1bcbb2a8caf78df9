import { randomUUID } from "node:crypto";
import type { EngineApi } from "../../src/engine/protocol";
import { numberMessage, valuesOf, type FieldMessage, type NumberMessage } from "./messages";
import { WorkbenchError } from "../../src/core/errors";

interface MeasureMessage {
  shape: number[];
  field: FieldMessage | null;
  millivolts_per_unit: number;
  periodic: boolean;
  spacing: number[];
}

interface MeasurementMessage {
  features: Record<string, NumberMessage>;
  dimension: NumberMessage;
  null_dimension: NumberMessage;
  threshold: number;
}

const mostCells = 2 ** 22;

/** The service `Features` on an engine. */
export const featureCalls = (engine: EngineApi) => ({
  async measure({ shape, field, millivolts_per_unit, periodic, spacing }: MeasureMessage): Promise<MeasurementMessage> {
    const cells = shape.reduce((product, extent) => product * extent, 1);
    if (shape.length < 2 || shape.length > 3 || cells < 1 || cells > mostCells)
      throw new WorkbenchError("usage", ["shape"], `expected two or three extents of together 1 to ${mostCells} cells, got [${shape.join(", ")}]`);
    if (field === null) throw new WorkbenchError("usage", ["field"], "there is no field to measure");
    if (spacing.length > 0 && spacing.length !== shape.length)
      throw new WorkbenchError("usage", ["spacing"], "expected one number for each axis of the shape");
    const measured = await engine.measure({
      stream: `grpc ${randomUUID()}`,
      step: 0,
      shape,
      values: valuesOf(field, cells),
      millivoltsPerUnit: millivolts_per_unit > 0 ? millivolts_per_unit : null,
      periodic,
      spacing: spacing.length > 0 ? spacing : shape.map(() => 1),
    });
    return {
      features: Object.fromEntries(Object.entries(measured.features).map(([name, result]) => [name, numberMessage(result)])),
      dimension: numberMessage(measured.boxCounting),
      null_dimension: numberMessage(measured.nullDimension),
      threshold: measured.threshold.value,
    };
  },
});
