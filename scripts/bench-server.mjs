/**
 * Requests a second and latencies of a built server on this machine, held against the limits of MFN v4.1; then 10⁴ requests with its memory before
 * and after. `npm run build:node && node scripts/bench-server.mjs [--seconds 10] [--connections 4] [--json]`.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import autocannon from "autocannon";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "10" },
    connections: { type: "string", default: "4" },
    json: { type: "boolean", default: false },
  },
});
const port = 8397;
const url = `http://127.0.0.1:${port}`;

/** Limits of the reference for the median and the 95th percentile, ms. */
const calls = [
  { name: "GET /health", path: "/health", limits: [10, 50] },
  {
    name: "POST /nernst",
    path: "/nernst",
    body: { z_valence: 1, concentration_out_molar: 0.005, concentration_in_molar: 0.14 },
    limits: [50, 200],
  },
  { name: "POST /simulate 32²", path: "/simulate", body: { grid_size: 32, steps: 64 }, limits: [1000, 2000] },
];

const folder = mkdtempSync(join(tmpdir(), "mfn-bench-server-"));
const server = spawn(process.execPath, ["cli/mfn.mjs", "serve", "--port", String(port)], {
  env: { ...process.env, MFN_DATA_DIR: folder, MFN_RATE_LIMIT_ENABLED: "false", MFN_LOG_LEVEL: "error" },
  stdio: ["ignore", "pipe", "inherit"],
});

try {
  const key = await keyOf(server);
  const rows = [];
  for (const call of calls) {
    await measure(call, key, { duration: 2 });
    rows.push(rowOf(call, await measure(call, key, { duration: Number(values.seconds) })));
  }
  const before = residentMegabytes();
  const soak = await measure(calls[1], key, { amount: 10_000 });
  const memory = { requests: soak["2xx"], refused: soak.non2xx, before, after: residentMegabytes() };
  if (values.json) console.log(JSON.stringify({ rows, memory }, null, 2));
  else {
    console.table(rows);
    console.log(`${memory.requests} requests: resident memory ${before} MB before, ${memory.after} MB after`);
  }
  process.exitCode =
    rows.every(({ within, refused }) => within === "yes" && refused === 0) && memory.refused === 0 && memory.after <= 1.2 * memory.before ? 0 : 1;
} finally {
  server.kill("SIGTERM");
  await new Promise((resolve) => server.once("exit", resolve));
  rmSync(folder, { recursive: true, force: true });
}

function keyOf(process) {
  return new Promise((resolve, reject) => {
    let text = "";
    process.stdout.on("data", (chunk) => {
      text += chunk;
      const key = /mfn_[\w-]+/.exec(text)?.[0];
      if (key) resolve(key);
    });
    process.once("exit", () => reject(new Error(`the server did not start; run npm run build:node first\n${text}`)));
  });
}

function measure({ path, body }, key, how) {
  return autocannon({
    url: url + path,
    connections: Number(values.connections),
    headers: { "x-api-key": key, ...(body && { "content-type": "application/json" }) },
    ...(body && { method: "POST", body: JSON.stringify(body) }),
    ...how,
  });
}

/** The tool tells the 97.5th percentile and not the 95th, which is no later. */
function rowOf({ name, limits: [median, p95] }, { requests, latency, non2xx, errors }) {
  return {
    call: name,
    "requests/s": Math.round(requests.average),
    "p50 ms": latency.p50,
    "p97.5 ms": latency.p97_5,
    "p99 ms": latency.p99,
    limits: `${median} / ${p95}`,
    within: latency.p50 <= median && latency.p97_5 <= p95 ? "yes" : "no",
    refused: non2xx + errors,
  };
}

/** Of the server alone; null where the system does not tell. */
function residentMegabytes() {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))[1]) / 1024);
  } catch {
    return null;
  }
}
