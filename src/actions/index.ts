import { registry } from "../core/define/registry";
import type { Action } from "./define";
import { libraryActions } from "./library-actions";
import { notebookActions } from "./notebook-actions";
import { paintActions } from "./paint-actions";
import { runActions } from "./run-actions";
import { timeActions } from "./time-actions";
import { undoActions } from "./undo-actions";
import { workspaceActions } from "./workspace-actions";

/** The order here is the order in the palette and the cheat sheet. */
export const actions = registry<Action>("action", [
  ...runActions,
  ...timeActions,
  ...paintActions,
  ...undoActions,
  ...libraryActions,
  ...notebookActions,
  ...workspaceActions,
]);
