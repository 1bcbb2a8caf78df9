import { WorkbenchError } from "../core/errors";
import type { EngineApi } from "../engine/protocol";
import type { CellServices, LoadedBytes } from "./api/family";
import { lendEngine } from "./engine-loan";
import { lendPoints, type PointThreads } from "./points-loan";

/** Most that a cell may load at a time, in bytes. */
const mostLoaded = 100_000_000;

export interface PageServicesOptions {
  engine: EngineApi;
  /** Threads for runs of sweeps. */
  startPoints(): PointThreads;
  /** Address of the app, beside which `samples/` lies. */
  appAddress: string;
  /** Asks the reader whether cells may load from a host. */
  mayLoad(host: string): Promise<boolean>;
  fetch(address: string, options?: RequestInit): Promise<Response>;
}

/** What a page does for the cells of its notebook, until `end`. */
export function pageServices({ engine, startPoints, appAddress, mayLoad, fetch }: PageServicesOptions): { services: CellServices; end(): void } {
  const loan = lendEngine(engine);
  const points = lendPoints(startPoints);
  const ended = new AbortController();
  let loading: Promise<unknown> = Promise.resolve();
  return {
    services: {
      ...loan.engine,
      samplePoint: points.samplePoint,
      endPoints: async () => points.end(),
      async load(given) {
        const address = addressOf(String(given), appAddress);
        const own = address.href.startsWith(new URL("samples/", appAddress).href);
        if (!own && !(await mayLoad(address.host)))
          throw new WorkbenchError("usage", [], `this notebook may not load from ${address.host}: you did not allow it`);
        // One after the other: each may have as much as a page can hold.
        const loaded = loading.then(async () => read(address, await get(address, fetch, ended.signal)));
        loading = loaded.catch(() => undefined);
        return loaded;
      },
    },
    end() {
      loan.end();
      points.end();
      ended.abort();
    },
  };
}

/** @throws WorkbenchError `usage` for what is neither of the app's samples nor an address on the web. */
function addressOf(text: string, appAddress: string): URL {
  if (/^samples\/[\w./-]+$/.test(text) && !text.includes("..")) return new URL(text, appAddress);
  try {
    const address = new URL(text);
    // The app's own server is no place for a notebook to ask: it may know who asks.
    if (/^https?:$/.test(address.protocol) && address.origin !== new URL(appAddress).origin) return address;
  } catch {
    // No address at all: told below.
  }
  throw new WorkbenchError("usage", [], `load expects "samples/…" or an address such as https://example.org/data.csv, got "${text}"`);
}

/** Without cookies or anything else that says who asks. */
async function get(address: URL, fetch: PageServicesOptions["fetch"], signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(address.href, { credentials: "omit", referrerPolicy: "no-referrer", cache: "default", redirect: "error", signal });
  } catch {
    throw new WorkbenchError(
      "data/unreadable",
      [],
      `${address.href} could not be loaded: there is no network, or ${address.host} does not let other pages read it`,
    );
  }
}

/** The body as it comes, given up as soon as it is too long: some never end, and some unpack to more than they say. */
async function wholeBody(address: URL, { body }: Response): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader!.read()) {
    pieces.push(next.value);
    length += next.value.length;
    if (length <= mostLoaded) continue;
    void reader!.cancel();
    throw new WorkbenchError("data/unreadable", [], `${address.href} has more than the ${mostLoaded} bytes that a cell may load`);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

async function read(address: URL, response: Response): Promise<LoadedBytes> {
  if (!response.ok) throw new WorkbenchError("data/unreadable", [], `${address.href} answered ${response.status}: is the address right?`);
  const bytes = await wholeBody(address, response);
  return { name: decodeURIComponent(address.pathname.split("/").at(-1) || address.host), bytes };
}
