import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/define/metric";
import { boxCounting, dimensionLike, type BoxCountingDetail } from "../../../src/core/metrics/box-counting";
import { graphBase } from "../../../src/core/metrics/cover-graph";
import { countWithin, fullBoxes } from "../../../src/core/metrics/full-boxes";
import { randomMask } from "../../../src/core/metrics/null-mask";
import { withoutPepper } from "../../../src/core/metrics/pepper";
import { uniformAt } from "../../../src/core/field/philox";

const square = (n: number, set: (y: number, x: number) => boolean): Mask => ({
  shape: [n, n],
  cells: Uint8Array.from({ length: n * n }, (_, i) => (set(Math.floor(i / n), i % n) ? 1 : 0)),
});
const disc = square(100, (y, x) => Math.hypot(y - 49, x - 51) < 40);
const measured = (mask: Mask) => {
  const result = boxCounting.measure(mask);
  if (result.value === null) throw new Error(result.reason);
  return { ...result, detail: result.detail as BoxCountingDetail };
};

describe("countWithin", () => {
  it.each([[[20, 23]], [[9, 10, 11]]] as const)("equals looking at every box, on %j", (shape) => {
    const mask = randomMask(shape, Math.round(0.8 * shape.reduce<number>((a, b) => a * b, 1)), 2);
    const within = countWithin(fullBoxes(mask, 5), 5, shape.length);
    const [nz, ny, nx] = shape.length === 3 ? shape : [1, ...shape];
    for (const s of [1, 2, 3, 4, 5]) {
      let boxes = 0;
      const depth = shape.length === 3 ? s : 1;
      for (let z = 0; z + depth <= nz; z++)
        for (let y = 0; y + s <= ny; y++)
          for (let x = 0; x + s <= nx; x++) {
            let full = true;
            for (let k = 0; k < depth; k++)
              for (let j = 0; j < s; j++) for (let i = 0; i < s; i++) full &&= mask.cells[((z + k) * ny + y + j) * nx + x + i] === 1;
            if (full) boxes++;
          }
      expect(within[s]).toBeCloseTo(boxes / s ** shape.length, 12);
    }
  });
});

describe("withoutPepper", () => {
  it("closes the holes of one cell, and no larger or open ones", () => {
    const holes = square(12, (y, x) => !(y === 3 && x === 3) && !(y === 7 && (x === 7 || x === 8)) && !(y === 0 && x === 5));
    expect(withoutPepper(holes).cells).toEqual(square(12, (y, x) => !(y === 7 && (x === 7 || x === 8)) && !(y === 0 && x === 5)).cells);
  });
});

describe("graphBase", () => {
  const heights = Array.from({ length: 80 }, (_, x) => Math.floor(40 + 20 * Math.sin(x / 3)));
  const graph = square(90, (y, x) => x < 80 && y >= Math.min(heights[x]!, heights[x + 1] ?? 0) && y <= Math.max(heights[x]!, heights[x + 1] ?? 0));
  it("is the length of the axis of a graph, along either axis", () => {
    expect(graphBase(graph)).toBe(80);
    expect(graphBase(square(90, (y, x) => graph.cells[x * 90 + y] === 1))).toBe(80);
  });
  it("is null for strewn cells, for a circle and in space", () => {
    expect(graphBase(randomMask([64, 64], 500, 1))).toBeNull();
    expect(graphBase(square(64, (y, x) => Math.abs(Math.hypot(y - 32, x - 32) - 20) < 1))).toBeNull();
    expect(graphBase({ shape: [2, 4, 4], cells: new Uint8Array(32).fill(1) })).toBeNull();
  });
});

describe("what box counting counts", () => {
  it("is the mean of touching and contained boxes for an area, which has dimension 2 to the rounding of its rim", () => {
    const { value, detail } = measured(disc);
    expect(detail.countedAs).toBe("area");
    expect(value).toBeGreaterThan(1.99);
  });

  it("is an area with pepper in it as well", () => {
    const { value, detail } = measured({ shape: disc.shape, cells: disc.cells.map((cell, i) => (cell && uniformAt(3, 0, i, 0) > 0.01 ? 1 : 0)) });
    expect(detail.countedAs).toBe("area");
    expect(value).toBeGreaterThan(1.95);
  });

  it("is the boxes beyond those of its base for a steep graph, and the boxes of a flat one: a rough line far longer than high is a line", () => {
    const zigzag = square(128, (y, x) => Math.abs(((5 * x) % 250) - 125) >= y - 2 && Math.abs(((5 * x) % 250) - 125) < y + 3);
    expect(measured(zigzag).detail.countedAs).toBe("graph");
    const flat = { shape: [8, 2000], cells: new Uint8Array(8 * 2000) };
    for (let x = 0; x < 2000; x++) for (let y = 0; y < (x % 2 ? 4 : 1); y++) flat.cells[y * 2000 + x] = 1;
    const { value, detail } = measured(flat);
    expect(detail.countedAs).toBe("boxes");
    expect(Math.abs(value - 1)).toBeLessThan(0.1);
  });

  it("is the boxes of strewn cells", () => {
    expect(measured(randomMask([128, 128], 1500, 1)).detail.countedAs).toBe("boxes");
  });

  it("is for a null model what it was for the set: dense noise does not differ from noise", () => {
    for (const cells of [9000, 13000, 15600, 16000]) {
      const { value, detail } = measured(randomMask([128, 128], cells, 1));
      const nulls = [2, 3, 4, 5].map((seed) => dimensionLike(detail, randomMask([128, 128], cells, seed))!);
      for (const one of nulls) expect(Math.abs(one - value), `${cells} cells as ${detail.countedAs}`).toBeLessThan(0.01);
    }
  });
});
