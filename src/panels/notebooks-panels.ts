import { registry } from "../core/define/registry";
import type { Panel } from "./define";
import { notebookOutlinePanel } from "./notebook-outline-panel";
import { notebookPanel } from "./notebook-panel";

/** The panels of Notebooks; the order here is the order in a column. */
export const notebooksPanels = registry<Panel>("panel", [notebookOutlinePanel, notebookPanel]);
