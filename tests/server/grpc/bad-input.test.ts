import { Metadata, status } from "@grpc/grpc-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startGrpc, type StartedGrpc } from "../../../server/grpc/start";
import { grpcCall as call, grpcError, grpcService, grpcStream, healthClient, recordOf, signed } from "../../support/grpc-client";
import { testParts } from "../../support/server-parts";

const parts = testParts();
let server: StartedGrpc;
beforeAll(async () => void (server = await startGrpc(parts, { host: "127.0.0.1", port: 0 })));
afterAll(() => server.close());

const service = (name: "Runs" | "Features" | "Streams") => grpcService(name, server.port);
const spec = { version: 1, model: "gray-scott", grid: { shape: [8, 8] } };
const spec_json = JSON.stringify(spec);
const field = { precision: "F64", values: Buffer.alloc(64 * 8) };
const measured = { shape: [8, 8], field, millivolts_per_unit: 0, periodic: true, spacing: [] };

describe("Open", () => {
  const deep = (open: string, close: string) => `{"version":1,"model":"gray-scott","parameters":${open.repeat(100_000)}1${close.repeat(100_000)}}`;
  it.each([
    ["lists in lists in lists", { spec_json: deep("[", "]") }, /deep/],
    ["objects in objects", { spec_json: deep('{"a":', "}") }, /deep/],
    ["a spec of more than four megabytes", { spec_json: JSON.stringify({ ...spec, title: "x".repeat(5e6) }) }, /spec_json/],
    ["no text", { spec_json: "" }, /JSON/],
    ["a number", { spec_json: "7" }, /./],
    ["a list", { spec_json: "[]" }, /./],
    ["null", { spec_json: "null" }, /./],
    ["half a character", { spec_json: '{"version":1,"model":"\\ud800"}' }, /no model/],
    ["a name of a megabyte", { spec_json: JSON.stringify({ ...spec, model: "x".repeat(1e6) }) }, /no model/],
    ["a key of a megabyte", { spec_json: JSON.stringify({ ...spec, ["ї".repeat(5e5)]: 1 }) }, /./],
    ["a prototype", { spec_json: '{"__proto__":{"version":1},"constructor":{"prototype":{}},"version":1,"model":"gray-scott"}' }, /./],
    ["more threads than anybody has", { spec_json, threads: 4294967295 }, /threads/],
    ["a back end that is none", { spec_json, backend: "cuda" }, /backend/],
  ])("refuses %s", async (_, request, words) => {
    const error = await grpcError(call(service("Runs"), "Open", request));
    expect(error).toMatchObject({ code: status.INVALID_ARGUMENT, details: expect.stringMatching(words) as string });
    expect(recordOf(error).code).toMatch(/^(usage|spec|parameter)/);
    // What callers refuse to read: headers of 8 KiB.
    expect(JSON.stringify(error.metadata.toHttp2Headers()).length + encodeURI(error.details).length).toBeLessThan(8000);
  });
});

describe("Advance and its neighbours", () => {
  const advance = { run: "x", steps: 1, watched: [] };
  it.each([
    ["Advance", { ...advance, steps: 4294967295 }, /steps/],
    ["Advance", { ...advance, watched: Array.from({ length: 65 }, () => "u") }, /watched/],
    ["Advance", { ...advance, run: "x".repeat(1e6) }, /run/],
    ["GetFrame", { run: "x".repeat(101) }, /run/],
    ["Close", { run: "x".repeat(101) }, /run/],
  ])("%s refuses what is out of range", async (method, request, words) => {
    expect(await grpcError(call(service("Runs"), method, request))).toMatchObject({
      code: status.INVALID_ARGUMENT,
      details: expect.stringMatching(words) as string,
    });
  });
  it.each(["GetFrame", "Close", "Advance"])("%s does not know another's run", async (method) => {
    expect((await grpcError(call(service("Runs"), method, { ...advance, run: "../../etc" }))).code).toBe(status.NOT_FOUND);
  });
  it("refuses a field that the run does not have", async () => {
    const { run } = await call<{ run: string }>(service("Runs"), "Open", { spec_json });
    expect((await grpcError(call(service("Runs"), "Advance", { run, steps: 1, watched: ["\ud800"] }))).code).toBe(status.INVALID_ARGUMENT);
    await call(service("Runs"), "Close", { run });
  });
});

