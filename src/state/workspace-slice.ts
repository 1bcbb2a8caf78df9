import type { StoreApi } from "zustand/vanilla";
import type { BackendId } from "../engine/protocol";
import { recall, remember } from "./remember";
import type { KeyValueStorage, Services } from "./services";
import type { SliceCreator, WorkbenchState } from "./store";

/** `system` is light or dark as the machine is. */
export type Theme = "dark" | "light" | "system";
export type Room = "lab" | "measure" | "regimes" | "membrane" | "learning" | "notebooks" | "runs" | "server";

/** How a person has set up the place: kept between visits, not part of any experiment. */
export interface Workspace {
  theme: Theme;
  /** Id of a language of the page, or `auto` for that of the browser. */
  language: string;
  /** Id of a colour map in `views/colour-maps`. */
  colourMap: string;
  /** Interpolate between cells where they are drawn large. */
  smooth: boolean;
  allFeatures: boolean;
  /** Keys without Ctrl or ⌘ carry out actions. */
  singleKeys: boolean;
  /** Was shown around, or did not want to be. */
  toured: boolean;
  /** Ids of the panels that start folded and are open. */
  unfolded: readonly string[];
  /** What runs in this browser are computed with. */
  backend: BackendId | "auto";
  /** Threads to use at most; 0 for as many as there are. */
  threads: number;
}

export interface WorkspaceSlice {
  workspace: Workspace;
  room: Room;
  setWorkspace(change: Partial<Workspace>): void;
  goTo(room: Room): void;
}

const key = "mfn.workspace";
const usual: Workspace = {
  theme: "dark",
  language: "auto",
  colourMap: "viridis",
  smooth: true,
  allFeatures: false,
  singleKeys: true,
  toured: false,

  unfolded: [],
  backend: "auto",
  threads: 0,
};

export const createWorkspaceSlice =
  ({ storage }: Pick<Services, "storage">): SliceCreator<WorkspaceSlice> =>
  (set) => ({
    workspace: restore(recall(storage, key)),
    room: "lab",
    setWorkspace: (change) => set(({ workspace }) => ({ workspace: { ...workspace, ...change } })),
    goTo: (room) => set({ room }),
  });

/** Takes from a kept workspace what still has the right type. */
function restore(kept: unknown): Workspace {
  if (typeof kept !== "object" || kept === null) return usual;
  const fitting = Object.entries(kept).filter(([name, value]) => name in usual && typeof value === typeof usual[name as keyof Workspace]);
  const { theme, backend, threads, unfolded, ...workspace } = { ...usual, ...Object.fromEntries(fitting) };
  return {
    ...workspace,
    theme: themes.includes(theme) ? theme : usual.theme,
    backend: backendIds.includes(backend) ? backend : usual.backend,
    unfolded: Array.isArray(unfolded) ? unfolded.filter((id) => typeof id === "string") : usual.unfolded,
    threads: Number.isInteger(threads) && threads > 0 ? threads : usual.threads,
  };
}

const themes: readonly string[] = ["dark", "light", "system"] satisfies Theme[];
const backendIds: readonly string[] = ["auto", "plain", "wasm", "webgpu"] satisfies Workspace["backend"][];

export function saveWorkspace(store: StoreApi<WorkbenchState>, storage: KeyValueStorage): void {
  store.subscribe((state, before) => {
    if (state.workspace !== before.workspace) remember(storage, key, state.workspace);
  });
}
