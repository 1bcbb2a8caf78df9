import { describe, expect, it } from "vitest";
import { roles, type Principal } from "../../../server/accounts/accounts";
import { unauthorised } from "../../../server/refusals";
import { Caller } from "../../../server/streams/caller";
import { FrameSession } from "../../../server/streams/frame-session";
import { FrameStream } from "../../../server/streams/frame-stream";
import { SendQueue } from "../../../server/streams/send-queue";

const ada: Principal = { userId: "ada", name: "Ada", role: "researcher", scopes: roles.researcher, via: "key", keyId: null };

/** A session on a run that is not there; keys are looked up when the test says so. */
function session(principal: Principal | null = null) {
  const told: { error: { code: string; message: string } }[] = [];
  const ends: [number, string][] = [];
  const opened: string[] = [];
  const lookups: ((found: Principal | null) => void)[] = [];
  let asked = 0;
  let pings = 0;
  let dropped = false;
  const caller = new Caller({
    principal,
    ask: async () => principal,
    identifyKey: () =>
      new Promise((resolve, reject) => lookups.push((found) => (found ? resolve(found) : reject(unauthorised("this API key is not known here"))))),
    now: () => 0,
    hangUp: (code, reason) => void ends.push([code, reason]),
  });
  const queue = new SendQueue(
    (text, taken) => {
      told.push(JSON.parse(text) as (typeof told)[number]);
      taken();
    },
    () => undefined,
  );
  const engine = {
    advance: () => (asked++, Promise.reject(new Error("no such run"))),
    pause: async () => undefined,
  };
  const one = new FrameSession({
    caller,
    queue,
    open({ userId }, fail) {
      opened.push(userId);
      return new FrameStream(engine, "run", async () => undefined, fail);
    },
    ping: () => void pings++,
    drop: () => void (dropped = true),
  });
  const gone = () => {
    caller.end();
    one.end();
  };
  const say = (message: object) => one.receive(JSON.stringify(message));
  return { one, caller, say, gone, told, ends, opened, lookups, asked: () => asked, beats: () => [pings, dropped] };
}

const pull = { type: "pull", steps: 1 };
const auth = { type: "auth", api_key: "mfn_some-key" };
const turns = () => new Promise((resolve) => setImmediate(resolve));

it("opens nothing for whoever left while their key was looked up", async () => {
  const { say, gone, lookups, opened, asked, told } = session();
  const answered = Promise.all([say(auth), say(pull)]);
  await turns();
  gone();
  lookups[0]!(ada);
  await answered;
  expect([opened, asked(), told]).toEqual([[], 0, []]);
});

it("opens the frames once the key was looked up, in the order of asking", async () => {
  const { say, lookups, opened } = session();
  const answered = Promise.all([say(auth), say(pull)]);
  await turns();
  expect(opened).toEqual([]);
  lookups[0]!(ada);
  await answered;
  expect(opened).toEqual(["ada"]);
});

describe("the connection ends", () => {
  it("after three keys that do not fit, and no fourth is looked up", async () => {
    const { say, lookups, told, ends } = session();
    const answered = Promise.all([auth, auth, auth, auth, pull].map(say));
    for (let i = 0; i < 3; i++) {
      await turns();
      lookups[i]!(null);
    }
    await answered;
    expect([told.length, lookups.length, ends]).toEqual([3, 3, [[1008, "3 keys were refused; connect again with one that fits"]]]);
  });
  it("for messages that cannot be used, once there are more than anybody would send", async () => {
    const { one, told, ends } = session(ada);
    for (let i = 0; i < 1000; i++) await one.receive("{");
    expect([told.length, ends.map(([code]) => code)]).toEqual([100, [1008]]);
  });
  it("for messages that pile up while a key is looked up", async () => {
    const { say, ends, lookups, opened } = session();
    const first = say(auth);
    await turns();
    const answered = Promise.all(new Array<object>(5000).fill(pull).map(say));
    expect(ends).toEqual([[1008, "too many messages wait for an answer; wait for the frames that were asked for"]]);
    lookups[0]!(ada);
    await Promise.all([first, answered]);
    expect(opened).toEqual([]);
  });
  it("when nobody answers the ping, and not when the answer comes", () => {
    const { one, beats } = session(ada);
    for (let i = 1; i <= 3; i++) {
      one.beat();
      expect(beats()).toEqual([i, false]);
      one.alive();
    }
    one.beat();
    one.beat();
    expect(beats()).toEqual([4, true]);
  });
});
