import type { Aggregator } from "../../src/core/define/aggregator";
import { WorkbenchError, type ErrorPath } from "../../src/core/errors";
import { complete, type Completed } from "../../src/core/spec/complete";
import { namedFiles } from "../../src/core/spec/files";

export interface CostLimits {
  /** Cells of one grid. */
  maxCells: number;
  /** Cells × steps of all that is asked for. */
  maxCellSteps: number;
}

/** What a computation takes, as far as it is known before it starts. */
export interface Cost {
  cells: number;
  steps: number;
  /** Runs of that size; 1 unless given. */
  runs?: number;
}

/** How far a computation stays within its limits. */
export interface Estimate {
  cells: number;
  cellSteps: number;
  limits: CostLimits;
  /** Why it would be refused; null when it would not. */
  refused: { message: string; path: ErrorPath; limit: number; actual: number } | null;
}

/** Weighs a computation before it starts: engine, jobs and the calls that somebody waits for all ask here. */
export function estimate({ cells, steps, runs = 1 }: Cost, { maxCells, maxCellSteps }: CostLimits): Estimate {
  const cellSteps = cells * steps * runs;
  const refuse = (path: ErrorPath, actual: number, limit: number, sentence: string) => ({ path, limit, actual, message: sentence });
  const refused =
    cells > maxCells
      ? refuse(["grid", "shape"], cells, maxCells, `the grid has ${cells} cells, this server runs at most ${maxCells}; take a smaller grid`)
      : cellSteps > maxCellSteps
        ? refuse(
            ["steps"],
            cellSteps,
            maxCellSteps,
            `${runs > 1 ? `${runs} runs of ` : ""}${cells} cells × ${steps} steps are ${cellSteps} cell updates, allowed here are ${maxCellSteps}; take fewer steps or a smaller grid`,
          )
        : null;
  return { cells, cellSteps, limits: { maxCells, maxCellSteps }, refused };
}

/** @throws WorkbenchError `server/refused` with limit and what was asked. */
export function checkCost(cost: Cost, limits: CostLimits): void {
  const { refused } = estimate(cost, limits);
  if (refused) throw new WorkbenchError("server/refused", refused.path, refused.message, { limit: refused.limit, actual: refused.actual });
}

/**
 * Weighs a rule that makes one list of many.
 * @param updates one list a client.
 * @throws WorkbenchError `server/refused` with limit and what was asked.
 */
export function checkAggregation(
  rule: Pick<Aggregator, "work">,
  updates: readonly ArrayLike<number>[],
  path: ErrorPath,
  limit: number,
  options: Record<string, number> = {},
): void {
  const length = updates.reduce((most, one) => Math.max(most, one.length), 0);
  const actual = Math.ceil(rule.work?.(updates.length, length, options) ?? updates.length * length);
  if (!(actual > limit)) return;
  const sentence = `of ${updates.length} lists of ${length} values this rule makes one in ${actual} steps, allowed here are ${limit}; send fewer or shorter ones${rule.work ? ", or take a rule that does not compare them with one another" : ""}`;
  throw new WorkbenchError("server/refused", path, sentence, { limit, actual });
}

/**
 * Completes a spec that a stranger sent, and refuses what this server will not compute before any memory is taken for it.
 * @param steps those that will be carried out; the spec's own unless given.
 * @throws WorkbenchError as `complete`, and `server/refused` for files of the server or too great a cost.
 */
export function admitSpec(document: unknown, limits: CostLimits, { steps, runs }: { steps?: number; runs?: number } = {}): Completed {
  const completed = complete(document);
  const { spec } = completed;
  if (spec.initial.kind === "file") throw readsNoFiles(["initial"]);
  const [named] = namedFiles(spec);
  if (named) throw readsNoFiles(named.path);
  const cells = spec.grid.shape.reduce((product, extent) => product * extent, 1);
  checkCost({ cells, steps: steps ?? spec.steps, ...(runs !== undefined && { runs }) }, limits);
  return completed;
}

export const readsNoFiles = (path: ErrorPath): WorkbenchError =>
  new WorkbenchError("server/refused", path, "a server reads no files for a spec; run it on the command line, or give a formula here");
