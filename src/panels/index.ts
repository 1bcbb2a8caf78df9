import { registry } from "../core/define/registry";
import type { Panel } from "./define";
import { annotatePanel } from "./annotate-panel";
import { batchPanel } from "./batch-panel";
import { beforeRunPanel } from "./before-run-panel";
import { comparePanel } from "./compare-panel";
import { connectionPanel } from "./connection-panel";
import { detectorPanel } from "./detector-panel";
import { dimensionPanel } from "./dimension-panel";
import { dispersionPanel } from "./dispersion-panel";
import { domainPanel } from "./domain-panel";
import { featuresPanel } from "./features-panel";
import { fieldPanel } from "./field-panel";
import { liveFeedPanel } from "./live-feed-panel";
import { liveSourcePanel } from "./live-source-panel";
import { lyapunovPanel } from "./lyapunov-panel";
import { madeSeriesPanel } from "./made-series-panel";
import { marketGuidePanel } from "./market-guide-panel";
import { measureImagePanel } from "./measure-image-panel";
import { measureResultPanel } from "./measure-result-panel";
import { measureSettingsPanel } from "./measure-settings-panel";
import { mfnRoutePanel } from "./mfn-route-panel";
import { modelPanel } from "./model-panel";
import { notebookOutlinePanel } from "./notebook-outline-panel";
import { notebookPanel } from "./notebook-panel";
import { numberOfChangesPanel } from "./number-of-changes-panel";
import { parameterPlanePanel } from "./parameter-plane-panel";
import { parametersPanel } from "./parameters-panel";
import { regimesPanel } from "./regimes-panel";
import { runBarPanel } from "./run-bar-panel";
import { seriesChannelsPanel } from "./series-channels-panel";
import { seriesFeaturesPanel } from "./series-features-panel";
import { seriesPanel } from "./series-panel";
import { seriesSourcePanel } from "./series-source-panel";
import { seriesWindowPanel } from "./series-window-panel";
import { timePanel } from "./time-panel";

/** The order here is the order in a column. */
export const panels = registry<Panel>("panel", [
  modelPanel,
  parametersPanel,
  domainPanel,
  beforeRunPanel,
  connectionPanel,
  fieldPanel,
  dimensionPanel,
  timePanel,
  dispersionPanel,
  parameterPlanePanel,
  featuresPanel,
  lyapunovPanel,
  runBarPanel,
  measureSettingsPanel,
  measureImagePanel,
  batchPanel,
  measureResultPanel,
  marketGuidePanel,
  seriesSourcePanel,
  madeSeriesPanel,
  seriesWindowPanel,
  seriesPanel,
  detectorPanel,
  regimesPanel,
  numberOfChangesPanel,
  seriesFeaturesPanel,
  seriesChannelsPanel,
  comparePanel,
  annotatePanel,
  mfnRoutePanel,
  liveFeedPanel,
  liveSourcePanel,
  notebookOutlinePanel,
  notebookPanel,
]);
