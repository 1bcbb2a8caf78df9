import "../src/notebook/without-animation-frames";
import { portOf } from "../src/notebook/cell-messages";
import type { CellModule } from "../src/notebook/cell-runtime";
import { emptyScope } from "../src/notebook/empty-scope";
import { lockIntrinsics } from "../src/notebook/lock-intrinsics";
import { serveCells } from "../src/notebook/serve-cells";

// Taken before the global object is emptied.
const { Blob: Text, URL: Addresses } = self;
const [addressOf, forget] = [Addresses.createObjectURL.bind(Addresses), Addresses.revokeObjectURL.bind(Addresses)];

/** What came in its own address may import from no Blob, and from an address like its own. */
const inAddress = self.location.protocol === "data:";

/** A module from its text: neither `eval` nor `new Function`, which the content policy refuses. */
async function load(code: string): Promise<CellModule> {
  if (inAddress) return (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`)) as CellModule;
  const address = addressOf(new Text([code], { type: "text/javascript" }));
  try {
    return (await import(/* @vite-ignore */ address)) as CellModule;
  } finally {
    forget(address);
  }
}

self.onmessage = ({ ports: [port] }) => {
  if (!port) return;
  self.onmessage = null;
  serveCells(portOf(port), load);
  lockIntrinsics(self);
  emptyScope(self);
};
