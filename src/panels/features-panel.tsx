import type { MetricResult } from "../core/define/metric";
import { modelOf } from "../core/spec/complete";
import type { Measurement } from "../state/series-slice";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatCount, formatNumber } from "../ui/format";
import { Sparkline } from "../views/sparkline";
import { definePanel } from "./define";
import "./lab.css";

type FeatureName = keyof Measurement["features"];

/** What each of the 18 features is called in words, the telling ones first. The unit holds where the field has volts. */
const features: Record<FeatureName, { title: string; unit?: "mV" | "mV²"; count?: true }> = {
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

const names = Object.keys(features) as FeatureName[];
const first = 5;

function FeaturesPanel() {
  const measurement = useWorkbench((state) => state.measurement);
  const all = useWorkbench((state) => state.workspace.allFeatures);
  const setWorkspace = useWorkbench((state) => state.setWorkspace);
  const field = useWorkbench((state) => state.field);
  const volts = useWorkbench((state) => (state.spec ? /V$/.test(modelOf(state.spec).species[state.field]?.unit ?? "") : false));
  if (!measurement) return <p className="dim">Measured as soon as the field is there.</p>;
  const shown = all ? names : names.slice(0, first);
  return (
    <>
      <ul className="features">
        {shown.map((name) => (
          <FeatureRow key={name} name={name} result={measurement.features[name]} volts={volts} />
        ))}
      </ul>
      <Button look="plain" className="features-more" aria-expanded={all} onClick={() => setWorkspace({ allFeatures: !all })}>
        {all ? "Fewer" : `${names.length - first} more of the ${names.length} features`}
      </Button>
      {!volts && <p className="dim features-note">{field} has no millivolts, so the three thresholds are quantiles of its own values.</p>}
    </>
  );
}

function FeatureRow({ name, result, volts }: { name: FeatureName; result: MetricResult; volts: boolean }) {
  const points = useWorkbench((state) => state.series[name]);
  const { title, unit, count } = features[name];
  const value = count ? formatCount(result.value) : formatNumber(result.value, 4);
  return (
    <li className="feature" title={result.value === null ? result.reason : name}>
      <span className="dim">{title}</span>
      <code>
        {value}
        {result.value !== null && unit && volts ? <span className="dim"> {unit}</span> : null}
      </code>
      <Sparkline title={`Course of ${title}`} values={points?.map((point) => point.value) ?? []} />
      {result.value === null && <span className="feature-reason dim">{result.reason}</span>}
    </li>
  );
}

export const featuresPanel = definePanel({
  id: "features",
  title: "Features of the field",
  shortTitle: "Features",
  room: "lab",
  place: "right",
  body: FeaturesPanel,
});
