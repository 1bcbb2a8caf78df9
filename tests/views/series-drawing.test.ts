import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { envelope, timeTicks } from "../../src/views/series-drawing";

describe("the line through a long series", () => {
  const values = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 400 });

  it("keeps the extremes of every column, in order, within two points a column", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 50 }), (x, columns) => {
        const drawn = envelope(x, columns);
        expect(drawn.length).toBeLessThanOrEqual(Math.max(2 * columns, 1));
        for (let i = 1; i < drawn.length; i++) expect(drawn[i]!.index).toBeGreaterThan(drawn[i - 1]!.index);
        expect(drawn.every(({ index, value }) => x[index] === value)).toBe(true);
        expect(Math.max(...drawn.map(({ value }) => value))).toBe(Math.max(...x));
        expect(Math.min(...drawn.map(({ value }) => value))).toBe(Math.min(...x));
      }),
    );
  });

  it("shows a single spike among a hundred thousand samples", () => {
    const flat = new Array<number>(100_000).fill(0);
    flat[54_321] = 1;
    expect(envelope(flat, 800)).toContainEqual({ index: 54_321, value: 1 });
  });

  it("draws a short series whole", () => expect(envelope([3, 1, 2], 800).map(({ value }) => value)).toEqual([3, 1, 2]));
});

describe("marks of the time axis", () => {
  it("stand at round indices where rows have no label", () => {
    expect(timeTicks(203, null, 5)).toEqual([0, 50, 100, 150, 200].map((index) => ({ index, text: String(index) })));
  });

  it("stand at the first row of round years", () => {
    const quarters = Array.from({ length: 60 }, (_, i) => `${1959 + Math.floor(i / 4)}-Q${(i % 4) + 1}`);
    expect(timeTicks(60, quarters, 3)).toEqual([
      { index: 4, text: "1960" },
      { index: 24, text: "1965" },
      { index: 44, text: "1970" },
    ]);
  });

  it("do not claim a year for a series that begins within it", () => {
    const months = Array.from({ length: 30 }, (_, i) => `${1960 + Math.floor((i + 2) / 12)}-${String(((i + 2) % 12) + 1).padStart(2, "0")}`);
    expect(timeTicks(30, months, 3).map(({ text }) => text)).toEqual(["1961", "1962"]);
  });

  it("take labels that are no years as they are", () => expect(timeTicks(3, ["a", "b", "c"], 2).map(({ text }) => text)).toEqual(["a", "b", "c"]));

  it("are one for one sample", () => expect(timeTicks(1, null, 5)).toEqual([{ index: 0, text: "0" }]));
});
