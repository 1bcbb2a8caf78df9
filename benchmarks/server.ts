import { spawn, type ChildProcess } from "node:child_process";
import { on, once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import autocannon, { type Result } from "autocannon";

export interface ServerBench {
  /** Of each call. */
  seconds: number;
  connections: number;
  /** The built command line. */
  program: string;
  port: number;
}

export interface CallFigures {
  call: string;
  requestsPerSecond: number;
  /** Milliseconds; the tool tells the 97.5th percentile and not the 95th, which is no later. */
  p50: number;
  p97_5: number;
  p99: number;
  /** Of MFN v4.1: median and 95th percentile, ms. */
  limits: readonly [median: number, p95: number];
  within: boolean;
  /** Requests that were not answered 2xx. */
  refused: number;
}

export interface ServerFigures {
  calls: CallFigures[];
  /** Resident memory of the server's process before and after 10⁴ requests, MB; null where the system does not tell. */
  soak: { requests: number; refused: number; before: number | null; after: number | null };
}

interface Call {
  name: string;
  path: string;
  body?: object;
  limits: readonly [median: number, p95: number];
}

const nernst: Call = {
  name: "POST /nernst",
  path: "/nernst",
  body: { z_valence: 1, concentration_out_molar: 0.005, concentration_in_molar: 0.14 },
  limits: [50, 200],
};
const calls: readonly Call[] = [
  { name: "GET /health", path: "/health", limits: [10, 50] },
  nernst,
  { name: "POST /simulate 32²", path: "/simulate", body: { grid_size: 32, steps: 64 }, limits: [1000, 2000] },
];

/** Memory may grow by so much over the soak, as a factor: what the engine of JavaScript has not given back yet. */
const mostGrowth = 1.2;

/** Requests a second and latencies of a server of its own on this machine, held against the limits of MFN v4.1; then 10⁴ requests with its memory. */
export async function benchServer({ seconds, connections, program, port }: ServerBench): Promise<ServerFigures> {
  const folder = mkdtempSync(join(tmpdir(), "mfn-bench-server-"));
  const server = spawn(process.execPath, [program, "serve", "--port", String(port)], {
    env: { ...process.env, MFN_DATA_DIR: folder, MFN_RATE_LIMIT_ENABLED: "false", MFN_LOG_LEVEL: "error" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const key = await keyOf(server);
    const measure = ({ path, body }: Call, how: { duration: number } | { amount: number }) =>
      autocannon({
        url: `http://127.0.0.1:${port}${path}`,
        connections,
        headers: { "x-api-key": key, ...(body && { "content-type": "application/json" }) },
        ...(body && { method: "POST", body: JSON.stringify(body) }),
        ...how,
      });
    const figures: CallFigures[] = [];
    for (const call of calls) {
      await measure(call, { duration: 2 });
      figures.push(figuresOf(call, await measure(call, { duration: seconds })));
    }
    const before = residentMegabytes(server);
    const soak = await measure(nernst, { amount: 10_000 });
    return { calls: figures, soak: { requests: soak["2xx"], refused: soak.non2xx + soak.errors, before, after: residentMegabytes(server) } };
  } finally {
    const ended = server.exitCode === null ? once(server, "exit") : null;
    server.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether it is as fast as MFN v4.1 promised, refused nothing and kept its memory. */
export const isGood = ({ calls: figures, soak: { refused, before, after } }: ServerFigures): boolean =>
  figures.every((call) => call.within && call.refused === 0) && refused === 0 && (before === null || after === null || after <= mostGrowth * before);

/** The key that a first start prints. */
async function keyOf(server: ChildProcess): Promise<string> {
  let text = "";
  for await (const [chunk] of on(server.stdout!, "data", { close: ["end"] })) {
    text += String(chunk);
    const key = /mfn_[\w-]+/.exec(text)?.[0];
    if (key !== undefined) {
      // The rest is passed over, or its pipe would fill up.
      server.stdout!.resume();
      return key;
    }
  }
  throw new Error(`the server did not start; run npm run build:node first\n${text}`);
}

function figuresOf({ name, limits }: Call, { requests, latency, non2xx, errors }: Result): CallFigures {
  const { p50, p97_5, p99 } = latency;
  return {
    call: name,
    requestsPerSecond: Math.round(requests.average),
    p50,
    p97_5,
    p99,
    limits,
    within: p50 <= limits[0] && p97_5 <= limits[1],
    refused: non2xx + errors,
  };
}

function residentMegabytes({ pid }: ChildProcess): number | null {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))![1]) / 1024);
  } catch {
    return null;
  }
}
