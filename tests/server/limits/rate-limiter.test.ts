import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clientOf } from "../../../server/limits/policies";
import { memoryLimiter, type RateLimiter } from "../../../server/limits/rate-limiter";
import { sharedLimiter } from "../../../server/limits/shared-limiter";

/** A clock that a test moves. */
function hand(): { now: () => number; move(ms: number): void } {
  let time = 1000;
  return { now: () => time, move: (ms) => void (time += ms) };
}

describe("a token bucket", () => {
  it("is full at first, then fills at its pace", async () => {
    const { now, move } = hand();
    const limiter = memoryLimiter(now);
    const rate = { capacity: 2, refill: 0.5 };
    expect(await limiter.take("a", rate)).toEqual({ allowed: true, remaining: 1, retryAfter: 0 });
    expect(await limiter.take("a", rate)).toEqual({ allowed: true, remaining: 0, retryAfter: 2 });
    expect(await limiter.take("a", rate)).toEqual({ allowed: false, remaining: 0, retryAfter: 2 });
    expect((await limiter.take("b", rate)).allowed).toBe(true);
    move(1500);
    expect(await limiter.take("a", rate)).toEqual({ allowed: false, remaining: 0, retryAfter: 0.5 });
    move(500);
    expect((await limiter.take("a", rate)).allowed).toBe(true);
    move(3_600_000);
    expect((await limiter.take("a", rate)).remaining).toBe(1);
  });
  it("never grants more than its capacity and what came back, in any stretch of time", () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.double({ min: 0.01, max: 50, noNaN: true }),
        fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 60 }),
        async (capacity, refill, waits) => {
          const { now, move } = hand();
          const limiter = memoryLimiter(now);
          const granted: number[] = [];
          for (const wait of waits) {
            move(wait);
            if ((await limiter.take("x", { capacity, refill })).allowed) granted.push(now());
          }
          for (let from = 0; from < granted.length; from++)
            for (let to = from; to < granted.length; to++)
              expect(to - from + 1).toBeLessThanOrEqual(capacity + (refill * (granted[to]! - granted[from]!)) / 1000 + 1e-6);
        },
      ),
      { numRuns: 60 },
    ));
  it("grants what it promised: after the wait it names, there is one", () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.double({ min: 0.01, max: 50, noNaN: true }), async (capacity, refill) => {
        const { now, move } = hand();
        const limiter = memoryLimiter(now);
        for (let i = 0; i < capacity; i++) await limiter.take("x", { capacity, refill });
        const { allowed, retryAfter } = await limiter.take("x", { capacity, refill });
        expect(allowed).toBe(false);
        move(retryAfter * 1000 + 1e-3);
        expect((await limiter.take("x", { capacity, refill })).allowed).toBe(true);
      }),
      { numRuns: 40 },
    ));
  it("forgets the ones that were asked least recently, so that strangers cannot fill the memory", async () => {
    const limiter = memoryLimiter(() => 0, 2);
    const rate = { capacity: 1, refill: 0.001 };
    for (const name of ["a", "b", "a", "c"]) await limiter.take(name, rate);
    expect((await limiter.take("a", rate)).allowed).toBe(false);
    expect((await limiter.take("b", rate)).allowed).toBe(true);
  });
});

describe("limits that are shared", () => {
  const broken: RateLimiter = { take: () => Promise.reject(new Error("Connection is closed.")), close: async () => undefined };
  it("are kept here while the sharing fails, neither refusing nor allowing all, and each change is told once", async () => {
    const { now, move } = hand();
    const said: unknown[] = [];
    let shared = memoryLimiter(now);
    let asked = 0;
    const limiter = sharedLimiter({
      shared: { take: (bucket, rate) => (asked++, shared.take(bucket, rate)), close: async () => undefined },
      own: memoryLimiter(now),
      told: (...change) => void said.push(change),
      now,
    });
    const rate = { capacity: 2, refill: 0.0001 };
    const allowed = async () => (await limiter.take("a", rate)).allowed;
    expect([await allowed(), await allowed(), await allowed()]).toEqual([true, true, false]);
    const whole = shared;
    shared = broken;
    expect([await allowed(), await allowed(), await allowed()]).toEqual([true, true, false]);
    expect(asked).toBe(4);
    move(1001);
    shared = whole;
    expect(await allowed()).toBe(false);
    expect(said).toEqual([
      [true, null],
      [false, "Connection is closed."],
      [true, null],
    ]);
  });
});

describe("a client", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
    ["2001:DB8:0001:0002::", "2001:db8:1:2::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ])("%s counts as %s", (address, client) => expect(clientOf(address)).toBe(client));
});
