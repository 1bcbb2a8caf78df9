import { registry } from "../core/define/registry";
import type { Panel } from "./define";
import { beforeRunPanel } from "./before-run-panel";
import { dimensionPanel } from "./dimension-panel";
import { dispersionPanel } from "./dispersion-panel";
import { domainPanel } from "./domain-panel";
import { featuresPanel } from "./features-panel";
import { fieldPanel } from "./field-panel";
import { modelPanel } from "./model-panel";
import { parametersPanel } from "./parameters-panel";
import { runBarPanel } from "./run-bar-panel";
import { timePanel } from "./time-panel";

/** The order here is the order in a column. */
export const panels = registry<Panel>("panel", [
  modelPanel,
  parametersPanel,
  domainPanel,
  beforeRunPanel,
  fieldPanel,
  dimensionPanel,
  timePanel,
  dispersionPanel,
  featuresPanel,
  runBarPanel,
]);
