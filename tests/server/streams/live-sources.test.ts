import { describe, expect, it } from "vitest";
import type { EngineApi } from "../../../src/engine/protocol";
import { createEngineHost } from "../../../src/engine/host";
import { limitRuns } from "../../../server/run-limits";
import { LiveSources } from "../../../server/streams/live-sources";
import { streamParams } from "../../../server/streams/messages";
import type { LiveSource } from "../../../server/streams/live-source";
import { testParts } from "../../support/server-parts";

function sources(change: (host: EngineApi) => Partial<EngineApi> = () => ({})) {
  const host = createEngineHost();
  const time = { now: 0 };
  const engine = limitRuns({ ...host, ...change(host) }, testParts().config, () => time.now);
  const all = new LiveSources(engine, { now: () => time.now, sleep: () => new Promise((resolve) => setImmediate(resolve)) });
  return { all, time };
}

const features = (given: object = {}) => streamParams.stream_features.parse({ grid_size: 8, ...given });
const simulation = (given: object = {}) => streamParams.simulation_live.parse({ grid_size: 8, steps: 5, ...given });

/** The first update, or why there is none. */
const first = (source: LiveSource) =>
  new Promise<unknown>((resolve) => {
    const { leave } = source.listen({
      onUpdate({ payload }) {
        leave();
        resolve(payload);
      },
      onEnd: (problem) => resolve(problem?.message),
    });
  });

it("a stream that failed once does not fail for all who come after", async () => {
  let fails = true;
  const { all } = sources((host) => ({
    advance: async (...given) => {
      if (!fails) return host.advance(...given);
      fails = false;
      throw new Error("out of memory");
    },
  }));
  const before = await all.features(features());
  expect(await first(before)).toBe("out of memory");
  const after = await all.features(features());
  expect(after).not.toBe(before);
  expect(await first(after)).toMatchObject({ step: 1 });
  await all.closeAll();
});

it("a stream that cannot be opened does not take the one that was opened since with it", async () => {
  const refuse: (() => void)[] = [];
  const { all } = sources((host) => ({
    open: (...given) => (refuse.length > 0 ? host.open(...given) : new Promise((_, reject) => refuse.push(() => reject(new Error("no room"))))),
  }));
  const early = all.simulation("ada", "s", simulation());
  // This one begins anew: it lets go of the first, and waits until that can be closed.
  const anew = all.simulation("ada", "s", simulation());
  const opened = all.simulation("ada", "s", simulation({ resume_after: 0 }));
  refuse[0]!();
  await expect(early).rejects.toThrow("no room");
  expect(await anew).toBe(await opened);
  await all.closeAll();
});

it("a stream that was just handed out is not closed as deserted before anybody listens", async () => {
  const { all, time } = sources();
  await all.features(features());
  time.now = 59_999;
  const source = await all.features(features());
  time.now = 60_001;
  await all.closeDeserted();
  expect(source.spent).toBe(false);
  time.now = 200_000;
  await all.closeDeserted();
  expect(source.spent).toBe(true);
});

describe("streams of the same name", () => {
  it("are each user's own, with their own parameters", async () => {
    const { all } = sources();
    const [ada, bob] = [
      await all.simulation("ada", "s", simulation({ seed: 1 })),
      await all.simulation("bob", "s", simulation({ seed: 2, steps: 7 })),
    ];
    expect(ada).not.toBe(bob);
    const told = [await first(ada), await first(bob)] as { state: { total_steps: number } }[];
    expect(told.map(({ state }) => state.total_steps)).toEqual([5, 7]);
    // Bob cannot come back to Ada's, even by her parameters.
    expect(await all.simulation("bob", "s", simulation({ seed: 1, resume_after: 0 }))).not.toBe(ada);
    expect(await all.simulation("ada", "s", simulation({ seed: 1, resume_after: 0 }))).toBe(ada);
    await all.closeAll();
  });
  it("are one for all whose parameters are equal, whatever each picks of its numbers", async () => {
    const { all } = sources();
    const one = await all.features(features({ features: ["pot_mean_mV"], backpressure: "compress" }));
    expect(await all.features(features({ resume_after: 3 }))).toBe(one);
    expect(await all.features(features({ seed: 7 }))).not.toBe(one);
    await all.closeAll();
  });
});
