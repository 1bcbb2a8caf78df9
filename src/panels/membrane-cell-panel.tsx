import { restingCells } from "../core/membrane/index";
import { ions as knownIons, knownIon } from "../core/membrane/ions";
import { numberIn, roomCelsius } from "../state/membrane-cell";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { sentence } from "../ui/format";
import { NumberField } from "../ui/number-field";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { Ion } from "./membrane-ion";
import { CellPump } from "./membrane-pump";
import { Quantity } from "./membrane-quantity";
import "./membrane.css";

/** What stands on both sides of the membrane, and what lets it through. */
function MembraneCellPanel() {
  const { cell, problems, reports } = useWorkbench((state) => state.membrane);
  const chooseMembrane = useWorkbench((state) => state.chooseMembrane);
  const setCell = useWorkbench((state) => state.setCell);
  const preset = restingCells.get(cell.preset);
  const others = Object.entries(problems).filter(([path]) => path !== "celsius" && !path.startsWith("ions.") && path !== "pump" && path !== "ions");
  return (
    <div className="membrane-cell">
      <Select
        label={t("Cell")}
        value={cell.preset}
        options={[...restingCells].map(({ id, title, help }) => ({ value: id, label: title, note: help }))}
        onChange={chooseMembrane}
      />
      <p className="dim">{t(preset.help)}</p>
      <Quantity
        name="T, °C"
        label={t("Temperature, in °C")}
        text={cell.celsius}
        problem={problems["celsius"]}
        slider={{ value: numberIn(cell.celsius), min: roomCelsius[0], max: roomCelsius[1], textOf: (value) => String(Number(value.toFixed(1))) }}
        onText={(celsius) => setCell({ celsius })}
      />
      <ul className="ions" aria-label={t("Ions")}>
        {cell.ions.map((ion, i) => (
          <Ion key={i} ion={ion} index={i} alone={cell.ions.length === 1} />
        ))}
      </ul>
      <AddIon />
      <CellPump />
      <Setting
        name={t("P = 1 is, in cm/s")}
        title={t("The permeability that a ratio of 1 stands for: currents follow from it, the resting potential only with a pump.")}
      >
        <NumberField
          label={t("Permeability that 1 stands for, in cm/s")}
          value={cell.unitPermeability}
          min={1e-12}
          max={1}
          onChange={(unitPermeability) => setCell({ unitPermeability })}
        />
      </Setting>
      {others.map(([path, message]) => (
        <p key={path} role="alert" className="quantity-problem">
          {sentence(message)}
        </p>
      ))}
      {reports.ghk.warnings.length > 0 && (
        <ul className="membrane-warnings" role="status" aria-label={t("Worth a second look")}>
          {reports.ghk.warnings.map((warning) => (
            <li key={warning}>{sentence(warning)}</li>
          ))}
        </ul>
      )}
      <Button look="plain" onClick={() => chooseMembrane(cell.preset)}>
        {t("Set all back")}
      </Button>
    </div>
  );
}

/** The ions of the table that are not there yet, and any other. */
function AddIon() {
  const here = useWorkbench((state) => state.membrane.cell.ions);
  const addIon = useWorkbench((state) => state.addIon);
  const names = new Set(here.map(({ name }) => knownIon(name)?.id ?? name));
  const rest = [...knownIons].filter(({ id }) => !names.has(id)).map(({ id, symbol, title }) => ({ value: id, label: `${symbol} ${t(title)}` }));
  return (
    <Select
      label={t("Add an ion")}
      value={null}
      placeholder={t("Add an ion")}
      options={[...rest, { value: "another", label: t("Another ion …") }]}
      onChange={(id) => addIon(id === "another" ? null : id)}
    />
  );
}

export const membraneCellPanel = definePanel({
  id: "membrane-cell",
  title: "Cell",
  room: "membrane",
  place: "left",
  ownHeading: true,
  body: MembraneCellPanel,
});
