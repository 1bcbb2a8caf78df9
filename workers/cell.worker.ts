import "../src/notebook/without-animation-frames";
import { portOf } from "../src/notebook/cell-messages";
import type { CellModule } from "../src/notebook/cell-runtime";
import { lockIntrinsics } from "../src/notebook/lock-intrinsics";
import { serveCells } from "../src/notebook/serve-cells";

/** A module from its text: neither `eval` nor `new Function`, which the content policy refuses. */
async function load(code: string): Promise<CellModule> {
  const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  try {
    return (await import(/* @vite-ignore */ address)) as CellModule;
  } finally {
    URL.revokeObjectURL(address);
  }
}

self.onmessage = ({ ports: [port] }) => {
  if (!port) return;
  self.onmessage = null;
  serveCells(portOf(port), load);
  lockIntrinsics(self);
};
