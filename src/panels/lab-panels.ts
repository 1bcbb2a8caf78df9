import { registry } from "../core/define/registry";
import type { Panel } from "./define";
import { beforeRunPanel } from "./before-run-panel";
import { bifurcationPanel } from "./bifurcation-panel";
import { connectionPanel } from "./connection-panel";
import { dimensionPanel } from "./dimension-panel";
import { dispersionPanel } from "./dispersion-panel";
import { domainPanel } from "./domain-panel";
import { featuresPanel } from "./features-panel";
import { lyapunovPanel } from "./lyapunov-panel";
import { parameterPlanePanel } from "./parameter-plane-panel";
import { searchPanel } from "./search-panel";
import { sweepPanel } from "./sweep-panel";
import { timePanel } from "./time-panel";

/** What the Lab shows beside its first panels; the order here is the order in a column. */
export const labPanels = registry<Panel>("panel", [
  domainPanel,
  beforeRunPanel,
  connectionPanel,
  dimensionPanel,
  timePanel,
  dispersionPanel,
  parameterPlanePanel,
  featuresPanel,
  lyapunovPanel,
  sweepPanel,
  bifurcationPanel,
  searchPanel,
]);
