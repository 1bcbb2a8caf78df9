import type { MetricResult } from "../core/define/metric";
import { featureNames, type FeatureName } from "../core/metrics/feature-names";
import { mfnFeatures, type FieldKind } from "../core/metrics/mfn-features";
import { referenceFeatures } from "../core/metrics/reference-features";
import type { FieldValues } from "../core/simulation";
import type { RunSpec } from "../core/spec/run-spec";

/** The 18 features as printed: numbers, `null` where one is not defined, and the reasons beside them. */
export interface PrintedFeatures {
  features: Record<FeatureName, number | null>;
  featuresMode: "reference" | "default";
  reason?: Partial<Record<FeatureName, string>>;
}

/**
 * Features of the frames of a run: those of MFN v4.1 for the model that reproduces it, the corrected ones for all others.
 * @param unit of the field; thresholds are in millivolts where it is a voltage, quantiles elsewhere.
 * @param mask 1 for each cell inside the domain, which alone counts; null when all are.
 */
export function historyFeatures(frames: readonly FieldValues[], spec: RunSpec, unit: string, mask: Uint8Array | null): PrintedFeatures {
  const { shape } = spec.grid;
  if (spec.model === "mfn-reference") return { features: referenceFeaturesOf(frames, shape), featuresMode: "reference" };
  const millivoltsPerUnit = unit === "V" ? 1000 : unit === "mV" ? 1 : null;
  return defaultFeatures(frames, shape, { millivoltsPerUnit, periodic: spec.boundary === "periodic", mask });
}

/** Reference mode: 0 where a feature is not defined, as MFN v4.1 has it. */
export function referenceFeaturesOf(frames: readonly FieldValues[], shape: readonly number[]): Record<FeatureName, number> {
  const cells = frames[0]!.length;
  const history = new Float64Array(frames.length * cells);
  frames.forEach((frame, t) => history.set(frame, t * cells));
  const [rows, columns] = shape as [number, number];
  return referenceFeatures(history, [frames.length, rows, columns]);
}

/** The corrected features: `null` and a reason where one is not defined. */
export function defaultFeatures(frames: readonly FieldValues[], shape: readonly number[], field: Omit<FieldKind, "shape">): PrintedFeatures {
  const features = mfnFeatures(frames, { shape, ...field });
  const results = featureNames.map((name): [FeatureName, MetricResult] => [name, features[name]]);
  const reasons = results.flatMap(([name, result]) => (result.value === null ? [[name, result.reason] as const] : []));
  return {
    features: Object.fromEntries(results.map(([name, { value }]) => [name, value])) as Record<FeatureName, number | null>,
    featuresMode: "default",
    ...(reasons.length > 0 && { reason: Object.fromEntries(reasons) }),
  };
}
