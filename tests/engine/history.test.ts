import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { History, type Kept, type Spill } from "../../src/engine/history";

const cells = 16;
const stateOf = (step: number, applied = 0): Kept => ({
  step,
  time: step / 2,
  applied,
  snapshot: { step, fields: { u: new Float32Array(cells).fill(step) }, extra: { clock: { dt: 0.5 } } },
});
const size = 4 * cells;
const noDisk = () => Promise.resolve(null);

/** A disk of so many bytes in memory. */
function memoryDisk(budget: number, room = Infinity): Spill & { files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>();
  return {
    budget,
    files,
    write: async (key, bytes) => {
      if ([...files.values()].reduce((sum, file) => sum + file.length, 0) + bytes.length > room) throw new Error("the quota is exceeded");
      files.set(key, bytes);
    },
    read: async (key) => files.get(key)!,
    remove: async (key) => void files.delete(key),
  };
}

describe("the states kept of a run", () => {
  it("stay within the budget, spread evenly, the first and the last among them", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 5, max: 40 }), fc.integer({ min: 1, max: 400 }), async (room, count) => {
        const history = new History("run", room * size, noDisk, "no disk");
        await history.begin(stateOf(0));
        for (let i = 1; i <= count; i++) await history.keep(stateOf(7 * i));
        const steps = history.steps.map(({ step }) => step);
        expect(history.bytes).toBeLessThanOrEqual(room * size);
        expect(steps.length).toBe(Math.min(room, count + 1));
        expect([steps[0], steps.at(-1)]).toEqual([0, 7 * count]);
        const gaps = steps.slice(1).map((step, i) => step - steps[i]!);
        // Each gap was once the sum of two of the least: none grows beyond a few times what evenly spread ones would be.
        expect(Math.max(...gaps)).toBeLessThanOrEqual(Math.max(7, 4 * ((7 * count) / (steps.length - 1))));
      }),
      { numRuns: 60 },
    );
  });

  it("are found by the last step at or before the one asked for", async () => {
    const history = new History("run", 100 * size, noDisk, "no disk");
    await history.begin(stateOf(0));
    for (const step of [30, 10, 20]) await history.keep(stateOf(step));
    for (const [asked, found] of [[0, 0], [9, 0], [10, 10], [29, 20], [99, 30]] as const) expect((await history.before(asked)).step).toBe(found); // prettier-ignore
    await history.keep(stateOf(20, 1));
    expect(await history.before(20)).toMatchObject({ applied: 1 });
    await history.dropAfter(20, 0);
    expect(history.steps.map(({ step }) => step)).toEqual([0, 10, 20]);
  });

  it("go to the disk when memory is full, come back the same, and are thinned there, too", async () => {
    const disk = memoryDisk(10 * size);
    const history = new History("run", 4 * size, () => Promise.resolve(disk), "no disk");
    await history.begin(stateOf(0));
    for (let step = 1; step <= 40; step++) await history.keep(stateOf(step));
    expect(history.bytes).toBeLessThanOrEqual(4 * size);
    expect(history.spilled).toBeLessThanOrEqual(10 * size);
    expect(history.withoutDisk).toBeNull();
    expect(disk.files.size).toBe(history.spilled / size);
    for (const { step } of history.steps) expect(await history.before(step)).toEqual(stateOf(step));
    await history.clear();
    expect(disk.files.size).toBe(0);
  });

  it("are fewer, and it says so, when the disk is full or there is none", async () => {
    const full = new History("run", 4 * size, () => Promise.resolve(memoryDisk(1e6, 1000)), "no disk");
    const none = new History("run", 4 * size, noDisk, "there is no disk");
    for (const history of [full, none]) {
      await history.begin(stateOf(0));
      for (let step = 1; step <= 40; step++) await history.keep(stateOf(step));
      expect(history.bytes).toBeLessThanOrEqual(4 * size);
      expect(history.steps.map(({ step }) => step)).toEqual(expect.arrayContaining([0, 40]));
    }
    expect(full.withoutDisk).toBe("the disk took no more: the quota is exceeded");
    expect(none.withoutDisk).toBe("there is no disk");
  });

  it("that the disk has lost are computed from those before them", async () => {
    const disk = memoryDisk(1e6);
    const history = new History("run", 2 * size, () => Promise.resolve(disk), "no disk");
    await history.begin(stateOf(0));
    for (const step of [10, 20, 30]) await history.keep(stateOf(step));
    disk.files.clear();
    expect((await history.before(25)).step).toBe(0);
    expect(history.steps.map(({ step }) => step)).toEqual([0, 30]);
  });
});
