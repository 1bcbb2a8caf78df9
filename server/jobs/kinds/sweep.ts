import { cellCount } from "../../../src/core/field/grid";
import type { SweepRow } from "../../../src/core/sweep/rows";
import { sweptRuns } from "../../../src/core/sweep/runs";
import { completeSweep, hashSweep, type SweepSpec } from "../../../src/core/sweep/sweep-spec";
import { parquet } from "../../../src/exporters/parquet";
import { sweepTable } from "../../../src/exporters/sweep-table";
import { reportSweep, sweepRows } from "../../../src/jobs/whole-sweep";
import { admitSpec } from "../../limits/cost";
import { unlimited, type Kind } from "./kind";

const file = "rows.parquet";

/** A sweep, as `mfn sweep` does it: each row is kept when its run ends, all of them become one Parquet file, and one of JSON that the page opens. */
export const sweep: Kind = {
  id: "sweep",
  title: "A sweep",
  plan(document) {
    const spec = completeSweep(document);
    admitSpec(spec.base, unlimited);
    const runs = sweptRuns(spec);
    const sizes = runs.map(({ spec: one }) => ({ cells: cellCount(one.grid?.shape ?? spec.base.grid.shape), steps: one.steps ?? spec.base.steps }));
    const cells = sizes.reduce((most, size) => Math.max(most, size.cells), 0);
    const updates = sizes.reduce((sum, size) => sum + size.cells * size.steps, 0);
    return { document: spec, hash: hashSweep(spec), cost: { cells, steps: Math.ceil(updates / cells / runs.length), runs: runs.length } };
  },
  async carryOut(attempt) {
    const began = performance.now();
    const spec = attempt.document as SweepSpec;
    const before = (await attempt.rows()) as SweepRow[];
    const threads = attempt.computing.startPoints();
    attempt.signal.addEventListener("abort", threads.dispose);
    try {
      const rows = await sweepRows(spec, {
        journal: { rows: before, append: (row) => attempt.addRow(row.index, row) },
        atOnce: threads.size,
        samplePoint: threads.samplePoint,
        ended: (done, of) => attempt.report(done / of, `${done} of ${of} runs`),
        mayBegin: async () => !attempt.signal.aborted,
      });
      attempt.signal.throwIfAborted();
      const { table, provenance } = sweepTable(spec, rows);
      await attempt.leave(file, parquet.type, parquet.encode(table, provenance));
      const sorted = [...rows].sort((a, b) => a.index - b.index);
      await attempt.leave("rows.json", "application/json", new TextEncoder().encode(JSON.stringify(sorted)));
      return { ...reportSweep(spec, rows, before.length, (performance.now() - began) / 1000), out: file, warnings: [] };
    } finally {
      attempt.signal.removeEventListener("abort", threads.dispose);
      threads.dispose();
    }
  },
};
