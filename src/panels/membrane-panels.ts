import { registry } from "../core/define/registry";
import type { Panel } from "./define";
import { membraneAboutPanel } from "./membrane-about-panel";
import { membraneCellPanel } from "./membrane-cell-panel";
import { membraneClampPanel } from "./membrane-clamp-panel";
import { membranePanel } from "./membrane-panel";

/** The panels of Membrane; the order here is the order in a column. */
export const membranePanels = registry<Panel>("panel", [membraneCellPanel, membranePanel, membraneClampPanel, membraneAboutPanel]);
