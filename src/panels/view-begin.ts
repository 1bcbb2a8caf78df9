import type { Workbench } from "../state/store";
import { fieldsOf, type ViewFacts } from "../state/views-slice";
import { kindNamed } from "../views/field-kinds/index";

/**
 * What a view of a kind begins with. A kind that shows what a person has put on a map takes up the tool for it where there is nothing yet.
 * @param view that becomes one of that kind; a new one when left out.
 */
export function beginView(store: Workbench["store"], kind: string, view: Pick<ViewFacts, "field" | "second"> = { field: null, second: null }) {
  const state = store.getState();
  const { line, probes } = state.views;
  if (kind === "kymograph" && !line) state.setViewTool("line");
  if (kind === "probe-series" && probes.length === 0) state.setViewTool("probe");
  return { kind, second: kindNamed(kind).settings.includes("second") ? fieldsOf(view, state)[1] : null };
}
