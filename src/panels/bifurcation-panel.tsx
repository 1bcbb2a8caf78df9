import { useEffect, useState } from "react";
import { hysteresisOf, type Direction } from "../core/sweep/continuation";
import { sweepColumns } from "../core/sweep/rows";
import { csv } from "../exporters/csv";
import { exportFile } from "../exporters/provenance";
import { sweepTable } from "../exporters/sweep-table";
import { around, type BifurcationFacts } from "../state/bifurcation-slice";
import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatSetting, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { NumberField } from "../ui/number-field";
import { Progress } from "../ui/progress";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { BifurcationPlot } from "../views/bifurcation-plot";
import { definePanel } from "./define";
import { ExportButton } from "./export-button";
import "./sweep.css";

/** Where states of the run on screen appear, vanish and jump while one parameter goes up and down. */
function BifurcationPanel() {
  const model = useWorkbench((state) => state.spec?.model);
  const draft = useWorkbench((state) => state.bifurcationDraft);
  const facts = useWorkbench((state) => state.bifurcation);
  const prepare = useWorkbench((state) => state.prepareBifurcation);
  const start = useWorkbench((state) => state.startBifurcation);
  const stop = useWorkbench((state) => state.stopBifurcation);
  useEffect(() => prepare(), [prepare, model]);
  if (!model || draft?.model !== model) return <p className="dim">{t("The model on screen has no parameter that is a plain number.")}</p>;
  const running = facts.status === "running";
  return (
    <div className="sweep">
      <p className="dim">{t("The parameter goes up and then down; each run begins from the state of the one before, so that hysteresis shows.")}</p>
      {!running && <Setup />}
      {running ? (
        <>
          <Progress label={t("Points of the diagram")} share={facts.of > 0 ? facts.points.length / facts.of : null} />
          <Button onClick={stop}>{t("Stop")}</Button>
        </>
      ) : (
        <Button look="primary" onClick={() => void start()}>
          {t("Follow it up and down")}
        </Button>
      )}
      <p className="dim" role="status" data-testid="bifurcation-status">
        {facts.status !== "idle" && t("{{done}} of {{of}} points", { done: facts.points.length, of: facts.of })}
        {facts.status === "stopped" && `, ${t("stopped")}`}
      </p>
      {facts.problem && <Notice tone="error">{sentence(facts.problem.message)}</Notice>}
      {facts.sweep && facts.points.length > 0 && <Diagram facts={facts} />}
    </div>
  );
}

function Setup() {
  const spec = useWorkbench((state) => state.spec)!;
  const { parameter, steps } = useWorkbench((state) => state.bifurcationDraft)!;
  const change = useWorkbench((state) => state.changeBifurcationDraft);
  const names = Object.keys(spec.parameters).filter((name) => typeof spec.parameters[name] === "number");
  return (
    <>
      <Setting name={t("Parameter")}>
        <Select
          look="inline"
          label={t("Parameter")}
          value={parameter.name}
          options={names.map((name) => ({ value: `parameters.${name}`, label: name }))}
          onChange={(name) => change({ parameter: around(spec, name) })}
        />
      </Setting>
      <div className="sweep-range-row">
        <NumberField label={t("From")} value={parameter.from} onChange={(from) => change({ parameter: { ...parameter, from } })} />
        <span className="dim">{t("to")}</span>
        <NumberField label={t("To")} value={parameter.to} onChange={(to) => change({ parameter: { ...parameter, to } })} />
        <span className="dim">{t("in")}</span>
        <NumberField
          label={t("Values")}
          value={parameter.count}
          min={2}
          max={500}
          integer
          onChange={(count) => change({ parameter: { ...parameter, count } })}
        />
      </div>
      <Setting name={t("Steps at each value")}>
        <NumberField label={t("Steps at each value")} value={steps} min={1} integer onChange={(next) => change({ steps: next })} />
      </Setting>
    </>
  );
}

function Diagram({ facts: { sweep, points } }: { facts: BifurcationFacts }) {
  const [chosen, setMeasure] = useState("max");
  const names = sweep!.measure.filter((name) => name !== "regime");
  const title = sweep!.parameters[0]!.name.replace(/^parameters\./, "");
  const series = (["up", "down"] as Direction[]).map((look) => ({
    name: look,
    look,
    points: points.filter(({ direction }) => direction === look).map(({ value, row }) => ({ x: value, y: row.numbers[chosen] ?? null })),
  }));
  const band = hysteresisOf(points, chosen);
  const failed = points.filter(({ row }) => row.regime === "blown-up" || row.regime === null).length;
  return (
    <>
      <Setting name={t("Plotted")}>
        <Select
          look="inline"
          label={t("Plotted")}
          value={chosen}
          options={names.map((name) => ({ value: name, label: name }))}
          onChange={setMeasure}
        />
      </Setting>
      <BifurcationPlot
        title={t("{{measure}} against {{name}}, up and down", { measure: chosen, name: title })}
        x={{ title, scale: "linear" }}
        y={chosen}
        series={series}
        band={band}
      />
      <ul className="phase-key" aria-label={t("Key")}>
        <li>
          <svg width={10} height={10} aria-hidden="true">
            <circle className="bifurcation-up" cx={5} cy={5} r={3} />
          </svg>
          {t("up")}
        </li>
        <li>
          <svg width={10} height={10} aria-hidden="true">
            <circle className="bifurcation-down" cx={5} cy={5} r={4} />
          </svg>
          {t("down")}
        </li>
      </ul>
      <p>
        {band
          ? t("The ways differ from {{from}} to {{to}}: hysteresis.", { from: formatSetting(band[0], 4), to: formatSetting(band[1], 4) })
          : t("The ways up and down agree so far.")}
      </p>
      {failed > 0 && <Notice tone="warn">{t("{{count}} runs have no result; the next began from the last good state.", { count: failed })}</Notice>}
      <BifurcationExport />
    </>
  );
}

function BifurcationExport() {
  const store = useWorkbenchStore();
  const make = () => {
    const { sweep, points } = store.getState().bifurcation;
    const rows = points.map(({ row }) => row);
    const { provenance } = sweepTable(sweep!, rows);
    const columns = [{ name: "direction", values: points.map(({ direction }) => direction) }, ...sweepColumns(sweep!, rows)];
    return exportFile(csv, "bifurcation", { columns }, provenance);
  };
  return <ExportButton choices={[{ id: "csv", title: t("Points (CSV)"), make }]} />;
}

export const bifurcationPanel = definePanel({
  id: "bifurcation",
  title: "Bifurcation diagram",
  shortTitle: "Bifurcation",
  room: "lab",
  place: "right",
  folded: true,
  body: BifurcationPanel,
});
