import "../uncompiled-schemas";
import * as z from "zod/mini";
import { WorkbenchError } from "../errors";
import type { PointResult } from "./point";
import type { SweptRun } from "./runs";
import { runsOf, type SweepSpec } from "./sweep-spec";

/** One run of a sweep and what it came to, as it is kept, printed and exported. */
export interface SweepRow {
  index: number;
  /** In the order of the sweep's parameters. */
  values: readonly number[];
  /** The seed of the run. */
  seed: number;
  specHash: string | null;
  steps: number;
  regime: string | null;
  numbers: Record<string, number | null>;
  /** Why the run has no result, or numbers of it are not defined; null where nothing is missing. */
  reason: string | null;
}

/** The row of a run: the same to the bit whoever computed it. */
export function rowOf({ index, values, repeat, spec }: SweptRun, result: Omit<PointResult, "seconds" | "tile">): SweepRow {
  const missing = Object.entries(result.reasons).map(([name, reason]) => `${name}: ${reason}`);
  return {
    index,
    values: [...values],
    seed: spec.seed ?? repeat,
    specHash: result.specHash,
    steps: result.steps,
    regime: result.regime,
    numbers: result.numbers,
    reason: result.failure ?? (missing.length > 0 ? missing.join("; ") : null),
  };
}

const rowSchema = z.object({
  index: z.int(),
  values: z.array(z.number()),
  seed: z.number(),
  specHash: z.nullable(z.string()),
  steps: z.number(),
  regime: z.nullable(z.string()),
  numbers: z.record(z.string(), z.nullable(z.number())),
  reason: z.nullable(z.string()),
});

/**
 * Rows of this sweep that come from outside, each run at most once.
 * @throws WorkbenchError `data/unreadable` for what are not its rows.
 */
export function readRows(sweep: SweepSpec, given: unknown): SweepRow[] {
  const { success, data, error } = z.array(rowSchema).safeParse(given);
  const wrong = (why: string) => new WorkbenchError("data/unreadable", [], `these are not the rows of this sweep: ${why}`);
  if (!success) throw wrong(`${error.issues[0]!.path.join(".")}: ${error.issues[0]!.message}`);
  const stranger = data.find(({ index, values }) => index < 0 || index >= runsOf(sweep) || values.length !== sweep.parameters.length);
  if (stranger) throw wrong(`it has no run ${stranger.index} with ${stranger.values.length} values`);
  if (new Set(data.map(({ index }) => index)).size < data.length) throw wrong("a run stands there twice");
  return data;
}

/** A column of a table; `null` is a cell that is not defined. */
export interface SweepColumn {
  name: string;
  values: (number | string | null)[];
  kind: "number" | "text";
}

/** The rows as a table, in the order of their index whatever the order in which they ended. */
export function sweepColumns(sweep: SweepSpec, given: readonly SweepRow[]): SweepColumn[] {
  const rows = [...given].sort((a, b) => a.index - b.index);
  const numbers = (name: string, of: (row: SweepRow) => number | null): SweepColumn => ({ name, kind: "number", values: rows.map(of) });
  const words = (name: string, of: (row: SweepRow) => string | null): SweepColumn => ({ name, kind: "text", values: rows.map(of) });
  return [
    numbers("run", ({ index }) => index),
    ...sweep.parameters.map(({ name }, i) => numbers(name, ({ values }) => values[i]!)),
    numbers("seed", ({ seed }) => seed),
    numbers("steps", ({ steps }) => steps),
    words("regime", ({ regime }) => regime),
    ...sweep.measure.filter((name) => name !== "regime").map((name) => numbers(name, (row) => row.numbers[name] ?? null)),
    words("reason", ({ reason }) => reason),
    words("spec-hash", ({ specHash }) => specHash),
  ];
}

/** How many runs came to each regime, and how many failed. */
export function countRegimes(rows: readonly SweepRow[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { regime } of rows) counts[regime ?? "refused"] = (counts[regime ?? "refused"] ?? 0) + 1;
  return counts;
}
