import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { OpenedRun } from "../../../src/engine/protocol";
import { connectRemoteEngine } from "../../../src/engine/remote";
import { key } from "../../support/server-parts";
import { closeServers, streamClient as client, listeningServer as server } from "../../support/stream-client";

afterEach(closeServers);

const small = { grid_size: 16, update_interval_ms: 10 };
const subscribe = (stream_type: string, stream_id: string, params: unknown) => ["subscribe", { stream_type, stream_id, params }] as const;

describe("stream_features", () => {
  it("truly advances: every update is another state (the reference sent the same five times, F17)", async () => {
    const one = await client(await server());
    await one.signIn();
    one.say(...subscribe("stream_features", "a", small));
    await one.next("feature_update", 6);
    const updates = one.of("feature_update").slice(0, 6);
    expect(updates.map(({ payload }) => payload["sequence"])).toEqual([1, 2, 3, 4, 5, 6]);
    expect(updates.map(({ payload }) => payload["step"])).toEqual([1, 2, 3, 4, 5, 6]);
    expect(new Set(updates.map(({ payload }) => payload["pot_std_mV"])).size).toBe(6);
    for (const { payload } of updates) expect(payload["active_nodes"]).toBeLessThan(256);
  });
  it("sends the numbers that were picked, and one simulation serves all who want the same", async () => {
    const address = await server({ config: { maxRuns: 1 } });
    const clients = await Promise.all([client(address), client(address)]);
    for (const each of clients) {
      await each.signIn();
      each.say(...subscribe("stream_features", "a", { ...small, features: ["pot_mean_mV"] }));
    }
    const [one, two] = await Promise.all(clients.map((each) => each.next("feature_update", 5)));
    expect(Object.keys(one!.payload).sort()).toEqual(["pot_mean_mV", "sequence", "step"]);
    const bySequence = new Map(clients[0]!.of("feature_update").map(({ payload }) => [payload["sequence"], payload]));
    const shared = bySequence.get(two!.payload["sequence"]);
    if (shared) expect(two!.payload).toEqual(shared);
    clients[0]!.say(...subscribe("stream_features", "b", { ...small, seed: 7 }));
    expect((await clients[0]!.next("subscribe_failed")).payload.message).toMatch(/1 runs open already/);
  });
  it("goes on where a connection broke, without a gap", async () => {
    const address = await server();
    const first = await client(address);
    await first.signIn();
    first.say(...subscribe("stream_features", "a", small));
    const last = (await first.next("feature_update", 3)).payload["sequence"] as number;
    first.socket.terminate();
    const second = await client(address);
    await second.signIn();
    second.say(...subscribe("stream_features", "a", { ...small, resume_after: last }));
    await second.next("feature_update", 3);
    expect((await second.next("subscribe_success")).payload["missed"]).toBe(0);
    expect(
      second
        .of("feature_update")
        .slice(0, 3)
        .map(({ payload }) => payload["sequence"]),
    ).toEqual([last + 1, last + 2, last + 3]);
  });
});

it("a key, and what it opens, may be said in one breath", async () => {
  const one = await client(await server());
  one.say("init", { protocol_version: "1.0" });
  one.say("auth", { api_key: key, timestamp: Date.now() });
  one.say(...subscribe("stream_features", "a", small));
  one.say(...subscribe("stream_features", "b", small));
  one.say("unsubscribe", { stream_id: "b" });
  await one.next("feature_update", 2);
  expect(one.of("subscribe_failed")).toEqual([]);
  expect(one.of("feature_update").every(({ stream_id }) => stream_id === "a")).toBe(true);
});

