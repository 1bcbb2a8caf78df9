import type { MetricResult } from "../core/define/metric";
import { useWorkbench } from "../state/use-workbench";
import { formatNumber, formatSetting, formatWithInterval, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { DimensionPlot } from "./dimension-plot";
import "./lab.css";

function DimensionPanel() {
  const measurement = useWorkbench((state) => state.measurement);
  const problem = useWorkbench((state) => state.measureProblem);
  const field = useWorkbench((state) => state.field);
  if (!measurement) {
    return (
      <>
        <h2>{t("Box-counting dimension")}</h2>
        {problem ? <Notice tone="error">{sentence(problem.message)}</Notice> : <p className="dim">{t("Measured as soon as the field is there.")}</p>}
      </>
    );
  }
  const { boxCounting, nullDimension, threshold } = measurement;
  return (
    <>
      <h2 title={t("Threshold: {{rule}}", { rule: t(threshold.rule) })}>
        {t("Box-counting dimension of {{field}} > {{threshold}}", { field, threshold: formatNumber(threshold.value, 3) })}
      </h2>
      <Value result={boxCounting} like={nullDimension} />
      <p className="dimension-null">
        {nullDimension.value !== null && (
          <>
            {t("noise of equal density")} <b>{formatNumber(nullDimension.value, 3)}</b>
            {boxCounting.value !== null && (couldBe(boxCounting, nullDimension) ? t(": not told apart from it") : t(": told apart from it"))}.{" "}
          </>
        )}
        {t("Threshold: {{rule}}.", { rule: t(threshold.rule) })}
      </p>
      <DimensionPlot result={boxCounting} />
      {problem && <Notice tone="error">{sentence(problem.message)}</Notice>}
    </>
  );
}

function Value({ result, like }: { result: MetricResult; like: MetricResult }) {
  if (result.value === null) {
    return (
      <p className="dimension-value">
        <output>–</output> <small>{t(result.reason)}</small>
      </p>
    );
  }
  const [value, plusMinus] = formatWithInterval(result.value, result.interval);
  return (
    <p className={couldBe(result, like) ? "dimension-value dimension-noise" : "dimension-value"}>
      <output aria-label={t("Box-counting dimension")} data-testid="dimension">
        {value}
      </output>
      <small>
        {plusMinus && `± ${plusMinus}`}
        {result.range && t(", scales {{low}}–{{high}}", { low: formatSetting(result.range[0], 2), high: formatSetting(result.range[1], 2) })}
      </small>
    </p>
  );
}

/** Whether the intervals of a value and of its null model overlap: then noise alone could give the value. */
function couldBe(result: MetricResult, noise: MetricResult): boolean {
  if (result.value === null || noise.value === null) return false;
  const [low, high] = result.interval ?? [result.value, result.value];
  const [noiseLow, noiseHigh] = noise.interval ?? [noise.value, noise.value];
  return low <= noiseHigh && noiseLow <= high;
}

export const dimensionPanel = definePanel({
  id: "dimension",
  title: "Box-counting dimension",
  shortTitle: "Dimension",
  room: "lab",
  place: "right",
  ownHeading: true,
  body: DimensionPanel,
});
