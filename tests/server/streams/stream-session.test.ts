import { expect, it } from "vitest";
import { fixedKeys } from "../../../server/accounts/fixed-keys";
import type { LiveSources } from "../../../server/streams/live-sources";
import { SendQueue } from "../../../server/streams/send-queue";
import { heartbeatMs, StreamSession } from "../../../server/streams/stream-session";

function session() {
  let now = 0;
  const told: string[] = [];
  const hungUp: number[] = [];
  const one = new StreamSession({
    queue: new SendQueue(
      (text, taken) => {
        told.push((JSON.parse(text) as { type: string }).type);
        taken();
      },
      () => undefined,
    ),
    sources: {} as LiveSources,
    accounts: fixedKeys([]),
    principal: null,
    from: "127.0.0.1",
    now: () => now,
    hangUp: (code) => void hungUp.push(code),
  });
  const beat = () => {
    now += heartbeatMs;
    one.beat();
  };
  return { one, told, hungUp, beat };
}

it("asks every half minute whether the client lives, and hangs up a minute after its last word", () => {
  const { told, hungUp, beat } = session();
  beat();
  beat();
  expect([told, hungUp]).toEqual([["heartbeat", "heartbeat"], []]);
  beat();
  expect([told.length, hungUp]).toEqual([2, [1001]]);
});

it("keeps a client that answers, and answers one that asks", async () => {
  const { one, told, hungUp, beat } = session();
  for (let i = 0; i < 5; i++) {
    beat();
    await one.receive('{"type":"pong"}');
  }
  await one.receive('{"type":"heartbeat"}');
  expect(told).toEqual(["heartbeat", "heartbeat", "heartbeat", "heartbeat", "heartbeat", "pong"]);
  expect(hungUp).toEqual([]);
});

it("closes when asked to", async () => {
  const { one, told, hungUp } = session();
  await one.receive('{"type":"close"}');
  expect([told, hungUp]).toEqual([["close"], [1000]]);
});
