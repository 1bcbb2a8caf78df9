import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/define/metric";
import { boxCounting, type BoxCountingDetail } from "../../../src/core/metrics/box-counting";
import { randomMask } from "../../../src/core/metrics/null-mask";
import { blackSet, goldenImages, mengerSponge } from "../../support/fractal-images";

const measure = (mask: Mask, effort: "full" | "live" = "full") => {
  const result = boxCounting.measure(mask, { effort });
  if (result.value === null) throw new Error(result.reason);
  return { ...result, detail: result.detail as BoxCountingDetail };
};
const mask2 = (ny: number, nx: number, set: (y: number, x: number) => boolean): Mask => ({
  shape: [ny, nx],
  cells: Uint8Array.from({ length: ny * nx }, (_, i) => (set(Math.floor(i / nx), i % nx) ? 1 : 0)),
});
const filled = (ny: number, nx = ny) => mask2(ny, nx, () => true);
const triangle = (n: number) => mask2(n, n, (y, x) => (x & y) === 0);
/** The mask turned by 90°. */
const turned = ({ shape: [ny, nx], cells }: Mask): Mask => mask2(nx!, ny!, (y, x) => cells[(ny! - 1 - x) * nx! + y] === 1);
const placed = (inner: Mask, ny: number, nx: number, top: number, left: number): Mask => {
  const [h, w] = inner.shape as [number, number];
  return mask2(ny, nx, (y, x) => y >= top && x >= left && y - top < h && x - left < w && inner.cells[(y - top) * w + x - left] === 1);
};
const few = (n: number) => mask2(64, 64, (y, x) => y === 30 && x >= 10 && x < 10 + n);

describe("box-counting", () => {
  const provable = goldenImages.filter(({ kind }) => kind === "exact" || kind === "numerical");
  it.each(provable)("is $dimension ± $tolerance for $name", ({ file, dimension, tolerance }) => {
    const { value } = measure(blackSet(file));
    expect(Math.abs(value - dimension)).toBeLessThanOrEqual(tolerance);
  });

  it.each(provable)("lies within $tolerance of it on the live path, and its interval holds it: $name", ({ file, dimension, tolerance }) => {
    const { value, interval } = measure(blackSet(file), "live");
    expect(Math.abs(value - dimension)).toBeLessThanOrEqual(tolerance);
    expect(interval![0]).toBeLessThanOrEqual(dimension + 1e-6);
    expect(interval![1]).toBeGreaterThanOrEqual(dimension - 1e-6);
  });

  it.each(goldenImages.filter(({ kind }) => kind === "universal" || kind === "empirical"))(
    "is within $tolerance of $dimension for $name",
    ({ file, dimension, tolerance }) => {
      expect(Math.abs(measure(blackSet(file)).value - dimension)).toBeLessThanOrEqual(tolerance);
    },
  );

  it.each([
    ["sierpinski-carpet.png", "powers of 3", 8],
    ["vicsek.png", "powers of 3", 5],
    ["cantor-dust.png", "powers of 3", 4],
    ["sierpinski-triangle.png", "powers of 2", 3],
  ] as const)("finds by itself that %s repeats on %s, with counts that are whole powers of %i", (file, family, copies) => {
    const { value, detail } = measure(blackSet(file));
    expect(detail.family).toBe(family);
    const base = family === "powers of 2" ? 2 : 3;
    expect(value).toBeCloseTo(Math.log(copies) / Math.log(base), 9);
    detail.counts.forEach((count, k) => expect(count).toBe(copies ** (Math.round(Math.log(detail.counts[0]!) / Math.log(copies)) - k)));
  });

  it("counts 160000, 8000, 400, 20 boxes on the Menger sponge", () => {
    const { value, detail } = measure(mengerSponge());
    expect(detail.edges).toEqual([1, 3, 9, 27]);
    expect(detail.counts).toEqual([160000, 8000, 400, 20]);
    expect(value).toBeCloseTo(Math.log(20) / Math.log(3), 9);
  });

  it.each([...(boxCounting.knownAnswers?.() ?? [])])("is $title (trap 50)", ({ mask, value, tolerance }) => {
    expect(Math.abs(measure(mask).value - value)).toBeLessThanOrEqual(tolerance);
  });

  it.each([16, 17, 100, 333, 500, 512])("is 2 for a filled square of side %i, whatever the side (trap 50)", (side) => {
    expect(measure(filled(side)).value).toBe(2);
    expect(measure(filled(side), "live").value).toBe(2);
  });

  it("does not see where in its frame a set lies (trap 50)", () => {
    expect(measure(placed(triangle(128), 300, 256, 100, 57)).value).toBeCloseTo(Math.log2(3), 9);
    const dust = blackSet("dla.png");
    expect(measure(placed(dust, 700, 700, 13, 57)).value).toBeCloseTo(measure(dust).value, 12);
  });

  it("keeps its value when the set is turned by 90°", () => {
    const cluster = blackSet("dla.png");
    expect(measure(turned(cluster)).value).toBeCloseTo(measure(cluster).value, 12);
  });

  it.each([0, 1, 2, 3, 15])("is undefined for %i cells, with a reason (trap 53)", (cells) => {
    expect(boxCounting.measure(few(cells))).toEqual({ value: null, reason: expect.stringContaining(`only ${cells} cell`) as string });
  });

  it("is undefined for a set too small for a window of scales", () => {
    expect(boxCounting.measure(filled(8))).toEqual({ value: null, reason: expect.stringContaining("8 cells across") as string });
  });

  it("warns when the set is too small to tell the corrections apart, and not when it is large", () => {
    expect(measure(randomMask([40, 40], 300, 1)).warnings).toContainEqual(expect.stringContaining("only 40 cells across"));
    expect(measure(blackSet("dla.png")).warnings).toBeUndefined();
  });

  it("stays within [0, d], with counts that fall as boxes grow, for any set (trap 49)", () => {
    const shapes = fc.oneof(
      fc.tuple(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 16, max: 90 })),
      fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 2, max: 20 }), fc.integer({ min: 16, max: 20 })),
    );
    fc.assert(
      fc.property(shapes, fc.double({ min: 0.02, max: 1, noNaN: true }), fc.integer({ min: 0, max: 1e6 }), (shape, density, seed) => {
        const size = shape.reduce((a, b) => a * b, 1);
        const result = boxCounting.measure(randomMask(shape, Math.round(density * size), seed));
        if (result.value === null) return;
        const { counts, localSlopes, spread } = result.detail as BoxCountingDetail;
        for (const slope of [result.value, ...localSlopes, ...result.interval!]) {
          expect(slope).toBeGreaterThanOrEqual(0);
          expect(slope).toBeLessThanOrEqual(shape.length);
        }
        counts.slice(1).forEach((count, k) => expect(count).toBeLessThanOrEqual(counts[k]! + 1e-9));
        counts.forEach((count, k) => {
          expect(count).toBeGreaterThanOrEqual(spread![k]![0] - 1e-9);
          expect(count).toBeLessThanOrEqual(spread![k]![1] + 1e-9);
        });
      }),
      { numRuns: 150 },
    );
  });

  it("gives the same value with little effort as with much, on a set without a lattice", () => {
    const cluster = blackSet("dla.png");
    expect(measure(cluster, "live").value).toBe(measure(cluster).value);
  });
});