describe("simulation_live", () => {
  const path = "/ws/simulation_live";
  it("follows a simulation from its first step to what it came to", async () => {
    const live = await client(await server(), path, { "x-api-key": key });
    live.say("init", { protocol_version: "1.0" });
    live.say(
      ...subscribe("simulation_live", "s", { grid_size: 16, steps: 10, update_interval_steps: 4, include_full_state: true, spike_probability: 1 }),
    );
    const done = await live.next("simulation_complete");
    const states = live
      .of("simulation_state")
      .map(({ payload }) => payload as { state: { step: number; potential_mV: number[][] }; metrics: object });
    expect(states.map(({ state }) => state.step)).toEqual([4, 8, 10]);
    expect([states[0]!.state.potential_mV.length, states[0]!.state.potential_mV[0]!.length]).toEqual([16, 16]);
    // Growth events are the simulation's own: with probability 1 there is one a step (F17).
    expect(states.map(({ metrics }) => metrics)).toEqual([{ growth_events: 4 }, { growth_events: 8 }, { growth_events: 10 }]);
    expect(done.payload).toMatchObject({ total_steps: 10, final_metrics: { growth_events: 10 } });
  });
  it("gives the numbers of the reference's simulate for the same seed", async () => {
    const live = await client(await server(), path, { "x-api-key": key });
    live.say("init", { protocol_version: "1.0" });
    live.say(...subscribe("simulation_live", "s", { seed: 7, grid_size: 32, steps: 32, update_interval_steps: 32 }));
    const { payload } = await live.next("simulation_complete");
    // From ../golden/api_examples.json, made by running MFN v4.1.
    const expected = {
      growth_events: 10,
      pot_min_mV: -71.13828673591975,
      pot_max_mV: -66.78945300631305,
      pot_mean_mV: -70.17216692141754,
      pot_std_mV: 0.4996309305319754,
    };
    const metrics = payload["final_metrics"] as Record<string, number>;
    for (const [name, value] of Object.entries(expected)) expect(metrics[name], name).toBeCloseTo(value, 9);
  });
});

describe("what is refused, in words", () => {
  it.each([
    ["a message that is no JSON", "{", /cannot be used/],
    ["an unknown type", '{"type":"jump"}', /cannot be used/],
    ["another version", '{"type":"init","payload":{"protocol_version":"2.0"}}', /payload\.protocol_version/],
  ])("%s", async (_, text, words) => {
    const one = await client(await server());
    one.socket.send(text);
    expect((await one.next("error")).payload.message).toMatch(words);
  });
  it("a wrong key, and one with a clock that is off", async () => {
    const one = await client(await server());
    one.say("auth", { api_key: "mfn_wrong", timestamp: Date.now() });
    expect((await one.next("auth_failed")).payload.code).toBe("server/unauthorised");
    one.say("auth", { api_key: key, timestamp: Date.now() - 600_000 });
    expect((await one.next("auth_failed", 2)).payload.message).toMatch(/5 minutes off/);
  });
  it("a subscription before init, before a key, and of wrong parameters", async () => {
    const one = await client(await server());
    one.say(...subscribe("stream_features", "a", {}));
    expect((await one.next("subscribe_failed")).payload.message).toMatch(/init/);
    one.say("init", { protocol_version: "1.0" });
    one.say(...subscribe("stream_features", "a", {}));
    expect((await one.next("subscribe_failed", 2)).payload.code).toBe("server/unauthorised");
    await one.signIn();
    one.say(...subscribe("simulation_live", "a", { alpha: 0.9 }));
    expect((await one.next("subscribe_failed", 3)).payload.message).toMatch(/payload\.params\.alpha/);
  });
  it("a page of another origin, before there is a connection", async () => {
    await expect(client(await server(), "/ws/stream_features", { origin: "https://evil.example.org" })).rejects.toThrow(/403/);
  });
  it("a wrong key in the header likewise", async () => {
    await expect(client(await server(), "/ws/stream_features", { "x-api-key": "mfn_wrong" })).rejects.toThrow(/401/);
  });
  it("more connections than the server takes", async () => {
    const address = await server({ config: { maxSockets: 1 } });
    await client(address);
    expect(await (await client(address)).closing()).toBe(1013);
  });
});

