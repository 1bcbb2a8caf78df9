import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startServer, type StartedServer } from "../../server/start";
import { operationsOf, requestsOf, type DescribedRequest, type Operation } from "../support/described-requests";

/** What ends the key or session that asks. */
const ends = new Set(["signOut", "endOtherSessions", "configRollback"]);
const perCall = process.env["FULL"] ? 200 : 30;

let server: StartedServer;
let folder: string;
let operations: Operation[];
const log: string[] = [];

const ask = ({ method, url, type, body }: DescribedRequest) =>
  fetch(server.address + url, {
    method,
    headers: { "x-api-key": server.firstKey!, ...(type !== null && { "content-type": type }) },
    ...(body !== null && method !== "GET" && { body: body as RequestInit["body"] & {} }),
    signal: AbortSignal.timeout(30_000),
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "mfn-fuzz-"));
  const env = {
    MFN_RATE_LIMIT_ENABLED: "false",
    MFN_MAX_CELLS: "4096",
    MFN_MAX_CELL_STEPS: "1000000",
    MFN_MAX_WAITED_CELL_STEPS: "1000000",
    MFN_CALL_SECONDS: "10",
    MFN_JOBS_AT_ONCE: "0",
    MFN_MAX_RUNS: "8",
  };
  server = await startServer({ port: 0, dataDir: folder, env, logTo: { write: (line) => void log.push(line) } });
  operations = operationsOf(await (await fetch(`${server.address}/api/openapi.json`, { headers: { "x-api-key": server.firstKey! } })).json());
}, 120_000);
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** What takes too long or is switched off is said to be so. */
const isMeant = (status: number, text: string) => status === 503 && (JSON.parse(text) as { code: string }).code === "server/refused";

/** A body that works, where the description has none. */
const withExample = ({ bodies }: Operation, example: unknown) =>
  Object.fromEntries(Object.entries(bodies).map(([type, body]) => [type, example === undefined ? body : { ...body, example }]));

it("answers no request that its own description allows, or nearly allows, with a fault of its own", async () => {
  expect(operations.length).toBeGreaterThan(100);
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
  const post = async (url: string, body: object) => (await ask({ method: "POST", url, type: "application/json", body: JSON.stringify(body) })).json();
  const spec = { version: 1, model: "gray-scott", grid: { shape: [8, 8] }, steps: 4 };
  const { run } = (await post("/api/v1/runs", spec)) as { run: string };
  const { id } = (await post("/api/v1/jobs", { kind: "run", document: spec })) as { id: string };
  const faults: string[] = [];
  const answered = new Set<string>();
  // What removes comes last: there would be nothing left to ask about.
  const [removing, others] = [true, false].map((asked) =>
    operations.filter(({ id: name, method }) => !ends.has(name) && (method === "DELETE") === asked),
  );
  const examples: Record<string, unknown> = {
    open: spec,
    analyse: spec,
    estimate: spec,
    submitJob: { kind: "run", document: spec },
    learn: { options: {} },
  };
  for (const described of [...others!, ...removing!]) {
    const operation = { ...described, bodies: withExample(described, examples[described.id]) };
    const requests = fc.sample(requestsOf(operation, { run: [run], id: [id, "gray-scott", "pelt"], name: ["state.packet"] }), perCall);
    for (const request of requests) {
      const asked = `${request.method} ${request.url} ${String(request.body).slice(0, 400)}`;
      const answer = await ask(request).catch((error: unknown) => `${String(error)} ${asked}`);
      if (typeof answer === "string") {
        faults.push(answer);
        continue;
      }
      const text = await answer.text();
      if (answer.ok) answered.add(operation.id);
      if (answer.status >= 500 && !isMeant(answer.status, text)) faults.push(`${answer.status} ${asked} → ${text.slice(0, 400)}`);
    }
  }
  expect(faults).toEqual([]);
  // Not all of it was refused at the door.
  expect(answered.size, `only ${[...answered].join(", ")}`).toBeGreaterThan(45);
}, 600_000);
