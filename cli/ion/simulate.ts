import { simulateMembrane } from "../../src/core/membrane/simulate";
import { readSimulation } from "../../src/core/membrane/simulation-document";
import { columnUnits, simulationReport, tracesCsv, tracesDocument } from "../../src/core/membrane/simulation-report";
import { writeBytes } from "../files";
import { readSpec } from "../spec-file";
import { facts, table } from "../table";
import { withWarnings, type Calculator } from "./calculator";
import { withClampFile } from "./clamp-file";

export const simulate: Calculator = {
  id: "simulate",
  title: "A membrane or synapse in time",
  usage: "simulate FILE.json [--out F.csv|F.json]",
  help: "an axon, a cell with pumps or a plastic synapse under a current or voltage clamp, its spikes measured",
  options: ["out"],
  files: 1,
  async run(args, io) {
    const { document, folder } = await readSpec(io, args.positionals[1]!);
    const run = readSimulation(await withClampFile(io, document, folder));
    const traces = simulateMembrane(run);
    const report = simulationReport(run.model, traces);
    const units = columnUnits(run.model);
    const out = args.value("out");
    if (out !== undefined) {
      const text = out.toLowerCase().endsWith(".json") ? JSON.stringify(tracesDocument(run.model, traces)) : tracesCsv(run.model, traces);
      await writeBytes(io, out, new TextEncoder().encode(text));
    }
    const lines = {
      model: run.model.title,
      [`duration (${report.timeUnit})`]: report.duration,
      samples: report.samples,
      steps: report.steps.accepted,
      ...(report.spikes ? { spikes: report.spikes.length, [`rate (${report.rateUnit})`]: report.rate } : {}),
      ...Object.fromEntries(Object.entries(report.final).map(([name, value]) => [`${name} at the end (${units[name]})`, value])),
      ...Object.fromEntries(Object.entries(report.drift).map(([name, share]) => [`${name} kept to`, share])),
      ...(out === undefined ? {} : { file: out }),
    };
    const spikes = (report.spikes ?? []).map((spike) => ({
      time: spike.time,
      threshold: spike.threshold,
      peak: spike.peak,
      "width at half": spike.width,
      "after-hyperpolarisation": spike.afterHyperpolarisation,
    }));
    return {
      // Without a file the traces themselves are what was asked for.
      json: out === undefined ? tracesDocument(run.model, traces) : { ...report, file: out },
      text: () => withWarnings([facts(lines), ...(spikes.length > 0 ? ["", table(spikes)] : [])], report.warnings),
    };
  },
};
