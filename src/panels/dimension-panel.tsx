import type { MetricResult } from "../core/define/metric";
import { useWorkbench } from "../state/use-workbench";
import { formatNumber, formatSetting, formatWithInterval, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
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
        <h2>Box-counting dimension</h2>
        {problem ? <Notice tone="error">{sentence(problem.message)}</Notice> : <p className="dim">Measured as soon as the field is there.</p>}
      </>
    );
  }
  const { boxCounting, nullDimension, threshold } = measurement;
  return (
    <>
      <h2 title={`Threshold: ${threshold.rule}`}>
        Box-counting dimension of {field} &gt; {formatNumber(threshold.value, 3)}
      </h2>
      <Value result={boxCounting} like={nullDimension} />
      <p className="dimension-null">
        {nullDimension.value !== null && (
          <>
            noise of equal density <b>{formatNumber(nullDimension.value, 3)}</b>
            {boxCounting.value !== null && (couldBe(boxCounting, nullDimension) ? ": not told apart from it" : ": told apart from it")}.{" "}
          </>
        )}
        Threshold: {threshold.rule}.
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
        <output>–</output> <small>{result.reason}</small>
      </p>
    );
  }
  const [value, plusMinus] = formatWithInterval(result.value, result.interval);
  return (
    <p className={couldBe(result, like) ? "dimension-value dimension-noise" : "dimension-value"}>
      <output aria-label="Box-counting dimension" data-testid="dimension">
        {value}
      </output>
      <small>
        {plusMinus && `± ${plusMinus}`}
        {result.range && `, scales ${formatSetting(result.range[0], 2)}–${formatSetting(result.range[1], 2)}`}
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
