import { registry, type Definition, type Registry } from "../core/define/registry";
import { ownFront } from "./front-matter";
import { parseNotebook, titleOf } from "./parse";

/** A notebook as it ships. */
export interface NotebookText extends Definition {
  /** The question it answers, in a sentence. */
  summary: string;
  /** In the form that `parseNotebook` reads. */
  text: string;
}

export type Shelf = Registry<NotebookText>;

export const shelf = (notebooks: readonly NotebookText[]): Shelf => registry("notebook", notebooks);

/** A notebook by its text: that says its `id` and `summary` under `mfn` in the lines at its top, and its title in its first heading. */
export function shippedNotebook(text: string): NotebookText {
  const { front, cells } = parseNotebook(text);
  const { id = "", summary = "" } = ownFront(front);
  return { id, title: titleOf(cells) ?? id, summary, text };
}
