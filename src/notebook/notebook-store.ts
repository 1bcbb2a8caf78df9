import type { RunMode } from "./run-mode";

/** Where a notebook comes from: with the workbench, written here, or from somebody else by a file or a link. */
export type NotebookOrigin = "shipped" | "own" | "foreign";

/** A notebook that is kept. */
export interface KeptNotebook {
  id: string;
  title: string;
  /** In the form that `parseNotebook` reads. */
  text: string;
  origin: Exclude<NotebookOrigin, "shipped">;
  /** Its cells may run: always so for one's own, and once the reader said so for others'. */
  trusted: boolean;
  /** Hosts from which its cells may load. */
  allowed: string[];
  mode: RunMode;
  /** When it was last changed, ms since 1970. */
  changed: number;
}

/** Notebooks kept on the reader's machine. Every call may reject with a WorkbenchError `storage/…`. */
export interface NotebookStore {
  /** Newest first. */
  list(): Promise<KeptNotebook[]>;
  get(id: string): Promise<KeptNotebook | null>;
  put(notebook: KeptNotebook): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Notebooks kept until the page closes: for tests, and for places without storage. */
export function notebooksInMemory(kept = new Map<string, KeptNotebook>()): NotebookStore {
  return {
    list: async () => [...kept.values()].sort((a, b) => b.changed - a.changed),
    get: async (id) => kept.get(id) ?? null,
    put: async (notebook) => void kept.set(notebook.id, notebook),
    remove: async (id) => void kept.delete(id),
  };
}

/** A store that is loaded when it is first asked. */
export function lateNotebooks(load: () => Promise<NotebookStore>): NotebookStore {
  let loading: Promise<NotebookStore> | null = null;
  const store = () => (loading ??= load());
  return {
    list: async () => (await store()).list(),
    get: async (id) => (await store()).get(id),
    put: async (notebook) => (await store()).put(notebook),
    remove: async (id) => (await store()).remove(id),
  };
}
