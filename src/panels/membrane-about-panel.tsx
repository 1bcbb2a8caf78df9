import { useState } from "react";
import { restingCells, transporters } from "../core/membrane/index";
import { ions as knownIons } from "../core/membrane/ions";
import { FARADAY, GAS_CONSTANT } from "../core/membrane/constants";
import { modelOf, simulationDocument } from "../state/membrane-clamp";
import { setupIn } from "../state/membrane-slice";
import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { Button } from "../ui/button";
import { MathSymbol } from "../ui/symbol";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { ExportButton } from "./export-button";
import { membraneExports } from "./membrane-export";
import "./membrane.css";

/** Where the numbers come from, the same by command, and ways out. */
function MembraneAboutPanel() {
  const store = useWorkbenchStore();
  const { view, cell, model: id } = useWorkbench((state) => state.membrane);
  const preset = restingCells.get(cell.preset);
  const model = modelOf(id);
  const pump = cell.pump ? transporters.get(cell.pump.id) : null;
  return (
    <div className="membrane-about">
      <ExportButton choices={membraneExports(store.getState)} />
      <Commands />
      {view === "rest" ? (
        <>
          <Source title={t(preset.title)} source={preset.source} />
          {pump && <Source title={t(pump.title)} source={pump.source} formula={pump.formula} />}
          <Source
            title={t("Goldman–Hodgkin–Katz current")}
            source="Goldman 1943, J. Gen. Physiol. 27:37, doi:10.1085/jgp.27.1.37; Hodgkin, Katz 1949, J. Physiol. 108:37, doi:10.1113/jphysiol.1949.sp004310"
            formula={"I_i = P_i z_i F u_i\\,\\frac{c_{in} - c_{out}e^{-u_i}}{1 - e^{-u_i}}, \\quad u_i = \\frac{z_iFV}{RT}"}
          />
          <Source
            title={t("Nernst potential")}
            source="Nernst 1889, Z. Phys. Chem. 4:129, doi:10.1515/zpch-1889-0412"
            formula={"E = \\frac{RT}{zF}\\ln\\frac{c_{out}}{c_{in}}"}
          />
          <Source title={t("Usual concentrations")} source={[...knownIons][0]!.source} />
        </>
      ) : (
        <Source title={t(model.title)} source={model.source} formula={model.formula} />
      )}
      <p className="dim">
        {t("R = {{gas}} J/(mol K) and F = {{faraday}} C/mol are exact since 2019 (CODATA 2018, doi:10.1103/RevModPhys.93.025010).", {
          gas: GAS_CONSTANT,
          faraday: FARADAY,
        })}
      </p>
    </div>
  );
}

function Source({ title, source, formula }: { title: string; source: string; formula?: string }) {
  return (
    <section>
      <h3>{title}</h3>
      {formula && <MathSymbol display tex={formula} label={title} />}
      <p className="dim">{source}</p>
    </section>
  );
}

/** How long the word on a copy stays. */
const wordMs = 2500;

/** The same on the command line, ready to be pasted. */
function Commands() {
  const membrane = useWorkbench((state) => state.membrane);
  const [word, setWord] = useState("");
  const { view, document, reports } = membrane;
  const fed = (command: string, file: unknown) => `mfn ion ${command} - <<'JSON'\n${JSON.stringify(file)}\nJSON`;
  const command =
    view === "rest"
      ? fed(reports.pump ? "pump" : "ghk", document)
      : fed("simulate", simulationDocument(membrane.model, setupIn(membrane))).replace("simulate -", "simulate - --out traces.csv");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(command);
      setWord(t("Copied"));
    } catch {
      setWord(t("This browser does not let it be copied; mark it and copy by hand."));
    }
    setTimeout(() => setWord(""), wordMs);
  };
  return (
    <section>
      <h3>{t("The same on the command line")}</h3>
      <pre className="membrane-command" tabIndex={0} role="region" aria-label={t("Command")}>
        {command}
      </pre>
      <div className="membrane-ways">
        <Button onClick={() => void copy()}>{t("Copy the command")}</Button>
        <span role="status" className="dim">
          {word}
        </span>
      </div>
    </section>
  );
}

export const membraneAboutPanel = definePanel({
  id: "membrane-about",
  title: "Sources and ways out",
  shortTitle: "Sources",
  room: "membrane",
  place: "right",
  phoneTab: "About",
  body: MembraneAboutPanel,
});
