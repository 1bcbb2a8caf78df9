import { describe, expect, it } from "vitest";
import { seriesLayout } from "../../src/views/series-picture";

const values = Array.from({ length: 50 }, (_, i) => i);
const curves = Array.from({ length: 5 }, (_, i) => ({ id: `c${i}`, title: "", unit: "1", values }));
const of = (height: number) => seriesLayout({ values, logarithmic: false, windowed: null, curves }, 800, height);

describe("the layout of a series with curves", () => {
  it("leaves the series most of the height, and draws what there is room for", () => {
    for (const height of [120, 240, 400, 600, 900]) {
      const { top, upperBottom, bottom, curvesDrawn } = of(height);
      expect(upperBottom - top).toBeGreaterThanOrEqual(0.64 * (bottom - top));
      expect(curvesDrawn).toBeLessThanOrEqual(3);
    }
    expect([of(240).curvesDrawn, of(900).curvesDrawn]).toEqual([0, 3]);
  });
});
