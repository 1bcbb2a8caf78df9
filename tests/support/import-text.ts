import type { CellModule } from "../../src/notebook/cell-runtime";

/** Loads an ES module from its text, as the cell worker does from a Blob, which Node cannot import. */
export const importText = (code: string): Promise<CellModule> =>
  import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`) as Promise<CellModule>;
