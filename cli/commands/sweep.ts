import { extname } from "node:path";
import { WorkbenchError } from "../../src/core/errors";
import { needsFiles } from "../../src/core/spec/files";
import type { PointsApi } from "../../src/core/sweep/point";
import { sweepColumns, type SweepRow } from "../../src/core/sweep/rows";
import { completeSweep, runsOf, type SweepSpec } from "../../src/core/sweep/sweep-spec";
import { createPool } from "../../src/engine/pool";
import { csv } from "../../src/exporters/csv";
import { parquet } from "../../src/exporters/parquet";
import { sweepTable } from "../../src/exporters/sweep-table";
import { reportSweep, sweepRows, type SweepReport } from "../../src/jobs/whole-sweep";
import { wholeNumberOf } from "../arguments";
import { defineCommand, type Io } from "../command";
import { writeBytes } from "../files";
import { withProgress } from "../progress";
import { specArrays } from "../spec-arrays";
import { readSpec } from "../spec-file";
import { openJournal, type Journal } from "../sweep-journal";
import { pointsThreads } from "../sweep-threads";
import { facts, table } from "../table";

export const sweep = defineCommand({
  id: "sweep",
  title: "Runs one experiment over values of its parameters",
  usage: "SWEEP.json [--set path=value …] [--out F.parquet] [--resume] [--threads N]",
  help:
    'One row a run. SWEEP.json is {"version": 1, "base": SPEC, "parameters": [{"name": "parameters.F", "from": 0.02, "to": 0.06, "count": 9}], ' +
    '"measure": ["regime", "mean", "wavelength"]}; "design" is grid, random or latin-hypercube, the latter two with "samples".',
  example: "mfn sweep sweep.json --out rows.parquet --json",
  options: {
    set: { kind: "list", value: "path=value", help: "Changes one value of the sweep, such as base.steps=2000." },
    out: { kind: "value", value: "F.parquet", help: "Writes the rows: .parquet or .csv. Until all are there they stand in F.parquet.journal." },
    resume: { kind: "flag", help: "Goes on with a sweep that was broken off: runs in the journal are not done again." },
    threads: { kind: "value", value: "N", help: "Runs at once; one for each core unless given. The rows are the same for any number." },
  },
  arguments: [1, 1],
  async run(args, io) {
    const { document, folder } = await readSpec(io, args.positionals[0]!, args.list("set"));
    const spec = completeSweep(document);
    const out = args.value("out");
    const write = out === undefined ? null : writerOf(out);
    if (out === undefined && args.flag("resume"))
      throw new WorkbenchError("usage", [], "--resume goes on with the journal of a file; name that file with --out");
    const threads = args.value("threads");
    const options = pointsThreads(threads === undefined ? null : wholeNumberOf("threads", threads, 1, 1024));
    const warnings: string[] = [];
    const arrays = needsFiles(spec.base) ? await specArrays(spec.base, folder, io, (warning) => warnings.push(warning)) : undefined;
    const journal = out === undefined ? withoutFile : await openJournal(io, out, spec, args.flag("resume"));
    const began = performance.now();
    const pool = createPool(options);
    const sample: PointsApi["samplePoint"] = (request) => pool.run((thread) => thread.samplePoint({ ...request, ...(arrays && { arrays }) }));
    const rows = await rowsOf(spec, journal, io, options.size, sample).finally(() => pool.dispose());
    if (out !== undefined && write) await writeBytes(io, out, write(spec, rows));
    await journal.close();
    const json = {
      ...reportSweep(spec, rows, journal.rows.length, (performance.now() - began) / 1000),
      ...(out === undefined ? { rows } : { out }),
      warnings,
    };
    return { json, text: () => readable(json, spec, rows) };
  },
});

const withoutFile: Journal = { rows: [], append: async () => undefined, close: async () => undefined };

async function rowsOf(spec: SweepSpec, journal: Journal, io: Io, atOnce: number, samplePoint: PointsApi["samplePoint"]): Promise<SweepRow[]> {
  const before = journal.rows.length;
  const all = runsOf(spec);
  const began = performance.now();
  let done = before;
  const rows = sweepRows(spec, { journal, atOnce, samplePoint, ended: (ended) => (done = ended) });
  const report = async () => {
    const rest = done > before ? `, about ${Math.ceil((((performance.now() - began) / (done - before)) * (all - done)) / 1000)} s left` : "";
    return `${done} of ${all} runs${rest}`;
  };
  return withProgress(io, report, rows);
}

/** Decides before the sweep how its rows are written, so that no hour is spent on a file that cannot be. */
function writerOf(path: string): (sweep: SweepSpec, rows: readonly SweepRow[]) => Uint8Array {
  const ending = extname(path).toLowerCase();
  if (ending !== ".parquet" && ending !== ".csv")
    throw new WorkbenchError("usage", [], `--out expects a file ending in .parquet or .csv, got "${path}"`);
  return (spec, rows) => {
    const { table: columns, provenance } = sweepTable(spec, rows);
    return (ending === ".csv" ? csv : parquet).encode(columns, provenance);
  };
}

/** Rows that are shown to a reader. */
const shown = 20;

interface Summary extends SweepReport {
  out?: string;
  warnings: readonly string[];
}

function readable(json: Summary, spec: SweepSpec, rows: readonly SweepRow[]): string {
  const columns = sweepColumns(spec, rows).filter(({ name }) => name !== "spec-hash");
  const lines = rows.slice(0, shown).map((_, i) => Object.fromEntries(columns.map(({ name, values }) => [name, values[i] ?? null])));
  return [
    `sweep ${json.sweepHash}`,
    facts({
      runs: `${json.runs}${json.resumed > 0 ? `, ${json.resumed} of them from the journal` : ""}`,
      seconds: Number(json.seconds.toPrecision(3)),
      ...json.regimes,
      ...(json.out !== undefined && { written: json.out }),
    }),
    "",
    table(lines),
    ...(rows.length > shown ? [`… ${rows.length - shown} rows more; write them with --out rows.csv`] : []),
    ...json.warnings.map((warning) => `warning: ${warning}`),
  ].join("\n");
}
