import { undefinedBecause, type MetricResult } from "../define/metric";
import type { Model } from "../define/model";
import { insideValues, levelledOutside } from "../metrics/inside";
import { featureNames, type FeatureName } from "../metrics/feature-names";
import { measureMetric } from "../metrics/measure-metric";
import { mfnFeatures } from "../metrics/mfn-features";
import { prepareImage, type PreparedImage } from "../metrics/prepare-image";
import { referenceFeatures } from "../metrics/reference-features";
import { measureWavelength } from "../metrics/wavelength";
import type { FieldValues } from "../simulation";
import type { RunSpec } from "../spec/run-spec";
import { measureOf, type Statistic } from "./measures";
import type { PointResult } from "./point";
import { regimeOf, type RegimeEvidence } from "./regime";
import type { Followed } from "./run-point";

/** The end of a run, with what was seen on the way. */
interface EndState extends Followed {
  spec: RunSpec;
  model: Model;
  mask: Uint8Array | null;
  /** The field that is measured where a name says no other. */
  field: string;
  fields: Record<string, FieldValues>;
}

/** The numbers asked for, and the regime. What several of them need is computed once, and only when it is needed. */
export function measureState(state: EndState, measure: readonly string[]): Pick<PointResult, "numbers" | "reasons" | "regime"> {
  const { spec, mask, field, fields } = state;
  const regime = regimeOf(state.late, { ...geometryOf(spec), mask, scale: scaleOf(state) });
  const features = once(() => featuresOf(state));
  const image = once(() => imageOf(state));
  const resultOf = (name: string): MetricResult | null => {
    const asked = measureOf(name);
    switch (asked?.kind) {
      case "statistic":
        return { value: statisticOf(insideValues(fields[asked.field ?? field]!, mask), asked.statistic) };
      case "pattern":
        return asked.of === "wavelength" ? wavelengthOf(state, regime) : asked.of === "roundness" ? regime.roundness : regime.temporal;
      case "feature":
        return features()[asked.feature];
      case "metric":
        // A threshold would part rounding errors from one another.
        if (isUniform(regime)) return uniform;
        return measureMetric(image(), { metric: asked.metric, draws: 0 }).result;
      default:
        return null;
    }
  };
  const numbers: Record<string, number | null> = {};
  const reasons: Record<string, string> = {};
  for (const name of measure) {
    const result = resultOf(name);
    if (!result) continue;
    const finite = result.value !== null && Number.isFinite(result.value);
    numbers[name] = finite ? result.value : null;
    if (result.value === null) reasons[name] = result.reason;
    else if (!finite) reasons[name] = "it is not a finite number";
  }
  return { numbers, reasons, regime: regime.regime };
}

const uniform = undefinedBecause("the field is uniform");
const isUniform = ({ regime }: RegimeEvidence): boolean => regime === "homogeneous" || regime === "oscillating";

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

const geometryOf = ({ grid, boundary }: RunSpec) => ({ shape: grid.shape, periodic: boundary === "periodic" });

/** The width of the field's range where the model declares one, and how far it was spread at the start. */
function scaleOf({ model, field, first, mask }: EndState): number {
  const { range } = model.species[field]!;
  return Math.max(range ? range[1] - range[0] : 0, statisticOf(insideValues(first, mask), "std"));
}

function statisticOf(values: FieldValues, statistic: Statistic): number {
  let [min, max, sum] = [Infinity, -Infinity, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
  }
  const mean = sum / values.length;
  if (statistic === "min") return min;
  if (statistic === "max") return max;
  if (statistic === "amplitude") return (max - min) / 2;
  if (statistic === "mean") return mean;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - mean) ** 2;
  return Math.sqrt(squares / values.length);
}

/** Of a field that is not uniform; a peak that does not stand out of the spectrum is none. */
function wavelengthOf({ spec, field, fields, mask }: EndState, regime: RegimeEvidence): MetricResult {
  if (isUniform(regime)) return uniform;
  const { shape, periodic } = geometryOf(spec);
  const result = measureWavelength(
    { shape, values: levelledOutside(fields[field]!, mask) },
    { spacing: spec.grid.spacing, periodic },
  ) as MetricResult;
  return result.value !== null && (result.warnings?.length ?? 0) > 0 ? { value: null, reason: result.warnings![0]! } : result;
}

/** As `mfn run` prints them: those of MFN v4.1 for the model that reproduces it, the corrected ones for all others. */
function featuresOf({ spec, model, mask, field, history }: EndState): Record<FeatureName, MetricResult> {
  const { shape } = spec.grid;
  if (spec.model === "mfn-reference") {
    const cells = history[0]!.length;
    const values = new Float64Array(history.length * cells);
    history.forEach((frame, t) => values.set(frame, t * cells));
    const found = referenceFeatures(values, [history.length, ...(shape as [number, number])]);
    return Object.fromEntries(featureNames.map((name) => [name, { value: found[name] }])) as Record<FeatureName, MetricResult>;
  }
  const { unit } = model.species[field]!;
  const millivoltsPerUnit = unit === "V" ? 1000 : unit === "mV" ? 1 : null;
  return mfnFeatures(history, { ...geometryOf(spec), millivoltsPerUnit, mask });
}

/** What is outside the domain is no value, so that it belongs neither to the set nor to the background. */
function imageOf({ spec, field, fields, mask }: EndState): PreparedImage {
  const values = fields[field]!;
  const inside = mask === null ? values : Float64Array.from(values, (value, cell) => (mask[cell] === 0 ? NaN : value));
  const { shape, periodic } = geometryOf(spec);
  return prepareImage({ shape, values: inside, threshold: "otsu", invert: false, periodic });
}
