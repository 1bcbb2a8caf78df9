import type { KeptNotebook, NotebookStore } from "../notebook/notebook-store";
import { parseNotebook, printNotebook } from "../notebook/parse";
import { t } from "../ui/text";
import { recall, remember } from "./remember";
import type { KeyValueStorage } from "./services";

/** An edited notebook, with the shipped text from which it began. */
interface Kept {
  base: string;
  text: string;
}

const keyOf = (id: string): string => `mfn.notebook.${id}`;

/** The edits of a notebook that ships, as they were kept; null without any. */
export function recallEdits(storage: KeyValueStorage, id: string): Kept | null {
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

/**
 * Keeps the edits of a notebook that ships, or forgets them where none are left.
 * @param anew the edits are of the text that ships now, whatever they began from.
 */
export function keptEdits(
  storage: KeyValueStorage,
  id: string,
  shipped: string,
  text: string,
  { anew = false } = {},
): { edited: boolean; problem: string | null } {
  const edited = text !== printNotebook(parseNotebook(shipped));
  const base = anew ? shipped : (recallEdits(storage, id)?.base ?? shipped);
  const problem = remember(storage, keyOf(id), edited && text !== shipped ? ({ base, text } satisfies Kept) : null);
  return { edited, problem: problem && `${t("Your edits are lost when this page closes.")} ${problem}` };
}

/** So long after the last key an own notebook is written, and at the latest so long after the first that is not, in milliseconds. */
const [quietMs, latestMs] = [500, 1500];

/**
 * Writes the reader's own notebooks, the newest state of each, soon after it changes.
 * @param tell why one could not be kept; null once it was.
 * @param busy whether anything waits to be written.
 */
export function keepNotebook(
  store: NotebookStore,
  tell: (problem: string | null) => void,
  busy: (saving: boolean) => void,
): { put(notebook: KeptNotebook): void; done(): Promise<void> } {
  let waiting: KeptNotebook | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();
  let failed = false;
  let since = 0;

  function write(): void {
    clearTimeout(timer);
    const next = waiting;
    waiting = null;
    if (!next) return;
    writing = writing
      .then(() => store.put(next))
      .then(
        () => {
          if (failed) tell(null);
          failed = false;
        },
        (error: unknown) => {
          failed = true;
          tell(`${t("Your edits are lost when this page closes.")} ${error instanceof Error ? error.message : String(error)}`);
        },
      )
      .then(() => {
        if (waiting === null) busy(false);
      });
  }
  return {
    put(notebook) {
      if (waiting && waiting.id !== notebook.id) write();
      if (!waiting) {
        since = Date.now();
        busy(true);
      }
      waiting = notebook;
      clearTimeout(timer);
      timer = setTimeout(write, Math.max(0, Math.min(quietMs, since + latestMs - Date.now())));
    },
    /** Writes at once what waits. */
    async done() {
      write();
      await writing;
    },
  };
}
