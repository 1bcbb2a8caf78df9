import { covering, f1Score, type Annotations } from "../core/detectors/agreement";
import { detectors } from "../core/detectors/index";
import { seriesMetrics } from "../core/series/index";
import { automaticWindow } from "../state/regimes-slice";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { formatCount, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { NumberField } from "../ui/number-field";
import { Progress } from "../ui/progress";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { definePanel } from "./define";
import "./regimes.css";
import { leastLength } from "./series-feature-words";

/** Measures in windows as channels for the chosen detector, and what it finds without them. */
function SeriesChannelsPanel() {
  const n = useWorkbench((state) => state.regimes.values.length);
  const method = useWorkbench((state) => state.regimes.method);
  const { measures, length, progress, outcome, problem } = useWorkbench((state) => state.ablation);
  const setAblation = useWorkbench((state) => state.setAblation);
  const ablate = useWorkbench((state) => state.ablate);
  const stop = useWorkbench((state) => state.stopAblation);
  if (n === 0) return <p className="dim">{t("A detector can read fractal measures in windows once a series is open.")}</p>;
  const window = length || automaticWindow(n);
  const { title, several } = detectors.get(method);
  const toggle = (id: string, on: boolean) =>
    setAblation({ measures: seriesMetrics.ids.filter((one) => (one === id ? on : measures.includes(one))) });
  return (
    <div className="regimes-stack">
      <p className="dim">
        {t(
          "{{title}} over mean and deviation in windows, and over the same windows with these measures beside them. Where the detector has a penalty, each gets its own automatic one.",
          { title: t(title) },
        )}
      </p>
      <details className="regimes-about" open={measures.length === 0}>
        <summary>{measures.length === 0 ? t("Choose measures") : t("With {{measures}}", { measures: measures.join(", ") })}</summary>
        {[...seriesMetrics].map((metric) => {
          const { id, title: name, help } = metric;
          const least = leastLength(metric, {}) ?? 0;
          const label =
            least > window ? t("{{name}} (from {{least}} samples on)", { name: t(name), least: formatCount(least), count: least }) : t(name);
          return <Checkbox key={id} label={label} title={t(help)} checked={measures.includes(id)} onChange={(on) => toggle(id, on)} />;
        })}
      </details>
      <Setting name={t("Window")} title={t("Samples of a window; from one to the next it is an eighth of that.")}>
        {length > 0 && (
          <Button look="plain" className="regimes-auto" onClick={() => setAblation({ length: 0 })}>
            {t("automatic")}
          </Button>
        )}
        <span className="regimes-number">
          <NumberField
            label={t("Samples of a channel's window")}
            value={window}
            min={2}
            max={Math.max(2, n)}
            integer
            step={8}
            onChange={(next) => setAblation({ length: next })}
          />
        </span>
      </Setting>
      {progress ? (
        <>
          <Progress label={t("{{done}} of {{of}} steps", { done: progress.done, of: progress.of })} share={progress.done / progress.of} />
          <Button onClick={stop}>{t("Stop")}</Button>
        </>
      ) : (
        <Button disabled={measures.length === 0 || !several} onClick={() => void ablate()}>
          {t("Detect with and without them")}
        </Button>
      )}
      {!several && (
        <Notice tone="note">
          {t("{{title}} reads one series. Choose a detector that takes several channels, such as PELT.", { title: t(title) })}
        </Notice>
      )}
      {problem && <Notice tone="error">{sentence(problem)}</Notice>}
      {outcome && <Outcome n={n} />}
    </div>
  );
}

function Outcome({ n }: { n: number }) {
  const outcome = useWorkbench((state) => state.ablation.outcome)!;
  const annotations = useWorkbench((state) => state.annotations);
  const margin = useWorkbench((state) => state.margin);
  const marked = Object.keys(annotations).length > 0;
  const rows = [
    { name: t("mean, deviation"), side: "without" },
    { name: t("with the measures"), side: "with" },
  ] as const;
  return (
    <>
      <table className="compare-table">
        <caption className="dim">
          {t(
            "{{title}}, {{windows}} windows of {{length}} samples, {{stride}} apart. A change stands in the middle of the first window of the new regime, so to within about half a window. Press one to see it on the plot, with its channels.",
            {
              title: t(detectors.get(outcome.method).title),
              windows: formatCount(outcome.windows),
              length: formatCount(outcome.length),
              count: outcome.windows,
              stride: formatCount(outcome.stride),
            },
          )}
          {marked && ` ${t("F1 with a margin of {{margin}}, and covering, against the marks.", { margin })}`}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("channels")}</th>
            <th scope="col">{t("changes")}</th>
            {marked && <th scope="col">F1</th>}
            {marked && <th scope="col">{t("covering")}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, side }) => (
            <AblationRow key={side} name={name} side={side} n={n} annotations={marked ? annotations : null} margin={margin} />
          ))}
        </tbody>
      </table>
      {[...new Set([...outcome.warnings, ...outcome.without.warnings, ...outcome.with.warnings])].map((warning) => (
        <Notice key={warning} tone="warn">
          {sentence(t(warning))}
        </Notice>
      ))}
    </>
  );
}

interface AblationRowProps {
  name: string;
  side: "without" | "with";
  n: number;
  annotations: Annotations | null;
  margin: number;
}

function AblationRow({ name, side, n, annotations, margin }: AblationRowProps) {
  const { changePoints } = useWorkbench((state) => state.ablation.outcome![side]);
  const shown = useWorkbench((state) => state.ablation.shown === side);
  const showAblation = useWorkbench((state) => state.showAblation);
  const marks = changePoints.map((point) => `M${((1000 * point) / Math.max(1, n - 1)).toFixed(1)} 0V10`).join("");
  return (
    <tr>
      <th scope="row">
        <Button
          look="plain"
          aria-pressed={shown}
          title={t("Show these regimes on the plot, with the channels under it")}
          onClick={() => showAblation(shown ? null : side)}
        >
          {name}
        </Button>
        <svg className="compare-marks" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
          <path d={marks} vectorEffect="non-scaling-stroke" />
        </svg>
        {changePoints.length > 0 && <span className="dim">{changePoints.join(", ")}</span>}
      </th>
      <td>{formatCount(changePoints.length)}</td>
      {annotations && <td>{f1Score(annotations, changePoints, margin).f1.toFixed(2)}</td>}
      {annotations && <td>{covering(annotations, changePoints, n).toFixed(2)}</td>}
    </tr>
  );
}

export const seriesChannelsPanel = definePanel({
  id: "series-channels",
  title: "Fractal channels",
  shortTitle: "Channels",
  room: "regimes",
  place: "right",
  body: SeriesChannelsPanel,
});
