import type { NotebookCell } from "../state/notebook-cells";

/** Tags of Jupyter Book that hide the code of a cell. */
const hiding = /\b(hide-input|remove-input|hide-cell)\b/;

/** Whether the code of a cell starts folded: its tags ask for it, or it is a question, whose code holds the answer. */
export const startsFolded = ({ source, options }: Pick<NotebookCell, "source" | "options">): boolean =>
  hiding.test(options.text) || /^\s*(\/\/[^\n]*\n\s*)*question\(/.test(source);
