/** How far a notebook was read. */
export interface Reading {
  /** Titles of the sections that were on screen to their end. */
  read: readonly string[];
  /** By the words of a question, the place of the option that was chosen first, from 0. */
  answered: Readonly<Record<string, number>>;
}

/** The same object when the section was read before. */
export const withRead = (reading: Reading, section: string): Reading =>
  reading.read.includes(section) ? reading : { ...reading, read: [...reading.read, section] };

/** Answers may be changed; the same object when this one stands already. */
export const withAnswer = (reading: Reading, question: string, option: number): Reading =>
  reading.answered[question] === option ? reading : { ...reading, answered: { ...reading.answered, [question]: option } };

/** Id of the cell `by` places below one, held at both ends; the first (or last, going up) where none is chosen; null when there are no cells. */
export function neighbour(cells: readonly { id: string }[], from: string | null, by: number): string | null {
  const at = cells.findIndex(({ id }) => id === from);
  const to = at < 0 ? (by > 0 ? 0 : cells.length - 1) : Math.min(cells.length - 1, Math.max(0, at + by));
  return cells[to]?.id ?? null;
}
