import { nearest, WorkbenchError, type ErrorPath } from "../errors";
import { featureNames, type FeatureName } from "../metrics/feature-names";
import { metrics } from "../metrics/index";
import { modelOf } from "../spec/model-of";
import type { RunSpec } from "../spec/run-spec";

/** Numbers of one frame; of the measured field when they stand alone, of another one as `u.mean`. */
export const statistics = ["mean", "std", "min", "max", "amplitude"] as const;
export type Statistic = (typeof statistics)[number];

/** Of the pattern: its wavelength, and how much of the variance of the last tenth of the run is variance in time. */
const ofPattern = ["wavelength", "temporal-change", "roundness"] as const;

/** What a sweep measures unless told otherwise. */
export const usualMeasures: readonly string[] = ["regime", "mean", "std", "min", "max", "wavelength", "box-counting", "temporal-change"];

/** How a measure is computed. */
export type Measure =
  | { kind: "statistic"; field: string | null; statistic: Statistic }
  | { kind: "pattern"; of: (typeof ofPattern)[number] }
  | { kind: "feature"; feature: FeatureName }
  | { kind: "metric"; metric: string }
  | { kind: "regime" };

/** All names for a spec: of the measured field, of the others by their name, of patterns, the 18 features, and the measures of images. */
export function measureNames(spec: Pick<RunSpec, "model" | "species" | "params" | "equations" | "auxiliary">): string[] {
  const fields = Object.keys(modelOf(spec).species);
  const ofFields = fields.flatMap((field) => statistics.map((statistic) => `${field}.${statistic}`));
  return ["regime", ...statistics, ...ofPattern, ...metrics.ids, ...featureNames, ...ofFields];
}

/** What a name means; null for one that means nothing. */
export function measureOf(name: string): Measure | null {
  if (name === "regime") return { kind: "regime" };
  const dot = name.lastIndexOf(".");
  const statistic = statistics.find((one) => one === name.slice(dot + 1));
  if (statistic) return { kind: "statistic", field: dot < 0 ? null : name.slice(0, dot), statistic };
  const pattern = ofPattern.find((one) => one === name);
  if (pattern) return { kind: "pattern", of: pattern };
  const feature = featureNames.find((one) => one === name);
  if (feature) return { kind: "feature", feature };
  return metrics.has(name) ? { kind: "metric", metric: name } : null;
}

/** @throws WorkbenchError `usage` for a name that means nothing here, with the nearest one. */
export function checkMeasure(name: string, spec: RunSpec, path: ErrorPath): void {
  const known = measureNames(spec);
  if (known.includes(name)) return;
  const guess = nearest(name, known);
  const cure = guess ? `did you mean "${guess}"?` : `known: ${known.join(", ")}`;
  throw new WorkbenchError("usage", path, `there is no measure "${name}"; ${cure}`, { known });
}

/** A field in volts if one is recorded, for the features are defined on those; else the last recorded: what `mfn run` measures. */
export function measuredField(spec: RunSpec): string {
  const { species } = modelOf(spec);
  const names = spec.record.fields.length > 0 ? spec.record.fields : Object.keys(species);
  return names.find((name) => /^m?V$/.test(species[name]!.unit)) ?? names.at(-1)!;
}
