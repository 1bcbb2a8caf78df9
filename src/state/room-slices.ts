import { createAblationSlice, type AblationSlice } from "./ablation-slice";
import { createAnnotateSlice, type AnnotateSlice } from "./annotate-slice";
import { createBifurcationSlice, type BifurcationSlice } from "./bifurcation-slice";
import { createBatchSlice, type BatchSlice } from "./batch-slice";
import { createCompareSlice, type CompareSlice } from "./compare-slice";
import { createFeedSlice, type FeedSlice } from "./feed-slice";
import { createLearningSlice, type LearningSlice } from "./learning-slice";
import { createLibraryRoomSlice, type LibraryRoomSlice } from "./library-room-slice";
import { createLiveSlice, type LiveSlice } from "./live-slice";
import { createMadeSlice, type MadeSlice } from "./made-slice";
import { createMarketSlice, type MarketSlice } from "./market-slice";
import { createMeasureSlice, type MeasureSlice } from "./measure-slice";
import { createMembraneSlice, type MembraneSlice } from "./membrane-slice";
import { createNotebookSlice, type NotebookSlice } from "./notebook-slice";
import { createNotebookDeskSlice, type NotebookDeskSlice } from "./notebook-desk-slice";
import { createRegimesSlice, type RegimesSlice } from "./regimes-slice";
import { createRouteSlice, type RouteSlice } from "./route-slice";
import { createRunCompareSlice, type RunCompareSlice } from "./run-compare-slice";
import { createSearchSlice, type SearchSlice } from "./search-slice";
import { createSeriesFeaturesSlice, type SeriesFeaturesSlice } from "./series-features-slice";
import type { RoomServices } from "./services";
import { createServerSlice, type ServerSlice } from "./server-slice";
import { createSweepSlice, type SweepSlice } from "./sweep-slice";
import type { SliceCreator } from "./store";

/** The facts of the rooms that are loaded after the first picture. */
export type RoomSlices = MeasureSlice &
  BatchSlice &
  NotebookSlice &
  NotebookDeskSlice &
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
  LearningSlice &
  MembraneSlice &
  ServerSlice &
  LibraryRoomSlice &
  RunCompareSlice &
  SweepSlice &
  BifurcationSlice &
  SearchSlice;

export const createRoomSlices =
  (services: RoomServices): SliceCreator<RoomSlices> =>
  (...a) => ({
    ...createMeasureSlice(services)(...a),
    ...createBatchSlice(services)(...a),
    ...createNotebookSlice(services)(...a),
    ...createNotebookDeskSlice(services)(...a),
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
    ...createLearningSlice(services)(...a),
    ...createMembraneSlice(services)(...a),
    ...createServerSlice(services)(...a),
    ...createLibraryRoomSlice(services)(...a),
    ...createRunCompareSlice(services)(...a),
    ...createSweepSlice(services)(...a),
    ...createBifurcationSlice(services)(...a),
    ...createSearchSlice(services)(...a),
  });
