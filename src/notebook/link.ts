import { WorkbenchError } from "../core/errors";
import { toLinkText } from "../core/spec/link-text";

/** The notebook as text for the fragment of a URL, which no server sees; null where it is too long: it is to be shared as a file. */
export function notebookLinkText(text: string): string | null {
  try {
    return toLinkText({ notebook: text }, "notebook");
  } catch (error) {
    if (error instanceof WorkbenchError && error.code === "link/broken") return null;
    throw error;
  }
}

/**
 * The text of a notebook in the document of a link.
 * @throws WorkbenchError `link/broken` for a document that is none.
 */
export function notebookIn(document: unknown): string {
  if (typeof document === "object" && document !== null && "notebook" in document && typeof document.notebook === "string") return document.notebook;
  throw new WorkbenchError("link/broken", [], "this link does not hold a notebook; ask for it again, or for the notebook as a file");
}
