import type { StoreApi } from "zustand/vanilla";
import { WorkbenchError, type ErrorRecord } from "../core/errors";
import { modelOf } from "../core/spec/model-of";
import type { RunSpec } from "../core/spec/run-spec";
import { wholeSpec } from "./exported-spec";
import type { WorkbenchState } from "./store";
import type { Deed } from "./undo-slice";

/** Another run was opened: undoing it opens the one before. Null where both have the same spec, as with another back end. */
export function openedDeed(store: StoreApi<WorkbenchState>, state: WorkbenchState, before: WorkbenchState): Deed | null {
  const [next, last] = [wholeSpec(state), wholeSpec(before)];
  if (!next || !last) return null;
  const changed = differing({ ...next, steps: 0 }, { ...last, steps: 0 });
  if (changed.length === 0) return null;
  const title = titleOf(changed, next, last);
  // Strokes over the domain are deeds of their own, however fast they follow.
  const merge = title === "Mask" ? {} : { merge: `spec ${changed.join()}` };
  return { title, ...merge, undo: openAgain(store, before), redo: openAgain(store, state) };
}

/** Opens what was open, from its start, with all that was done to it since; it runs if that one ran, or this one does. */
export function openAgain(store: StoreApi<WorkbenchState>, was: WorkbenchState): () => Promise<void> {
  const spec = wholeSpec(was);
  const { preset, run } = was;
  return async () => {
    let problem: ErrorRecord | null = null;
    const runs = run.status !== "paused" || store.getState().run.status === "running";
    const opened = await store.getState().open(spec!, { preset, run: runs, refused: (why) => (problem = why) });
    if (!opened && problem) throw WorkbenchError.fromJSON(problem);
  };
}

/** Keys under which two objects differ, as JSON. */
function differing(a: object, b: object): string[] {
  const [left, right] = [new Map<string, unknown>(Object.entries(a)), new Map<string, unknown>(Object.entries(b))];
  return [...new Set([...left.keys(), ...right.keys()])].filter((key) => JSON.stringify(left.get(key)) !== JSON.stringify(right.get(key)));
}

const partTitles: Partial<Record<keyof RunSpec, string>> = {
  model: "Model",
  equations: "Equations",
  grid: "Grid",
  boundary: "Boundary",
  initial: "Initial state",
  integrator: "Integrator",
  precision: "Precision",
  seed: "Seed",
};

/** The first part that says what was done: another model changes everything, another grid also the step. */
function titleOf(changed: readonly string[], next: RunSpec, last: RunSpec): string {
  const part = (Object.keys(partTitles) as (keyof RunSpec)[]).find((key) => changed.includes(key));
  if (part === "grid" && JSON.stringify(next.grid.mask) !== JSON.stringify(last.grid.mask)) return "Mask";
  if (part) return partTitles[part]!;
  const names = changed.includes("parameters") ? differing(next.parameters, last.parameters) : [];
  if (names.length === 0) return "Experiment";
  return names.length === 1 ? parameterTitle(names[0]!, next) : "Parameters";
}

/** As the model calls it, in words. */
export const parameterTitle = (name: string, spec: RunSpec): string => modelOf(spec).params[name]?.title ?? name;
