import { parentPort } from "node:worker_threads";
import type { CellPort } from "../src/notebook/cell-messages";
import type { CellModule } from "../src/notebook/cell-runtime";
import { lockIntrinsics } from "../src/notebook/lock-intrinsics";
import { serveCells } from "../src/notebook/serve-cells";

const port: CellPort = {
  postMessage: (message, transfer = []) => parentPort!.postMessage(message, transfer),
  onMessage: (handler) => void parentPort!.on("message", handler),
  close: () => parentPort!.close(),
};

// Cells of a notebook in a thread of Node, as a page has them in a sandboxed frame. Whoever runs a file here trusts it; it is kept from the other cells alone.
serveCells(port, (code) => import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`) as Promise<CellModule>);
lockIntrinsics(globalThis);
