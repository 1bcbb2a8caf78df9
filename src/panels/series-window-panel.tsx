import { seriesMetrics } from "../core/series/index";
import { seriesMetricFacts } from "../core/series/metric-facts";
import { automaticWindow } from "../state/regimes-slice";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatCount, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { NumberField } from "../ui/number-field";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { MathSymbol } from "../ui/symbol";
import { t } from "../ui/text";
import { definePanel } from "./define";
import "./regimes.css";
import { leastLength } from "./series-feature-words";

function SeriesWindowPanel() {
  const { windows, windowedProblem, values } = useWorkbench((state) => state.regimes);
  const setWindows = useWorkbench((state) => state.setWindows);
  const metric = seriesMetrics.get(windows.metric);
  const n = values.length;
  if (n === 0) return <p className="dim">{t("Roughness along the series appears under it once one is open.")}</p>;
  const window = Math.min(n, windows.length || automaticWindow(n));
  const least = leastLength(metric, {}) ?? 0;
  return (
    <div className="regimes-stack">
      <Select
        label={t("Measure in windows")}
        value={windows.metric}
        options={[...seriesMetrics].map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(id) => void setWindows({ metric: id })}
      />
      <Setting name={t("Window")} title={t("Samples of a window. Longer windows give steadier numbers that blur a change over their length.")}>
        {windows.length > 0 && (
          <Button look="plain" className="regimes-auto" onClick={() => void setWindows({ length: 0 })}>
            {t("automatic")}
          </Button>
        )}
        <span className="regimes-number">
          <NumberField
            label={t("Samples of a window")}
            value={window}
            min={2}
            max={Math.max(2, n)}
            integer
            step={8}
            onChange={(length) => void setWindows({ length })}
          />
        </span>
      </Setting>
      {least > window && (
        <Notice tone="note">
          {t("A window of {{window}} samples is too short for this measure: it needs {{least}}.", {
            window: formatCount(window),
            least: formatCount(least),
            count: window,
          })}
        </Notice>
      )}
      {windowedProblem && <Notice tone="error">{sentence(windowedProblem.message)}</Notice>}
      <details className="regimes-about">
        <summary>{t("What it says")}</summary>
        <MathSymbol display tex={seriesMetricFacts[metric.id]!.formula} label={t("Formula of {{title}}", { title: t(metric.title) })} />
        <p>{t(metric.help)}</p>
        <p className="dim">{metric.source}</p>
      </details>
    </div>
  );
}

export const seriesWindowPanel = definePanel({
  id: "series-window",
  title: "Fractal measure in windows",
  room: "regimes",
  place: "left",
  body: SeriesWindowPanel,
});
