import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { confusion, namesOf } from "../../../src/core/detectors/confusion";

const spread = (table: number[][], known: string[], found: string[]) => {
  const [truth, names]: [number[], string[]] = [[], []];
  table.forEach((row, r) =>
    row.forEach((count, c) => {
      for (let i = 0; i < count; i++) {
        truth.push(r);
        names.push(found[c]!);
      }
    }),
  );
  return confusion(known, truth, names);
};

/** Best sum over all ways of giving columns to rows, tried one by one. */
function bestByTrial(counts: readonly (readonly number[])[], column = 0, free = counts.map((_, r) => r)): number {
  if (column >= counts[0]!.length) return 0;
  const without = bestByTrial(counts, column + 1, free);
  return free.reduce(
    (best, row) =>
      Math.max(
        best,
        counts[row]![column]! +
          bestByTrial(
            counts,
            column + 1,
            free.filter((r) => r !== row),
          ),
      ),
    without,
  );
}

describe("known regimes against found ones", () => {
  it("has the kappa of a table worked out elsewhere: 0.4 for 20, 5 / 10, 15", () => {
    // Two readers of 50 proposals: agreement 0.7, by chance 0.5.
    const { kappa, accuracy, balanced, baseline } = spread(
      [
        [20, 5],
        [10, 15],
      ],
      ["yes", "no"],
      ["a", "b"],
    );
    expect(accuracy).toBeCloseTo(0.7, 12);
    expect(kappa).toBeCloseTo(0.4, 12);
    expect(balanced).toBeCloseTo((20 / 25 + 15 / 25) / 2, 12);
    expect(baseline).toBe(0.5);
  });
  it("matches names to regimes, whatever they are called and however many there are", () => {
    const table = fc.array(fc.array(fc.nat(9), { minLength: 4, maxLength: 4 }), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(table, (counts) => {
        const total = counts.flat().reduce((a, b) => a + b, 0);
        fc.pre(total > 0);
        const {
          accuracy,
          counts: seen,
          standsFor,
        } = spread(
          counts,
          counts.map((_, r) => `regime ${r}`),
          ["w", "x", "y", "z"],
        );
        expect(accuracy * total).toBeCloseTo(bestByTrial(counts), 9);
        expect(seen.flat().reduce((a, b) => a + b, 0)).toBe(total);
        const used = standsFor.filter((row) => row !== null);
        expect(new Set(used).size).toBe(used.length);
      }),
    );
  });
  it("scores doing nothing at the commonest regime's share, one half of two in the balance, and no better than chance", () => {
    const nothing = confusion(["calm", "volatile"], [0, 0, 0, 1], ["steady", "steady", "steady", "steady"]);
    expect(nothing).toMatchObject({ accuracy: 0.75, baseline: 0.75, balanced: 0.5, kappa: 0 });
  });
  it("scores a perfect answer 1 on every count", () => {
    const names = namesOf(
      [
        { start: 0, end: 3, label: "a", mean: 0, std: 0 },
        { start: 3, end: 5, label: "b", mean: 0, std: 0 },
      ],
      5,
    );
    expect(confusion(["calm", "volatile"], [0, 0, 0, 1, 1], names)).toMatchObject({ accuracy: 1, balanced: 1, kappa: 1 });
  });
  it("counts the rarest of very many names together", () => {
    const names = Array.from({ length: 60 }, (_, i) => `state ${i % 20}`);
    const { found, counts } = confusion(
      ["one", "two"],
      names.map((_, i) => (i < 30 ? 0 : 1)),
      names,
    );
    expect(found).toHaveLength(12);
    expect(found.at(-1)).toBe("others");
    expect(counts.flat().reduce((a, b) => a + b, 0)).toBe(60);
  });
});
