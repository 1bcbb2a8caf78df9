import { status } from "@grpc/grpc-js";
import protobuf from "protobufjs";
import descriptor from "protobufjs/ext/descriptor/index.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reflectedDefinition } from "../../../server/grpc/definition";
import type { FrameMessage, StreamUpdateMessage } from "../../../server/grpc/messages";
import { startGrpc, type StartedGrpc } from "../../../server/grpc/start";
import type { RunSpecInput } from "../../../src/core/spec/run-spec";
import { createEngineHost } from "../../../src/engine/host";
import { grpcCall as call, grpcError, grpcService, grpcStream as all, recordOf, signed } from "../../support/grpc-client";
import { key, testParts } from "../../support/server-parts";

const spec = { version: 1, model: "gray-scott", grid: { shape: [16, 24] }, seed: 3, steps: 30 } satisfies RunSpecInput;
const parts = testParts();
let server: StartedGrpc;
beforeAll(async () => void (server = await startGrpc(parts, { host: "127.0.0.1", port: 0 })));
afterAll(() => server.close());

const service = (name: "Runs" | "Features" | "Streams") => grpcService(name, server.port);

describe("Runs", () => {
  it("open, advance, read and close, and give the bits of the engine", async () => {
    const runs = service("Runs");
    const opened = await call<{ run: string; spec_hash: string; frame: FrameMessage }>(runs, "Open", {
      spec_json: JSON.stringify(spec),
      backend: "plain",
    });
    const frame = await call<FrameMessage>(runs, "Advance", { run: opened.run, steps: 30, watched: ["v"] });
    const engine = createEngineHost();
    const direct = await engine.open(spec, { backend: "plain" });
    const expected = await engine.advance(direct.run, 30, ["v"]);
    expect([opened.spec_hash, frame.step, frame.shape]).toEqual([direct.specHash, 30, [16, 24]]);
    const values = expected.fields["v"]!;
    expect(Object.keys(frame.fields)).toEqual(["v"]);
    expect(frame.fields["v"]!.precision).toBe(values instanceof Float32Array ? "F32" : "F64");
    expect(Buffer.from(frame.fields["v"]!.values).equals(Buffer.from(values.buffer))).toBe(true);
    await call(runs, "Close", { run: opened.run });
    await expect(call(runs, "GetFrame", { run: opened.run })).rejects.toMatchObject({ code: status.NOT_FOUND });
  });
  it("simulate from first to last step", async () => {
    const frames = await all<FrameMessage>(service("Runs"), "Simulate", { spec_json: JSON.stringify(spec), every: 12 });
    expect(frames.map(({ step }) => step)).toEqual([0, 12, 24, 30]);
    const last = await all<FrameMessage>(service("Runs"), "Simulate", { spec_json: JSON.stringify(spec) });
    expect(last.map(({ step }) => step)).toEqual([30]);
    expect(Buffer.from(last[0]!.fields["v"]!.values).equals(Buffer.from(frames.at(-1)!.fields["v"]!.values))).toBe(true);
  });
  it.each([
    ["a wrong key", { spec_json: "{}" }, "mfn_wrong", status.UNAUTHENTICATED],
    ["no JSON", { spec_json: "{" }, key, status.INVALID_ARGUMENT],
    ["a spec that is none", { spec_json: '{"version":1,"model":"gray-scot"}' }, key, status.INVALID_ARGUMENT],
    [
      "a file on the server",
      { spec_json: JSON.stringify({ ...spec, initial: { kind: "file", path: "/etc/passwd" } }) },
      key,
      status.PERMISSION_DENIED,
    ],
    ["a back end that is none", { spec_json: JSON.stringify(spec), backend: "cuda" }, key, status.INVALID_ARGUMENT],
  ])("%s is refused with its status and the error's record", async (_, request, apiKey, code) => {
    const error = await grpcError(call(service("Runs"), "Open", request, signed(apiKey)));
    expect(error.code).toBe(code);
    expect(recordOf(error).message).toBe(error.details);
  });
});

