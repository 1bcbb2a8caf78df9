import { readMembrane } from "../../src/core/membrane/document";
import { ghkReport } from "../../src/core/membrane/ghk-report";
import { readSpec } from "../spec-file";
import { facts, table } from "../table";
import { withWarnings, type Calculator } from "./calculator";

export const ghk: Calculator = {
  id: "ghk",
  title: "Potential of a membrane that several ions cross",
  usage: "ghk FILE.json",
  help: "where the Goldman–Hodgkin–Katz currents of all ions cancel, for any charges, with each ion's part at it or at the file's millivolts",
  options: [],
  files: 1,
  async run(args, io) {
    const { document } = await readSpec(io, args.positionals[1]!);
    const report = ghkReport(readMembrane(document));
    const rows = report.ions.map((ion) => ({
      ion: ion.name,
      z: ion.z,
      "in (mol/L)": ion.insideMolar,
      "out (mol/L)": ion.outsideMolar,
      P: ion.permeability,
      "E (mV)": ion.nernstMillivolts,
      "I (µA/cm²)": ion.current,
      "chord g (mS/cm²)": ion.chordConductance,
    }));
    const lines = {
      "potential (mV)": report.potentialMillivolts,
      "temperature (°C)": report.celsius,
      "found as": report.method,
      "currents at (mV)": report.atMillivolts,
      "total current (µA/cm²)": report.totalCurrent,
      "slope conductance (mS/cm²)": report.slopeConductance,
    };
    return { json: report, text: () => withWarnings([facts(lines), "", table(rows)], report.warnings) };
  },
};
