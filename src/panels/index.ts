import { registry, type Registry } from "../core/define/registry";
import type { Panel, RoomId } from "./define";
import { fieldPanel } from "./field-panel";
import { modelPanel } from "./model-panel";
import { parametersPanel } from "./parameters-panel";
import { runBarPanel } from "./run-bar-panel";

/** What the first picture needs. They stand in front of the others of their columns. */
export const firstPanels = registry<Panel>("panel", [modelPanel, parametersPanel, fieldPanel, runBarPanel]);

/** The others, room by room, each loaded when it is first opened: a panel is one file and one line in `ROOM-panels.ts`. */
export const laterPanels: Record<RoomId, () => Promise<Registry<Panel>>> = {
  lab: async () => (await import("./lab-panels")).labPanels,
  measure: async () => (await import("./measure-panels")).measurePanels,
  regimes: async () => (await import("./regimes-panels")).regimesPanels,
  membrane: async () => (await import("./membrane-panels")).membranePanels,
  learning: async () => (await import("./learning-panels")).learningPanels,
  notebooks: async () => (await import("./notebooks-panels")).notebooksPanels,
  runs: async () => (await import("./runs-panels")).runsPanels,
  server: async () => (await import("./server-panels")).serverPanels,
};
