import { concentrationText } from "../core/membrane/concentration";
import { knownIon } from "../core/membrane/ions";
import { molarIn, numberIn, type IonDraft } from "../state/membrane-cell";
import { useWorkbench } from "../state/use-workbench";
import { formatNumber } from "../ui/format";
import { t } from "../ui/text";
import { Quantity } from "./membrane-quantity";
import { ionColour, ionSymbol } from "./membrane-words";

/** mol/L that sliders of ions outside the table reach. */
const anyConcentration = [1e-9, 1] as const;
const permeabilities = [1e-4, 1e4] as const;

/** What is on both sides of the membrane of one ion, and how easily it gets through. */
export function Ion({ ion, index, alone }: { ion: IonDraft; index: number; alone: boolean }) {
  const problems = useWorkbench((state) => state.membrane.problems);
  const told = useWorkbench((state) => state.membrane.reports.ghk.ions[index]);
  const setIon = useWorkbench((state) => state.setIon);
  const removeIon = useWorkbench((state) => state.removeIon);
  const known = knownIon(ion.name);
  const symbol = ionSymbol(ion.name);
  const problem = (key: string) => problems[`ions.${index}.${key}`];
  const clean = !Object.keys(problems).some((path) => path.startsWith(`ions.${index}.`));
  const reach = (side: "inside" | "outside"): readonly [number, number] =>
    known ? [known.usual[side][0] / 10, Math.min(2, known.usual[side][1] * 10)] : anyConcentration;
  const side = (key: "inside" | "outside", path: "in" | "out", name: string, label: string) => {
    const [min, max] = reach(key);
    return (
      <Quantity
        name={name}
        label={label}
        text={ion[key]}
        problem={problem(path)}
        slider={{ value: molarIn(ion[key]), min, max, logarithmic: true, textOf: concentrationText }}
        onText={(text) => setIon(index, { [key]: text })}
      />
    );
  };
  return (
    <li className="ion" aria-label={known ? t(known.title) : ion.name}>
      <div className="ion-head">
        <span className="ion-swatch" style={{ background: ionColour(index) }} aria-hidden="true" />
        {known ? (
          <>
            <b>{symbol}</b> <span className="dim">{t(known.title)}</span>
          </>
        ) : (
          <input
            className="text-field ion-name"
            aria-label={t("Name of the ion")}
            aria-invalid={problem("name") !== undefined}
            value={ion.name}
            onChange={(event) => setIon(index, { name: event.target.value })}
          />
        )}
        <span className="ion-nernst" title={t("Nernst potential at this temperature")}>
          {clean && told?.nernstMillivolts != null ? `E ${formatNumber(told.nernstMillivolts)} mV` : "E –"}
        </span>
        <button
          type="button"
          className="ion-remove"
          disabled={alone}
          aria-label={t("Remove {{name}}", { name: symbol })}
          onClick={() => removeIon(index)}
        >
          ×
        </button>
      </div>
      {problem("name") && (
        <p role="alert" className="quantity-problem">
          {t(problem("name")!)}
        </p>
      )}
      {side("inside", "in", t("inside"), t("{{name}} inside", { name: symbol }))}
      {side("outside", "out", t("outside"), t("{{name}} outside", { name: symbol }))}
      <Quantity
        name="P"
        label={t("Permeability ratio of {{name}}", { name: symbol })}
        text={ion.permeability}
        problem={problem("permeability")}
        slider={{
          value: numberIn(ion.permeability),
          min: permeabilities[0],
          max: permeabilities[1],
          logarithmic: true,
          textOf: (value) => String(Number(value.toPrecision(3))),
        }}
        onText={(permeability) => setIon(index, { permeability })}
      />
      <Quantity name="z" label={t("Charge of {{name}}", { name: symbol })} text={ion.z} problem={problem("z")} onText={(z) => setIon(index, { z })} />
    </li>
  );
}
