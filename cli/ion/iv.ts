import { readMembrane } from "../../src/core/membrane/document";
import { curveCsv, curveReport, curveRows } from "../../src/core/membrane/curve-report";
import { writeBytes } from "../files";
import { readSpec } from "../spec-file";
import { facts, table } from "../table";
import { withWarnings, type Calculator } from "./calculator";

/** Rows that a terminal shows of a curve. */
const SHOWN = 26;

export const iv: Calculator = {
  id: "iv",
  title: "Current–voltage curve of a membrane",
  usage: "iv FILE.json [--out F.csv]",
  help: "currents from the file's from to its to, in points steps, its pump included",
  options: ["out"],
  files: 1,
  async run(args, io) {
    const { document } = await readSpec(io, args.positionals[1]!);
    const report = curveReport(readMembrane(document));
    const out = args.value("out");
    if (out !== undefined) await writeBytes(io, out, new TextEncoder().encode(curveCsv(report)));
    const rows = curveRows(report);
    const every = Math.ceil(rows.length / SHOWN);
    return {
      json: out === undefined ? report : { reversalMillivolts: report.reversalMillivolts, points: rows.length, file: out, warnings: report.warnings },
      text: () =>
        withWarnings(
          [
            facts({ "reversal (mV)": report.reversalMillivolts, points: rows.length, ...(out === undefined ? {} : { file: out }) }),
            "",
            table(rows.filter((_, i) => i % every === 0)),
          ],
          report.warnings,
        ),
    };
  },
};
