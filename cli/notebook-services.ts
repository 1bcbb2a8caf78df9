import { join, resolve } from "node:path";
import { readFile } from "node:fs/promises";
import { WorkbenchError } from "../src/core/errors";
import type { CellServices } from "../src/notebook/api/family";
import { lendPoints } from "../src/notebook/points-loan";
import { createEngineHost } from "../src/engine/host";
import { createPool } from "../src/engine/pool";
import { backends } from "./backends";
import type { Io } from "./command";
import { unreadable } from "./files";
import { pointsThreads } from "./sweep-threads";

/** What the command line does for the cells of a notebook: an engine, threads for sweeps, the samples, and files of hosts that were allowed. */
export function notebookServices(io: Io, allowed: readonly string[]): { services: CellServices; end(): void } {
  const engine = createEngineHost({ backends });
  const points = lendPoints(() => createPool(pointsThreads(null)));
  return {
    services: {
      open: (spec, wish) => engine.open(spec, wish),
      advance: (run, steps, watched) => engine.advance(run, steps, watched),
      close: (run) => engine.close(run),
      analyse: (spec) => engine.analyse(spec),
      samplePoint: points.samplePoint,
      endPoints: async () => points.end(),
      load: (address) => load(io, String(address), allowed),
    },
    end: () => points.end(),
  };
}

async function load(io: Io, address: string, allowed: readonly string[]): Promise<{ name: string; bytes: Uint8Array }> {
  const name = address.split("/").at(-1) ?? address;
  if (/^samples\/[\w./-]+$/.test(address) && !address.includes("..")) {
    const folders = [join(io.packageRoot, "public"), join(io.packageRoot, "dist", "app")];
    for (const folder of folders) {
      const bytes = await readFile(resolve(folder, address)).catch(() => null);
      if (bytes) return { name, bytes: new Uint8Array(bytes) };
    }
    throw new WorkbenchError("data/unreadable", [], `there is no ${address} among the samples`);
  }
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new WorkbenchError("usage", [], `load expects "samples/…" or an address such as https://example.org/data.csv, got "${address}"`);
  if (!allowed.includes(url.host))
    throw new WorkbenchError("usage", [], `this notebook may not load from ${url.host}; allow it with --allow ${url.host}`);
  const response = await fetch(url, { redirect: "error" }).catch((error: unknown) => {
    throw unreadable(address, error);
  });
  if (!response.ok) throw new WorkbenchError("data/unreadable", [], `${address} answered ${response.status}`);
  return { name, bytes: new Uint8Array(await response.arrayBuffer()) };
}
