import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type StartedServer } from "../../server/start";
import type { Job } from "../../src/engine/protocol-jobs";
import { startPostgres, type Postgres } from "../support/services";

const patience = 240_000;

let postgres: Postgres;
let server: StartedServer | null = null;
let key: string;
let log = "";
const dataDir = mkdtempSync(join(tmpdir(), "mfn-data-"));

const start = (port: number, env: Record<string, string> = {}) =>
  startServer({
    port,
    env: { MFN_DATABASE_URL: postgres.url, MFN_DATA_DIR: dataDir, MFN_LOG_FORMAT: "json", MFN_LEASE_SECONDS: "2", ...env },
    logTo: { write: (line) => void (log += line) },
  });
const ask = (path: string, body?: object) =>
  fetch(`${server!.address}${path}`, {
    ...(body && { method: "POST", body: JSON.stringify(body) }),
    headers: { "x-api-key": key, ...(body && { "content-type": "application/json" }) },
  });
const jobs = async () => ((await (await ask("/api/v1/jobs")).json()) as { items: Job[] }).items;
async function untilJob(wanted: (job: Job) => boolean): Promise<void> {
  while (!(await jobs()).some(wanted)) await new Promise((resolve) => setTimeout(resolve, 50));
}

beforeAll(async () => void (postgres = await startPostgres()), patience);
afterAll(async () => {
  await server?.close();
  await postgres.stop();
}, patience);

// One server's life, in its order.
describe("a server on PostgreSQL", { timeout: patience }, () => {
  it("that cannot have a port names it, and loses nothing of what a first start shows", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as { port: number };
    await expect(start(0, { MFN_GRPC_PORT: String(port) })).rejects.toThrow(
      new RegExp(`gRPC cannot listen at 127\\.0\\.0\\.1:${port}: .*give another port with MFN_GRPC_PORT`, "s"),
    );
    await expect(start(port, { MFN_GRPC_PORT: "0" })).rejects.toThrow(`port ${port} is taken; give another with --port`);
    other.close();
    server = await start(0, { MFN_GRPC_PORT: "0" });
    expect(server).toMatchObject({ firstKey: expect.stringMatching(/^mfn_/) as string, grpcPort: expect.any(Number) as number });
    key = server.firstKey!;
    expect(await (await ask("/health")).json()).toMatchObject({ status: "healthy", ready: true });
  });

  it("says so while the database is away, and works on when it is back", async () => {
    await postgres.crash();
    expect(await (await ask("/health")).json()).toMatchObject({ service: "mfn-workbench", status: "degraded", ready: false });
    for (const path of ["/api/v1/jobs", "/api/v1/keys"]) {
      const answer = await ask(path);
      expect([answer.status, answer.headers.get("retry-after"), answer.headers.get("content-type")]).toEqual([
        503,
        "5",
        "application/problem+json; charset=utf-8",
      ]);
      expect(await answer.json()).toMatchObject({
        code: "server/unreachable",
        detail: expect.stringContaining("the server's database does not answer at the moment; try again in 5 seconds") as string,
        instance: path,
        retry_after: 5,
      });
    }
    // What is read without it still is.
    expect(await (await ask("/metrics")).text()).toMatch(/^mfn_database_up 0$/m);
    await postgres.start();
    expect(await (await ask("/health")).json()).toMatchObject({ status: "healthy", ready: true });
    expect(await jobs()).toEqual([]);
  });

  it("ends although the database is away and a job is under way, which the next one takes up", async () => {
    const long = { version: 1, model: "gray-scott", grid: { shape: [64, 64] }, steps: 500_000, record: { every: 50_000 }, seed: 1 };
    expect((await ask("/api/v1/jobs", { kind: "run", document: long })).status).toBe(200);
    await untilJob(({ state }) => state === "running");
    await postgres.crash();
    log = "";
    await server!.close();
    const words = log
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { message: string }).message);
    expect(words).toContainEqual(expect.stringMatching(/^job [0-9a-f-]{36} could not be put away$/));
    expect(words.filter((message) => message.endsWith("could not be closed"))).toEqual([]);
    await postgres.start();
    server = await start(0);
    expect([server.firstKey, server.invitation]).toEqual([null, expect.stringContaining("/invitation/")]);
    await untilJob(({ state, attempts }) => state === "running" && attempts > 1);
    const [job] = await jobs();
    expect((await ask(`/api/v1/jobs/${job!.id}/cancel`, {})).status).toBe(200);
  });
});
