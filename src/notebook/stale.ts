import { withNeeds, type CellGraph } from "./cell-graph";
import type { RunMode } from "./run-mode";

/** The last time a cell ran. */
export interface Attempt {
  /** The code and control values that ran. */
  key: string;
  /** For each cell it needs, the number of the run whose values it saw. */
  saw: ReadonlyMap<string, number>;
  failed: boolean;
}

/** What is known of a notebook's cells at one moment. */
export interface Standing {
  graph: CellGraph;
  /** The present code and control values of each cell. */
  keys: ReadonlyMap<string, string>;
  /** Cells that ran and whose worker still lives. */
  attempts: ReadonlyMap<string, Attempt>;
  /** How often each cell has run. */
  runs: ReadonlyMap<string, number>;
  /** Cells that show something or are about to, though their values may be gone. */
  onShow: ReadonlySet<string>;
}

/**
 * The cells of which what is on show is what the code says: each ran with its present code and controls, and saw the newest values of cells of
 * which the same holds.
 */
export function currentCells({ graph, keys, attempts, runs }: Standing): Set<string> {
  const known = new Map<string, boolean>();
  const isCurrent = (id: string): boolean => {
    const before = known.get(id);
    if (before !== undefined) return before;
    // A circle is never current; its members are refused before they run.
    known.set(id, false);
    const attempt = attempts.get(id);
    const needs = graph.needs.get(id) ?? [];
    const current =
      attempt !== undefined &&
      attempt.key === keys.get(id) &&
      attempt.saw.size === needs.length &&
      needs.every((need) => isCurrent(need) && attempt.saw.get(need) === (runs.get(need) ?? 0));
    known.set(id, current);
    return current;
  };
  return new Set([...keys.keys()].filter(isCurrent));
}

/** Everything that has to run so that the targets are what their code says; in auto mode, also what is on show and rests on it. */
export function planOf(standing: Standing, targets: Iterable<string>, mode: RunMode): Set<string> {
  const { graph, attempts, onShow } = standing;
  const current = currentCells(standing);
  const given = (id: string) => current.has(id) && !attempts.get(id)!.failed;
  const plan = new Set(targets);
  for (let size = -1; size !== plan.size;) {
    size = plan.size;
    for (const id of withNeeds(graph, plan)) if (!given(id)) plan.add(id);
    if (mode !== "auto") continue;
    for (const id of onShow) if (graph.needs.get(id)?.some((need) => plan.has(need))) plan.add(id);
  }
  return plan;
}
