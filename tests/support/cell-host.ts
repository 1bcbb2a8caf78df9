import type { CellEngine } from "../../src/notebook/cell-api";
import type { CellOutput } from "../../src/notebook/cell-output";
import { createCellRuntime } from "../../src/notebook/cell-runtime";
import type { CellHost } from "../../src/notebook/kernel";
import { importText } from "./import-text";

/** Cells run in this thread. `terminate` cannot interrupt them; whoever waits is released by the kernel. */
export function cellHostHere(engine: CellEngine, print?: (cell: string, output: CellOutput) => void): CellHost {
  const runtime = createCellRuntime({ engine, load: importText, print });
  return { evaluate: (request) => runtime.evaluate(request), terminate: () => {} };
}

/** For cells that run nothing. */
export const noEngine: CellEngine = {
  open: () => Promise.reject(new Error("no engine here")),
  advance: () => Promise.reject(new Error("no engine here")),
  close: () => Promise.resolve(),
  analyse: () => Promise.reject(new Error("no engine here")),
};
