import { describe, expect, it } from "vitest";
import { fixedKeys } from "../../../server/accounts/fixed-keys";
import { roles, type Principal } from "../../../server/accounts/accounts";
import { hashKey } from "../../../server/api-keys";
import { Caller } from "../../../server/streams/caller";
import { LiveSource } from "../../../server/streams/live-source";
import type { LiveSources } from "../../../server/streams/live-sources";
import type { ServerMessage } from "../../../server/streams/messages";
import { SendQueue } from "../../../server/streams/send-queue";
import { heartbeatMs, StreamSession } from "../../../server/streams/stream-session";

const ada: Principal = { userId: "ada", name: "Ada", role: "researcher", scopes: roles.researcher, via: "key", keyId: null };

function session({ principal = null, sources = {} as LiveSources }: { principal?: Principal | null; sources?: LiveSources } = {}) {
  let now = 0;
  const heard: ServerMessage[] = [];
  const hungUp: number[] = [];
  const { identifyKey } = fixedKeys([hashKey("mfn_right")]);
  const tried: string[] = [];
  const caller = new Caller({
    principal,
    ask: async () => principal,
    identifyKey: (key) => (tried.push(key), identifyKey(key, "127.0.0.1")),
    now: () => now,
    hangUp: (code) => void hungUp.push(code),
  });
  const queue = new SendQueue(
    (text, taken) => {
      heard.push(JSON.parse(text) as ServerMessage);
      taken();
    },
    () => undefined,
  );
  const one = new StreamSession({ queue, sources, caller, now: () => now });
  const beat = () => {
    now += heartbeatMs;
    one.beat();
  };
  const say = (type: string, payload: unknown = {}) => one.receive(JSON.stringify({ type, payload }));
  return { one, heard, hungUp, tried, beat, say, told: () => heard.map(({ type }) => type) };
}

it("asks every half minute whether the client lives, and hangs up a minute after its last word", () => {
  const { told, hungUp, beat } = session();
  beat();
  beat();
  expect([told(), hungUp]).toEqual([["heartbeat", "heartbeat"], []]);
  beat();
  expect([told().length, hungUp]).toEqual([2, [1001]]);
});

it("keeps a client that answers, and answers one that asks", async () => {
  const { told, hungUp, beat, say } = session();
  for (let i = 0; i < 5; i++) {
    beat();
    await say("pong");
  }
  await say("heartbeat");
  expect(told()).toEqual(["heartbeat", "heartbeat", "heartbeat", "heartbeat", "heartbeat", "pong"]);
  expect(hungUp).toEqual([]);
});

it("closes when asked to", async () => {
  const { told, hungUp, say } = session();
  await say("close");
  expect([told(), hungUp]).toEqual([["close"], [1000]]);
});

it("tries no fourth key after three wrong ones, however fast they come", async () => {
  const { told, hungUp, tried, say } = session();
  await Promise.all(["a", "b", "c", "mfn_right"].map((api_key) => say("auth", { api_key, timestamp: 0 })));
  expect([told(), tried, hungUp]).toEqual([["auth_failed", "auth_failed", "auth_failed"], ["a", "b", "c"], [1008]]);
});

it("answers no more than so many messages at once", async () => {
  const { told, hungUp, say } = session();
  for (let i = 0; i < 5000; i++) await say("jump");
  expect([told().length, hungUp]).toEqual([100, [1008]]);
});

it("is not undone by a message that is nested as deeply as it fits", async () => {
  const { one, told, say } = session({ principal: ada });
  await say("init", { protocol_version: "1.0" });
  const deep = `${"[".repeat(8000)}${"]".repeat(8000)}`;
  for (const text of [
    deep,
    `{"type":"heartbeat","payload":${deep}}`,
    `{"type":"subscribe","payload":{"stream_type":"stream_features","stream_id":"a","params":${deep}}}`,
  ])
    await one.receive(text);
  expect(told()).toEqual(["init", "error", "error", "error"]);
});

describe("an id that is left and taken again while its stream is still being opened", () => {
  /** Sources that open when the test says so. */
  async function slowly() {
    const openings: { resolve(source: LiveSource): void; reject(error: Error): void }[] = [];
    const sources = {
      features: () => new Promise<LiveSource>((resolve, reject) => openings.push({ resolve, reject })),
    } as unknown as LiveSources;
    const made = session({ principal: ada, sources });
    await made.say("init", { protocol_version: "1.0" });
    const subscribe = () => made.say("subscribe", { stream_type: "stream_features", stream_id: "a" });
    const unsubscribe = () => made.say("unsubscribe", { stream_id: "a" });
    return { ...made, openings, subscribe, unsubscribe };
  }
  /** Never has an update, so that the test ends. */
  const source = () =>
    new LiveSource({ next: () => new Promise(() => undefined), close: async () => undefined }, 0, { now: () => 0, sleep: async () => undefined });

  it("stands for the second stream alone, and nothing goes on when it is left", async () => {
    const { one, openings, subscribe, unsubscribe, told } = await slowly();
    const first = subscribe();
    await unsubscribe();
    const second = subscribe();
    const [early, late] = [source(), source()];
    openings[0]!.resolve(early);
    await first;
    expect([early.listening, told()]).toEqual([0, ["init", "unsubscribe"]]);
    openings[1]!.resolve(late);
    await second;
    expect([late.listening, told().at(-1)]).toEqual([1, "subscribe_success"]);
    one.end();
    expect([early.listening, late.listening]).toEqual([0, 0]);
  });
  it("is not lost when the first stream fails to open", async () => {
    const { one, openings, subscribe, unsubscribe, told } = await slowly();
    const first = subscribe();
    await unsubscribe();
    const second = subscribe();
    const late = source();
    openings[1]!.resolve(late);
    await second;
    openings[0]!.reject(new Error("no room"));
    await first;
    expect(told()).toEqual(["init", "unsubscribe", "subscribe_success"]);
    one.end();
    expect(late.listening).toBe(0);
  });
  it("is still held when it is asked for twice", async () => {
    const { openings, subscribe, unsubscribe, told } = await slowly();
    const first = subscribe();
    await subscribe();
    const opened = source();
    openings[0]!.resolve(opened);
    await first;
    expect([told(), opened.listening]).toEqual([["init", "subscribe_failed", "subscribe_success"], 1]);
    await unsubscribe();
    expect(opened.listening).toBe(0);
  });
  it("is heard by nobody after the connection is gone", async () => {
    const { one, openings, subscribe } = await slowly();
    const [first, opened] = [subscribe(), source()];
    one.end();
    openings[0]!.resolve(opened);
    await first;
    expect(opened.listening).toBe(0);
  });
});
