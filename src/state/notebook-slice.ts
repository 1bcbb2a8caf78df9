import { noOptions, withControls, type ControlValue } from "../notebook/cell-options";
import type { CellReport, Kernel } from "../notebook/kernel";
import type { KeptNotebook, NotebookOrigin } from "../notebook/notebook-store";
import { parseNotebook, printNotebook, titleOf, type Cell } from "../notebook/parse";
import { runModes, type RunMode } from "../notebook/run-mode";
import { WorkbenchError } from "../core/errors";
import { t } from "../ui/text";
import {
  broughtBack,
  freshCell,
  newIds,
  withCell,
  withJoinedCell,
  withMovedCell,
  withNewCell,
  withNews,
  withSplitCell,
  type NotebookCell,
} from "./notebook-cells";
import { showControl } from "./notebook-controls";
import { keepNotebook, keptEdits, recallEdits } from "./notebook-keeping";
import type { RoomServices } from "./services";
import type { SliceCreator } from "./store";

export interface NotebookFacts {
  id: string;
  title: string;
  origin: NotebookOrigin;
  /** Its cells may run. One from somebody else is only to be read until the reader says so. */
  trusted: boolean;
  /** The page died while it ran: nothing runs until the reader says so. */
  safeMode: boolean;
  mode: RunMode;
  /** A cell is running or waits for its turn. */
  running: boolean;
  /** Hosts from which its cells may load. */
  allowed: readonly string[];
  /** A cell waits for the answer whether it may load from there. */
  asking: { host: string } | null;
  /** The YAML at the top of its text. */
  front: string;
  cells: readonly NotebookCell[];
  /** Of a shipped one: it is no longer the text that ships. */
  edited: boolean;
  /** The text that ships has changed since it was edited here. */
  outdated: boolean;
  /** The edited text that was just given up, to be had back. */
  givenUp: string | null;
  /** Why edits are not kept, or why cells cannot run; in words. */
  problem: string | null;
  /** Something that was written waits to be kept. */
  saving: boolean;
}

/** A notebook of the reader's, as a list shows it. */
export type OwnNotebook = Pick<KeptNotebook, "id" | "title" | "origin" | "changed">;

/** A file to be saved. */
export interface NotebookFile {
  name: string;
  bytes: Uint8Array;
  type: string;
}

export interface NotebookSlice {
  /** Null until one is opened. */
  notebook: NotebookFacts | null;
  /** Notebooks kept on this machine, newest first; null until they were read. */
  ownNotebooks: readonly OwnNotebook[] | null;
  /** Reads the list of them. */
  listNotebooks(): Promise<void>;
  /** Opens a notebook that ships or is kept, with the edits made in it before. Nothing runs until it is asked to. */
  openNotebook(id: string): Promise<void>;
  /**
   * Opens a notebook from a text in MyST or the JSON of an `.ipynb` file, and keeps it. One of `foreign` origin runs only once it is trusted.
   * @throws WorkbenchError `data/unreadable` for a text that is no notebook.
   */
  openNotebookText(text: string, name: string, origin: Exclude<NotebookOrigin, "shipped">): Promise<void>;
  newNotebook(): Promise<void>;
  /** A shipped one becomes one's own by it. */
  renameNotebook(title: string): Promise<void>;
  /** Takes a kept notebook away; can be taken back. */
  removeNotebook(id: string): Promise<void>;
  editCell(id: string, source: string): void;
  /** @param afterId the cell to stand behind; null for the end. @returns the new cell's id. */
  addCell(kind: Cell["kind"], afterId: string | null, source?: string): string;
  moveCell(id: string, by: number): void;
  removeCell(id: string): void;
  /** Joins it with the cell below. */
  joinCell(id: string): void;
  /** @param at characters before the cut. */
  splitCell(id: string, at: number): void;
  convertCell(id: string, kind: Cell["kind"]): void;
  /** Moves a control; in auto mode what rests on it runs again. */
  setControl(cell: string, name: string, value: ControlValue): void;
  runCell(id: string): Promise<void>;
  runAll(): Promise<void>;
  /** Ends what is running, however busy it is, and forgets all values. */
  stopNotebook(): void;
  setNotebookMode(mode: RunMode): void;
  /** Lets cells of a notebook from somebody else run; ends safe mode too. */
  trustNotebook(): void;
  /** Answers `asking`. */
  allowHost(host: string, yes: boolean): void;
  /** Takes back that cells may load from a host: the next that tries asks again. */
  withdrawHost(host: string): void;
  notebookFile(format: "md" | "ipynb" | "html"): Promise<NotebookFile>;
  /** The address that holds the whole notebook; null where it is too long for one: it is then shared as a file. */
  notebookLink(): Promise<string | null>;
  /** When the shipped text has changed: stays with the edited one and asks no more. */
  keepEdits(): void;
  /** Back to the text that ships. */
  restoreNotebook(): void;
  /** Takes back `restoreNotebook`. */
  bringBackEdits(): void;
}

