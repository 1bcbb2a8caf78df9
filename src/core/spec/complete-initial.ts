import type { Model } from "../define/model";
import { readExpression } from "../equations/equation";
import { WorkbenchError } from "../errors";
import { refuseActions } from "./formula";
import type { InitialSpec, RunSpecInput } from "./run-spec";

/**
 * Fills in the initial state and reads its formulas.
 * @throws WorkbenchError `initial/invalid` or `equation/…`.
 */
export function completeInitial(model: Model, given: RunSpecInput["initial"]): InitialSpec {
  const initial = (given ?? { kind: "model-default" }) as InitialSpec;
  const species = Object.keys(model.species);
  if (model.kind === "stepped") {
    if (initial.kind === "model-default") return initial;
    throw new WorkbenchError("initial/invalid", ["initial"], `${model.title} draws its own initial fields; leave initial out`);
  }
  const refuseUnknown = (names: string[], path: string[]) => {
    const stranger = names.find((name) => !species.includes(name));
    if (stranger !== undefined)
      throw new WorkbenchError("initial/invalid", [...path, stranger], `${model.title} has no species "${stranger}"; it has ${species.join(", ")}`, {
        known: species,
      });
    const missing = species.find((name) => !names.includes(name));
    if (missing !== undefined) throw new WorkbenchError("initial/invalid", path, `nothing is said about species "${missing}"`);
  };
  if (initial.kind === "noise" && initial.around !== "fixed-point") refuseUnknown(Object.keys(initial.around), ["initial", "around"]);
  if (initial.kind === "expression") {
    const { kind: _, ...texts } = initial;
    refuseUnknown(Object.keys(texts), ["initial"]);
    for (const [name, text] of Object.entries(texts as Record<string, unknown>)) {
      if (typeof text !== "string")
        throw new WorkbenchError("initial/invalid", ["initial", name], `expected a formula as text, got ${JSON.stringify(text)}`);
      const path = ["initial", name];
      refuseActions(readExpression(text, { species: [], params: Object.keys(model.params) }, path), path, true);
    }
  }
  return initial;
}
