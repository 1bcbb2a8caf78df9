import { Fragment, memo, useMemo } from "react";
import type { Clamp } from "../core/membrane/protocol";
import { modelOf } from "../state/membrane-clamp";
import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { dash, formatCount, formatNumber, formatUnit, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { t } from "../ui/text";
import { LineChart } from "../views/line-chart";
import { Spikes } from "./membrane-spikes";
import { tracePictures, type TraceGroup } from "./membrane-traces";

/** Spikes that have a number in the picture. */
const mostMarks = 12;

const unitTitles: Record<string, string> = {
  mV: "Potential",
  "µA/cm²": "Currents",
  mM: "Concentrations",
  µM: "Concentrations",
  "nmol/cm²": "Amounts",
  µm: "Volume per area",
  "1": "Gates and shares, without a unit",
};

/** What a run came to: numbers, traces, spikes, and what was conserved. */
export const MembraneResult = memo(function MembraneResult() {
  const store = useWorkbenchStore();
  const count = useWorkbench((state) => state.membrane.run.count);
  const { model: id, report, document } = useWorkbench((state) => state.membrane.run.result!);
  const model = modelOf(id);
  const held = (document["clamp"] as Clamp | undefined)?.kind === "voltage";
  const { groups, constant } = useMemo(() => {
    const traces = count > 0 ? store.getState().clampTraces() : null;
    return traces ? tracePictures(model, traces, held) : { groups: [], constant: [] };
  }, [count, model, held, store]);
  const { timeUnit, spikes } = report;
  const marks = spikes && spikes.length <= mostMarks ? spikes.map(({ peakTime }, i) => ({ x: peakTime, label: String(i + 1) })) : [];
  return (
    <>
      <RunFacts />
      <div className="membrane-traces">
        {groups.map((group, i) => (
          <Fragment key={group.series[0]!.name}>
            <Traces group={group} timeUnit={timeUnit} marks={i === 0 ? marks : []} />
            {i === 0 && spikes && spikes.length > 0 && <Spikes spikes={spikes} timeUnit={timeUnit} unit={model.state[model.voltage!]!.unit} />}
          </Fragment>
        ))}
      </div>
      {constant.length > 0 && (
        <p className="dim">
          {t("Unchanged throughout: {{list}}", {
            list: constant.map(({ title, unit, value }) => `${t(title)} ${formatNumber(value)}${formatUnit(unit)}`).join("; "),
          })}
        </p>
      )}
      <Balances />
    </>
  );
});

function Traces({ group: { unit, series }, timeUnit, marks }: { group: TraceGroup; timeUnit: string; marks: { x: number; label: string }[] }) {
  return (
    <LineChart
      title={titleOf(unit, series)}
      xLabel={timeUnit === "1" ? t("time") : t("time, {{unit}}", { unit: timeUnit })}
      yLabel={unit === "1" ? "" : unit}
      series={series.map(({ title, name, x, y }) => ({ name: `${t(title)} (${name})`, x, y }))}
      marks={marks}
    />
  );
}

const titleOf = (unit: string, series: readonly { title: string }[]): string =>
  series.length === 1 ? t(series[0]!.title) : t(unitTitles[unit] ?? "Traces");

function RunFacts() {
  const { report, model } = useWorkbench((state) => state.membrane.run.result!);
  const { spikes, rate, rateUnit, intervalVariation, reason, steps, samples } = report;
  const facts: [name: string, value: string, note?: string][] = [
    ...(spikes === null
      ? []
      : ([
          [t("spikes"), formatCount(spikes.length)],
          [t("rate"), rate === null ? dash : `${formatNumber(rate)}${formatUnit(rateUnit)}`, reason],
          [t("variation of intervals"), formatNumber(intervalVariation, 3)],
        ] satisfies [string, string, string?][])),
    [t("steps, rejected"), `${formatCount(steps.accepted)}, ${formatCount(steps.rejected)}`],
    [t("samples"), formatCount(samples)],
  ];
  return (
    <>
      <dl className="membrane-facts" aria-live="polite">
        {facts.map(([name, value, note]) => (
          <div key={name} className="membrane-fact" title={note}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {spikes === null && modelOf(model).spikes !== null && <p className="dim">{sentence(reason ?? "")}</p>}
      {report.warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          {sentence(warning)}
        </Notice>
      ))}
    </>
  );
}

/** How well each sum that nothing in the model changes was kept. */
function Balances() {
  const { report, model: id } = useWorkbench((state) => state.membrane.run.result!);
  const { balances } = modelOf(id);
  const rows = Object.entries(report.drift);
  if (rows.length === 0) return null;
  return (
    <section className="membrane-balance">
      <h3>{t("What is conserved")}</h3>
      <p className="dim">{t("How far each sum strayed at most, as a share of its size: rounding, about 10⁻¹⁶, is the best there is.")}</p>
      <dl className="membrane-facts">
        {rows.map(([name, share]) => (
          <div key={name} className="membrane-fact">
            <dt>{t(balances[name]!.title)}</dt>
            <dd>{formatNumber(share, 2)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
