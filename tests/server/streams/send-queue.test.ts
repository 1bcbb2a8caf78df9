import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SendQueue, type Backpressure, type QueueEnd, type QueueLimits } from "../../../server/streams/send-queue";

/** A network that takes messages when told to. */
function network(limits: Partial<QueueLimits> = { messages: 4, inFlightBytes: 1 }) {
  const sent: string[] = [];
  const pending: ((error?: Error) => void)[] = [];
  const ends: QueueEnd[] = [];
  const queue = new SendQueue(
    (text, taken) => {
      sent.push(text);
      pending.push(taken);
    },
    (why) => void ends.push(why),
    limits,
  );
  /** Takes all that is under way, and what follows it. */
  const drain = () => {
    while (pending.length > 0) pending.shift()!();
  };
  return { queue, sent, drain, fail: () => pending.shift()!(new Error("reset")), ends };
}

/** Pushes 1 … n with nothing taken by the network, then lets all through. */
function through(n: number, policy: Backpressure): string[] {
  const { queue, sent, drain } = network();
  for (let i = 1; i <= n; i++) queue.push(String(i), policy);
  drain();
  return sent;
}

describe("what a slow client gets", () => {
  it("is all of it while there is room", () => expect(through(5, "drop_oldest")).toEqual(["1", "2", "3", "4", "5"]));
  it("is the newest with drop_oldest", () => expect(through(9, "drop_oldest")).toEqual(["1", "6", "7", "8", "9"]));
  it("is the oldest with drop_newest", () => expect(through(9, "drop_newest")).toEqual(["1", "2", "3", "4", "5"]));
  it("is every second with compress", () => expect(through(6, "compress")).toEqual(["1", "3", "5", "6"]));
  it("keeps every message of the protocol", () => {
    const { queue, sent, drain } = network();
    queue.push("first", null);
    for (let i = 1; i <= 9; i++) {
      queue.push(`p${i}`, null);
      queue.push(`u${i}`, "drop_oldest");
    }
    drain();
    expect(sent.filter((text) => text.startsWith("p"))).toHaveLength(9);
    expect(queue.dropped).toBe(9 - sent.filter((text) => text.startsWith("u")).length);
  });
});

describe("what a client gets that asks on and does not read", () => {
  it("is an end after so many answers, with nothing kept", () => {
    const { queue, ends } = network({ replies: 100, inFlightBytes: 10 });
    for (let i = 1; i <= 100; i++) queue.push("an answer", null);
    expect(ends).toEqual([]);
    for (let i = 1; i <= 100; i++) queue.push("an answer", null);
    expect([ends, queue.length]).toEqual([["unread"], 0]);
  });
  it("is an end after so many bytes of them", () => {
    const { queue, ends } = network({ replyBytes: 1000, inFlightBytes: 10 });
    queue.push("x".repeat(600), null);
    expect(ends).toEqual([]);
    queue.push("x".repeat(600), null);
    expect(ends).toEqual(["unread"]);
  });
  it("is no end when the answers are read in between", () => {
    const { queue, ends, sent, drain } = network({ replies: 10, replyBytes: 1000, inFlightBytes: 10 });
    for (let i = 1; i <= 500; i++) {
      queue.push("x".repeat(200), null);
      if (i % 5 === 0) drain();
    }
    expect([ends, sent.length]).toEqual([[], 500]);
  });
});

describe("updates that are large", () => {
  const large = (n: number) => String(n).padEnd(300, "·");
  /** Room for three of them. */
  const limits = { messages: 1000, bytes: 3 * Buffer.byteLength(large(0)), inFlightBytes: 1 };
  it.each([
    ["drop_oldest", [1, 7, 8, 9]],
    ["drop_newest", [1, 2, 3, 4]],
    ["compress", [1, 7, 9]],
  ] as const)("are left out by their bytes: %s", (policy, kept) => {
    const { queue, sent, drain } = network(limits);
    for (let i = 1; i <= 9; i++) queue.push(large(i), policy);
    expect(queue.length).toBeLessThanOrEqual(3);
    drain();
    expect([sent.map((text) => parseInt(text, 10)), queue.dropped]).toEqual([kept, 9 - kept.length]);
  });
  it("come one by one where each is more than the room", () => {
    const { queue, sent, drain } = network({ ...limits, bytes: 10 });
    for (let i = 1; i <= 4; i++) queue.push(large(i), "drop_oldest");
    expect(queue.length).toBe(1);
    drain();
    expect(sent.map((text) => parseInt(text, 10))).toEqual([1, 4]);
  });
});

it("a queue with messages left over after an error ends the connection, instead of never being sent again (F24)", () => {
  const { queue, sent, fail, ends } = network();
  for (const text of ["a", "b", "c"]) queue.push(text, null);
  fail();
  queue.push("d", null);
  expect([sent, ends, queue.length]).toEqual([["a"], ["broken"], 0]);
});

it("never holds more updates than its limit, never reorders, and counts what it drops", () =>
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constant<"push">("push"), fc.constant<"take">("take")), { maxLength: 60 }),
      fc.constantFrom<Backpressure>("drop_oldest", "drop_newest", "compress"),
      (actions, policy) => {
        const pending: (() => void)[] = [];
        const sent: number[] = [];
        const queue = new SendQueue(
          (text, taken) => {
            sent.push(Number(text));
            pending.push(() => taken());
          },
          () => undefined,
          { messages: 5, inFlightBytes: 1 },
        );
        let pushed = 0;
        for (const action of actions) {
          if (action === "push") queue.push(String(++pushed), policy);
          else pending.shift()?.();
          expect(queue.length).toBeLessThanOrEqual(5);
        }
        while (pending.length > 0) pending.shift()!();
        expect(sent).toEqual([...sent].sort((a, b) => a - b));
        expect(sent.length + queue.dropped).toBe(pushed);
      },
    ),
  ));
