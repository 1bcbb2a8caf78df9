import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/define/metric";
import { countCovers } from "../../../src/core/metrics/cover-counts";
import { jackknifeError } from "../../../src/core/metrics/cover-jackknife";
import { volumesOfParts } from "../../../src/core/metrics/cover-parts";
import { randomMask } from "../../../src/core/metrics/null-mask";

const edges = [1, 2, 3, 5, 8];

/** The parts of a set that fills its frame, box by box: the part that the middle of each box is in. */
function byHand({ shape, cells }: Mask, s: number): Float64Array {
  const deep = shape.length === 3;
  const [nz, ny, nx] = deep ? (shape as [number, number, number]) : [1, ...(shape as [number, number])];
  const along = deep ? 3 : 4;
  const parts = new Float64Array(along ** shape.length);
  const touches = (z0: number, y0: number, x0: number) => {
    for (let z = Math.max(0, z0); z < Math.min(nz, deep ? z0 + s : 1); z++)
      for (let y = Math.max(0, y0); y < Math.min(ny, y0 + s); y++)
        for (let x = Math.max(0, x0); x < Math.min(nx, x0 + s); x++) if (cells[(z * ny + y) * nx + x]) return true;
    return false;
  };
  // as a tile of a single position is: the stretch of one cell about the box's middle
  const shares = (from: number, n: number) =>
    Array.from({ length: along }, (_, part) => {
      const [low, high] = [part === 0 ? -Infinity : (part * n) / along, part === along - 1 ? Infinity : ((part + 1) * n) / along];
      return Math.max(0, Math.min(high, from + (s - 1) / 2 + 1) - Math.max(low, from + (s - 1) / 2));
    });
  for (let z = deep ? 1 - s : 0; z < nz; z++)
    for (let y = 1 - s; y < ny; y++)
      for (let x = 1 - s; x < nx; x++) {
        if (!touches(z, y, x)) continue;
        const [ofZ, ofY, ofX] = [deep ? shares(z, nz) : [1], shares(y, ny), shares(x, nx)];
        ofZ.forEach((a, k) => ofY.forEach((b, j) => ofX.forEach((c, i) => (parts[(k * along + j) * along + i]! += a * b * c))));
      }
  return parts;
}
/** With its corners, so that its bounding box is its frame. */
const cornered = ({ shape, cells }: Mask): Mask => ({ shape, cells: cells.map((cell, i) => (i === 0 || i === cells.length - 1 ? 1 : cell)) });

describe("volumesOfParts", () => {
  it.each([
    [[13, 17], 12],
    [[6, 7, 9], 20],
  ] as const)("equals counting box by box on %j, of tiles of a single position", (shape, cells) => {
    const mask = cornered(randomMask(shape, cells, 3));
    const volumes = volumesOfParts(countCovers(mask, 8, [], 100).tiles, edges);
    edges.forEach((edge, i) => byHand(mask, edge).forEach((one, part) => expect(volumes[part]![i]).toBeCloseTo(one, 9)));
  });

  it.each([1, 3, 20])("adds up to the mean counts, whatever the tiles: %i along each axis", (tilesAlong) => {
    const covers = countCovers(randomMask([40, 61], 90, 7), 8, [], tilesAlong);
    const volumes = volumesOfParts(covers.tiles, edges);
    edges.forEach((edge, i) => expect(volumes.reduce((sum, part) => sum + part[i]!, 0) / edge ** 2).toBeCloseTo(covers.mean[edge]!, 9));
    expect([...covers.mean]).toEqual([...countCovers(randomMask([40, 61], 90, 7), 8, []).mean]);
  });
});

describe("jackknifeError", () => {
  const error = (mask: Mask) => jackknifeError(countCovers(mask, 8, [], 20).tiles, edges, edges);
  const square = (set: (y: number, x: number) => boolean): Mask => ({
    shape: [64, 64],
    cells: Uint8Array.from({ length: 64 * 64 }, (_, i) => (set(Math.floor(i / 64), i % 64) ? 1 : 0)),
  });

  it("is small where the parts are alike, and large where they are not", () => {
    const alike = error(square((y, x) => y % 4 === 0 && x % 4 === 0));
    const unlike = error(square((y, x) => (y < 32 && x < 32) || (y % 8 === 0 && x % 8 === 0)));
    expect(alike).toBeLessThan(0.1);
    expect(unlike).toBeGreaterThan(2 * alike);
  });

  it("is 0 where fewer than three parts hold anything", () => {
    expect(error(square((y, x) => y < 2 && x < 2))).toBeGreaterThanOrEqual(0);
    expect(error(square((y, x) => (y === 0 && x === 0) || (y === 63 && x === 63)))).toBe(0);
  });
});
