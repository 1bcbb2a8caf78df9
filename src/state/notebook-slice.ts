import type { CellOutput } from "../notebook/cell-output";
import type { CellReport, CellStatus, Kernel } from "../notebook/kernel";
import { parseNotebook, printNotebook, type Cell } from "../notebook/parse";
import { recall, remember } from "./remember";
import type { KeyValueStorage, Services } from "./services";
import type { SliceCreator } from "./store";

/** What is known of a code cell. */
export interface CellFacts {
  status: CellStatus;
  outputs: readonly CellOutput[];
  /** How long its last run took. */
  milliseconds: number | null;
  /** The text that made the outputs: another one now means that they are of an earlier text. */
  ranSource: string | null;
}

export interface NotebookFacts {
  /** Id of the notebook that is open. */
  id: string;
  cells: readonly Cell[];
  facts: Readonly<Record<string, CellFacts>>;
  /** A cell is running or waits for its turn. */
  busy: boolean;
  /** It is no longer the text that ships. */
  edited: boolean;
  /** The text that ships has changed since it was edited here. */
  outdated: boolean;
  /** The edited text that was just given up, to be had back. */
  givenUp: string | null;
  /** Why edits are not kept, or why cells cannot run; in words. */
  problem: string | null;
}

export interface NotebookSlice {
  /** Null until the room is entered. */
  notebook: NotebookFacts | null;
  /** Opens a notebook with the edits made in it before. Nothing runs until it is asked to. */
  openNotebook(id: string): void;
  editCell(cell: string, source: string): void;
  runCell(cell: string): Promise<void>;
  runNotebook(): Promise<void>;
  /** Ends the cell in progress, however busy it is. */
  stopNotebook(): void;
  /** When the shipped text has changed: stays with the edited one and asks no more. */
  keepEdits(): void;
  /** Back to the text that ships. */
  restoreNotebook(): void;
  /** Takes back `restoreNotebook`. */
  bringBackEdits(): void;
}

/** An edited notebook, with the shipped text from which it began. */
interface Kept {
  base: string;
  text: string;
}

const untouched: CellFacts = { status: "idle", outputs: [], milliseconds: null, ranSource: null };

export const createNotebookSlice =
  ({ notebooks, startKernel, storage }: Pick<Services, "notebooks" | "startKernel" | "storage">): SliceCreator<NotebookSlice> =>
  (set, get) => {
    let kernel: Promise<Kernel> | null = null;
    /** Grows with every opening: news of an earlier notebook is dropped. */
    let opening = 0;

    const patch = (change: Partial<NotebookFacts>) => set(({ notebook }) => (notebook ? { notebook: { ...notebook, ...change } } : {}));

    function note({ cell, ...news }: CellReport): void {
      const { notebook } = get();
      if (!notebook) return;
      const { source, ...rest } = news;
      const before = notebook.facts[cell] ?? untouched;
      const facts = { ...notebook.facts, [cell]: { ...before, ...rest, ranSource: source ?? before.ranSource } };
      patch({ facts, busy: Object.values(facts).some(({ status }) => status === "running" || status === "waiting") });
    }

    function closeKernel(): void {
      opening++;
      void kernel?.then((running) => running.stop());
      kernel = null;
    }

    function show(id: string, givenUp: string | null = null): void {
      closeKernel();
      const { text: shipped } = notebooks.get(id);
      const kept = recallEdits(storage, id);
      const text = kept?.text ?? shipped;
      const edited = text !== shipped;
      set({
        notebook: {
          id,
          cells: parseNotebook(text),
          facts: {},
          busy: false,
          edited,
          outdated: edited && kept?.base !== shipped,
          givenUp,
          problem: null,
        },
      });
    }

    async function run(targets: readonly string[]): Promise<void> {
      const { notebook } = get();
      if (!notebook || targets.length === 0) return;
      const mine = opening;
      try {
        kernel ??= startKernel((news) => mine === opening && note(news));
        await (await kernel).run(notebook.cells, targets);
      } catch (error) {
        if (mine !== opening) return;
        kernel = null;
        patch({ problem: `Cells cannot run: ${error instanceof Error ? error.message : String(error)}. Reload the page.` });
      }
    }

    return {
      notebook: null,
      openNotebook(id) {
        if (get().notebook?.id !== id) show(id);
      },
      editCell(cell, source) {
        const { notebook } = get();
        if (!notebook || sourceOf(notebook, cell) === source) return;
        const cells = notebook.cells.map((one) => (one.id === cell ? { ...one, source } : one));
        const shipped = notebooks.get(notebook.id).text;
        const text = printNotebook(cells);
        const edited = text !== printNotebook(parseNotebook(shipped));
        const base = recallEdits(storage, notebook.id)?.base ?? shipped;
        const problem = remember(storage, keyOf(notebook.id), edited ? ({ base, text } satisfies Kept) : null);
        patch({ cells, edited, givenUp: null, problem: problem && `Your edits are lost when this page closes. ${problem}` });
      },
      runCell: (cell) => run([cell]),
      runNotebook: () => run((get().notebook?.cells ?? []).flatMap(({ id, kind }) => (kind === "code" ? [id] : []))),
      stopNotebook: () => void kernel?.then((running) => running.stop()),
      keepEdits() {
        const { notebook } = get();
        if (!notebook) return;
        const { text: base } = notebooks.get(notebook.id);
        remember(storage, keyOf(notebook.id), { base, text: printNotebook(notebook.cells) } satisfies Kept);
        patch({ outdated: false });
      },
      restoreNotebook() {
        const { notebook } = get();
        if (!notebook) return;
        remember(storage, keyOf(notebook.id), null);
        show(notebook.id, printNotebook(notebook.cells));
      },
      bringBackEdits() {
        const { notebook } = get();
        if (!notebook || notebook.givenUp === null) return;
        remember(storage, keyOf(notebook.id), { base: notebooks.get(notebook.id).text, text: notebook.givenUp } satisfies Kept);
        show(notebook.id);
      },
    };
  };

const keyOf = (id: string): string => `mfn.notebook.${id}`;

const sourceOf = (notebook: NotebookFacts, cell: string): string | undefined => notebook.cells.find(({ id }) => id === cell)?.source;

function recallEdits(storage: KeyValueStorage, id: string): Kept | null {
  const kept = recall(storage, keyOf(id));
  return typeof kept === "object" &&
    kept !== null &&
    "text" in kept &&
    "base" in kept &&
    typeof kept.text === "string" &&
    typeof kept.base === "string"
    ? { base: kept.base, text: kept.text }
    : null;
}
