import type { NotebookCell } from "../state/notebook-cells";

/** Numbers of cells among those of their kind, from 1, by id: what they are called on screen. */
export function cellNumbers(cells: readonly Pick<NotebookCell, "id" | "kind">[]): ReadonlyMap<string, number> {
  const counted = { code: 0, markdown: 0 };
  return new Map(cells.map(({ id, kind }) => [id, ++counted[kind]]));
}
