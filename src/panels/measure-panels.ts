import { registry } from "../core/define/registry";
import type { Panel } from "./define";
import { batchPanel } from "./batch-panel";
import { measureImagePanel } from "./measure-image-panel";
import { measureResultPanel } from "./measure-result-panel";
import { measureSettingsPanel } from "./measure-settings-panel";

/** The panels of Measure; the order here is the order in a column. */
export const measurePanels = registry<Panel>("panel", [measureSettingsPanel, measureImagePanel, batchPanel, measureResultPanel]);
