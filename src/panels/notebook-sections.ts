import type { QuestionOutput } from "../notebook/cell-output";
import { headings, type Heading } from "../notebook/parse";
import type { Reading } from "../state/notebook-reading";
import type { NotebookCell } from "../state/notebook-cells";

/** A heading of the second level, and the last cell before the next. */
export interface Section {
  title: string;
  /** Id of the cell at whose end it is read. */
  last: string;
}

/** Parts of a notebook as they are counted when it is read: its headings of the second level. */
export function sectionsOf(cells: readonly Pick<NotebookCell, "id" | "kind" | "source">[]): Section[] {
  const places = new Map(cells.map(({ id }, i) => [id, i]));
  const found = headings(cells).filter(({ level }) => level === 2);
  return found.map(({ title, cell }, i) => {
    let next = i + 1;
    while (found[next]?.cell === cell) next++;
    const end = found[next] ? places.get(found[next]!.cell)! : cells.length;
    return { title, last: cells[end - 1]!.id };
  });
}

/** A heading as plain words: without the marks of formulas and emphasis. */
export const plainTitle = ({ title }: Pick<Heading, "title">): string => title.replace(/[$*`]/g, "").replace(/\\[a-zA-Z]+|[{}]/g, "");

/** What a reader will be able to do, as the notebook itself says it in a paragraph that begins so; empty where it does not. */
export function aimOf(cells: readonly Pick<NotebookCell, "kind" | "source">[]): string {
  for (const { kind, source } of cells) {
    const found = kind === "markdown" ? /^You will be able to [^]*?(?=\n\s*\n|$(?![^]))/m.exec(source) : null;
    if (found) return plainTitle({ title: found[0].replace(/\s+/g, " ") });
  }
  return "";
}

/** Questions that cells show. */
export const questionsOf = (cells: readonly Pick<NotebookCell, "outputs">[]): QuestionOutput[] =>
  cells.flatMap(({ outputs }) => outputs.filter((output) => output.kind === "question"));

/** How many of the questions were answered rightly. */
export const rightAnswers = (questions: readonly QuestionOutput[], { answered }: Reading): number =>
  questions.filter(({ ask, answer }) => answered[ask] === answer).length;
