import { status, type ServerUnaryCall } from "@grpc/grpc-js";
import { ROOT_CONTEXT } from "@opentelemetry/api";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { unary } from "../../../server/grpc/calls";
import { makeKnown } from "../../../server/grpc/known-calls";
import { startGrpc, type StartedGrpc } from "../../../server/grpc/start";
import { createLogger } from "../../../server/observe/log";
import { createEngineHost } from "../../../src/engine/host";
import type { EngineApi, OpenedRun } from "../../../src/engine/protocol";
import { grpcCall as call, grpcError, grpcService, grpcStream, healthClient, signed, startCall, type GrpcClient } from "../../support/grpc-client";
import { key, testParts } from "../../support/server-parts";

const spec_json = JSON.stringify({ version: 1, model: "gray-scott", grid: { shape: [16, 16] }, steps: 1e9 });
const patience = { timeout: 30_000, interval: 10 };

/** An engine whose next opening waits, and that tells who was advanced. */
function watchedEngine() {
  const host = createEngineHost();
  let gate: Promise<unknown> = Promise.resolve();
  const opened: OpenedRun[] = [];
  const closed: string[] = [];
  const advanced: string[] = [];
  const engine: EngineApi = {
    ...host,
    async open(...asked) {
      const run = await host.open(...asked);
      opened.push(run);
      await gate;
      return run;
    },
    advance: (run, ...more) => (advanced.push(run), host.advance(run, ...more)),
    close: (run) => (closed.push(run), host.close(run)),
  };
  /** @returns what lets it go on. */
  const hold = () => {
    let go: () => void = () => undefined;
    gate = new Promise<void>((resolve) => (go = resolve));
    return go;
  };
  return { engine, opened, closed, advanced, hold };
}

const watched = watchedEngine();
const parts = testParts({ engine: watched.engine });
let server: StartedGrpc;
let runs: GrpcClient;
beforeAll(async () => {
  server = await startGrpc(parts, { host: "127.0.0.1", port: 0 });
  runs = grpcService("Runs", server.port);
});
afterAll(() => server.close());

const ended = async (method: string, code: string): Promise<number> => {
  const { values } = await parts.metrics.requests.get();
  return values.find(({ labels }) => String(labels.endpoint).endsWith(method) && labels.status === code)?.value ?? 0;
};

describe("an advance that nobody waits for any more", () => {
  it.each([
    ["cancelled", status.CANCELLED, "CANCELLED"],
    ["out of time", status.DEADLINE_EXCEEDED, "DEADLINE_EXCEEDED"],
  ])(
    "stops when it is %s, and the run stays",
    async (how, code, name) => {
      const { run } = await call<{ run: string }>(runs, "Open", { spec_json, backend: "plain" });
      const deadline = how === "out of time" ? { deadline: Date.now() + 1000 } : {};
      const { answer, cancel } = startCall(runs, "Advance", { run, steps: 1e9 }, signed(), deadline);
      const error = grpcError(answer);
      await vi.waitFor(async () => expect(await parts.engine.progress(run)).toMatchObject({ running: true }), patience);
      if (how === "cancelled") cancel();
      expect((await error).code).toBe(code);
      await vi.waitFor(async () => expect(await parts.engine.progress(run)).toMatchObject({ running: false }), patience);
      expect(await ended("Advance", name)).toBe(1);
      const { step } = await call<{ step: number }>(runs, "GetFrame", { run });
      expect(step).toBeLessThan(1e9);
      await call(runs, "Close", { run });
    },
    60_000,
  );
});

it("a call that is over before it begins is not carried out", async () => {
  const metadata = signed();
  const principal = await parts.accounts.identifyKey(key, "");
  const over = new AbortController();
  over.abort();
  makeKnown(metadata, { id: "r", from: "127.0.0.1", log: createLogger(parts.config), within: ROOT_CONTEXT, over, principal });
  const work = vi.fn(async () => ({}));
  const call = { metadata, request: {} } as ServerUnaryCall<object, object>;
  const error = await new Promise((resolve) => unary(work)(call, resolve));
  expect(error).toMatchObject({ details: expect.stringContaining("gone before it began") as string });
  expect(work).not.toHaveBeenCalled();
});

describe("who leaves while a run is opened", () => {
  it.each(["Open", "Simulate"])(
    "leaves no run behind: %s",
    async (method) => {
      const before = parts.engine.runs;
      const advancedBefore = watched.advanced.length;
      const openedBefore = watched.opened.length;
      const go = watched.hold();
      const calling = method === "Open" ? startCall(runs, method, { spec_json }) : leavable(runs, method, { spec_json });
      const error = grpcError(calling.answer);
      await vi.waitFor(() => expect(watched.opened.length).toBe(openedBefore + 1), patience);
      calling.cancel();
      await error;
      await vi.waitFor(async () => expect(await ended(method, "CANCELLED")).toBe(1), patience);
      go();
      await vi.waitFor(() => expect(watched.closed).toContain(watched.opened.at(-1)!.run), patience);
      await vi.waitFor(() => expect(parts.engine.runs).toBe(before), patience);
      expect(watched.advanced.length).toBe(advancedBefore);
    },
    60_000,
  );
  it("is not computed for: a stream", async () => {
    const streams = grpcService("Streams", server.port);
    const openedBefore = watched.opened.length;
    const go = watched.hold();
    const calling = leavable(streams, "StreamFeatures", { simulation: { grid_size: 8, seed: 1 }, update_interval_ms: 10 });
    const error = grpcError(calling.answer);
    await vi.waitFor(() => expect(watched.opened.length).toBe(openedBefore + 1), patience);
    const { run } = watched.opened.at(-1)!;
    calling.cancel();
    await error;
    await vi.waitFor(async () => expect(await ended("StreamFeatures", "CANCELLED")).toBe(1), patience);
    go();
    // Another stream advances in the meantime.
    await grpcStream(streams, "StreamFeatures", { simulation: { grid_size: 8, seed: 2 }, update_interval_ms: 10 }, 5);
    expect(watched.advanced).not.toContain(run);
  }, 60_000);
});

it("a server that closes says so to those who call and to those who ask whether it is well", async () => {
  const closing = await startGrpc(testParts(), { host: "127.0.0.1", port: 0 });
  const health = healthClient(closing.port);
  const heard: string[] = [];
  const farewell = health.watch("mfn.v1.Runs", (state) => heard.push(state));
  await vi.waitFor(() => expect(heard).toEqual(["SERVING"]), patience);
  const stream = leavable(grpcService("Streams", closing.port), "StreamFeatures", { simulation: { grid_size: 8 } });
  const error = grpcError(stream.answer);
  await stream.begun;
  await closing.close();
  expect(await error).toMatchObject({ code: status.UNAVAILABLE, details: expect.stringContaining("closing") as string });
  expect(await farewell).toMatchObject({ code: status.UNAVAILABLE });
  expect(heard).toEqual(["SERVING", "NOT_SERVING"]);
  health.close();
}, 60_000);

/** A stream that its caller may leave: `answer` is its end, `begun` its first message. */
function leavable(client: GrpcClient, method: string, request: object) {
  const stream = client[method]!(request, signed()) as NodeJS.EventEmitter & { cancel(): void };
  const begun = new Promise<void>((resolve) => stream.on("data", () => resolve()));
  const answer = new Promise<void>((resolve, reject) => stream.on("end", resolve).on("error", reject));
  return { answer, begun, cancel: () => stream.cancel() };
}
