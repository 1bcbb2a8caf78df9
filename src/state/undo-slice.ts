import { toRecord, type ErrorRecord } from "../core/errors";
import { t } from "../ui/text";
import type { SliceCreator } from "./store";

/** Something that was done, and how to take it back and do it again. */
export interface Deed {
  /** What was done, as it stands behind "Undo": "Feed rate", "Brush stroke". */
  title: string;
  /** Deeds with the same key within `mergeMs` of each other are one, such as the values that a slider passes through. */
  merge?: string;
  /** What held before and after, in any words: merged deeds that end where they began are none, as a value that is refused. */
  from?: string;
  to?: string;
  undo(): void | Promise<void>;
  redo(): void | Promise<void>;
}

export interface UndoSlice {
  /** What would be taken back; null when there is nothing. */
  undoable: string | null;
  /** What would be done again. */
  redoable: string | null;
  /** True while something is taken back or done again: what changes meanwhile is its effect, and no deed. */
  undoing: boolean;
  /** Why the last deed could not be taken back or done again. */
  undoProblem: ErrorRecord | null;
  /** What was done, taken back or done again last, in words: for those who do not see it. */
  deedNews: string;
  /** Notes a deed; what had been taken back before it can no longer be done again. */
  record(deed: Deed): void;
  /** Takes the newest deed back. One after the other, however fast they are asked for. */
  undo(): Promise<void>;
  redo(): Promise<void>;
}

/** Deeds that are kept; the oldest go first. */
export const deedsKept = 200;
/** So close in time, deeds of one merge key are one, in milliseconds. */
const mergeMs = 1000;

/** @param now milliseconds on a clock that never goes back. */
export const createUndoSlice =
  (now: () => number = () => performance.now()): SliceCreator<UndoSlice> =>
  (set, get) => {
    let done: Deed[] = [];
    let undone: Deed[] = [];
    let recordedAt = -Infinity;
    let turn: Promise<void> = Promise.resolve();

    const tell = () => set({ undoable: done.at(-1)?.title ?? null, redoable: undone.at(-1)?.title ?? null });

    /** What failed once would fail again: it is dropped, and told. What was stopped may be asked for again. */
    async function apply(way: "undo" | "redo"): Promise<void> {
      const deed = (way === "undo" ? done : undone).pop();
      if (!deed) return;
      recordedAt = -Infinity;
      tell();
      set({ undoing: true, undoProblem: null });
      try {
        await deed[way]();
        (way === "undo" ? undone : done).push(deed);
        const what = { what: t(deed.title) };
        set({ deedNews: way === "undo" ? t("Undone: {{what}}", what) : t("Done again: {{what}}", what) });
      } catch (error) {
        const undoProblem = toRecord(error);
        if (undoProblem.code === "run/cancelled") (way === "undo" ? done : undone).push(deed);
        set({ undoProblem });
      } finally {
        tell();
        set({ undoing: false });
      }
    }
    const inTurn = (way: "undo" | "redo") => (turn = turn.then(() => apply(way)));

    return {
      undoable: null,
      redoable: null,
      undoing: false,
      undoProblem: null,
      deedNews: "",
      record(deed) {
        const last = done.at(-1);
        const at = now();
        const same = last !== undefined && deed.merge !== undefined && deed.merge === last.merge && at - recordedAt < mergeMs;
        recordedAt = at;
        if (!same) done = [...done, deed].slice(-deedsKept);
        else if (last.from !== undefined && last.from === deed.to) done.pop();
        else done[done.length - 1] = { ...deed, ...(last.from !== undefined && { from: last.from }), undo: () => last.undo() };
        undone = [];
        tell();
        if (get().undoProblem) set({ undoProblem: null });
      },
      undo: () => inTurn("undo"),
      redo: () => inTurn("redo"),
    };
  };