describe("Measure", () => {
  it.each([
    ["no shape", { shape: [] }, /shape/],
    ["four axes", { shape: [2, 2, 2, 2] }, /shape/],
    ["no cells", { shape: [0, 8] }, /shape/],
    ["more cells than there are", { shape: [4294967295, 4294967295, 4294967295] }, /cells/],
    ["no field", { field: null }, /field/],
    ["fewer bytes than cells", { field: { precision: "F64", values: Buffer.alloc(7) } }, /bytes/],
    ["a precision that is none", { field: { ...field, precision: 7 } }, /precision/],
    ["a scale that is no number", { millivolts_per_unit: NaN }, /millivolts_per_unit/],
    ["a scale below nothing", { millivolts_per_unit: -1 }, /millivolts_per_unit/],
    ["an endless spacing", { spacing: [1, Infinity] }, /spacing/],
    ["no distance", { spacing: [1, 0] }, /spacing/],
    ["one distance for two axes", { spacing: [1] }, /spacing/],
  ])("refuses %s", async (_, change, words) => {
    const error = await grpcError(call(service("Features"), "Measure", { ...measured, ...change }));
    expect(error).toMatchObject({ code: status.INVALID_ARGUMENT, details: expect.stringMatching(words) as string });
  });
  it("takes the largest field, and no larger message", async () => {
    const values = Buffer.alloc(2 ** 22 * 8);
    const large = { ...measured, shape: [2048, 2048], field: { precision: "F32", values: values.subarray(0, 2 ** 22 * 4) } };
    // Within the message's size, beside what the shape says.
    expect((await grpcError(call(service("Features"), "Measure", { ...large, field: { precision: "F32", values } }))).code).toBe(
      status.INVALID_ARGUMENT,
    );
    const error = await grpcError(
      call(service("Features"), "Measure", { ...large, field: { precision: "F64", values: Buffer.alloc(values.length * 2) } }),
    );
    expect(error.code).toBe(status.RESOURCE_EXHAUSTED);
  }, 60_000);
});

describe("streams", () => {
  it.each([
    ["StreamFeatures", { simulation: { grid_size: 4294967295 } }, /grid_size/],
    ["StreamFeatures", { simulation: { alpha: NaN } }, /alpha/],
    ["StreamFeatures", { update_interval_ms: 0 }, /update_interval_ms/],
    ["SimulationLive", { stream_id: "" }, /stream_id/],
    ["SimulationLive", { stream_id: "x".repeat(101) }, /stream_id/],
    ["SimulationLive", { stream_id: "s", steps: 4294967295 }, /steps/],
  ])("%s refuses what is out of range", async (method, request, words) => {
    const error = await grpcError(grpcStream(service("Streams"), method, request));
    expect(error).toMatchObject({ code: status.INVALID_ARGUMENT, details: expect.stringMatching(words) as string });
  });
});

describe("what is no call of ours", () => {
  it("is refused when its metadata is large, and nothing else suffers", async () => {
    const metadata = new Metadata();
    for (let i = 0; i < 100; i++) metadata.set(`x-${i}`, "y".repeat(10_000));
    await grpcError(call(service("Runs"), "Open", { spec_json }, metadata));
    const large = signed("mfn_".padEnd(60_000, "z"));
    await grpcError(call(service("Runs"), "Open", { spec_json }, large));
    const { run } = await call<{ run: string }>(service("Runs"), "Open", { spec_json });
    await call(service("Runs"), "Close", { run });
  });
  it("is refused when it is no message or no method", async () => {
    const ask = (path: string, bytes: Buffer) =>
      new Promise((resolve, reject) =>
        service("Runs").makeUnaryRequest(
          path,
          (given: Buffer) => given,
          (answer) => answer,
          bytes,
          signed(),
          (error, answer) => (error ? reject(error) : resolve(answer)),
        ),
      );
    expect(await grpcError(ask("/mfn.v1.Runs/Open", Buffer.from([0xff, 0xff, 0xff])))).toMatchObject({
      code: status.INTERNAL,
      details: "Error deserializing request",
    });
    expect((await grpcError(ask("/mfn.v1.Runs/None", Buffer.alloc(0)))).code).toBe(status.UNIMPLEMENTED);
    expect((await grpcError(ask("/mfn.v1.Runs/Open", Buffer.alloc(0)))).code).toBe(status.INVALID_ARGUMENT);
  });
  it("hears no more of a name than fits: health", async () => {
    const health = healthClient(server.port);
    expect((await grpcError(health.check("none"))).code).toBe(status.NOT_FOUND);
    health.close();
  });
});
