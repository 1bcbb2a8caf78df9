import type { StoreApi } from "zustand/vanilla";
import type { WorkbenchState } from "./store";
import { followMoves } from "./undo-moves";
import { openedDeed } from "./undo-opening";
import { workspaceDeeds } from "./undo-workspace";

/**
 * Records what is done through the store: moved parameters, changed specs, another model or preset, and how the place is set up. Who does them
 * need not know of undo. What undoing itself changes is no deed.
 */
export function followDeeds(store: StoreApi<WorkbenchState>): void {
  followMoves(store);
  store.subscribe((state, before) => {
    if (state.undoing || before.undoing) return;
    const opened = before.run.id !== null && state.run.id !== before.run.id ? openedDeed(store, state, before) : null;
    for (const deed of [opened, ...workspaceDeeds(store, state, before)]) if (deed) state.record(deed);
  });
}
