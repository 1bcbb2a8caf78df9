import type { FastifyInstance } from "fastify";
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createServer } from "../../../server/app";
import { traceQuery } from "../../../server/observe/trace-queries";
import { observedEngine } from "../../../server/observe/observed-engine";
import { startTelemetry, type Telemetry } from "../../../server/observe/telemetry";
import { inject, withSpan } from "../../../server/observe/trace";
import { formatTraceparent, parseTraceparent } from "../../../server/observe/traceparent";
import { limitRuns } from "../../../server/run-limits";
import { createEngineHost } from "../../../src/engine/host";
import { key, testParts } from "../../support/server-parts";
import { otlpReceiver } from "./otlp-receiver";

const page = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

/** A database that finds nothing. */
const db = new Kysely<{ jobs: { id: string; owner: string } }>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (of) => new PostgresIntrospector(of),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
  log: traceQuery,
});

describe("a traceparent", () => {
  it("is read and written as W3C has it", () => {
    expect(parseTraceparent(page)).toEqual({
      traceId: "0af7651916cd43dd8448eb211c80319c",
      spanId: "b7ad6b7169203331",
      traceFlags: 1,
      isRemote: true,
    });
    expect(formatTraceparent(parseTraceparent(page)!)).toBe(page);
    expect(parseTraceparent(`cc${page.slice(2)}-what-comes`)).toMatchObject({ spanId: "b7ad6b7169203331" });
  });
  it.each([
    [undefined],
    [""],
    [`ff${page.slice(2)}`],
    [`${page}-more`],
    [page.toUpperCase()],
    ["00-00000000000000000000000000000000-b7ad6b7169203331-01"],
    ["00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01"],
    [["a", "b"]],
  ])("%s is none", (header) => expect(parseTraceparent(header)).toBeNull());
});

describe("without a collector", () => {
  it("work is done all the same, and nothing is traced", async () => {
    expect(await withSpan("x", {}, async () => [inject(), 7])).toEqual([null, 7]);
    await expect(withSpan("x", {}, () => Promise.reject(new Error("mine")))).rejects.toThrow("mine");
  });
});

describe("with a collector", () => {
  let receiver: Awaited<ReturnType<typeof otlpReceiver>>;
  let telemetry: Telemetry;
  let app: FastifyInstance;
  let url: string;
  beforeAll(async () => {
    receiver = await otlpReceiver();
    const parts = testParts();
    const config = { ...parts.config, otlpEndpoint: `${receiver.url}/` };
    telemetry = await startTelemetry(config, "mfn-server");
    const engine = limitRuns(observedEngine(createEngineHost(), parts.metrics), config, () => performance.now());
    app = await createServer({ ...parts, config, engine });
    app.get("/counts", { config: { access: "public" } }, async () => {
      await db.selectFrom("jobs").select("id").where("owner", "=", "secret-owner").execute();
      return "ok";
    });
    app.get("/fails", { config: { access: "public" } }, () => Promise.reject(new Error("mine")));
    url = await app.listen({ port: 0, host: "127.0.0.1" });
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await telemetry.close();
    await receiver.close();
  });
  const spanOf = (name: string) =>
    vi.waitFor(
      () => {
        const span = receiver.spans.find((one) => one.name === name);
        if (!span) throw new Error(`${name} is not among ${receiver.spans.map((one) => one.name).join(", ")}`);
        return span;
      },
      { timeout: 8000, interval: 50 },
    );

  it("a request is a span inside that of the page, told to it, with the engine's work inside in turn", async () => {
    const headers = { "x-api-key": key, traceparent: page, "content-type": "application/json" };
    const body = JSON.stringify({ version: 1, model: "gray-scott", grid: { shape: [8, 8] } });
    const answer = await fetch(`${url}/api/v1/runs?threads=1`, { method: "POST", headers, body });
    const request = await spanOf("POST /api/v1/runs");
    expect(request).toMatchObject({ traceId: page.slice(3, 35), parentId: page.slice(36, 52), kind: 2, service: "mfn-server", failed: false });
    expect(request.attributes).toMatchObject({ "http.request.method": "POST", "http.route": "/api/v1/runs", "http.response.status_code": 200 });
    expect(JSON.stringify(request)).not.toContain("threads=1");
    expect(answer.headers.get("traceparent")).toBe(`00-${request.traceId}-${request.spanId}-01`);
    expect(await spanOf("engine open")).toMatchObject({ traceId: request.traceId, parentId: request.spanId });
  });
  it("a query lies inside its request, without its values", async () => {
    await fetch(`${url}/counts`);
    const request = await spanOf("GET /counts");
    const query = await spanOf("database select");
    expect(query).toMatchObject({ traceId: request.traceId, parentId: request.spanId, kind: 3 });
    expect(query.attributes["db.query.text"]).toMatch(/^select "id" from "jobs" where "owner" = \$1/);
    expect(JSON.stringify(receiver.spans)).not.toContain("secret-owner");
  });
  it("a fault of ours marks its span", async () => {
    expect((await fetch(`${url}/fails`)).status).toBe(500);
    expect(await spanOf("GET /fails")).toMatchObject({ failed: true, attributes: { "http.response.status_code": 500 } });
  });
  it("a job goes on with the trace that it was submitted in, whenever and wherever it runs", async () => {
    const submitted = await withSpan("submit", {}, () => inject());
    await withSpan("job run", { "mfn.job": "1" }, async () => withSpan("piece", {}, async () => undefined), { kind: "takes", parent: submitted });
    const [submit, job, piece] = [await spanOf("submit"), await spanOf("job run"), await spanOf("piece")];
    expect(job).toMatchObject({ traceId: submit.traceId, parentId: submit.spanId, kind: 5 });
    expect(piece).toMatchObject({ traceId: submit.traceId, parentId: job.spanId });
  });
});
