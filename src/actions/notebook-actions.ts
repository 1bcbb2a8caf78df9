import type { WorkbenchState } from "../state/store";
import { defineAction, type Action } from "./define";

const group = "Notebook";

/** A notebook is open, and not behind the shelf. */
const shown = ({ notebook, desk }: WorkbenchState): boolean => notebook != null && desk.shelfOver !== notebook.id;
/** Its keys are commands, not text. */
const commanding = (state: WorkbenchState): boolean => shown(state) && !state.desk.editing;
const chosen = (state: WorkbenchState): boolean => commanding(state) && state.desk.chosen !== null;
const writing = (state: WorkbenchState): boolean => shown(state) && state.desk.editing && state.desk.chosen !== null;

type Run = (state: WorkbenchState) => void;
const onCell = (id: string, title: string, keys: string, run: Run, more: Partial<Action> = {}): Action =>
  defineAction({ id, title, group, keys, room: "notebooks", available: chosen, run: ({ store }) => run(store.getState()), ...more });
const onNotebook = (id: string, title: string, keys: string | null, run: Run, more: Partial<Action> = {}): Action =>
  defineAction({
    id,
    title,
    group,
    ...(keys !== null && { keys }),
    room: "notebooks",
    available: commanding,
    run: ({ store }) => run(store.getState()),
    ...more,
  });

/** The keys of Jupyter's command mode. While a cell's text is written, its editor has the keys that run, leave and split it. */
export const notebookActions: readonly Action[] = [
  onCell("edit-cell", "Write in the cell", "Enter", ({ chooseCell, desk }) => chooseCell(desk.chosen, true)),
  onCell("run-cell-and-go-on", "Run the cell and go to the next", "Shift+Enter", ({ runAndGoOn }) => runAndGoOn()),
  onCell("run-cell", "Run the cell", "$mod+Enter", ({ runCell, desk }) => void runCell(desk.chosen!)),
  onCell("run-cell-and-insert", "Run the cell and put one below", "Alt+Enter", ({ runCell, insertCell, desk }) => {
    void runCell(desk.chosen!);
    insertCell("below", "code");
  }),
  onNotebook("next-cell", "Next cell", "j", ({ chooseBeside }) => chooseBeside(1)),
  onNotebook("next-cell-arrow", "Next cell, by its other key", "ArrowDown", ({ chooseBeside }) => chooseBeside(1)),
  onNotebook("previous-cell", "Previous cell", "k", ({ chooseBeside }) => chooseBeside(-1)),
  onNotebook("previous-cell-arrow", "Previous cell, by its other key", "ArrowUp", ({ chooseBeside }) => chooseBeside(-1)),
  onNotebook("insert-cell-above", "Insert a cell above", "a", ({ insertCell }) => insertCell("above", "code")),
  onNotebook("insert-cell-below", "Insert a cell below", "b", ({ insertCell }) => insertCell("below", "code")),
  onCell("delete-cell", "Delete the cell", "d d", ({ deleteCell }) => deleteCell()),
  onNotebook("undo-in-notebook", "Take back what was done to cells", "z", (state) => void state.undo()),
  onCell("cell-to-text", "Make the cell text", "m", ({ convertCell, desk }) => convertCell(desk.chosen!, "markdown")),
  onCell("cell-to-code", "Make the cell code", "y", ({ convertCell, desk }) => convertCell(desk.chosen!, "code")),
  onCell("copy-cell", "Copy the cell", "c", ({ copyCell }) => copyCell()),
  onCell("cut-cell", "Cut the cell", "x", ({ cutCell }) => cutCell()),
  onNotebook("paste-cell", "Paste the cell below", "v", ({ pasteCell }) => pasteCell(), {
    available: (state) => commanding(state) && state.desk.clip !== null,
  }),
  onCell("join-cell", "Join the cell with the next", "Shift+m", ({ joinCell, desk }) => joinCell(desk.chosen!)),
  onCell("split-cell", "Split the cell at the cursor", "$mod+Shift+-", ({ splitCell, desk }) => splitCell(desk.chosen!, desk.cursor), {
    available: writing,
    whileTyping: true,
  }),
  onCell("move-cell-up", "Move the cell up", "Alt+ArrowUp", ({ moveCell, desk }) => moveCell(desk.chosen!, -1)),
  onCell("move-cell-down", "Move the cell down", "Alt+ArrowDown", ({ moveCell, desk }) => moveCell(desk.chosen!, 1)),
  onNotebook("run-notebook", "Run all cells", "Shift+r", ({ runAll }) => void runAll()),
  onNotebook("restart-notebook", "Stop and forget all values", "0 0", ({ stopNotebook }) => stopNotebook()),
  onNotebook("find-in-notebook", "Find in the notebook", "$mod+f", ({ findInNotebook, desk }) => findInNotebook(desk.find ?? { text: "", at: 0 }), {
    available: shown,
    whileTyping: true,
  }),
  onNotebook("new-notebook", "New notebook", null, ({ newNotebook }) => void newNotebook(), { available: ({ desk }) => desk != null }),
];
