import { curveCsv } from "../core/membrane/curve-report";
import { tracesCsv, tracesDocument } from "../core/membrane/simulation-report";
import type { ExportedFile } from "../exporters/exporter";
import { modelOf } from "../state/membrane-clamp";
import type { MembraneSlice } from "../state/membrane-slice";
import { t } from "../ui/text";
import type { ExportChoice } from "./export-button";
import { copyTaskLink } from "./export-link";

const file = (name: string, type: string, text: string): ExportedFile => ({ name, type, bytes: new TextEncoder().encode(text) });
const json = (name: string, value: unknown): ExportedFile => file(name, "application/json", `${JSON.stringify(value, null, 2)}\n`);

/** The ways out of the room: each file is one that `mfn ion` writes or reads. */
export function membraneExports(state: () => MembraneSlice): ExportChoice[] {
  const { run, document } = state().membrane;
  const unavailable = run.result === null ? t("nothing has run yet") : null;
  const traces = () => ({ model: modelOf(run.result!.model), traces: state().clampTraces()! });
  return [
    {
      id: "curve-csv",
      title: t("Curve (CSV)"),
      note: "mfn ion iv --out",
      make: () => file("curve.csv", "text/csv", curveCsv(state().membrane.reports.curve)),
    },
    { id: "curve-json", title: t("Potentials and curve (JSON)"), make: () => json("membrane-report.json", state().membrane.reports) },
    { id: "membrane", title: t("Cell (JSON)"), note: t("the file that mfn ion ghk, pump and iv read"), make: () => json("membrane.json", document) },
    {
      id: "traces-csv",
      title: t("Traces (CSV)"),
      note: "mfn ion simulate --out",
      unavailable,
      make() {
        const { model, traces: samples } = traces();
        return file("traces.csv", "text/csv", tracesCsv(model, samples));
      },
    },
    {
      id: "traces-json",
      title: t("Traces and spikes (JSON)"),
      unavailable,
      make() {
        const { model, traces: samples } = traces();
        return json("traces.json", tracesDocument(model, samples));
      },
    },
    {
      id: "simulation",
      title: t("Clamp (JSON)"),
      note: t("the file that mfn ion simulate reads"),
      make: () => json("clamp.json", state().membraneDocument()["simulation"]),
    },
    { id: "link", title: t("Link to this membrane"), make: () => copyTaskLink("membrane", state().membraneDocument()) },
  ];
}
