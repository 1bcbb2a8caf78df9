import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/define/metric";
import { boxCounting } from "../../../src/core/metrics/box-counting";
import { strokeWidth } from "../../../src/core/metrics/stroke-width";
import { kochCurve, volume } from "../../support/fractal-sets";

/** The set drawn with a square brush of `width` cells. */
function drawnWith({ shape, cells }: Mask, width: number): Mask {
  const [h, w] = shape as [number, number];
  const [ny, nx] = [h + width - 1, w + width - 1];
  const out = new Uint8Array(ny * nx);
  cells.forEach((cell, i) => {
    if (cell) for (let y = 0; y < width; y++) out.fill(1, (Math.floor(i / w) + y) * nx + (i % w), (Math.floor(i / w) + y) * nx + (i % w) + width);
  });
  return { shape: [ny, nx], cells: out };
}
const square = (inside: (y: number, x: number) => boolean, n = 128): Mask => ({
  shape: [n, n],
  cells: Uint8Array.from({ length: n * n }, (_, i) => (inside(Math.floor(i / n), i % n) ? 1 : 0)),
});

describe("strokeWidth", () => {
  it.each([1, 2, 3, 5, 8])("is the width of the brush that drew a line: %i", (width) => {
    expect(
      strokeWidth(
        drawnWith(
          square((y, x) => y === 64 && x > 10 && x < 100),
          width,
        ),
        10,
      ),
    ).toBe(width);
  });
  it("is 1 for an area", () => {
    expect(
      strokeWidth(
        square((y, x) => (y - 64) ** 2 + (x - 64) ** 2 < 2500),
        5,
      ),
    ).toBe(1);
    expect(
      strokeWidth(
        square(() => true),
        5,
      ),
    ).toBe(1);
  });
  it("is 1 for an empty set, and where nothing wider is looked for", () => {
    expect(
      strokeWidth(
        square(() => false),
        5,
      ),
    ).toBe(1);
    expect(
      strokeWidth(
        square((y) => y > 60 && y < 64),
        1,
      ),
    ).toBe(1);
  });
  it("is that of a rod, and of a slab, in three dimensions", () => {
    expect(
      strokeWidth(
        volume(40, (z, y) => z >= 10 && z < 13 && y >= 20 && y < 23),
        6,
      ),
    ).toBe(3);
    expect(
      strokeWidth(
        volume(40, (z) => z >= 10 && z < 14),
        6,
      ),
    ).toBe(4);
  });

  it.each([3, 5])("lets a Koch curve drawn with a pen %i cells wide keep its dimension", (width) => {
    const { value, detail } = boxCounting.measure(drawnWith(kochCurve(800, 20), width)) as { value: number; detail: { stroke: number } };
    expect(detail.stroke).toBeGreaterThanOrEqual(width);
    expect(Math.abs(value - Math.log(4) / Math.log(3))).toBeLessThan(0.06);
  });
});