describe("Features", () => {
  it("are those of the engine, with a reason where there is no number", async () => {
    const values = Float64Array.from({ length: 256 }, (_, i) => (i % 16 < 8 ? -0.07 : -0.05));
    const field = { precision: "F64", values: Buffer.from(values.buffer) };
    const measured = await call<{ features: Record<string, { value?: number; reason: string }> }>(service("Features"), "Measure", {
      shape: [16, 16],
      field,
      millivolts_per_unit: 1000,
      periodic: true,
    });
    expect(measured.features["V_mean"]!.value).toBeCloseTo(-60, 9);
    expect(measured.features["T_stable"]).toMatchObject({ reason: expect.stringMatching(/\w/) as string });
    await expect(call(service("Features"), "Measure", { shape: [16, 17], field })).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
  });
});

describe("Streams", () => {
  it("advance until the caller leaves", async () => {
    const updates = await all<StreamUpdateMessage>(
      service("Streams"),
      "StreamFeatures",
      { simulation: { grid_size: 16 }, update_interval_ms: 10 },
      4,
    );
    expect(updates.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    expect(new Set(updates.map(({ payload_json }) => payload_json)).size).toBe(4);
  });
  it("follow a simulation to its end", async () => {
    const request = { stream_id: "s", simulation: { seed: 7, grid_size: 32 }, steps: 32, update_interval_steps: 16 };
    const updates = await all<StreamUpdateMessage>(service("Streams"), "SimulationLive", request);
    expect(updates.map(({ type }) => type)).toEqual(["simulation_state", "simulation_state", "simulation_complete"]);
    const { final_metrics } = JSON.parse(updates[2]!.payload_json) as { final_metrics: { growth_events: number } };
    // From ../golden/api_examples.json, made by running MFN v4.1.
    expect(final_metrics.growth_events).toBe(10);
  });
  it("refuse a diffusivity beyond the stability limit", async () => {
    const request = { stream_id: "s", simulation: { alpha: 0.9 } };
    await expect(all(service("Streams"), "SimulationLive", request)).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
      details: expect.stringMatching(/alpha/) as string,
    });
  });
});

it("says that it is well, and what it offers", async () => {
  const messages = `syntax = "proto3";
    message Check { string service = 1; }
    message Health { int32 status = 1; }
    message Ask { string list_services = 7; }
    message Service { string name = 1; }
    message Services { repeated Service service = 1; }
    message Told { Services list_services_response = 6; }`;
  const wire = protobuf.parse(messages, { keepCase: true }).root;
  const type = (name: string) => wire.lookupType(name);
  const encode = (name: string) => (value: object) => Buffer.from(type(name).encode(type(name).fromObject(value)).finish());
  const decode = (name: string) => (bytes: Buffer) => type(name).toObject(type(name).decode(bytes));
  const client = service("Runs");
  const health = await new Promise((resolve, reject) =>
    client.makeUnaryRequest("/grpc.health.v1.Health/Check", encode("Check"), decode("Health"), { service: "mfn.v1.Runs" }, (error, value) =>
      error ? reject(error) : resolve(value),
    ),
  );
  expect(health).toEqual({ status: 1 });
  const reflection = client.makeBidiStreamRequest("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", encode("Ask"), decode("Told"));
  const told = new Promise<{ list_services_response: { service: { name: string }[] } }>((resolve, reject) =>
    reflection.once("data", resolve).once("error", reject),
  );
  reflection.write({ list_services: "*" });
  expect((await told).list_services_response.service.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["mfn.v1.Runs", "mfn.v1.Features", "mfn.v1.Streams", "grpc.health.v1.Health"]),
  );
  reflection.end();
});

it("describes maps as protoc does, which strict readers of descriptions want", () => {
  const { fileDescriptorProtos } = reflectedDefinition()["mfn.v1.Frame"] as { fileDescriptorProtos: Uint8Array[] };
  const [file] = fileDescriptorProtos.map((bytes) => descriptor.FileDescriptorProto.decode(bytes) as descriptor.IFileDescriptorProto);
  const frame = file!.messageType!.find(({ name }) => name === "Frame")!;
  expect(frame.nestedType!.map(({ name }) => name)).toEqual(["FieldsEntry", "CountersEntry"]);
  expect(frame.field!.filter(({ name }) => name === "fields" || name === "counters").map(({ typeName }) => typeName)).toEqual([
    "FieldsEntry",
    "CountersEntry",
  ]);
});
