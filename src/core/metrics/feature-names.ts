/** The 18 features of MFN v4.1 in their fixed order; potentials in mV. */
export const featureNames = [
  "D_box",
  "D_r2",
  "V_min",
  "V_max",
  "V_mean",
  "V_std",
  "V_skew",
  "V_kurt",
  "dV_mean",
  "dV_max",
  "T_stable",
  "E_trend",
  "f_active",
  "N_clusters_low",
  "N_clusters_med",
  "N_clusters_high",
  "max_cluster_size",
  "cluster_size_std",
] as const;

export type FeatureName = (typeof featureNames)[number];
