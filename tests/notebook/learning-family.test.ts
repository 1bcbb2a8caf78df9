import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { CellContext } from "../../src/notebook/api/family";
import { learningFamily } from "../../src/notebook/api/learning";

const told: number[] = [];
const load = (address: string) => Promise.resolve({ name: "a.csv", bytes: new Uint8Array(readFileSync(`public/${address}`)) });
const api = learningFamily({ progress: (share: number) => told.push(share), services: { load } } as unknown as CellContext);
/** Two classes that a line parts, one column of words, one row with a gap. */
const rows = Array.from({ length: 60 }, (_, i) => ({ x: (i % 2 ? 1 : -1) + 0.3 * Math.sin(i), y: Math.cos(i), kind: i % 2 ? "b" : "a", note: "-" }));

describe("learning in cells", () => {
  it("aggregates and says what it tolerates", () => {
    const updates = [[1], [1.1], [0.9], [1], [-50]];
    expect(api.aggregate("krum", updates, 1)).toEqual({ value: [1], chosen: [0], tolerates: 1 });
    expect(api.aggregate("mean", updates).chosen).toBeNull();
    expect(() => api.aggregate("krumm", updates)).toThrow(/did you mean "krum"/);
  });

  it("forges updates, and says which attack cannot", () => {
    expect(api.forge("sign-flip", { own: [[1, 2]], honest: [[1, 2]] }, { scale: 1 })).toEqual([[-1, -2]]);
    expect(() => api.forge("label-flip", { own: [], honest: [] })).toThrow(/changes labels/);
  });

  it("trains over clients on rows, leaves rows with gaps out, and tells how far it is", async () => {
    const { rounds, baseline } = await api.federate([...rows, { x: Number.NaN, y: 0, kind: "a", note: "-" }], "kind", {
      attackers: 0,
      reckoned: 0,
      clients: 6,
      asked: 6,
      rounds: 30,
    });
    expect(rounds).toHaveLength(30);
    expect(told.at(-1)).toBe(1);
    expect(rounds.at(-1)!.heldOut.accuracy).toBe(1);
    expect(baseline.accuracy).toBe(1);
    await expect(api.federate(rows, "species")).rejects.toThrow(/a column "species"/);
  });

  it("explores, and takes means over seeds", () => {
    const { visits, size, blocked, episodes } = api.explore("random-walk", { seed: 2, size: 5, episodes: 4 });
    expect([visits.length, blocked.length, episodes.length]).toEqual([size ** 2, 25, 4]);
    expect(api.overSeeds([1, 3]).mean).toBe(2);
  });

  it("runs neurons that learn", async () => {
    const { weights, spikes, inputs, outputs } = await api.spiking(0.5, { inputs: 20, outputs: 2, drive: 30 });
    expect(weights).toHaveLength(inputs * outputs);
    expect(spikes.length).toBeGreaterThan(10);
  });

  it("runs every experiment of the room by its id, with its options", async () => {
    const { experiments, experiment } = api.learning;
    expect(experiments().map(({ id }) => id)).toContain("federation");
    const { facts, pictures } = await experiment("attention", { length: 32, topk: 2 });
    expect(facts.find(({ name }) => name === "saved")).toMatchObject({ value: expect.any(Number) });
    expect(pictures.map(({ kind }) => kind)).toEqual(["lines", "map"]);
    expect(told.at(-1)).toBe(1);
    await expect(experiment("atention")).rejects.toThrow(/did you mean "attention"/);
    await expect(experiment("attention", { topk: 0 })).rejects.toThrow(/topk/);
  });

  it("attends to the keys that fit best, and says what that costs", () => {
    const { output, weights, cost } = api.learning.sparseAttention(
      [
        [4, 0],
        [0, 4],
        [3, 1],
      ],
      { topk: 1 },
    );
    expect(weights).toEqual([
      [
        [1, 0, 0],
        [0, 1, 0],
        [1, 0, 0],
      ],
    ]);
    expect(output).toEqual([
      [4, 0],
      [0, 4],
      [4, 0],
    ]);
    expect(cost).toEqual({ projections: 4 * 3 * 4, scores: 9 * 2, mixing: 3 * 2, denseMixing: 9 * 2 });
    const swapped = api.learning.sparseAttention([[1, 2]], {
      out: [
        [0, 1],
        [1, 0],
      ],
    });
    expect(swapped.output).toEqual([[2, 1]]);
    expect(() => api.learning.sparseAttention([[1, 2], [1]])).toThrow(/vectors of one length/);
    expect(() => api.learning.sparseAttention([[1, 2]], { query: [[1]] })).toThrow(/2 rows of 2 numbers/);
  });
});
