import { status } from "@grpc/grpc-js";
import { afterEach, describe, expect, it, vi } from "vitest";
import { roles, type Accounts } from "../../../server/accounts/accounts";
import { unauthorised } from "../../../server/refusals";
import { DatabaseAway } from "../../../server/database/away";
import { usualTimes } from "../../../server/grpc/admit-calls";
import { startGrpc, type StartedGrpc } from "../../../server/grpc/start";
import { createLogger } from "../../../server/observe/log";
import { createEngineHost } from "../../../src/engine/host";
import { grpcCall as call, grpcError, grpcService, grpcStream, healthClient, signed, type GrpcClient } from "../../support/grpc-client";
import { key, testParts, type TestOptions } from "../../support/server-parts";

const servers: StartedGrpc[] = [];
afterEach(async () => void (await Promise.all(servers.splice(0).map((server) => server.close()))));

async function started(options: TestOptions = {}, times = usualTimes) {
  const parts = testParts(options);
  const lines: Record<string, unknown>[] = [];
  const log = createLogger(
    { ...parts.config, logLevel: "info", logFormat: "json" },
    { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
  );
  const server = await startGrpc(parts, { host: "127.0.0.1", port: 0, log, times });
  servers.push(server);
  return { parts, lines, server, runs: grpcService("Runs", server.port) };
}

describe("who calls too often", () => {
  it("is refused before it is asked whose key it is, and audited", async () => {
    const identifyKey = vi.fn(async () => {
      throw unauthorised("this API key is not known here");
    });
    const { parts, runs } = await started({
      config: { requestsPerMinute: 3 },
      parts: { accounts: { identify: async () => null, identifyKey } },
    });
    const codes: unknown[] = [];
    for (let i = 0; i < 12; i++) codes.push((await grpcError(call(runs, "GetFrame", { run: "x" }, signed("mfn_wrong")))).code);
    expect(codes.slice(0, 3)).toEqual([status.UNAUTHENTICATED, status.UNAUTHENTICATED, status.UNAUTHENTICATED]);
    expect(codes.at(-1)).toBe(status.RESOURCE_EXHAUSTED);
    // A token may have come back while twelve calls were made on a slow machine.
    expect(identifyKey.mock.calls.length).toBeLessThan(8);
    const refusal = { resource: "GRPC /mfn.v1.Runs/GetFrame", success: false };
    expect(parts.events[0]).toMatchObject({ ...refusal, action: "access_denied", details: { reason: "authentication" } });
    expect(parts.events.at(-1)).toMatchObject({ ...refusal, action: "rate_limit_exceeded" });
    const error = await grpcError(call(runs, "GetFrame", { run: "x" }));
    expect(Number(error.metadata.get("retry-after")[0])).toBeGreaterThan(0);
    const counted = await parts.metrics.registry.metrics();
    expect(counted).toMatch(/mfn_http_requests_total\{endpoint="\/mfn\.v1\.Runs\/GetFrame",method="GRPC",status="UNAUTHENTICATED"\} [3-8]/);
    expect(counted).toMatch(/mfn_http_requests_in_progress\{endpoint="\/mfn\.v1\.Runs\/GetFrame",method="GRPC"\} 0/);
  }, 30_000);
  it("still learns whether the server is well", async () => {
    const { runs, server } = await started({ config: { requestsPerMinute: 1 } });
    await grpcError(call(runs, "GetFrame", { run: "x" }));
    expect((await grpcError(call(runs, "GetFrame", { run: "x" }))).code).toBe(status.RESOURCE_EXHAUSTED);
    const health = healthClient(server.port);
    expect(await health.check("mfn.v1.Runs")).toBe("SERVING");
    health.close();
  }, 30_000);
});

describe("a method that is none", () => {
  const ask = (client: GrpcClient, path: string) =>
    grpcError(
      new Promise((resolve, reject) =>
        client.makeUnaryRequest(
          path,
          () => Buffer.alloc(0),
          () => null,
          null,
          (error) => (error ? reject(error) : resolve(null)),
        ),
      ),
    );
  it("is counted and logged with others that are none, and limited, also for strangers", async () => {
    const { parts, lines, runs } = await started({ config: { requestsPerMinute: 2 } });
    expect(await ask(runs, "/mfn.v1.Runs/None")).toMatchObject({
      code: status.UNIMPLEMENTED,
      details: "there is no such method; reflection lists those that there are",
    });
    expect((await ask(runs, "/none.at.all/Nothing")).code).toBe(status.UNIMPLEMENTED);
    expect((await ask(runs, "/grpc.channelz.v1.Channelz/GetServers")).code).toBe(status.RESOURCE_EXHAUSTED);
    const counted = await parts.metrics.registry.metrics();
    expect(counted).toMatch(/mfn_http_requests_total\{endpoint="\/other",method="GRPC",status="UNIMPLEMENTED"\} 2/);
    expect(counted).toMatch(/mfn_http_requests_total\{endpoint="\/other",method="GRPC",status="RESOURCE_EXHAUSTED"\} 1/);
    expect(lines.map(({ status }) => status)).toEqual(["UNIMPLEMENTED", "UNIMPLEMENTED", "RESOURCE_EXHAUSTED"]);
    expect(parts.events.map(({ action }) => action)).toEqual(["rate_limit_exceeded"]);
  }, 30_000);
});

describe("a stranger", () => {
  it("is refused before the message is read", async () => {
    const { runs } = await started();
    // More than a server takes in one message: read, it would be refused for its size.
    const request = { spec_json: "x".repeat(40 * 1024 * 1024) };
    expect((await grpcError(call(runs, "Open", request, signed("mfn_wrong")))).code).toBe(status.UNAUTHENTICATED);
    expect((await grpcError(call(runs, "Open", request))).code).toBe(status.RESOURCE_EXHAUSTED);
  }, 60_000);
  it("may not take for ever to send one", async () => {
    const { server } = await started({}, { ...usualTimes, openMessage: 50 });
    const stream = grpcService("Runs", server.port).makeClientStreamRequest(
      "/grpc.health.v1.Health/Check",
      () => Buffer.alloc(0),
      () => null,
      () => undefined,
    );
    const ended = new Promise((resolve) => stream.on("status", ({ code }) => resolve(code)));
    expect(await ended).toBe(status.DEADLINE_EXCEEDED);
  }, 30_000);
});

describe("a key that is revoked", () => {
  it("ends the streams that it opened", async () => {
    let revoked = false;
    const accounts: Accounts = {
      identify: async () => null,
      async identifyKey() {
        if (revoked) throw unauthorised("this API key was revoked");
        return { userId: "ann", name: "ann", role: "researcher", scopes: roles.researcher, via: "key", keyId: "1" };
      },
    };
    const { server } = await started({ parts: { accounts } }, { ...usualTimes, reidentify: 50 });
    const stream = grpcStream(grpcService("Streams", server.port), "StreamFeatures", { simulation: { grid_size: 8 }, update_interval_ms: 10 });
    const error = grpcError(stream);
    await call(grpcService("Runs", server.port), "Open", { spec_json: '{"version":1,"model":"gray-scott","grid":{"shape":[8,8]}}' });
    revoked = true;
    expect(await error).toMatchObject({ code: status.UNAUTHENTICATED, details: "this API key was revoked" });
  }, 60_000);
});

describe("the log", () => {
  it("has one line of each call, without its metadata", async () => {
    const { lines, runs } = await started();
    const metadata = signed();
    metadata.set("x-request-id", "my-1");
    metadata.set("traceparent", `00-${"a".repeat(32)}-${"b".repeat(16)}-01`);
    metadata.set("authorization", "Bearer something-secret");
    await grpcError(call(runs, "GetFrame", { run: "x" }, metadata));
    await grpcError(call(runs, "GetFrame", { run: "x" }, signed("mfn_wrong")));
    expect(lines).toEqual([
      {
        level: "info",
        timestamp: expect.any(String) as string,
        logger: "mfn.server",
        env: "dev",
        request_id: "my-1",
        trace_id: "a".repeat(32),
        endpoint: "/mfn.v1.Runs/GetFrame",
        method: "GRPC",
        status: "NOT_FOUND",
        duration_ms: expect.any(Number) as number,
        client_ip: "127.0.0.1",
        message: "GRPC /mfn.v1.Runs/GetFrame NOT_FOUND",
      },
      expect.objectContaining({ level: "warn", status: "UNAUTHENTICATED", refused: "authentication" }),
    ]);
    expect(JSON.stringify(lines)).not.toMatch(new RegExp(`${key}|mfn_wrong|something-secret`));
  });
  it("tells of a fault of ours what the caller does not learn", async () => {
    const engine = {
      ...createEngineHost(),
      frame: () => Promise.reject(new TypeError("the inside of it")),
      open: createEngineHost().open,
    };
    const { lines, runs } = await started({ engine });
    const { run } = await call<{ run: string }>(runs, "Open", { spec_json: '{"version":1,"model":"gray-scott","grid":{"shape":[8,8]}}' });
    const error = await grpcError(call(runs, "GetFrame", { run }));
    const [id] = error.metadata.get("x-request-id");
    expect(error).toMatchObject({ code: status.INTERNAL, details: `the server has a fault; its log names it under request ${String(id)}` });
    expect(JSON.stringify(error.metadata.toJSON())).not.toMatch(/inside|stack/);
    expect(lines.filter(({ request_id }) => request_id === id)).toMatchObject([
      { level: "error", message: "internal fault", exception: { message: "the inside of it" } },
      { level: "error", status: "INTERNAL" },
    ]);
  });
  it("tells that the database is away, whenever that shows", async () => {
    const away = () => Promise.reject(new DatabaseAway(new Error("connect ECONNREFUSED 10.1.2.3:5432")));
    const atTheDoor = await started({ parts: { accounts: { identify: async () => null, identifyKey: away } } });
    const within = await started({ engine: { ...createEngineHost(), open: away } });
    for (const { lines, runs } of [atTheDoor, within]) {
      const error = await grpcError(call(runs, "Open", { spec_json: '{"version":1,"model":"gray-scott","grid":{"shape":[8,8]}}' }));
      expect(error.code).toBe(status.UNAVAILABLE);
      expect(lines[0]).toMatchObject({ level: "error", message: "the database does not answer", exception: { type: "DatabaseAway" } });
    }
  }, 30_000);
});
