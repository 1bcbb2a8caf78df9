import type { FeatureName } from "../core/metrics/feature-names";

/** What each of the 18 features is called in words, the telling ones first. The unit holds where the field has volts. */
export const featureWords: Record<FeatureName, { title: string; unit?: "mV" | "mV²"; count?: true }> = {
  V_mean: { title: "mean", unit: "mV" },
  V_std: { title: "standard deviation", unit: "mV" },
  V_skew: { title: "skewness" },
  N_clusters_high: { title: "components, high threshold", count: true },
  dV_mean: { title: "mean change a frame", unit: "mV" },
  f_active: { title: "active fraction" },
  D_box: { title: "box dimension, feature" },
  D_r2: { title: "r² of its fit" },
  V_min: { title: "minimum", unit: "mV" },
  V_max: { title: "maximum", unit: "mV" },
  V_kurt: { title: "excess kurtosis" },
  dV_max: { title: "largest change a frame", unit: "mV" },
  T_stable: { title: "frames until steady", count: true },
  E_trend: { title: "energy trend", unit: "mV²" },
  N_clusters_low: { title: "components, low threshold", count: true },
  N_clusters_med: { title: "components, middle threshold", count: true },
  max_cluster_size: { title: "largest component, cells", count: true },
  cluster_size_std: { title: "spread of component sizes" },
};

export const featureOrder = Object.keys(featureWords) as FeatureName[];