/** Hosts that are refused in one run before the reader is asked no more. */
const mostRefusals = 3;

type NotebookServices = Pick<RoomServices, "notebooks" | "ownNotebooks" | "startKernel" | "runGuard" | "pageAddress" | "storage" | "newSeed">;

export const createNotebookSlice =
  ({ notebooks, ownNotebooks: store, startKernel, runGuard, pageAddress, storage, newSeed }: NotebookServices): SliceCreator<NotebookSlice> =>
  (set, get) => {
    let kernel: Promise<Kernel> | null = null;
    /** Grows with every opening: news of an earlier notebook is dropped. */
    let opening = 0;
    let nextId = newIds([]);
    /** Cells that wait for an answer about a host. */
    let answers: { host: string; answer(yes: boolean): void }[] = [];
    /** Hosts that were refused since cells were last asked to run: they are asked about once a run. */
    const refused = new Set<string>();
    const now = () => Date.now();

    const patch = (change: Partial<NotebookFacts>) => set(({ notebook }) => (notebook ? { notebook: { ...notebook, ...change } } : {}));
    const mayRun = () => {
      const { notebook } = get();
      return notebook !== null && notebook.trusted && !notebook.safeMode;
    };

    function note(news: CellReport): void {
      const { notebook } = get();
      if (!notebook) return;
      const at = notebook.cells.findIndex(({ id }) => id === news.cell);
      const before = notebook.cells[at];
      if (!before) return;
      const cell = withNews(before, news);
      if (cell === before) return;
      const cells = notebook.cells.with(at, cell);
      const running = cells.some(({ status }) => status === "running" || status === "waiting");
      if (running !== notebook.running) {
        if (running) runGuard.began(notebook.id);
        else runGuard.ended();
      }
      patch({ cells, running });
    }

    function closeKernel(): void {
      opening++;
      void kernel?.then((running) => running.close()).catch(() => undefined);
      kernel = null;
      for (const { answer } of answers.splice(0)) answer(false);
      runGuard.ended();
    }

    /** Asks the reader, unless it is allowed already; the cell waits meanwhile. */
    function mayLoad(host: string): Promise<boolean> {
      if (get().notebook?.allowed.includes(host)) return Promise.resolve(true);
      // Who is refused again and again asks no more until the next run.
      if (refused.has(host) || refused.size >= mostRefusals) return Promise.resolve(false);
      const asked = new Promise<boolean>((answer) => answers.push({ host, answer }));
      patch({ asking: { host: answers[0]!.host } });
      return asked;
    }

    interface Opened extends Pick<NotebookFacts, "id" | "title" | "origin" | "trusted" | "mode" | "allowed"> {
      text: string;
    }
    function show({ text, ...facts }: Opened, more: Partial<NotebookFacts> = {}): void {
      closeKernel();
      const { front, cells } = parseNotebook(text);
      nextId = newIds(cells);
      const plain = { running: false, asking: null, edited: false, outdated: false, givenUp: null, problem: null, saving: false };
      set({ notebook: { ...facts, ...plain, safeMode: runGuard.left(facts.id), front, cells: cells.map(freshCell), ...more } });
      const mine = opening;
      void runGuard.reallyLeft(facts.id).then((left) => mine === opening && get().notebook?.safeMode && !left && patch({ safeMode: false }));
    }

    function showShipped(id: string, givenUp: string | null = null): void {
      const { text: shipped, title } = notebooks.get(id);
      const kept = recallEdits(storage, id);
      const text = kept?.text ?? shipped;
      const edited = text !== shipped;
      const mode = modeIn(parseNotebook(text).front);
      show({ id, title, origin: "shipped", trusted: true, mode, allowed: [], text }, { edited, outdated: edited && kept?.base !== shipped, givenUp });
    }

    const keeping = keepNotebook(
      store,
      (problem) => patch({ problem }),
      (saving) => patch({ saving }),
    );

    /** Keeps the notebook as it stands, and takes its name from its first heading. */
    function keep(): void {
      const { notebook } = get();
      if (!notebook) return;
      if (notebook.origin === "shipped") {
        const { edited, problem } = keptEdits(storage, notebook.id, notebooks.get(notebook.id).text, printNotebook(notebook));
        patch({ edited, givenUp: null, problem });
        return;
      }
      const title = titleOf(notebook.cells) ?? notebook.title;
      if (title !== notebook.title) patch({ title });
      const { id, origin, trusted, allowed, mode } = notebook;
      const kept: KeptNotebook = { id, title, origin, trusted, allowed: [...allowed], mode, text: printNotebook(notebook), changed: now() };
      keeping.put(kept);
      listOne(kept);
    }

    function listOne({ id, title, origin, changed }: OwnNotebook): void {
      const { ownNotebooks } = get();
      if (ownNotebooks) set({ ownNotebooks: [{ id, title, origin, changed }, ...ownNotebooks.filter((one) => one.id !== id)] });
    }

    /** Takes other cells, keeps them, and marks what is stale by it. */
    function take(cells: readonly NotebookCell[]): void {
      patch({ cells });
      keep();
      const mine = opening;
      void kernel?.then((running) => mine === opening && running.update(get().notebook?.cells ?? [])).catch(() => undefined);
    }

    /** Changes which cells there are or how they stand; can be taken back. */
    function rearrange(title: string, change: (cells: readonly NotebookCell[]) => NotebookCell[]): void {
      const { notebook, record } = get();
      if (!notebook) return;
      const before = notebook.cells;
      const after = change(before);
      if (after.length === before.length && after.every((cell, i) => cell === before[i])) return;
      take(after);
      const { id } = notebook;
      const bring = (to: readonly NotebookCell[], from: readonly NotebookCell[]) => async () => {
        if (get().notebook?.id !== id) await get().openNotebook(id);
        // Meanwhile another may have been opened, whose cells are not these.
        if (get().notebook?.id !== id) return;
        take(broughtBack(to, from, get().notebook?.cells ?? []));
      };
      record({ title, undo: bring(before, after), redo: bring(after, before) });
    }

    async function run(targets: readonly string[]): Promise<void> {
      const { notebook } = get();
      if (!notebook || targets.length === 0 || !mayRun()) return;
      const mine = opening;
      refused.clear();
      try {
        kernel ??= startKernel((news) => mine === opening && note(news), mayLoad);
        const ready = await kernel;
        const open = get().notebook;
        if (mine === opening && open) await ready.run(open.cells, targets, open.mode);
      } catch (error) {
        if (mine !== opening) return;
        kernel = null;
        const reason = error instanceof Error ? error.message : String(error);
        patch({ problem: t("Cells cannot run: {{reason}}. Reload the page.", { reason }) });
      }
    }

    async function add(text: string, title: string, origin: Exclude<NotebookOrigin, "shipped">): Promise<void> {
      const id = `own-${newSeed().toString(36)}${now().toString(36)}`;
      const { front, cells } = parseNotebook(text);
      const opened = { id, title: titleOf(cells) ?? title, origin, trusted: origin === "own", mode: modeIn(front), allowed: [] };
      show({ ...opened, text });
      const kept = { ...opened, text, changed: now() };
      listOne(kept);
      keeping.put(kept);
      await keeping.done();
    }

    return {
      notebook: null,
      ownNotebooks: null,

      async listNotebooks() {
        try {
          set({ ownNotebooks: (await store.list()).map(({ id, title, origin, changed }) => ({ id, title, origin, changed })) });
        } catch (error) {
          set({ ownNotebooks: [] });
          patch({ problem: error instanceof Error ? error.message : String(error) });
        }
      },
      async openNotebook(id) {
        if (get().notebook?.id === id) return;
        if (notebooks.has(id)) return showShipped(id);
        const mine = ++opening;
        await keeping.done();
        const kept = await store.get(id);
        if (mine !== opening) return;
        if (!kept) throw new WorkbenchError("data/empty", ["notebook", id], t("this notebook is no longer kept here"));
        show(kept);
      },
      async openNotebookText(text, name, origin) {
        const { readNotebookText } = await import("../notebook/read-text");
        await add(readNotebookText(text), name.replace(/\.(md|ipynb|txt)$/i, ""), origin);
      },
      newNotebook: () => add(`# ${t("Untitled notebook")}\n\n\`\`\`{code-cell} typescript\n\n\`\`\`\n`, t("Untitled notebook"), "own"),
      async renameNotebook(title) {
        const { notebook } = get();
        const name = title.trim();
        if (!notebook || name === "") return;
        const cells = withTitle(notebook.cells, name, nextId);
        if (notebook.origin === "shipped") return add(printNotebook({ front: notebook.front, cells }), name, "own");
        rearrange(t("Rename the notebook"), () => cells);
        patch({ title: name });
        keep();
        await keeping.done();
      },
      async removeNotebook(id) {
        await keeping.done();
        const kept = await store.get(id);
        if (!kept) return;
        const drop = async () => {
          await store.remove(id);
          if (get().notebook?.id === id) {
            closeKernel();
            set({ notebook: null });
          }
          set(({ ownNotebooks }) => ({ ownNotebooks: ownNotebooks?.filter((one) => one.id !== id) ?? null }));
        };
        await drop();
        get().record({
          title: t("Remove the notebook {{title}}", { title: kept.title }),
          undo: () => store.put(kept).then(() => listOne(kept)),
          redo: drop,
        });
      },

      editCell(id, source) {
        const { notebook } = get();
        const cell = notebook?.cells.find((one) => one.id === id);
        if (!notebook || !cell || cell.source === source) return;
        take(withCell(notebook.cells, id, { source }));
      },
      addCell(kind, afterId, source = "") {
        const id = nextId();
        rearrange(t("Add a cell"), (cells) => withNewCell(cells, freshCell({ id, kind, source, options: noOptions }), afterId));
        return id;
      },
      moveCell: (id, by) => rearrange(t("Move a cell"), (cells) => withMovedCell(cells, id, by)),
      removeCell: (id) => rearrange(t("Remove a cell"), (cells) => cells.filter((cell) => cell.id !== id)),
      joinCell: (id) => rearrange(t("Join two cells"), (cells) => withJoinedCell(cells, id)),
      splitCell: (id, at) => rearrange(t("Split a cell"), (cells) => withSplitCell(cells, id, at, nextId())),
      convertCell: (id, kind) =>
        rearrange(t("Change the kind of a cell"), (cells) =>
          cells.map((cell) => (cell.id === id && cell.kind !== kind ? freshCell({ id, kind, source: cell.source, options: noOptions }) : cell)),
        ),
      setControl(id, name, value) {
        const { notebook } = get();
        const cell = notebook?.cells.find((one) => one.id === id);
        if (!notebook || !cell || cell.options.controls[name] === value) return;
        const options = withControls(cell.options, { ...cell.options.controls, [name]: value });
        take(withCell(notebook.cells, id, { options, outputs: showControl(cell.outputs, name, value) }));
        if (notebook.mode === "auto" && cell.status !== "idle") void run([id]);
      },

      runCell: (id) => run([id]),
      runAll: () => run((get().notebook?.cells ?? []).flatMap(({ id, kind }) => (kind === "code" ? [id] : []))),
      stopNotebook() {
        for (const { answer } of answers.splice(0)) answer(false);
        patch({ asking: null });
        void kernel?.then((running) => running.stop()).catch(() => undefined);
      },
      setNotebookMode(mode) {
        patch({ mode });
        if (get().notebook?.origin !== "shipped") keep();
      },
      trustNotebook() {
        const { notebook } = get();
        if (!notebook) return;
        runGuard.forgive(notebook.id);
        patch({ trusted: true, safeMode: false });
        if (notebook.origin !== "shipped") keep();
      },
      allowHost(host, yes) {
        const { notebook } = get();
        if (!notebook) return;
        const [about, others] = [answers.filter((one) => one.host === host), answers.filter((one) => one.host !== host)];
        answers = others;
        if (!yes) refused.add(host);
        const enough = refused.size >= mostRefusals;
        if (enough) answers = [];
        patch({
          ...(yes && { allowed: [...new Set([...notebook.allowed, host])] }),
          asking: others[0] && !enough ? { host: others[0].host } : null,
        });
        if (enough) for (const { answer } of others) answer(false);
        if (yes && notebook.origin !== "shipped") keep();
        for (const { answer } of about) answer(yes);
      },
      withdrawHost(host) {
        const { notebook } = get();
        if (!notebook) return;
        patch({ allowed: notebook.allowed.filter((one) => one !== host) });
        if (notebook.origin !== "shipped") keep();
      },

      async notebookFile(format) {
        const { notebook } = get();
        if (!notebook) throw new WorkbenchError("usage", [], t("no notebook is open"));
        const { writeNotebook } = await import("../notebook/write-file");
        return writeNotebook(notebook, format);
      },
      async notebookLink() {
        const { notebook } = get();
        if (!notebook) return null;
        const { notebookLinkText } = await import("../notebook/link");
        const text = notebookLinkText(printNotebook(notebook));
        return text && `${pageAddress}#/notebooks?notebook=${text}`;
      },

      keepEdits() {
        const { notebook } = get();
        if (!notebook || notebook.origin !== "shipped") return;
        keptEdits(storage, notebook.id, notebooks.get(notebook.id).text, printNotebook(notebook), { anew: true });
        patch({ outdated: false });
      },
      restoreNotebook() {
        const { notebook } = get();
        if (!notebook || notebook.origin !== "shipped") return;
        const text = printNotebook(notebook);
        keptEdits(storage, notebook.id, notebooks.get(notebook.id).text, notebooks.get(notebook.id).text);
        showShipped(notebook.id, text);
      },
      bringBackEdits() {
        const { notebook } = get();
        if (!notebook || notebook.givenUp === null) return;
        keptEdits(storage, notebook.id, notebooks.get(notebook.id).text, notebook.givenUp, { anew: true });
        showShipped(notebook.id);
      },
    };
  };

/** The mode that a notebook asks for at its top: `mode: manual`; auto where it says nothing. */
function modeIn(front: string): RunMode {
  const word = /^[ \t]*mode:[ \t]*["']?(\w+)/m.exec(front)?.[1];
  return runModes.find((mode) => mode === word) ?? "auto";
}

/** The notebook with another first heading, which is its name. */
function withTitle(cells: readonly NotebookCell[], title: string, newId: () => string): NotebookCell[] {
  const at = cells.findIndex((cell) => titleOf([cell]) !== null);
  if (at < 0) return [freshCell({ id: newId(), kind: "markdown", source: `# ${title}`, options: noOptions }), ...cells];
  return cells.map((cell, i) =>
    i === at ? { ...cell, source: cell.source.replace(/^(#{1,6}\s+).*$/m, (_, mark: string) => `${mark}${title}`) } : cell,
  );
}
