import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/define/metric";
import { skeletonGraph, type SkeletonGraphDetail } from "../../../src/core/metrics/skeleton-graph";
import { cellSet, transposed } from "../../support/cell-sets";

const measure = (mask: Mask) => {
  const result = skeletonGraph.measure(mask);
  if (result.value === null) throw new Error(result.reason);
  return { value: result.value, interval: result.interval!, ...(result.detail as SkeletonGraphDetail) };
};
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** The cells nearest to a straight line through the middle of a square, one for each step along its longer axis. */
function straightLine(length: number, degrees: number, offset: number): Mask {
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const steep = Math.abs(s) > Math.abs(c);
  const [long, slope] = steep ? [s, c / s] : [c, s / c];
  const reach = Math.floor((length * Math.abs(long)) / 2);
  const middle = Math.ceil(length / 2) + 3;
  return cellSet([2 * middle, 2 * middle], (x, y) => {
    const [along, across] = steep ? [y - middle, x - middle] : [x - middle, y - middle];
    return Math.abs(along) <= reach && across === Math.round(along * slope + offset);
  });
}
const lengthOf = (length: number, degrees: number): number => {
  const long = Math.max(Math.abs(Math.cos((degrees * Math.PI) / 180)), Math.abs(Math.sin((degrees * Math.PI) / 180)));
  return (2 * Math.floor((length * long) / 2)) / long;
};
const angles = Array.from({ length: 31 }, (_, k) => 6 * k + 0.4);

describe("length of a skeleton", () => {
  it.each([
    [30, 0.03, 0.004],
    [100, 0.01, 0.003],
    [200, 0.01, 0.003],
  ])("is that of a straight line of %i cells at any angle, within %d, on average within %d; its interval holds it", (length, most, average) => {
    const errors = angles.map((degrees, k) => {
      const { value, interval } = measure(straightLine(length, degrees, ((k * 0.618) % 1) - 0.5));
      const truth = lengthOf(length, degrees);
      expect(interval[0], `${degrees}°`).toBeLessThanOrEqual(truth);
      expect(interval[1], `${degrees}°`).toBeGreaterThanOrEqual(truth);
      return value / truth - 1;
    });
    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(most);
    expect(Math.abs(mean(errors))).toBeLessThan(average);
  });

  it("is 330 for the line at 24.7° whose steps are 9 % longer", () => {
    const { value, branches } = measure(straightLine(330, 24.7, 0.2));
    expect(Math.abs(value / lengthOf(330, 24.7) - 1)).toBeLessThan(0.004);
    expect(branches[0]!.tortuosity).toBeLessThan(1.005);
    expect(branches[0]!.tortuosity).toBeGreaterThanOrEqual(1);
  });

  it.each([8, 12, 20, 40, 90])("is 2πr of a circle of radius %i, within 1.5 %% and in its interval", (radius) => {
    const side = 2 * radius + 9;
    const ring = cellSet([side, side], (x, y) => Math.abs(Math.hypot(x - side / 2 + 0.7, y - side / 2 + 0.4) - radius) <= 1.5);
    const { value, interval, loops } = measure(ring);
    const truth = 2 * Math.PI * radius;
    expect(loops).toBe(1);
    expect(Math.abs(value / truth - 1)).toBeLessThan(0.015);
    expect(interval[0]).toBeLessThanOrEqual(truth);
    expect(interval[1]).toBeGreaterThanOrEqual(truth);
  });

  it("is that of a straight line in space", () => {
    for (const [dz, dy] of [
      [0.3, 0.4],
      [0.7, 0.1],
      [0.55, 0.9],
      [0.45, 0.45],
    ] as const) {
      // prettier-ignore
      const mask = cellSet([64, 64, 64], (x, y, z) => y === Math.round(dy * x) && z === Math.round(dz * x));
      expect(Math.abs(measure(mask).value / (63 * Math.hypot(1, dy, dz)) - 1)).toBeLessThan(0.01);
    }
  });

  it("is the same from either end, so that it is transposed with the set", () => {
    for (const degrees of [11, 38, 63]) {
      const bent = cellSet([90, 90], (x, y) => {
        const along = Math.round(45 + 30 * Math.sin((x + degrees) / 12));
        return x > 5 && x < 84 && Math.abs(y - along) <= 1;
      });
      expect(measure(transposed(bent)).value).toBeCloseTo(measure(bent).value, 0);
    }
  });
});
