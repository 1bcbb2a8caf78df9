import { useWorkbench } from "../state/use-workbench";
import { formatNumber } from "../ui/format";
import { t } from "../ui/text";

/** The potentials, with what they rest on. */
export function CellFacts() {
  const { restMillivolts, ghk, pump } = useWorkbench((state) => state.membrane.reports);
  const conductance = ghk.slopeConductance;
  return (
    <dl className="membrane-facts" aria-live="polite">
      <Fact name={t("Resting potential")} unit="mV" value={restMillivolts} strong note={restMillivolts === null ? (pump?.reason ?? "") : ""} />
      {pump && <Fact name={t("without the pump")} unit="mV" value={pump.withoutPumpMillivolts} />}
      {pump && <Fact name={t("reversal of the pump")} unit="mV" value={pump.reversalMillivolts} />}
      {pump?.steadyStateMillivolts !== undefined && (
        <Fact
          name={t("leak and pump match ion by ion")}
          unit="mV"
          value={pump.steadyStateMillivolts}
          note={t("Mullins and Noda’s potential, at which the pump makes up for the leak of both ions")}
        />
      )}
      {pump && <Fact name={t("pump current")} unit="µA/cm²" value={pump.pumpCurrent} />}
      {pump && <Fact name={t("pump cycles")} unit="pmol/(cm² s)" value={pump.turnover} />}
      <Fact name={t("slope conductance")} unit="mS/cm²" value={conductance} />
      <Fact
        name={t("resistance")}
        unit="kΩ cm²"
        value={conductance > 0 ? 1 / conductance : null}
        note={t("of the ions’ part, one over its slope conductance")}
      />
      <Fact name={t("temperature")} unit="°C" value={ghk.celsius} />
    </dl>
  );
}

function Fact({
  name,
  value,
  unit,
  strong = false,
  note = "",
}: {
  name: string;
  value: number | null;
  unit: string;
  strong?: boolean;
  note?: string;
}) {
  return (
    <div className={strong ? "membrane-fact membrane-fact-strong" : "membrane-fact"} title={note || undefined}>
      <dt>{name}</dt>
      <dd>
        {formatNumber(value)}
        <span className="dim"> {unit}</span>
      </dd>
    </div>
  );
}
