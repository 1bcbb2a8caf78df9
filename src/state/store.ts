import type { StateCreator, StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import { createAblationSlice, type AblationSlice } from "./ablation-slice";
import { createAnalysisSlice, followSpec, type AnalysisSlice } from "./analysis-slice";
import { createAnnotateSlice, type AnnotateSlice } from "./annotate-slice";
import { createBackendSlice, type BackendSlice } from "./backend-slice";
import { createBatchSlice, type BatchSlice } from "./batch-slice";
import { createCompareSlice, type CompareSlice } from "./compare-slice";
import { createConnectionSlice, type ConnectionSlice } from "./connection-slice";
import { createEquationsSlice, type EquationsSlice } from "./equations-slice";
import { createFeedSlice, type FeedSlice } from "./feed-slice";
import { createLiveSlice, type LiveSlice } from "./live-slice";
import { createLyapunovSlice, type LyapunovSlice } from "./lyapunov-slice";
import { createMadeSlice, type MadeSlice } from "./made-slice";
import { createMarketSlice, type MarketSlice } from "./market-slice";
import { createMeasureSlice, type MeasureSlice } from "./measure-slice";
import { movableEngine } from "./movable-engine";
import { createNotebookSlice, type NotebookSlice } from "./notebook-slice";
import { createPlaneSlice, type PlaneSlice } from "./plane-slice";
import { createOwnModelsSlice, type OwnModelsSlice } from "./own-models-slice";
import { createRegimesSlice, type RegimesSlice } from "./regimes-slice";
import { createRouteSlice, type RouteSlice } from "./route-slice";
import { createRunSlice, type RunSlice } from "./run-slice";
import { createSeriesFeaturesSlice, type SeriesFeaturesSlice } from "./series-features-slice";
import { createSeriesSlice, type SeriesSlice } from "./series-slice";
import type { Services } from "./services";
import { createSpecSlice, saveSpec, type SpecSlice } from "./spec-slice";
import { createWorkspaceSlice, saveWorkspace, type WorkspaceSlice } from "./workspace-slice";

/**
 * Facts only: no DOM, nothing that JSON could not hold, no typed arrays but the set and the maps that a measurement of an image came with, which
 * are drawn as they are and never written to.
 */
export type WorkbenchState = SpecSlice &
  EquationsSlice &
  OwnModelsSlice &
  RunSlice &
  SeriesSlice &
  AnalysisSlice &
  PlaneSlice &
  ConnectionSlice &
  BackendSlice &
  LyapunovSlice &
  MeasureSlice &
  BatchSlice &
  NotebookSlice &
  RegimesSlice &
  CompareSlice &
  AnnotateSlice &
  FeedSlice &
  LiveSlice &
  MadeSlice &
  MarketSlice &
  RouteSlice &
  SeriesFeaturesSlice &
  AblationSlice &
  WorkspaceSlice;

/** Makes one slice; it sees the whole state. */
export type SliceCreator<Slice> = StateCreator<WorkbenchState, [], [], Slice>;

export interface Workbench {
  store: StoreApi<WorkbenchState>;
  services: Services;
  /** Keeps at once what would be kept in a moment: for a page about to close. */
  saveNow(): void;
}

/** Puts the slices together and starts what follows the spec: stability analysis and autosave. */
export function createWorkbench(given: Services): Workbench {
  const engine = movableEngine(given.engine);
  const services: Services = { ...given, engine };
  const store = createStore<WorkbenchState>()((...a) => ({
    ...createSpecSlice(services)(...a),
    ...createEquationsSlice({ engine })(...a),
    ...createOwnModelsSlice(services)(...a),
    ...createRunSlice(services)(...a),
    ...createSeriesSlice()(...a),
    ...createAnalysisSlice(services)(...a),
    ...createPlaneSlice()(...a),
    ...createConnectionSlice({ engine, connectRemote: given.connectRemote })(...a),
    ...createBackendSlice({ engine })(...a),
    ...createLyapunovSlice(services)(...a),
    ...createMeasureSlice(services)(...a),
    ...createBatchSlice(services)(...a),
    ...createNotebookSlice(services)(...a),
    ...createRegimesSlice(services)(...a),
    ...createCompareSlice(services)(...a),
    ...createAnnotateSlice()(...a),
    ...createFeedSlice(services)(...a),
    ...createLiveSlice(services)(...a),
    ...createMadeSlice()(...a),
    ...createMarketSlice(services)(...a),
    ...createRouteSlice(services)(...a),
    ...createSeriesFeaturesSlice(services)(...a),
    ...createAblationSlice(services)(...a),
    ...createWorkspaceSlice(services)(...a),
  }));
  const saveNow = saveSpec(store, services.storage);
  saveWorkspace(store, services.storage);
  followSpec(store);
  return { store, services, saveNow };
}
