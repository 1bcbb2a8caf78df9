import { undefinedBecause, type ImageMetric, type MetricResult } from "../define/metric";
import { completeValues, type PlainValue } from "../define/params";
import { metrics } from "./index";
import { againstNoise, type NullComparison } from "./null-models";
import type { Calibration, PreparedImage } from "./prepare-image";

/** One measure of one image, with all that it took. */
export interface MetricReport {
  metric: string;
  unit: string;
  /** Every option, given or not. */
  options: Record<string, PlainValue>;
  result: MetricResult;
  /** In the unit of the calibration, where the value is a length, an area or an inverse of one. */
  physical: { value: number; interval?: readonly [number, number]; unit: string } | null;
  /** Empty where the value has no null model or is undefined. */
  noise: NullComparison[];
}

export interface MetricRequest {
  metric: string;
  options?: Record<string, PlainValue>;
  /** Draws from each null model; 0 leaves the comparison out. */
  draws?: number;
  seed?: number;
}

const usualDraws = 4;

/** @throws WorkbenchError for a metric or an option that does not exist, or a value out of its range. */
export function measureMetric(image: PreparedImage, { metric: id, options: given = {}, draws = usualDraws, seed = 1 }: MetricRequest): MetricReport {
  const metric = metrics.get(id);
  const options = completeValues(metric.params, given, ["options"]);
  const result = applicable(metric, image) ?? (metric.of === "mask" ? metric.measure(image.mask, options) : metric.measure(image.field, options));
  const noise = draws > 0 ? againstNoise(metric, options, image, result, { seed, draws }) : [];
  return { metric: id, unit: metric.unit, options, result, physical: inPhysicalUnits(metric, result, image.calibration), noise };
}

function applicable({ dimensions }: ImageMetric, { field: { shape } }: PreparedImage): MetricResult | null {
  if (dimensions.includes(shape.length as 2 | 3)) return null;
  return undefinedBecause(
    `it is defined for ${dimensions[0] === 2 ? "images" : "volumes"}, and this is ${shape.length === 3 ? "a volume" : "an image"}`,
  );
}

const powerWords: Record<string, string> = { "1": "", "2": "²", "3": "³", "-1": "⁻¹", "-2": "⁻²", "-3": "⁻³" };

/** Cells have one edge or the value has no one unit: then there is none. */
function inPhysicalUnits({ lengthPower = 0 }: ImageMetric, result: MetricResult, calibration: Calibration | null): MetricReport["physical"] {
  if (lengthPower === 0 || result.value === null || !calibration) return null;
  const [edge] = calibration.edge;
  if (edge === undefined || calibration.edge.some((other) => Math.abs(other - edge) > 1e-6 * edge)) return null;
  const factor = edge ** lengthPower;
  const { value, interval } = result;
  return {
    value: value * factor,
    ...(interval && { interval: [interval[0] * factor, interval[1] * factor] as const }),
    unit: `${calibration.unit}${powerWords[lengthPower] ?? `^${lengthPower}`}`,
  };
}
