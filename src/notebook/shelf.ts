import { registry, type Definition, type Registry } from "../core/define/registry";

/** A notebook as it ships. */
export interface NotebookText extends Definition {
  /** The question it answers, in a sentence. */
  summary: string;
  /** In the form that `parseNotebook` reads. */
  text: string;
}

export type Shelf = Registry<NotebookText>;

export const shelf = (notebooks: readonly NotebookText[]): Shelf => registry("notebook", notebooks);
