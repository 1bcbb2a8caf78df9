import { notebookAsIpynb, type WrittenCell } from "./ipynb";
import type { Paper } from "./output-html";
import { jupytextFront } from "./jupytext-front";
import { printNotebook } from "./parse";
import { notebookAsHtml } from "./write-html";

export const notebookFormats = ["md", "ipynb", "html"] as const;
export type NotebookFormat = (typeof notebookFormats)[number];

const types: Readonly<Record<NotebookFormat, string>> = { md: "text/markdown", ipynb: "application/x-ipynb+json", html: "text/html" };

const pagePaper: Paper = () => document.implementation.createHTMLDocument("");

/**
 * A notebook as a file: its text in MyST, with what Jupytext asks for at the top; a Jupyter notebook or a page with its outputs.
 * @param paper what pictures are drawn on; a page has its own.
 */
export function writeNotebook(
  { title, front, cells }: { title: string; front: string; cells: readonly WrittenCell[] },
  format: NotebookFormat,
  paper: Paper = pagePaper,
): { name: string; bytes: Uint8Array; type: string } {
  const text = {
    md: () => printNotebook({ front: front === "" ? jupytextFront : front, cells }),
    ipynb: () => notebookAsIpynb({ front, cells }, paper),
    html: () => notebookAsHtml(title, cells, paper),
  }[format]();
  return { name: `${fileName(title)}.${format}`, bytes: new TextEncoder().encode(text), type: types[format] };
}

/** Letters and digits of the title, joined by hyphens. */
const fileName = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "") || "notebook";
