import type { Definition } from "../core/define/registry";
import type { RoomId } from "../panels/define";
import type { Workbench, WorkbenchState } from "../state/store";

/** Something a person can do by name, by key, or both: the command palette, the keys and the cheat sheet are made of these. */
export interface Action extends Definition {
  /** Where it stands in the palette and the cheat sheet. */
  group: string;
  /** Key as tinykeys writes it, such as `$mod+k`, `Shift+?`, `.` or, one after the other, `g 1`; absent when it has none. */
  keys?: string;
  /** Its key acts also while text is typed. */
  whileTyping?: boolean;
  /** The room in which it acts; any when absent. */
  room?: RoomId;
  /** Whether there is something to do at present; always when absent. */
  available?(state: WorkbenchState): boolean;
  run(workbench: Workbench): void | Promise<void>;
}

export const defineAction = (action: Action): Action => action;
