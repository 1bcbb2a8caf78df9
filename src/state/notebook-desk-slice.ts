import { neighbour, withAnswer, withRead, type Reading } from "./notebook-reading";
import { recall, remember } from "./remember";
import type { Services } from "./services";
import type { NotebookCell } from "./notebook-cells";
import type { SliceCreator } from "./store";

type CellKind = NotebookCell["kind"];

/** Where a reader stands in the open notebook: which cell keys act on, and whether its text is being written. */
export interface NotebookDesk {
  /** Id of the cell that keys act on. */
  chosen: string | null;
  /** Its text is open for writing: keys type. Otherwise they are commands, as in Jupyter. */
  editing: boolean;
  /** Characters before the cursor, while text is written. */
  cursor: number;
  /** What was copied or cut. */
  clip: Pick<NotebookCell, "kind" | "source"> | null;
  /** What is looked for over all cells, and which of the places that match is shown; null while the search is closed. */
  find: { text: string; at: number } | null;
  /** Id of the notebook before which the shelf was opened; null while the notebook itself is shown. */
  shelfOver: string | null;
  /** How far each notebook was read, by its id. */
  reading: Readonly<Record<string, Reading>>;
}

export interface NotebookDeskSlice {
  desk: NotebookDesk;
  /** Makes a cell the one that keys act on. @param editing opens its text. */
  chooseCell(id: string | null, editing?: boolean): void;
  /** Goes to the cell `by` places below the chosen one. */
  chooseBeside(by: number): void;
  setCursor(cursor: number): void;
  /** Puts a new cell above or below the chosen one, at the end where none is chosen, and opens its text. */
  insertCell(where: "above" | "below", kind: CellKind, source?: string, editing?: boolean): void;
  copyCell(): void;
  cutCell(): void;
  pasteCell(): void;
  deleteCell(): void;
  /** Runs the chosen cell and goes to the next, which is made where there is none. */
  runAndGoOn(): void;
  /** Opens or closes the search over all cells. */
  findInNotebook(find: NotebookDesk["find"]): void;
  /** Shows all notebooks, or again the one that is open. */
  showShelf(shown: boolean): void;
  /** Notes that a section was read. */
  markRead(section: string): void;
  /** Notes the answer that was given to a question: the place of its option, from 0. */
  markAnswer(question: string, option: number): void;
}

const key = "mfn.reading";

export const createNotebookDeskSlice =
  ({ storage }: Pick<Services, "storage">): SliceCreator<NotebookDeskSlice> =>
  (set, get) => {
    const patch = (change: Partial<NotebookDesk>) => set(({ desk }) => ({ desk: { ...desk, ...change } }));
    const cells = () => get().notebook?.cells ?? [];
    const chosenCell = () => cells().find(({ id }) => id === get().desk.chosen);

    /** Adds a cell behind another, at the top where there is none, and chooses it. */
    function add(kind: CellKind, after: NotebookCell | undefined, source: string, editing: boolean): void {
      const id = get().addCell(kind, after?.id ?? null, source);
      if (!after) get().moveCell(id, -cells().length);
      patch({ chosen: id, editing, cursor: source.length });
    }

    function read(change: (reading: Reading) => Reading): void {
      const { notebook, desk } = get();
      if (!notebook) return;
      const before = desk.reading[notebook.id] ?? { read: [], answered: {} };
      const after = change(before);
      if (after === before) return;
      const reading = { ...desk.reading, [notebook.id]: after };
      remember(storage, key, reading);
      patch({ reading });
    }

    return {
      desk: { chosen: null, editing: false, cursor: 0, clip: null, find: null, shelfOver: null, reading: restore(recall(storage, key)) },
      chooseCell(id, editing = false) {
        const { chosen, editing: before } = get().desk;
        if (chosen !== id || before !== editing) patch({ chosen: id, editing });
      },
      chooseBeside(by) {
        const id = neighbour(cells(), get().desk.chosen, by);
        if (id !== null) patch({ chosen: id, editing: false });
      },
      setCursor: (cursor) => patch({ cursor }),
      insertCell(where, kind, source = "", editing = true) {
        const all = cells();
        const at = all.findIndex(({ id }) => id === get().desk.chosen);
        const after = at < 0 ? all.at(-1) : where === "below" ? all[at] : all[at - 1];
        add(kind, after, source, editing);
      },
      copyCell() {
        const cell = chosenCell();
        if (cell) patch({ clip: { kind: cell.kind, source: cell.source } });
      },
      cutCell() {
        get().copyCell();
        get().deleteCell();
      },
      pasteCell() {
        const { clip } = get().desk;
        if (clip) get().insertCell("below", clip.kind, clip.source, false);
      },
      deleteCell() {
        const at = cells().findIndex(({ id }) => id === get().desk.chosen);
        if (at < 0) return;
        get().removeCell(cells()[at]!.id);
        patch({ chosen: (cells()[at] ?? cells().at(-1))?.id ?? null, editing: false });
      },
      runAndGoOn() {
        const cell = chosenCell();
        if (!cell) return;
        if (cell.kind === "code") void get().runCell(cell.id);
        const next = cells()[cells().indexOf(cell) + 1];
        if (next) patch({ chosen: next.id, editing: false });
        else add("code", cell, "", true);
      },
      findInNotebook: (find) => patch({ find }),
      showShelf: (shown) => patch({ shelfOver: shown ? (get().notebook?.id ?? null) : null, editing: false, find: null }),
      markRead: (section) => read((reading) => withRead(reading, section)),
      markAnswer: (question, option) => read((reading) => withAnswer(reading, question, option)),
    };
  };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** Takes from what was kept what has the right type. */
function restore(kept: unknown): Record<string, Reading> {
  if (!isRecord(kept)) return {};
  const entries = Object.entries(kept).flatMap(([id, one]) => {
    if (!isRecord(one)) return [];
    const read = Array.isArray(one["read"]) ? one["read"].filter((section) => typeof section === "string") : [];
    const answered = isRecord(one["answered"]) ? one["answered"] : {};
    const answers = Object.entries(answered).filter((entry): entry is [string, number] => Number.isInteger(entry[1]));
    return [[id, { read, answered: Object.fromEntries(answers) }] as const];
  });
  return Object.fromEntries(entries);
}
