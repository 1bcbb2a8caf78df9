import { expose, wrap } from "comlink";
import { createCellRuntime, type CellModule, type CellRuntime } from "../src/notebook/cell-runtime";
import type { CellServices, CellWorkerApi } from "../src/notebook/cell-worker-host";

let runtime: CellRuntime;

/** A module from its text: neither `eval` nor `new Function`, which the content policy refuses. */
async function load(code: string): Promise<CellModule> {
  const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  try {
    return (await import(/* @vite-ignore */ address)) as CellModule;
  } finally {
    URL.revokeObjectURL(address);
  }
}

const api: CellWorkerApi = {
  connect(port) {
    const page = wrap<CellServices>(port);
    runtime = createCellRuntime({ engine: page, load, print: (cell, output) => void page.print(cell, output) });
  },
  evaluate: (request) => runtime.evaluate(request),
};
expose(api);
