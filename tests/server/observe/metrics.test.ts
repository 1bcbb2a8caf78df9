import type { FastifyInstance } from "fastify";
import { afterEach, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { createServer } from "../../../server/app";
import { createMetrics, readProcess } from "../../../server/observe/metrics";
import { observedEngine } from "../../../server/observe/observed-engine";
import { createEngineHost } from "../../../src/engine/host";
import { key, testParts, type TestOptions } from "../../support/server-parts";

const servers: FastifyInstance[] = [];
afterEach(async () => void (await Promise.all(servers.splice(0).map((server) => server.close()))));

async function server(options: TestOptions = {}): Promise<FastifyInstance> {
  const app = await createServer(testParts(options));
  servers.push(app);
  return app;
}

/** Lines of a Prometheus text that begin with a name. */
const of = (text: string, name: string) => text.split("\n").filter((line) => line.startsWith(name));

describe("/metrics", () => {
  it("has the names, labels and buckets of MFN v4.1", async () => {
    const app = await server();
    await app.inject("/health");
    await app.inject("/health");
    await app.inject("/no/such/path");
    await app.inject("/nor/this");
    await app.inject("/api/v1/runs/1234/frame");
    const { body, headers } = await app.inject("/metrics");
    expect(headers["content-type"]).toMatch(/^text\/plain/);
    expect(of(body, "mfn_http_requests_total")).toEqual([
      'mfn_http_requests_total{endpoint="/health",method="GET",status="200"} 2',
      'mfn_http_requests_total{endpoint="/other",method="GET",status="404"} 2',
      'mfn_http_requests_total{endpoint="/api/v1/runs/:run/frame",method="GET",status="401"} 1',
    ]);
    const buckets = of(body, 'mfn_http_request_duration_seconds_bucket{le="').filter((line) => line.includes('"/health"'));
    expect(buckets.map((line) => /le="([^"]+)"/.exec(line)![1])).toEqual("0.005 0.01 0.025 0.05 0.1 0.25 0.5 1 2.5 5 10 +Inf".split(" "));
    expect(of(body, 'mfn_http_requests_in_progress{endpoint="/metrics"')).toEqual([
      'mfn_http_requests_in_progress{endpoint="/metrics",method="GET"} 1',
    ]);
    expect(of(body, 'mfn_http_requests_in_progress{endpoint="/health"')).toEqual([
      'mfn_http_requests_in_progress{endpoint="/health",method="GET"} 0',
    ]);
    expect(of(body, "mfn_requests_refused_total")).toEqual(['mfn_requests_refused_total{reason="authentication"} 1']);
  });
  it.each([
    ["public", {}, "203.0.113.9", 200],
    ["private", {}, "127.0.0.1", 200],
    ["private", {}, "10.2.3.4", 200],
    ["private", {}, "fd00::1", 200],
    ["private", {}, "203.0.113.9", 403],
    ["private", {}, "172.32.0.1", 403],
    ["private", { "x-forwarded-for": "203.0.113.9" }, "127.0.0.1", 403],
    ["key", {}, "127.0.0.1", 401],
    ["key", { "x-api-key": key }, "203.0.113.9", 200],
  ] as const)("for %s with %o from %s answers %i", async (metricsAccess, headers, remoteAddress, status) => {
    const app = await server({ config: { metricsAccess } });
    expect((await app.inject({ url: "/metrics", headers, remoteAddress })).statusCode).toBe(status);
  });
  it("knows callers from private networks behind a proxy that is trusted", async () => {
    const app = await server({ config: { metricsAccess: "private", trustedProxies: ["127.0.0.1"] } });
    const from = async (client: string) => (await app.inject({ url: "/metrics", headers: { "x-forwarded-for": client } })).statusCode;
    expect([await from("10.0.0.7"), await from("203.0.113.9")]).toEqual([200, 403]);
  });
  it("can be switched off", async () =>
    expect((await (await server({ config: { metricsEnabled: false } })).inject("/metrics")).statusCode).toBe(404));
});

describe("a caller who goes away", () => {
  it("is no request in progress any more", async () => {
    const parts = testParts();
    const app = await createServer(parts);
    servers.push(app);
    let arrived = () => undefined as void;
    const here = new Promise<void>((resolve) => (arrived = resolve));
    app.get("/never", { config: { access: "public" } }, () => (arrived(), new Promise(() => undefined)));
    const url = await app.listen({ port: 0, host: "127.0.0.1" });
    const leaving = new AbortController();
    const asked = fetch(`${url}/never`, { signal: leaving.signal }).catch(() => "gone");
    await here;
    const inProgress = async () => of(await parts.metrics.registry.metrics(), "mfn_http_requests_in_progress");
    expect(await inProgress()).toEqual(['mfn_http_requests_in_progress{endpoint="/never",method="GET"} 1']);
    leaving.abort();
    expect(await asked).toBe("gone");
    await vi.waitFor(async () => expect(await inProgress()).toEqual(['mfn_http_requests_in_progress{endpoint="/never",method="GET"} 0']));
    expect(of(await parts.metrics.registry.metrics(), "mfn_http_requests_total")).toEqual([
      'mfn_http_requests_total{endpoint="/never",method="GET",status="499"} 1',
    ]);
  });
});

describe("a WebSocket", () => {
  it("is a request answered with 101, then a client, then nothing", async () => {
    const parts = testParts();
    const app = await createServer(parts);
    servers.push(app);
    const url = await app.listen({ port: 0, host: "127.0.0.1" });
    const socket = new WebSocket(`${url.replace("http", "ws")}/ws/stream_features`, { headers: { "x-api-key": key } });
    await new Promise((resolve, reject) => socket.on("open", resolve).on("error", reject));
    const text = () => parts.metrics.registry.metrics();
    await vi.waitFor(async () => expect(of(await text(), "mfn_websocket_clients")).toEqual(["mfn_websocket_clients 1"]));
    expect(of(await text(), "mfn_http_requests_total")).toEqual([
      'mfn_http_requests_total{endpoint="/ws/stream_features",method="GET",status="101"} 1',
    ]);
    expect(of(await text(), "mfn_http_requests_in_progress")).toEqual([
      'mfn_http_requests_in_progress{endpoint="/ws/stream_features",method="GET"} 0',
    ]);
    socket.close();
    await vi.waitFor(async () => expect(of(await text(), "mfn_websocket_clients")).toEqual(["mfn_websocket_clients 0"]));
  });
});

describe("readings", () => {
  it("are taken when they are asked for; one that fails is left out", async () => {
    const metrics = createMetrics();
    let runs = 1;
    metrics.read("a_number", "one", () => runs);
    metrics.read("by_state", "several", async () => ({ queued: runs, done: 2 }), "state");
    metrics.read("broken", "none", () => Promise.reject(new Error("no database")));
    runs = 5;
    const text = await metrics.registry.metrics();
    expect(text).toContain("\na_number 5\n");
    expect(of(text, "by_state")).toEqual(['by_state{state="queued"} 5', 'by_state{state="done"} 2']);
    expect(of(text, "broken")).toEqual([]);
  });
  it("tell of the process too", async () => {
    const metrics = createMetrics();
    readProcess(metrics);
    const text = await metrics.registry.metrics();
    for (const name of ["nodejs_eventloop_lag_seconds", "process_resident_memory_bytes", "nodejs_heap_size_used_bytes"])
      expect(text).toContain(`\n${name} `);
  });
});

describe("cell updates", () => {
  it("are cells times steps, whatever way a run goes", async () => {
    const metrics = createMetrics();
    const engine = observedEngine(createEngineHost(), metrics);
    const { run } = await engine.open({ version: 1, model: "gray-scott", grid: { shape: [8, 12] } }, { backend: "plain" });
    await engine.advance(run, 7);
    await engine.step(run);
    await engine.reset(run);
    await engine.advance(run, 2);
    await engine.close(run);
    expect(of(await metrics.registry.metrics(), "mfn_cell_updates_total")).toEqual([`mfn_cell_updates_total{place="live"} ${10 * 96}`]);
  });
});
