import type { StateCreator, StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import { createAnalysisSlice, followSpec, type AnalysisSlice } from "./analysis-slice";
import { createBackendSlice, type BackendSlice } from "./backend-slice";
import { createConnectionSlice, type ConnectionSlice } from "./connection-slice";
import { createEquationsSlice, type EquationsSlice } from "./equations-slice";
import { createLibrarySlice, type LibrarySlice } from "./library-slice";
import { createHistorySlice, type HistorySlice } from "./history-slice";
import { createLayoutSlice, saveLayout, type LayoutSlice } from "./layout-slice";
import { createLyapunovSlice, type LyapunovSlice } from "./lyapunov-slice";
import { movableEngine } from "./movable-engine";
import { createPaintSlice, type PaintSlice } from "./paint-slice";
import { createPlaneSlice, type PlaneSlice } from "./plane-slice";
import { createOwnModelsSlice, type OwnModelsSlice } from "./own-models-slice";
import type { RoomSlices } from "./room-slices";
import { createRunSlice, type RunSlice } from "./run-slice";
import { createSeriesSlice, type SeriesSlice } from "./series-slice";
import type { Services } from "./services";
import { createShellSlice, type ShellSlice } from "./shell-slice";
import { createSpecSlice, saveSpec, type SpecSlice } from "./spec-slice";
import { followDeeds } from "./undo-follows";
import { createUndoSlice, type UndoSlice } from "./undo-slice";
import { createViewsSlice, saveViews, type ViewsSlice } from "./views-slice";
import { createWorkspaceSlice, saveWorkspace, type WorkspaceSlice } from "./workspace-slice";

/**
 * Facts only: no DOM, nothing that JSON could not hold, no typed arrays but the set and the maps that a measurement of an image came with, which
 * are drawn as they are and never written to.
 */
export type WorkbenchState = SpecSlice &
  EquationsSlice &
  OwnModelsSlice &
  RunSlice &
  HistorySlice &
  SeriesSlice &
  AnalysisSlice &
  PlaneSlice &
  ConnectionSlice &
  BackendSlice &
  LyapunovSlice &
  LibrarySlice &
  UndoSlice &
  PaintSlice &
  ViewsSlice &
  ShellSlice &
  LayoutSlice &
  WorkspaceSlice &
  RoomSlices;

/** Makes one slice; it sees the whole state. */
export type SliceCreator<Slice> = StateCreator<WorkbenchState, [], [], Slice>;

export interface Workbench {
  store: StoreApi<WorkbenchState>;
  services: Services;
  /** Adds the facts of the other rooms, which the first picture does not wait for; before that they are not there. Once is enough. */
  openRooms(): Promise<void>;
  /** Keeps at once what would be kept in a moment: for a page about to close. */
  saveNow(): void;
}

type CreateRooms = (services: Services) => SliceCreator<RoomSlices>;

/**
 * Puts the slices together and starts what follows the spec: stability analysis and autosave.
 * @param rooms the facts of the other rooms, to have them at once.
 */
export function createWorkbench(given: Services, rooms?: CreateRooms): Workbench {
  const engine = movableEngine(given.engine);
  const services: Services = { ...given, engine };
  const store = createStore<WorkbenchState>()((...a) => ({
    // The rooms that read them are opened by `openRooms` alone.
    ...({} as RoomSlices),
    ...createSpecSlice(services)(...a),
    ...createEquationsSlice({ engine })(...a),
    ...createOwnModelsSlice(services)(...a),
    ...createRunSlice(services)(...a),
    ...createHistorySlice({ engine })(...a),
    ...createSeriesSlice()(...a),
    ...createAnalysisSlice(services)(...a),
    ...createPlaneSlice()(...a),
    ...createConnectionSlice({ engine, connectRemote: given.connectRemote })(...a),
    ...createBackendSlice({ engine })(...a),
    ...createLyapunovSlice(services)(...a),
    ...createLibrarySlice(services)(...a),
    ...createUndoSlice()(...a),
    ...createPaintSlice(services)(...a),
    ...createViewsSlice(services)(...a),
    ...createShellSlice()(...a),
    ...createLayoutSlice(services)(...a),
    ...createWorkspaceSlice(services)(...a),
  }));
  const saveNow = saveSpec(store, services.storage);
  saveWorkspace(store, services.storage);
  saveViews(store, services.storage);
  saveLayout(store, services.storage);
  followSpec(store);
  followDeeds(store);
  const addRooms = (create: CreateRooms) => {
    // Who follows the state begins once all of it is there.
    const waiting = new Set<() => void>();
    const subscribe: typeof store.subscribe = (follower) => {
      let end: () => void = () => void waiting.delete(begin);
      const begin = () => void (end = store.subscribe(follower));
      waiting.add(begin);
      return () => end();
    };
    store.setState(create(services)(store.setState, store.getState, { ...store, subscribe }));
    for (const begin of waiting) begin();
  };
  if (rooms) addRooms(rooms);
  let opening = rooms && Promise.resolve();
  const openRooms = () =>
    (opening ??= Promise.all([import("./room-slices"), services.loadNotebooks()]).then(([{ createRoomSlices }, notebooks]) =>
      addRooms((all) => createRoomSlices({ ...all, notebooks })),
    ));
  return { store, services, openRooms, saveNow };
}
