import type { StoreApi } from "zustand/vanilla";
import type { WorkbenchState } from "./store";
import type { Deed } from "./undo-slice";
import type { Workspace } from "./workspace-slice";

/** What of the workspace is undone, in words. What runs are computed with is not: it would open another run. */
const titles: Partial<Record<keyof Workspace, string>> = {
  theme: "Theme",
  colourMap: "Colour map",
  smooth: "Smooth picture",
  allFeatures: "Features shown",
  unfolded: "Folded panels",
  singleKeys: "Single keys",
};

/** One deed for each part of the workspace that differs. */
export function workspaceDeeds(store: StoreApi<WorkbenchState>, state: WorkbenchState, before: WorkbenchState): Deed[] {
  if (state.workspace === before.workspace) return [];
  const parts = (Object.keys(titles) as (keyof Workspace)[]).filter((part) => state.workspace[part] !== before.workspace[part]);
  return parts.map((part) => {
    const putBack = (workspace: Workspace) => () => store.getState().setWorkspace({ [part]: workspace[part] });
    return { title: titles[part]!, merge: `workspace ${part}`, undo: putBack(before.workspace), redo: putBack(state.workspace) };
  });
}
