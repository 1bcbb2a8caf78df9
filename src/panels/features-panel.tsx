import type { MetricResult } from "../core/define/metric";
import type { FeatureName } from "../core/metrics/feature-names";
import { modelOf } from "../core/spec/model-of";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatCount, formatNumber } from "../ui/format";
import { t } from "../ui/text";
import { Sparkline } from "../views/sparkline";
import { definePanel } from "./define";
import "./lab.css";
import { featureOrder, featureWords } from "./mfn-feature-words";

const first = 5;

function FeaturesPanel() {
  const measurement = useWorkbench((state) => state.measurement);
  const all = useWorkbench((state) => state.workspace.allFeatures);
  const setWorkspace = useWorkbench((state) => state.setWorkspace);
  const field = useWorkbench((state) => state.field);
  const volts = useWorkbench((state) => (state.spec ? /V$/.test(modelOf(state.spec).species[state.field]?.unit ?? "") : false));
  if (!measurement) return <p className="dim">{t("Measured as soon as the field is there.")}</p>;
  const shown = all ? featureOrder : featureOrder.slice(0, first);
  return (
    <>
      <ul className="features">
        {shown.map((name) => (
          <FeatureRow key={name} name={name} result={measurement.features[name]} volts={volts} />
        ))}
      </ul>
      <Button look="plain" className="features-more" aria-expanded={all} onClick={() => setWorkspace({ allFeatures: !all })}>
        {all ? t("Fewer") : t("{{more}} more of the {{all}} features", { more: featureOrder.length - first, all: featureOrder.length })}
      </Button>
      {!volts && (
        <p className="dim features-note">{t("{{field}} has no millivolts, so the three thresholds are quantiles of its own values.", { field })}</p>
      )}
    </>
  );
}

function FeatureRow({ name, result, volts }: { name: FeatureName; result: MetricResult; volts: boolean }) {
  const points = useWorkbench((state) => state.series[name]);
  const { title, unit, count } = featureWords[name];
  const value = count ? formatCount(result.value) : formatNumber(result.value, 4);
  return (
    <li className="feature" title={result.value === null ? t(result.reason) : name}>
      <span className="dim">{t(title)}</span>
      <code>
        {value}
        {result.value !== null && unit && volts ? <span className="dim"> {unit}</span> : null}
      </code>
      <Sparkline title={t("Course of {{title}}", { title: t(title) })} values={points?.map((point) => point.value) ?? []} />
      {result.value === null && <span className="feature-reason dim">{t(result.reason)}</span>}
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
