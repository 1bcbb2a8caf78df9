import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/define/metric";
import { massRadiusDimension, type MassRadiusDetail } from "../../../src/core/metrics/mass-radius-dimension";
import { blackSet, goldenImages } from "../../support/fractal-images";
import { image, placedMask, scattered, transposedMask, turnedMask } from "../../support/known-masks";

const measure = (mask: Mask) => {
  const result = massRadiusDimension.measure(mask);
  if (result.value === null) throw new Error(result.reason);
  return { ...result, detail: result.detail as MassRadiusDetail };
};
const golden = (name: string) => goldenImages.find((entry) => entry.name === name)!;

describe("mass-radius-dimension", () => {
  it.each(["dla", "percolation", "disc", "line", "vicsek"].map(golden))("is $dimension ± $tolerance for $name", ({ file, dimension, tolerance }) => {
    const { value, interval } = measure(blackSet(file));
    expect(Math.abs(value - dimension)).toBeLessThanOrEqual(tolerance);
    expect(interval![0]).toBeLessThanOrEqual(dimension + 1e-6);
    expect(interval![1]).toBeGreaterThanOrEqual(dimension - 1e-6);
  });

  it.each([...(massRadiusDimension.knownAnswers?.() ?? [])])("is $title", ({ mask, value, tolerance }) => {
    expect(Math.abs(measure(mask).value - value)).toBeLessThanOrEqual(tolerance);
  });

  it("counts the mass within r of the centre of mass, averaged over r ± ½", () => {
    const mask = scattered([120, 90], 0.2, 3);
    const { detail } = measure(mask);
    const cells = Array.from(mask.cells.keys()).filter((at) => mask.cells[at] === 1);
    const mean = (of: (at: number) => number) => cells.reduce((sum, at) => sum + of(at), 0) / cells.length;
    const [cy, cx] = [mean((at) => Math.floor(at / 90)), mean((at) => at % 90)];
    const distances = cells.map((at) => Math.hypot(Math.floor(at / 90) - cy, (at % 90) - cx));
    expect(detail.gyrationRadius).toBeCloseTo(Math.sqrt(distances.reduce((sum, d) => sum + d * d, 0) / cells.length), 10);
    detail.scales.forEach((r, k) => {
      const expected = distances.reduce((sum, d) => sum + Math.max(0, Math.min(1, r + 0.5 - d)), 0);
      expect(detail.mass[k]).toBeCloseTo(expected, 8);
    });
  });

  it("does not see the frame around a set, nor its orientation", () => {
    const cluster = blackSet("dla.png");
    const { value } = measure(cluster);
    for (const same of [placedMask(cluster, 700, 800, 20, 57), turnedMask(cluster), transposedMask(cluster)])
      expect(measure(same).value).toBeCloseTo(value, 9);
  });

  it("is undefined, with the reason, for sets with a void at their centre, and for small and sparse ones", () => {
    const reason = (mask: Mask) => massRadiusDimension.measure(mask);
    expect(reason(blackSet("koch-boundary.png"))).toEqual({ value: null, reason: expect.stringContaining("void") as string });
    expect(reason(image(10, 10, () => true))).toEqual({ value: null, reason: expect.stringContaining("radius of gyration") as string });
    for (const cells of [0, 1, 2, 3, 15])
      expect(reason(image(64, 64, (y, x) => y === 30 && x < cells))).toEqual({
        value: null,
        reason: expect.stringContaining(`only ${cells} cell`) as string,
      });
  });

  it("stays within [0, d]", () => {
    for (let seed = 0; seed < 20; seed++) {
      const result = massRadiusDimension.measure(scattered(seed % 2 === 0 ? [80, 60] : [24, 30, 26], 0.02 + 0.04 * seed, seed));
      if (result.value === null) continue;
      for (const slope of [result.value, ...result.interval!]) {
        expect(slope).toBeGreaterThanOrEqual(0);
        expect(slope).toBeLessThanOrEqual(seed % 2 === 0 ? 2 : 3);
      }
    }
  });
});
