import { describe, expect, it } from "vitest";
import { WorkbenchError } from "../../../src/core/errors";
import { createEngineHost } from "../../../src/engine/host";
import { tooManyWait } from "../../../server/refusals";
import type { StreamEngine } from "../../../server/streams/live-run";
import { LiveSource, type Clock, type Listener, type Update } from "../../../server/streams/live-source";
import { streamParams } from "../../../server/streams/messages";
import { simulationProducer } from "../../../server/streams/producers";

const clock: Clock = { now: () => 0, sleep: () => new Promise((resolve) => setImmediate(resolve)) };

/** A source of `count` updates, each of which takes about so many bytes, read to its end. */
async function read(count: number, bytes: number, problem: Error | null = null) {
  let made = 0;
  const source = new LiveSource(
    {
      async next() {
        if (made++ < count) return { type: "simulation_state", payload: { values: new Array<number>(bytes / 8).fill(made) } };
        if (problem) throw problem;
        return null;
      },
      close: async () => undefined,
    },
    0,
    clock,
  );
  const heard = await hear(source);
  return { source, heard };
}

/** All that comes, until the end. */
function hear(source: LiveSource, resumeAfter?: number) {
  const updates: Update[] = [];
  return new Promise<{ sequence: number[]; missed: number; restarted: boolean }>((resolve) => {
    const listener: Listener = {
      onUpdate: (update) => void updates.push(update),
      onEnd: () => resolve({ sequence: updates.map(({ sequence }) => sequence), missed, restarted }),
    };
    const { missed, restarted } = source.listen(listener, resumeAfter);
  });
}

const upTo = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

describe("whoever comes back", () => {
  it("hears what was missed", async () => {
    const { source, heard } = await read(20, 8);
    expect(heard.sequence).toEqual(upTo(1, 20));
    expect(await hear(source, 15)).toEqual({ sequence: upTo(16, 20), missed: 0, restarted: false });
    expect(await hear(source, 20)).toEqual({ sequence: [], missed: 0, restarted: false });
  });
  it("is told how many of many updates are no longer kept", async () => {
    const { source } = await read(300, 8);
    expect(await hear(source, 10)).toEqual({ sequence: upTo(45, 300), missed: 34, restarted: false });
  });
  it("is told how many of few but large ones are no longer kept", async () => {
    const { source } = await read(40, 512 * 1024);
    const { sequence, missed } = await hear(source, 10);
    // Seven of them fit into 4 MiB with what lies around them.
    expect([sequence, missed]).toEqual([upTo(34, 40), 23]);
  });
  it("hears the last one, however large it is", async () => {
    const { source } = await read(3, 8 * 1024 * 1024);
    expect(await hear(source, 0)).toEqual({ sequence: [3], missed: 2, restarted: false });
  });
  it("to one that began anew hears it from its first update, and is told so", async () => {
    const { source } = await read(3, 8);
    expect(await hear(source, 50)).toEqual({ sequence: [1, 2, 3], missed: 0, restarted: true });
  });
});

it("goes on when too many others wait for a moment", async () => {
  let asked = 0;
  const slept: number[] = [];
  const source = new LiveSource(
    {
      async next() {
        if (++asked === 2) throw tooManyWait("computations");
        return asked > 3 ? null : { type: "feature_update", payload: {} };
      },
      close: async () => undefined,
    },
    10,
    { ...clock, sleep: (ms) => (slept.push(ms), clock.sleep(ms)) },
  );
  expect(await hear(source)).toMatchObject({ sequence: [1, 2] });
  expect(slept).toEqual([10, 1000, 10]);
});

it("tells how a simulation ended, also when that cannot be measured at once", async () => {
  const host = createEngineHost();
  let busy = true;
  const engine: StreamEngine = {
    ...host,
    async measure(request) {
      if (!busy) return host.measure(request);
      busy = false;
      throw tooManyWait("computations");
    },
  };
  const params = streamParams.simulation_live.parse({ seed: 1, grid_size: 8, steps: 10, update_interval_steps: 10 });
  const producer = await simulationProducer(engine, params);
  expect(await producer.next()).toMatchObject({ type: "simulation_state" });
  await expect(producer.next()).rejects.toMatchObject({ statusCode: 429 });
  expect(await producer.next()).toMatchObject({ type: "simulation_complete", payload: { total_steps: 10 } });
  expect(await producer.next()).toBeNull();
  await producer.close();
});

it("is spent when it failed or was closed, not when it came to its end", async () => {
  const failed = await read(1, 8, new WorkbenchError("run/unknown", [], "the run is gone"));
  const { source } = await read(1, 8);
  expect([failed.source.spent, source.spent]).toEqual([true, false]);
  await source.close();
  expect(source.spent).toBe(true);
});
