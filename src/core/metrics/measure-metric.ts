import { undefinedBecause, type ImageMetric, type MetricResult } from "../define/metric";
import { completeValues, type PlainValue } from "../define/params";
import { metrics } from "./index";
import { againstNoise, type NullComparison } from "./null-models";
import { rangeOfEdges } from "./range-of-edges";
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
  /** The range of scales in the unit of the calibration; absent without one, and where the range is none of lengths. */
  physicalRange?: { range: readonly [number, number]; unit: string };
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

/**
 * Measures one metric. What the image is holds for options that are not given: in a periodic domain `periodic` is on where the metric has it (one
 * that has it not says so in a warning), and of an inverted image `side` is "below".
 * @throws WorkbenchError for a metric or an option that does not exist, or a value out of its range. */
export function measureMetric(image: PreparedImage, { metric: id, options: given = {}, draws = usualDraws, seed = 1 }: MetricRequest): MetricReport {
  const metric = metrics.get(id);
  const wraps = metric.params["periodic"] !== undefined;
  const ofImage = { ...(image.periodic && wraps && { periodic: true }), ...(image.inverted && metric.params["side"] && { side: "below" }) };
  const options = completeValues(metric.params, { ...ofImage, ...given }, ["options"]);
  const measured = applicable(metric, image) ?? (metric.of === "mask" ? metric.measure(image.mask, options) : metric.measure(image.field, options));
  const result = rangeOfEdges(image.periodic && !wraps ? withWarning(measured, endedSides) : measured);
  const noise = draws > 0 ? againstNoise(metric, options, image, result, { seed, draws }) : [];
  const physicalRange = rangeInUnit(metric, result, image.calibration);
  return {
    metric: id,
    unit: metric.unit,
    options,
    result,
    physical: inPhysicalUnits(metric, result, image.calibration),
    ...(physicalRange && { physicalRange }),
    noise,
  };
}

const endedSides = "this measure takes the sides of the frame as ends, though the domain is periodic";

const withWarning = (result: MetricResult, warning: string): MetricResult =>
  result.value === null ? result : { ...result, warnings: [...(result.warnings ?? []), warning] };

function applicable({ dimensions }: ImageMetric, { field: { shape } }: PreparedImage): MetricResult | null {
  if (dimensions.includes(shape.length as 2 | 3)) return null;
  return undefinedBecause(
    `it is defined for ${dimensions[0] === 2 ? "images" : "volumes"}, and this is ${shape.length === 3 ? "a volume" : "an image"}`,
  );
}

const powerWords: Record<string, string> = { "1": "", "2": "²", "3": "³", "-1": "⁻¹", "-2": "⁻²", "-3": "⁻³" };

/** The one edge that cells have along all axes; null where there is none. */
export function edgeOf(calibration: Calibration | null): number | null {
  const [edge] = calibration?.edge ?? [];
  return edge === undefined || calibration!.edge.some((other) => Math.abs(other - edge) > 1e-6 * edge) ? null : edge;
}

function rangeInUnit({ rangeOf = "lengths" }: ImageMetric, result: MetricResult, calibration: Calibration | null): MetricReport["physicalRange"] {
  const edge = edgeOf(calibration);
  if (edge === null || rangeOf !== "lengths" || result.value === null || !result.range) return undefined;
  return { range: [result.range[0] * edge, result.range[1] * edge], unit: calibration!.unit };
}

/** Cells have one edge or the value has no one unit: then there is none. */
function inPhysicalUnits({ lengthPower = 0 }: ImageMetric, result: MetricResult, calibration: Calibration | null): MetricReport["physical"] {
  const edge = edgeOf(calibration);
  if (lengthPower === 0 || result.value === null || !calibration || edge === null) return null;
  const factor = edge ** lengthPower;
  const { value, interval } = result;
  return {
    value: value * factor,
    ...(interval && { interval: [interval[0] * factor, interval[1] * factor] as const }),
    unit: `${calibration.unit}${powerWords[lengthPower] ?? `^${lengthPower}`}`,
  };
}
