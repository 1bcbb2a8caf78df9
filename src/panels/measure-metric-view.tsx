import { useState } from "react";
import { metrics } from "../core/metrics/index";
import type { MetricReport } from "../core/metrics/measure-metric";
import { useWorkbench } from "../state/use-workbench";
import { sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { ParamForm } from "../ui/param-form";
import { MathSymbol } from "../ui/symbol";
import { Tabs } from "../ui/tabs";
import { t } from "../ui/text";
import { DataTable } from "../views/data-table";
import { Fact, MetricAbout } from "./measure-metric-about";
import { Spinner } from "./measure-metric-list";
import type { MetricPlot } from "./measure-metric-picture";
import { pictureOf, type ShownPicture } from "./measure-metric-pictures";
import { MovableScaling } from "./measure-metric-scaling";
import { symbolOfMetric } from "./measure-metric-symbols";
import { isLikeNoise, keyOptions, noiseWords, nullModelWords, rangeWords, valueWords } from "./measure-metric-words";

/** The metric that is looked at: its value beside that of noise, its options, its picture, and what it is. */
export function OpenedMetric() {
  const id = useWorkbench((state) => state.measure.opened);
  const entry = useWorkbench((state) => state.measure.entries[id]);
  const overview = useWorkbench((state) => state.measure.result);
  const { title } = metrics.get(id);
  const report = entry?.report ?? null;
  const picture = report && overview ? pictureOf(report, overview) : null;
  return (
    <section key={id} className="metric-opened" aria-label={t(title)} aria-busy={entry?.status === "measuring"} tabIndex={-1}>
      <h2>
        {t(title)} {entry?.status === "measuring" && <Spinner />}
      </h2>
      {entry?.problem && <Notice tone="error">{sentence(entry.problem.message)}</Notice>}
      {report ? (
        <Value report={report} stale={entry?.status !== "done" && !entry?.bare} />
      ) : (
        entry?.status === "waiting" && <p className="dim">{t("Waits its turn.")}</p>
      )}
      {entry?.bare && <p className="dim">{t("Held against noise in a moment.")}</p>}
      {report && <NullModels report={report} />}
      {report && <Warnings report={report} />}
      {picture && report && <Picture picture={picture} report={report} />}
      <MetricOptions id={id} report={report} />
      <MetricAbout id={id} report={report} overview={overview} />
      {picture?.tables.map((table) => (
        <details key={table.columns.join()} className="metric-numbers">
          <summary>{table.caption || t("The numbers")}</summary>
          <DataTable {...table} caption="" />
        </details>
      ))}
    </section>
  );
}

function Value({ report, stale }: { report: MetricReport; stale: boolean }) {
  const { metric, result } = report;
  const definition = metrics.get(metric);
  const symbol = symbolOfMetric(metric);
  const { value, reach, unit, inCells } = valueWords(report);
  const looks = ["dimension-value", isLikeNoise(report) && "dimension-noise", stale && "metric-old"].filter(Boolean);
  const facts = [keyOptions(definition, report), inCells && `= ${inCells}`, ...rangeWords(report)].filter(Boolean);
  return (
    <>
      <p className={looks.join(" ")}>
        {symbol && (
          <span className="metric-symbol">
            <MathSymbol tex={`${symbol} =`} label={`${t(definition.title)}:`} />
          </span>
        )}
        <output aria-label={t(definition.title)} data-testid={metric === "box-counting" ? "image-dimension" : "metric-value"}>
          {value}
        </output>
        <small>
          {reach}
          {unit}
        </small>
      </p>
      {result.value === null ? (
        <p className="metric-reason">{sentence(result.reason)}</p>
      ) : (
        facts.length > 0 && <p className="dim">{facts.join(" · ")}</p>
      )}
    </>
  );
}

function Warnings({ report: { result } }: { report: MetricReport }) {
  if (result.value === null) return null;
  return result.warnings?.map((warning) => (
    <Notice key={warning} tone="warn">
      {sentence(warning)}
    </Notice>
  ));
}

function NullModels({ report: { noise, result, physical } }: { report: MetricReport }) {
  if (noise.length === 0 || result.value === null) return null;
  const factor = physical && result.value !== 0 ? physical.value / result.value : 1;
  return (
    <ul className="null-models">
      {noise.map((comparison) => {
        const { name, help } = nullModelWords[comparison.model];
        const { value, verdict } = noiseWords(comparison, factor);
        return (
          <li key={comparison.model} title={t(help)} className={comparison.alike === true ? "null-alike" : undefined}>
            {t(name)} <b>{value}</b> <span>{verdict}</span>
          </li>
        );
      })}
    </ul>
  );
}

function MetricOptions({ id, report }: { id: string; report: MetricReport | null }) {
  const chosen = useWorkbench((state) => state.measure.options[id]);
  const setMetricOption = useWorkbench((state) => state.setMetricOption);
  const { params } = metrics.get(id);
  if (Object.keys(params).length === 0) return null;
  return <ParamForm params={params} values={{ ...report?.options, ...chosen }} onChange={(name, value) => setMetricOption(id, name, value)} />;
}

function Picture({ picture, report }: { picture: ShownPicture; report: MetricReport }) {
  const { scaling, plots, asTabs, sideFacts, notes } = picture;
  return (
    <div className="metric-picture">
      {scaling && <MovableScaling key={windowKey(report)} facts={scaling} />}
      {asTabs ? <PlotTabs plots={plots} /> : plots.map((plot) => <Plot key={plot.id} plot={plot} />)}
      {sideFacts.length > 0 && (
        <dl className="metric-facts">
          {sideFacts.map(([name, value]) => (
            <Fact key={name} name={name} value={value} />
          ))}
        </dl>
      )}
      {notes.length > 0 && <p className="dim measure-reason">{notes.map(sentence).join(" ")}</p>}
    </div>
  );
}

/** A window of one's own holds for the numbers that it was laid over. */
const windowKey = ({ result, options }: MetricReport): string => JSON.stringify([result.value, options]);

const Plot = ({ plot: { title, drawing } }: { plot: MetricPlot }) => (
  <figure>
    <figcaption>{t(title)}</figcaption>
    {drawing}
  </figure>
);

function PlotTabs({ plots }: { plots: readonly MetricPlot[] }) {
  const [shown, show] = useState(plots[0]?.id ?? "");
  return <Tabs label={t("Pictures")} tabs={plots.map(({ id, title, drawing }) => ({ id, title, body: drawing }))} value={shown} onChange={show} />;
}
