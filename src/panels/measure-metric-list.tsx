import type { KeyboardEvent, ReactNode } from "react";
import type { ImageMetric } from "../core/define/metric";
import { metrics } from "../core/metrics/index";
import type { MetricReport } from "../core/metrics/measure-metric";
import type { MetricEntry } from "../state/measure-slice";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Progress } from "../ui/progress";
import { t } from "../ui/text";
import { groupsOf, isLikeNoise, keyOptions, progressOf, valueWords } from "./measure-metric-words";

const groups = groupsOf(metrics);
const inOrder = groups.flatMap((group) => group.metrics.map(({ id }) => id));

export interface MetricListProps {
  /** What stands under the row of the opened metric, where the list holds it. */
  below?: ReactNode;
}

/** Every metric with its value, in groups. Arrow keys go from one to the next and open it. */
export function MetricList({ below }: MetricListProps) {
  const opened = useWorkbench((state) => state.measure.opened);
  const openMetric = useWorkbench((state) => state.openMetric);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset.metric === undefined) return;
    const next = keyTarget(event.key, event.target.dataset.metric);
    if (next === null) return;
    event.preventDefault();
    openMetric(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-metric="${next}"]`)?.focus();
  };
  return (
    <nav className="metric-list" aria-label={t("Metrics")} onKeyDown={onKeyDown}>
      <MeasuringLine />
      {groups.map(({ title, metrics: members }) => (
        <section key={title} aria-label={t(title)}>
          <h3>{t(title)}</h3>
          <ul>
            {members.map((metric) => (
              <li key={metric.id}>
                <MetricRow metric={metric} opened={metric.id === opened} stays={Boolean(below)} onOpen={() => openMetric(metric.id)} />
                {metric.id === opened && below}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

/** The metric that a key leads to; null for another key. */
function keyTarget(key: string, from: string): string | null {
  const at = inOrder.indexOf(from);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: inOrder.length - 1 }[key];
  return to === undefined ? null : (inOrder[to] ?? null);
}

/** How far the measuring is, and what stops it or takes it up again. */
function MeasuringLine() {
  const entries = useWorkbench((state) => state.measure.entries);
  const busy = useWorkbench((state) => state.measure.busy);
  const stopMeasuring = useWorkbench((state) => state.stopMeasuring);
  const measureWaiting = useWorkbench((state) => state.measureWaiting);
  const { done, total, waiting } = progressOf(entries);
  if (total === 0) return <h2 className="measuring-line">{t("Measures")}</h2>;
  const unfinished = busy || waiting;
  return (
    <>
      <div className="measuring-line">
        <h2>{t("Measures")}</h2>
        <span className="dim" role="status">
          {unfinished ? t("{{done}} of {{total}}", { done, total }) : t("{{total}} measured", { total })}
        </span>
        {unfinished && (
          <Button look="plain" onClick={busy ? stopMeasuring : measureWaiting}>
            {busy ? t("Stop") : t("Continue")}
          </Button>
        )}
      </div>
      {busy && <Progress label={t("Metrics measured")} share={done / total} />}
    </>
  );
}

interface MetricRowProps {
  metric: ImageMetric;
  opened: boolean;
  /** When what stands under another row goes away, this one is kept in sight. */
  stays: boolean;
  onOpen(): void;
}

function MetricRow({ metric, opened, stays, onOpen }: MetricRowProps) {
  const { id, title } = metric;
  const entry = useWorkbench((state) => state.measure.entries[id]);
  const line = entry ? quietLine(entry) : null;
  return (
    <button
      type="button"
      className="metric-row"
      data-metric={id}
      aria-current={opened ? "true" : undefined}
      tabIndex={opened ? 0 : -1}
      title={line ?? undefined}
      onClick={({ currentTarget }) => {
        onOpen();
        if (stays) requestAnimationFrame(() => currentTarget.scrollIntoView({ block: "start" }));
      }}
    >
      <span className="metric-name">
        {t(title)}
        {entry?.report && <NameNotes metric={metric} report={entry.report} />}
      </span>
      {entry && <RowValue entry={entry} />}
      {line && <span className={entry?.status === "failed" ? "metric-line metric-failed" : "metric-line"}>{line}</span>}
    </button>
  );
}

function NameNotes({ metric, report }: { metric: ImageMetric; report: MetricReport }) {
  const options = report.result.value === null ? "" : keyOptions(metric, report);
  return (
    <>
      {options && <span className="metric-note">{options}</span>}
      {isLikeNoise(report) && <span className="metric-note">{t("noise gives this too")}</span>}
    </>
  );
}

function RowValue({ entry: { status, report, bare } }: { entry: MetricEntry }) {
  if (status === "failed") return <span className="metric-value metric-failed">{t("failed")}</span>;
  if (!report) return status === "measuring" ? <Spinner /> : <span className="metric-value dim">{t("waiting")}</span>;
  const { value, reach, unit } = valueWords(report);
  const looks = ["metric-value", isLikeNoise(report) && "metric-like-noise", status !== "done" && !bare && "metric-old"].filter(Boolean);
  return (
    <span className={looks.join(" ")}>
      {status === "measuring" && <Spinner />}
      {value}
      {reach && <span className="dim"> {reach}</span>}
      {unit && <span className="dim">{unit}</span>}
    </span>
  );
}

export const Spinner = () => <span className="spinner" role="img" aria-label={t("measuring")} />;

/** Why there is no value, or the value in cells. */
function quietLine({ problem, report }: MetricEntry): string | null {
  if (problem) return problem.message;
  if (!report) return null;
  if (report.result.value === null) return t("not applicable: {{reason}}", { reason: t(report.result.reason) });
  const { inCells } = valueWords(report);
  return inCells && `= ${inCells}`;
}
