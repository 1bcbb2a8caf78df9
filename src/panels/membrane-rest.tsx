import { useState } from "react";
import { useWorkbench } from "../state/use-workbench";
import { formatNumber } from "../ui/format";
import { Button } from "../ui/button";
import { NumberField } from "../ui/number-field";
import { t } from "../ui/text";
import { CurrentVoltagePlot, type VoltageCurve } from "../views/current-voltage-plot";
import { CellFacts } from "./membrane-cell-facts";
import { IonTable } from "./membrane-ion-table";
import { ionColour, ionSymbol, pumpColour, totalColour } from "./membrane-words";

/** Where the cell rests, each ion's part in it, and the currents at any other potential. */
export function MembraneRest() {
  const { reports, problems, cell } = useWorkbench((state) => state.membrane);
  const setCell = useWorkbench((state) => state.setCell);
  const [chosen, setChosen] = useState(0);
  const { ghk, pump, curve } = reports;
  const at = ghk.atMillivolts;
  const total = settled(ghk.totalCurrent + (pump?.pumpCurrent ?? 0), [...ghk.ions.map(({ current }) => current), pump?.pumpCurrent ?? 0]);
  const ion = ghk.ions[Math.min(chosen, ghk.ions.length - 1)]!;
  const colour = ionColour(ghk.ions.indexOf(ion));
  const curves: VoltageCurve[] = [
    ...ghk.ions.map(({ name }, i): VoltageCurve => ({ name: ionSymbol(name), colour: ionColour(i), values: curve.currents[name]!, look: "part" })),
    ...(pump ? [{ name: t("pump"), colour: pumpColour, values: curve.currents["pump"]!, look: "pump" as const }] : []),
    { name: t("total"), colour: totalColour, values: curve.total, look: "total" },
  ];
  const reversals = [
    ...ghk.ions.flatMap(({ name, nernstMillivolts }, i) =>
      nernstMillivolts === null ? [] : [{ name: `E ${ionSymbol(name)}`, colour: ionColour(i), at: nernstMillivolts }],
    ),
    ...(reports.restMillivolts === null ? [] : [{ name: t("rest"), colour: totalColour, at: reports.restMillivolts }]),
  ];
  return (
    <div className="membrane-rest">
      {Object.keys(problems).length > 0 && (
        <p className="membrane-stale" role="status">
          {t("A field of the cell is to be mended; this is the last cell that could be computed.")}
        </p>
      )}
      <CellFacts />
      <CurrentVoltagePlot
        title={t("Current against potential")}
        millivolts={curve.millivolts}
        curves={curves}
        reversals={reversals}
        chord={
          ion.nernstMillivolts === null || ion.permeability === 0
            ? null
            : {
                colour,
                from: ion.nernstMillivolts,
                current: ion.current,
                words: t("chord conductance of {{ion}} {{value}} mS/cm²", { ion: ionSymbol(ion.name), value: formatNumber(ion.chordConductance, 3) }),
              }
        }
        at={at}
        current={total}
        onAt={(millivolts) => setCell({ millivolts })}
      />
      <div className="membrane-ways">
        <span className="dim">{t("looked at, in mV")}</span>
        <NumberField
          label={t("Potential that is looked at, in mV")}
          value={Number(at.toFixed(2))}
          min={-1000}
          max={1000}
          step={1}
          onChange={(millivolts) => setCell({ millivolts })}
        />
        <Button look="plain" disabled={cell.millivolts === null} onClick={() => setCell({ millivolts: null })}>
          {t("At rest")}
        </Button>
        <span className="dim">{t("curve, in mV, from")}</span>
        <NumberField
          label={t("Curve from, in mV")}
          value={cell.from}
          min={-1000}
          max={cell.to - 1}
          step={10}
          onChange={(from) => setCell({ from })}
        />
        <span className="dim">{t("to")}</span>
        <NumberField label={t("Curve to, in mV")} value={cell.to} min={cell.from + 1} max={1000} step={10} onChange={(to) => setCell({ to })} />
      </div>
      <IonTable ions={ghk.ions} chosen={ghk.ions.indexOf(ion)} onChoose={setChosen} />
    </div>
  );
}

/** A sum of currents, 0 where only the rounding of them is left. */
const settled = (sum: number, parts: readonly number[]): number =>
  Math.abs(sum) <= 1e-12 * parts.reduce((size, part) => size + Math.abs(part), 0) ? 0 : sum;
