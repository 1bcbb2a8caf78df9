import { describe, expect, it } from "vitest";
import { higuchi } from "../../../src/core/series/higuchi";
import { measureWindows } from "../../../src/core/series/windows";

const series = Array.from({ length: 100 }, (_, i) => Math.sin(i * i));

describe("a metric in windows", () => {
  it("starts every stride and covers full windows only", () => {
    const { starts, results } = measureWindows(series, "higuchi", 50, 20);
    expect(starts).toEqual([0, 20, 40]);
    expect(results[1]).toEqual(higuchi.measure(series.slice(20, 70)));
  });

  it("is one number for a window of the whole series", () => {
    expect(measureWindows(series, "higuchi", 100, 1)).toEqual({ starts: [0], results: [higuchi.measure(series)] });
  });

  it("says in each window why it is undefined", () => {
    const flat = series.map((v, i) => (i < 50 ? 1 : v));
    expect(measureWindows(flat, "higuchi", 50, 50).results.map((r) => r.value === null)).toEqual([true, false]);
  });

  it.each([
    [101, 1, /window: expected a whole number from 2 to the series' 100 samples, got 101/],
    [1.5, 1, /window/],
    [50, 0, /stride: expected a whole number of at least 1/],
  ])("refuses window %d, stride %d", (window, stride, message) => {
    expect(() => measureWindows(series, "higuchi", window, stride)).toThrow(message);
  });

  it("refuses more windows than anyone looks at, and names a stride that will do", () => {
    expect(() => measureWindows(new Float64Array(30_000), "higuchi", 64, 1)).toThrow(/use 2 or more/);
  });

  it("names the metrics there are", () => expect(() => measureWindows(series, "higuci", 50, 1)).toThrow(/did you mean "higuchi"/));
});
