import { covering, f1Score, type Annotations } from "../core/detectors/agreement";
import { detectors } from "../core/detectors/index";
import type { ComparedRow } from "../state/compare-slice";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatCount, sentence } from "../ui/format";
import { Progress } from "../ui/progress";
import { t } from "../ui/text";
import { definePanel } from "./define";
import "./regimes.css";

/** Every detector with its defaults on one axis of time: where they agree, and where not. */
function ComparePanel() {
  const { comparison, comparing } = useWorkbench((state) => state);
  const n = useWorkbench((state) => state.regimes.values.length);
  const compare = useWorkbench((state) => state.compareDetectors);
  const stop = useWorkbench((state) => state.stopComparison);
  const annotations = useWorkbench((state) => state.annotations);
  const margin = useWorkbench((state) => state.margin);
  if (n === 0) return <p className="dim">{t("All detectors can be held against each other once a series is open.")}</p>;
  const ended = comparison.filter(({ status }) => status === "done" || status === "refused").length;
  const marked = Object.keys(annotations).length > 0;
  return (
    <div className="regimes-stack">
      {comparing ? (
        <>
          <Progress
            label={t("{{ended}} of {{comparison}} detectors", { ended, comparison: comparison.length })}
            share={ended / Math.max(1, comparison.length)}
          />
          <Button onClick={stop}>{t("Stop")}</Button>
        </>
      ) : (
        <Button onClick={() => void compare()}>{comparison.length > 0 ? t("Compare again") : t("Compare all detectors")}</Button>
      )}
      {comparison.length > 0 && (
        <table className="compare-table">
          <caption className="dim">
            {t("With their default settings. A change point is the first sample of the new regime, counted from 0.")}
            {marked && ` ${t("F1 with a margin of {{margin}}, and covering, against the marks.", { margin })}`}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t("detector")}</th>
              <th scope="col">
                {t("changes")}
                <br />
                <span className="dim">{t("time")}</span>
              </th>
              {marked && <th scope="col">F1</th>}
              {marked && <th scope="col">{t("covering")}</th>}
            </tr>
          </thead>
          <tbody>
            {comparison.map((row) => (
              <Row key={row.method} row={row} n={n} annotations={marked ? annotations : null} margin={margin} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function Row({ row, n, annotations, margin }: { row: ComparedRow; n: number; annotations: Annotations | null; margin: number }) {
  const chosen = useWorkbench((state) => state.regimes.method === row.method);
  const choose = useWorkbench((state) => state.setDetector);
  const { title, mode, exact } = detectors.get(row.method);
  const facts = [mode === "online" ? t("online: alarms") : "", exact ? "" : "approximate"];
  return (
    <tr>
      <th scope="row">
        <Button look="plain" aria-pressed={chosen} title={facts.filter(Boolean).join(", ")} onClick={() => void choose(row.method)}>
          {t(title)}
        </Button>
        {row.status === "done" && <Marks points={row.changePoints} n={n} />}
        {row.reason !== null && <span className="dim">{sentence(row.reason)}</span>}
      </th>
      <td>
        {row.status === "done" ? formatCount(row.changePoints.length) : row.status === "looking" ? "…" : row.status === "refused" ? "–" : ""}
        <br />
        {row.took !== null && <span className="dim">{timeInWords(row.took)}</span>}
      </td>
      {annotations && <td>{row.status === "done" ? f1Score(annotations, row.changePoints, margin).f1.toFixed(2) : "–"}</td>}
      {annotations && <td>{row.status === "done" ? covering(annotations, row.changePoints, n).toFixed(2) : "–"}</td>}
    </tr>
  );
}

const timeInWords = (ms: number): string => (ms < 1000 ? t("{{ms}} ms", { ms: Math.round(ms) }) : `${(ms / 1000).toFixed(1)} s`);

/** Change points as ticks on the axis that all rows share. */
function Marks({ points, n }: { points: readonly number[]; n: number }) {
  const path = points.map((point) => `M${((1000 * point) / Math.max(1, n - 1)).toFixed(1)} 0V10`).join("");
  return (
    <svg className="compare-marks" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
      <path d={path} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

export const comparePanel = definePanel({
  id: "compare",
  title: "Detectors compared",
  shortTitle: "Compared",
  room: "regimes",
  place: "right",
  body: ComparePanel,
});
