import { carryOut } from "../core/sweep/carry-out";
import type { PointsApi } from "../core/sweep/point";
import { countRegimes, rowOf, type SweepRow } from "../core/sweep/rows";
import { sweptRuns } from "../core/sweep/runs";
import { hashSweep, type SweepSpec } from "../core/sweep/sweep-spec";

/** The rows of a sweep that is under way: each is kept when its run ends, and a sweep that was broken off goes on from there. */
export interface SweepJournal {
  /** Rows that an earlier attempt left. */
  rows: readonly SweepRow[];
  append(row: SweepRow): Promise<void>;
}

/** How a sweep is carried out. */
export interface SweepWork {
  journal: SweepJournal;
  /** Runs begun and not yet ended, at most. */
  atOnce: number;
  samplePoint: PointsApi["samplePoint"];
  /** Told of each run that ended, with how many have. */
  ended?(done: number, of: number): void;
  /** False ends the whole after what is in progress. */
  mayBegin?(): Promise<boolean>;
}

/** All rows in the order of their index: those of the journal, and those of the runs that are left; those there are where it was ended before. */
export async function sweepRows(spec: SweepSpec, { journal, atOnce, samplePoint, ended, mayBegin }: SweepWork): Promise<SweepRow[]> {
  const rows = new Map(journal.rows.map((row) => [row.index, row]));
  const all = sweptRuns(spec);
  await carryOut({
    runs: all.filter(({ index }) => !rows.has(index)),
    atOnce,
    work: (run) => samplePoint({ spec: run.spec, measure: spec.measure }),
    async ended(run, result) {
      const row = rowOf(run, result);
      await journal.append(row);
      rows.set(run.index, row);
      ended?.(rows.size, all.length);
    },
    ...(mayBegin && { mayBegin }),
  });
  return all.flatMap(({ index }) => rows.get(index) ?? []);
}

/** What `mfn sweep --json` prints, the rows or the name of their file aside. */
export interface SweepReport {
  sweep: SweepSpec;
  sweepHash: string;
  runs: number;
  /** Of them, those that an earlier attempt had done. */
  resumed: number;
  failed: number;
  seconds: number;
  regimes: Record<string, number>;
}

export function reportSweep(spec: SweepSpec, rows: readonly SweepRow[], resumed: number, seconds: number): SweepReport {
  return {
    sweep: spec,
    sweepHash: hashSweep(spec),
    runs: rows.length,
    resumed,
    failed: rows.filter(({ regime }) => regime === null || regime === "blown-up").length,
    seconds,
    regimes: countRegimes(rows),
  };
}
