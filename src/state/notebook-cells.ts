import { noOptions } from "../notebook/cell-options";
import type { CellOutput } from "../notebook/cell-output";
import type { CellReport, CellStatus } from "../notebook/kernel";
import type { Cell } from "../notebook/parse";

/** A cell of the open notebook, with what is known of it. */
export interface NotebookCell extends Cell {
  status: CellStatus;
  outputs: readonly CellOutput[];
  /** The text that gave them; null before it ran. */
  ran: string | null;
  /** Share that is done while it runs, where the cell tells it. */
  progress: number | null;
  /** How long its last run took. */
  milliseconds: number | null;
}

/** A cell of which nothing is known yet. */
export const freshCell = (cell: Cell): NotebookCell => ({ ...cell, status: "idle", outputs: [], ran: null, progress: null, milliseconds: null });

/** The cell after news of it; the same one where nothing changes. */
export function withNews(cell: NotebookCell, { status, outputs, ran, progress, milliseconds }: CellReport): NotebookCell {
  const same =
    (status === undefined || status === cell.status) &&
    (outputs === undefined || outputs === cell.outputs) &&
    (ran === undefined || ran === cell.ran) &&
    (progress === undefined || progress === cell.progress) &&
    milliseconds === undefined;
  if (same) return cell;
  return {
    ...cell,
    ...(status !== undefined && { status }),
    ...(outputs !== undefined && { outputs }),
    ...(ran !== undefined && { ran }),
    ...(progress !== undefined && { progress }),
    ...(milliseconds !== undefined && { milliseconds }),
  };
}

/** An id that no cell has or had: ids are counted up, so that a cell that was taken away comes back under its own. */
export function newIds(cells: readonly Pick<Cell, "id">[]): () => string {
  let last = Math.max(0, ...cells.map(({ id }) => Number(/^cell-(\d+)$/.exec(id)?.[1] ?? 0)));
  return () => `cell-${++last}`;
}

export const withCell = (cells: readonly NotebookCell[], id: string, change: Partial<NotebookCell>): NotebookCell[] =>
  cells.map((cell) => (cell.id === id ? { ...cell, ...change } : cell));

/** @param afterId null for the very end; unknown ids are too. */
export function withNewCell(cells: readonly NotebookCell[], cell: NotebookCell, afterId: string | null): NotebookCell[] {
  const at = cells.findIndex(({ id }) => id === afterId);
  return cells.toSpliced(at < 0 ? cells.length : at + 1, 0, cell);
}

/** `by` places down, or up; held at both ends. */
export function withMovedCell(cells: readonly NotebookCell[], id: string, by: number): NotebookCell[] {
  const from = cells.findIndex((cell) => cell.id === id);
  if (from < 0) return [...cells];
  const to = Math.min(cells.length - 1, Math.max(0, from + by));
  return cells.toSpliced(from, 1).toSpliced(to, 0, cells[from]!);
}

/** The cell and the one below it as one, of the kind of the first; what they showed is dropped. */
export function withJoinedCell(cells: readonly NotebookCell[], id: string): NotebookCell[] {
  const at = cells.findIndex((cell) => cell.id === id);
  const [cell, next] = [cells[at], cells[at + 1]];
  if (!cell || !next) return [...cells];
  const source = [cell.source, next.source].filter((text) => text !== "").join(cell.kind === "markdown" ? "\n\n" : "\n");
  return cells.toSpliced(at, 2, { ...cell, source });
}

/** The cell parted at a character of its text; the second part is a new cell of its kind. */
export function withSplitCell(cells: readonly NotebookCell[], id: string, at: number, newId: string): NotebookCell[] {
  const place = cells.findIndex((cell) => cell.id === id);
  const cell = cells[place];
  if (!cell) return [...cells];
  const [head, tail] = [cell.source.slice(0, at).replace(/\s+$/, ""), cell.source.slice(at).replace(/^\s*\n/, "")];
  return cells.toSpliced(place, 1, { ...cell, source: head }, freshCell({ id: newId, kind: cell.kind, source: tail, options: noOptions }));
}

/**
 * What a deed is taken back to: the cells there were, in their order, with the text that they have now where the deed did not change it; and
 * nothing on show where the cell was gone.
 */
export function broughtBack(before: readonly NotebookCell[], after: readonly NotebookCell[], now: readonly NotebookCell[]): NotebookCell[] {
  const [presentOf, afterOf] = [new Map(now.map((cell) => [cell.id, cell])), new Map(after.map((cell) => [cell.id, cell]))];
  const known = new Set([...before, ...after].map(({ id }) => id));
  const cells = before.map((cell) => {
    const present = presentOf.get(cell.id);
    if (!present) return freshCell(cell);
    const done = afterOf.get(cell.id);
    const changed = !done || done.source !== cell.source || done.kind !== cell.kind;
    return changed ? { ...present, source: cell.source, kind: cell.kind, options: cell.options } : present;
  });
  // What was added since stays, behind the cell it stands behind now.
  return now.reduce<NotebookCell[]>((list, cell, i) => (known.has(cell.id) ? list : withNewCell(list, cell, now[i - 1]?.id ?? null)), cells);
}
