import { registry } from "../core/define/registry";
import type { Panel } from "./define";
import { annotatePanel } from "./annotate-panel";
import { comparePanel } from "./compare-panel";
import { detectorPanel } from "./detector-panel";
import { liveFeedPanel } from "./live-feed-panel";
import { liveSourcePanel } from "./live-source-panel";
import { madeSeriesPanel } from "./made-series-panel";
import { marketGuidePanel } from "./market-guide-panel";
import { mfnRoutePanel } from "./mfn-route-panel";
import { numberOfChangesPanel } from "./number-of-changes-panel";
import { regimesPanel } from "./regimes-panel";
import { seriesChannelsPanel } from "./series-channels-panel";
import { seriesFeaturesPanel } from "./series-features-panel";
import { seriesPanel } from "./series-panel";
import { seriesSourcePanel } from "./series-source-panel";
import { seriesWindowPanel } from "./series-window-panel";

/** The panels of Regimes; the order here is the order in a column. */
export const regimesPanels = registry<Panel>("panel", [
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
]);