describe("the frames of a run", () => {
  it("come one for each that was asked for, the bits of the run, and go on after the connection broke", async () => {
    const address = await server();
    const spec = { version: 1, model: "gray-scott", grid: { shape: [16, 16] }, seed: 3 };
    const headers = { "x-api-key": key, "content-type": "application/json" };
    const opened = (await (
      await fetch(`http://${address}/api/v1/runs`, { method: "POST", headers, body: JSON.stringify(spec) })
    ).json()) as OpenedRun;
    const path = `/api/v1/runs/${opened.run}/frames`;
    const one = await client(address, path, { "x-api-key": key });
    one.socket.send(JSON.stringify({ type: "pull", steps: 5, frames: 3, watched: ["v"] }));
    await one.until(() => one.packets.length >= 3);
    expect(one.packets.map(({ step }) => step)).toEqual([5, 10, 15]);
    one.socket.terminate();
    const two = await client(address, path, { "x-api-key": key });
    two.socket.send(JSON.stringify({ type: "pull", steps: 5, watched: ["v"] }));
    await two.until(() => two.packets.length >= 1);
    expect(two.packets[0]!.step).toBe(20);
    const whole = (await (await fetch(`http://${address}/api/v1/runs/${opened.run}/frame`, { headers: { "x-api-key": key } })).json()) as {
      fields: { v: number[] };
    };
    expect(Array.from(two.packets[0]!.fields["v"]!)).toEqual(whole.fields.v);
  });
  it("say, in the place of a frame, why it does not come, and go on", async () => {
    const one = await client(await server(), "/api/v1/runs/none/frames", { "x-api-key": key });
    one.socket.send(JSON.stringify({ type: "pull", steps: 5 }));
    one.socket.send("{");
    await one.until(() => one.heard.length >= 2);
    expect(one.heard).toMatchObject([{ error: { code: "run/unknown" } }, { error: { code: "usage" } }]);
  });
  it("are for whoever says a key in a message too, and for no other", async () => {
    const address = await server();
    const one = await client(address, "/api/v1/runs/none/frames");
    one.socket.send(JSON.stringify({ type: "pull", steps: 5 }));
    one.socket.send(JSON.stringify({ type: "auth", api_key: "mfn_wrong" }));
    one.socket.send(JSON.stringify({ type: "auth", api_key: key }));
    one.socket.send(JSON.stringify({ type: "pull", steps: 5 }));
    await one.until(() => one.heard.length >= 3);
    const codes = one.heard.map((message) => (message as unknown as { error: { code: string } }).error.code);
    expect(codes).toEqual(["server/unauthorised", "server/unauthorised", "run/unknown"]);
  });
  it("come to the engine that a page connects, in order and without a request each", async () => {
    const address = await server();
    let requests = 0;
    const counted: typeof fetch = (...given) => {
      requests++;
      return fetch(...given);
    };
    const engine = connectRemoteEngine({
      url: `http://${address}`,
      credential: { kind: "key", key },
      fetch: counted,
      WebSocket: WebSocket as unknown as typeof globalThis.WebSocket,
    });
    const { run } = await engine.open({ version: 1, model: "gray-scott", grid: { shape: [16, 16] }, seed: 3 });
    const before = requests;
    const frames = await Promise.all([engine.advance(run, 5, ["v"]), engine.advance(run, 7, ["u"]), engine.advance(run, 1)]);
    expect([frames.map(({ step }) => step), requests]).toEqual([[5, 12, 13], before]);
    expect(frames.map(({ fields }) => Object.keys(fields))).toEqual([["v"], ["u"], ["u", "v"]]);
    const advancing = engine.advance(run, 1_000_000_000);
    while (!(await engine.progress(run)).running) await new Promise((resolve) => setTimeout(resolve, 5));
    await engine.pause(run);
    expect((await advancing).paused).toBe(true);
    await engine.close(run);
  });
});
