import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { roles, type Principal } from "../../../server/accounts/accounts";
import { unauthorised } from "../../../server/refusals";
import { Caller, signInMs, type CallerOptions } from "../../../server/streams/caller";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const person = (userId: string): Principal => ({ userId, name: userId, role: "researcher", scopes: roles.researcher, via: "key", keyId: null });
const ada = person("ada");

function caller(options: Partial<CallerOptions> = {}) {
  const ends: [number, string][] = [];
  const one = new Caller({
    principal: null,
    ask: async () => options.principal ?? null,
    async identifyKey(key) {
      if (key === "wrong") throw unauthorised("this API key is not known here");
      return person(key);
    },
    now: () => performance.now(),
    hangUp: (code, reason) => void ends.push([code, reason]),
    ...options,
  });
  return { one, ends };
}

describe("whoever does not sign in", () => {
  it("has to leave, and is told why", () => {
    const { one, ends } = caller();
    vi.advanceTimersByTime(signInMs - 1);
    expect(ends).toEqual([]);
    vi.advanceTimersByTime(1);
    expect([ends, one.gone]).toEqual([[[1008, "nobody signed in within 15 s; send an auth message with an API key first"]], true]);
  });
  it("is not told so who signed in, came with a key, or has left", async () => {
    const [late, known, left] = [caller(), caller({ principal: ada }), caller()];
    await late.one.signIn("ada");
    left.one.end();
    vi.advanceTimersByTime(10 * signInMs);
    expect([late.ends, known.ends, left.ends]).toEqual([[], [], []]);
  });
  it("has to leave after three keys that do not fit", async () => {
    const { one, ends } = caller();
    for (let i = 0; i < 3; i++) {
      await expect(one.signIn("wrong")).rejects.toThrow(/not known/);
      expect(ends).toEqual([]);
      one.failed();
    }
    expect(ends).toEqual([[1008, "3 keys were refused; connect again with one that fits"]]);
  });
});

it("says as much as a program does that reads the answers, and has to leave for more", () => {
  const { one, ends } = caller({ principal: ada });
  for (let second = 0; second < 60; second++) {
    for (let i = 0; i < 20; i++) expect(one.speaks()).toBe(true);
    vi.advanceTimersByTime(1000);
  }
  let heard = 0;
  while (heard < 1000 && one.speaks()) heard++;
  expect([heard, one.speaks()]).toEqual([100, false]);
  expect(ends).toEqual([[1008, "too many messages: 20 a second are answered here, 100 at once"]]);
});

describe("a connection that is open", () => {
  const rejects = (error: Error) => ({ principal: ada, ask: () => Promise.reject<Principal>(error) });
  it.each([
    ["a key that was revoked", rejects(unauthorised("this API key was revoked")), "this API key was revoked"],
    ["a session that ended", { principal: ada, ask: async () => null }, "you are no longer signed in; sign in again"],
    ["another user", { principal: ada, ask: async () => person("bob") }, "you are no longer signed in; sign in again"],
    ["a scope that was taken", { principal: ada, ask: async () => ({ ...ada, scopes: roles.viewer }) }, "your rights have changed; connect again"],
  ])("ends for %s", async (_, options, words) => {
    const { one, ends } = caller(options);
    await one.askAgain();
    expect(ends).toEqual([[1008, words]]);
  });
  it.each([
    ["nothing has changed", { principal: ada }],
    ["the database is away", rejects(new Error("connection refused"))],
    ["nobody signed in yet", {}],
  ])("stays when %s", async (_, options) => {
    const { one, ends } = caller(options);
    await one.askAgain();
    expect(ends).toEqual([]);
  });
  it("is asked by the key that it signed in with last", async () => {
    const asked: string[] = [];
    const { one } = caller({ identifyKey: async (key) => (asked.push(key), person("ada")) });
    await one.signIn("first");
    await one.signIn("second");
    await one.askAgain();
    expect(asked).toEqual(["first", "second", "second"]);
  });
  it("is nobody else's once something was opened on it", async () => {
    const { one } = caller({ principal: ada });
    await one.signIn("bob");
    expect(one.mayCompute().userId).toBe("bob");
    await expect(one.signIn("ada")).rejects.toThrow(/somebody else's already/);
    expect(one.mayCompute().userId).toBe("bob");
  });
});
