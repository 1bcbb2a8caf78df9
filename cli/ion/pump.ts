import { readMembrane } from "../../src/core/membrane/document";
import { pumpReport } from "../../src/core/membrane/pump-report";
import { readSpec } from "../spec-file";
import { facts, show } from "../table";
import { withWarnings, type Calculator } from "./calculator";

export const pump: Calculator = {
  id: "pump",
  title: "What a pump or exchanger does at a membrane",
  usage: "pump FILE.json",
  help: "turnover, current and reversal of a pump, and the potential at which it and the leaks cancel",
  options: [],
  files: 1,
  async run(args, io) {
    const { document } = await readSpec(io, args.positionals[1]!);
    const report = pumpReport(readMembrane(document));
    const lines = {
      pump: report.pump,
      "potential (mV)": report.potentialMillivolts === null ? `– (${report.reason})` : report.potentialMillivolts,
      "without the pump (mV)": report.withoutPumpMillivolts,
      ...(report.steadyStateMillivolts === undefined ? {} : { "where leak and pump match ion by ion (mV)": report.steadyStateMillivolts }),
      "reversal of the pump (mV)": report.reversalMillivolts,
      "turnover and current at (mV)": report.atMillivolts,
      "turnover (pmol/(cm² s))": report.turnover,
      "current (µA/cm²)": report.pumpCurrent,
      "carried in (pmol/(cm² s))": Object.entries(report.fluxes)
        .map(([name, flux]) => `${name} ${show(flux)}`)
        .join(", "),
      "charges out per cycle": report.chargesOutPerCycle,
    };
    return { json: report, text: () => withWarnings([facts(lines)], report.warnings) };
  },
};
