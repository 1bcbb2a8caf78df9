import { registry } from "../core/define/registry";
import type { Panel } from "./define";
import { fieldPanel } from "./field-panel";

/** The order here is the order in a column. */
export const panels = registry<Panel>("panel", [
  fieldPanel,
]);
