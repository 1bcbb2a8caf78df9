import { describe, expect, it } from "vitest";
import { cleanSeries } from "../../../src/core/series/clean-series";

describe("missing samples", () => {
  it("are put on the line between their neighbours, and named with their label, the first row being 0", () => {
    const { values, warnings } = cleanSeries([1, NaN, NaN, 7, NaN, 5], ["a", "b", "c", "d", "e", "f"]);
    expect([...values]).toEqual([1, 3, 5, 7, 6, 5]);
    expect(warnings).toEqual(["3 of 6 samples are missing and were interpolated: rows 1 (b), 2 (c), 4 (e), counted from 0."]);
  });

  it("at either end take the nearest sample", () => {
    const { values, warnings } = cleanSeries([NaN, NaN, 4, 5, NaN]);
    expect([...values]).toEqual([4, 4, 4, 5, 5]);
    expect(warnings).toEqual(["3 of 5 samples are missing and were interpolated: rows 0, 1, 4, counted from 0."]);
  });

  it("are counted where there are too many to name", () => {
    const { warnings } = cleanSeries([1, ...new Array<number>(12).fill(NaN), 2]);
    expect(warnings).toEqual([expect.stringMatching(/rows 1, 2, 3, 4, 5, 6, 7, 8 and 4 more/)]);
  });

  it("leave a complete series as it is, without a warning, and in a buffer of its own", () => {
    const given = Float64Array.of(1, 2);
    const { values, warnings } = cleanSeries(given);
    expect([...values]).toEqual([1, 2]);
    expect(values).not.toBe(given);
    expect(warnings).toEqual([]);
  });

  it("cannot be all: refused", () => {
    expect(() => cleanSeries([NaN, NaN])).toThrow(/All 2 samples are missing/);
    expect(() => cleanSeries([])).toThrow(/no sample/);
  });

  it("are not infinite ones: refused with the row", () => expect(() => cleanSeries([1, Infinity], ["x", "y"])).toThrow(/Row 1 \(y\) holds Infinity/));
});
