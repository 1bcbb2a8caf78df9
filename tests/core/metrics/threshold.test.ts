import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { uniformAt } from "../../../src/core/field/philox";
import { cellsIn, finiteRange, histogram, maskAbove, otsu, quantiles } from "../../../src/core/metrics/threshold";

describe("otsu", () => {
  it("parts two levels exactly in the middle, whatever their shares", () => {
    const level = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(
        level,
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        (low, gap, few, many) => {
          const high = low + gap;
          const values = [...new Array<number>(few).fill(low), ...new Array<number>(many).fill(high)];
          const threshold = otsu(values)!;
          expect(Math.abs(threshold - (low + high) / 2)).toBeLessThanOrEqual(1e-9 * (Math.abs(low) + gap));
          expect(cellsIn(maskAbove({ shape: [values.length], values }, threshold))).toBe(many);
        },
      ),
    );
  });

  it("parts two heaps between them", () => {
    const values = Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 10 + Math.sin(i) : 30 + Math.cos(i)));
    expect(otsu(values)).toBeGreaterThan(11);
    expect(otsu(values)).toBeLessThan(29);
  });

  it("leaves out what is not finite, and is null where there is nothing to part", () => {
    expect(otsu([0, NaN, 1, Infinity, -Infinity])).toBeCloseTo(0.5, 12);
    expect(otsu([3, 3, 3])).toBeNull();
    expect(otsu([NaN])).toBeNull();
  });
});

describe("quantiles", () => {
  it("interpolates between order statistics of the finite values", () => {
    expect(quantiles([4, NaN, 1, 3, 2], [0, 0.5, 0.75, 1])).toEqual([1, 2.5, 3.25, 4]);
    expect(quantiles([NaN], [0.5])).toBeNull();
  });

  it("equals sorting, for any values", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 60 }), share, (values, wanted) => {
        const sorted = Float64Array.from(values, (value) => value + 0).sort(); // -0 becomes 0
        const rank = wanted * (sorted.length - 1);
        const low = sorted[Math.floor(rank)]!;
        expect(quantiles(sorted, [wanted, 0, 1])).toEqual([
          low + (rank - Math.floor(rank)) * (sorted[Math.ceil(rank)]! - low),
          sorted[0],
          sorted.at(-1),
        ]);
      }),
    );
  });
});

describe("quantiles of many values", () => {
  /** Heaps, far outliers, ties, a range that no bucket can divide, and one too wide for its inverse. */
  const distributions: Record<string, (u: number, i: number) => number> = {
    even: (u) => u,
    "most at one end": (u) => u ** 12,
    "a few far out": (u, i) => (i % 1500 === 0 ? 1e12 * u : u),
    ties: (u) => Math.floor(5 * u),
    subnormal: (u) => u * 1e-310,
    huge: (u) => (u - 0.5) * 2 * 1.7e308,
    "next to each other": (u) => 1 + Math.floor(4 * u) * 2 ** -52,
  };
  it.each(Object.entries(distributions))("%s: are those of the sorted values", (_, at) => {
    const values = Float64Array.from({ length: 6000 }, (_, i) => at(uniformAt(2, 0, i, 5), i));
    const sorted = values.slice().sort();
    const shares = [0, 0.1, 0.25, 0.5, 0.5001, 0.75, 0.9, 0.999, 1];
    const expected = shares.map((share) => {
      const rank = share * (values.length - 1);
      const low = sorted[Math.floor(rank)]!;
      return low + (rank - Math.floor(rank)) * (sorted[Math.ceil(rank)]! - low);
    });
    expect(quantiles(values, shares)).toEqual(expected);
  });
});

describe("histogram and range", () => {
  it("counts every finite value once, the largest in the last bin", () => {
    const { edges, counts } = histogram([0, 1, 2, 3, 4, NaN], 4)!;
    expect(edges).toEqual([0, 1, 2, 3, 4]);
    expect(counts).toEqual([1, 1, 1, 2]);
  });

  it("finds the finite range and counts the rest, in any order (trap 47)", () => {
    expect(finiteRange([NaN, 2, Infinity, -1, -Infinity])).toEqual({ min: -1, max: 2, notFinite: 3 });
    expect(finiteRange([-1, -Infinity, 2, NaN, Infinity])).toEqual({ min: -1, max: 2, notFinite: 3 });
    expect(finiteRange([NaN])).toBeNull();
  });
});
