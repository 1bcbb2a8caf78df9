import { WorkbenchError } from "../core/errors";
import { notebookFromIpynb } from "./ipynb";
import { printNotebook } from "./parse";

/** Most characters of a notebook's text: outputs of an `.ipynb` file among them. */
const longest = 50_000_000;

/**
 * The text of a notebook in MyST from what a file holds: MyST itself, or the JSON of an `.ipynb` file.
 * @throws WorkbenchError `data/unreadable` that says what is wrong.
 */
export function readNotebookText(text: string): string {
  if (text.length > longest)
    throw new WorkbenchError("data/unreadable", [], `this file has ${text.length} characters; a notebook has at most ${longest}`);
  if (text.includes("\0")) throw new WorkbenchError("data/unreadable", [], "this file is no text; a notebook is Markdown (.md) or JSON (.ipynb)");
  return /^\s*\{/.test(text) ? printNotebook(notebookFromIpynb(text)) : text;
}
