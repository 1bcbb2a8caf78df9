import { registry } from "../core/define/registry";
import type { Panel } from "./define";
import { experimentAboutPanel } from "./experiment-about-panel";
import { experimentPanel } from "./experiment-panel";
import { experimentResultPanel } from "./experiment-result-panel";

/** The panels of Learning; the order here is the order in a column. */
export const learningPanels = registry<Panel>("panel", [experimentPanel, experimentResultPanel, experimentAboutPanel]);
