import { afterEach, expect, it } from "vitest";
import { startGrpc } from "../../../server/grpc/start";
import { grpcService, grpcStream } from "../../support/grpc-client";
import { key, testParts } from "../../support/server-parts";
import { closeServers, listening, streamClient } from "../../support/stream-client";

afterEach(closeServers);

interface Update {
  sequence: number;
  type: string;
  payload_json: string;
}

it("a simulation that was followed over a WebSocket is gone on with over gRPC, without a gap", async () => {
  const parts = testParts();
  const [address, grpc] = [await listening(parts), await startGrpc(parts, { host: "127.0.0.1", port: 0 })];
  const simulation = { seed: 3, grid_size: 16 };
  const live = await streamClient(address, "/ws/simulation_live", { "x-api-key": key });
  live.say("init", { protocol_version: "1.0" });
  const params = { ...simulation, steps: 12, update_interval_steps: 3 };
  live.say("subscribe", { stream_type: "simulation_live", stream_id: "s", params });
  const complete = await live.next("simulation_complete");
  const states = live.of("simulation_state");
  expect(states.map(({ payload }) => payload["sequence"])).toEqual([1, 2, 3, 4]);
  live.socket.terminate();
  const rest = { stream_id: "s", simulation, steps: 12, update_interval_steps: 3, resume_after: 2 };
  const heard = await grpcStream<Update>(grpcService("Streams", grpc.port), "SimulationLive", rest);
  expect(heard.map(({ sequence }) => sequence)).toEqual([3, 4, 5]);
  const told = heard.map(({ payload_json }) => JSON.parse(payload_json) as { state?: { step: number }; total_steps?: number });
  expect(told.map(({ state, total_steps }) => state?.step ?? total_steps)).toEqual([9, 12, 12]);
  expect([states[2]!.payload, states[3]!.payload, complete.payload]).toMatchObject(told);
  await grpc.close();
}, 30_000);

it("a feature stream is one simulation for listeners of both", async () => {
  // Room for one run: a second simulation would be refused.
  const parts = testParts({ config: { maxRuns: 1 } });
  const [address, grpc] = [await listening(parts), await startGrpc(parts, { host: "127.0.0.1", port: 0 })];
  const one = await streamClient(address);
  await one.signIn();
  one.say("subscribe", { stream_type: "stream_features", stream_id: "a", params: { grid_size: 16, update_interval_ms: 10 } });
  await one.next("feature_update", 2);
  const heard = await grpcStream<Update>(
    grpcService("Streams", grpc.port),
    "StreamFeatures",
    { simulation: { grid_size: 16 }, update_interval_ms: 10 },
    3,
  );
  const last = heard.at(-1)!;
  await one.until(() => one.of("feature_update").some(({ payload }) => payload["sequence"] === last.sequence));
  const same = one.of("feature_update").find(({ payload }) => payload["sequence"] === last.sequence)!;
  const told = JSON.parse(last.payload_json) as { step: number };
  expect(told.step).toBeGreaterThanOrEqual(2);
  expect(same.payload).toMatchObject(told);
  await grpc.close();
}, 30_000);
