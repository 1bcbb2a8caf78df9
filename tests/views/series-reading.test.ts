import { describe, expect, it } from "vitest";
import { curveInWords, nearestMark } from "../../src/views/series-reading";

describe("a press on the plot", () => {
  const threePixelsARow = (index: number) => 3 * index;
  it("means the nearest mark within six pixels, whatever their order", () => {
    expect(nearestMark([10, 13], threePixelsARow, 12)).toBe(13);
    expect(nearestMark([13, 10], threePixelsARow, 11)).toBe(10);
    expect(nearestMark([10], threePixelsARow, 12)).toBe(10);
  });

  it("means no mark further off", () => {
    expect(nearestMark([10], threePixelsARow, 13)).toBeNull();
    expect(nearestMark([], threePixelsARow, 0)).toBeNull();
  });
});

describe("a curve in words", () => {
  const curve = { title: "Statistic", unit: "std", values: [null, 0, 2.53] };
  it("has its value and unit, 0 included", () => {
    expect(curveInWords(curve, 2)).toBe("Statistic: 2.53 std");
    expect(curveInWords(curve, 1)).toBe("Statistic: 0 std");
    expect(curveInWords({ ...curve, unit: "1" }, 2)).toBe("Statistic: 2.53");
  });

  it("says where it has none", () => {
    expect(curveInWords(curve, 0)).toBe("Statistic: none here");
    expect(curveInWords(curve, 9)).toBe("Statistic: none here");
  });
});
