import type { CellNews } from "./cell-host";
import { weigh } from "./weigh";

/** Bytes that the outputs of a notebook may hold together: the page keeps them for as long as they are on show. */
const mostHeld = 300_000_000;

/** Follows what the outputs of cells hold; one that would be too much comes back as words in its place. */
export function outputBudget(most = mostHeld): (news: CellNews) => CellNews {
  /** By cell, then by the index of its output. */
  const held = new Map<string, Map<number, number>>();
  let total = 0;

  function forget(cell: string): void {
    for (const weight of held.get(cell)?.values() ?? []) total -= weight;
    held.delete(cell);
  }

  return (news) => {
    const { cell } = news;
    if (news.kind === "began") forget(cell);
    if (news.kind !== "output") return news;
    const mine = held.get(cell) ?? new Map<number, number>();
    held.set(cell, mine);
    total -= mine.get(news.index) ?? 0;
    mine.delete(news.index);
    const weight = weigh(news.output, most);
    if (total + weight > most) return { ...news, output: { kind: "error", message: tooMuch(most), line: null } };
    mine.set(news.index, weight);
    total += weight;
    return news;
  };
}

const tooMuch = (most: number): string =>
  `the outputs of this notebook hold more than ${most / 1e6} MB together, and this one is left out: show less, or put the rest into a file`;
