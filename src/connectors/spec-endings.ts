/** Endings of files that hold an experiment. */
export const specEndings: readonly string[] = [".json", ".zip", ".html", ".npz", ".vti", ".txt"];
