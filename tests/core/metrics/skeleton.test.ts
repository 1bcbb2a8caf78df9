import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/define/metric";
import { distanceToBackground } from "../../../src/core/metrics/distance-transform";
import { eulerNumber } from "../../../src/core/metrics/euler-number";
import { codeAt, padded } from "../../../src/core/metrics/neighbourhood";
import { skeletonise } from "../../../src/core/metrics/skeleton";
import { isSimpleInSpace } from "../../../src/core/metrics/thinning-space";
import { cellSet, drawnSet, planeSets, spaceSets, turned } from "../../support/cell-sets";
import { oracleSets } from "../../support/topology-oracle";

const cellsOf = ({ cells }: Mask): number => cells.reduce((sum, cell) => sum + cell, 0);
/** Pieces, loops and cavities. */
function topology(mask: Mask) {
  const { components, loops, cavities } = eulerNumber.measure(mask, { connectivity: "all" }).detail!;
  return { components, loops, cavities };
}
/** The set drawn with #, for a difference that can be read. */
const drawing = ({ shape: [ny, nx], cells }: Mask): string[] =>
  Array.from({ length: ny! }, (_, y) => [...cells.subarray(y * nx!, (y + 1) * nx!)].map((cell) => (cell ? "#" : ".")).join(""));

describe("skeletonise", () => {
  it("keeps pieces, holes, tunnels and cavities of any set, and adds no cell", () =>
    fc.assert(
      fc.property(fc.oneof(planeSets, spaceSets), (mask) => {
        const skeleton = skeletonise(mask);
        expect(topology(skeleton)).toEqual(topology(mask));
        skeleton.cells.forEach((cell, i) => expect(cell).toBeLessThanOrEqual(mask.cells[i]!));
      }),
      { numRuns: 500 },
    ));

  it("finds nothing more to take away the second time", () =>
    fc.assert(
      fc.property(fc.oneof(planeSets, spaceSets), (mask) => {
        const skeleton = skeletonise(mask);
        expect(skeletonise(skeleton).cells).toEqual(skeleton.cells);
      }),
    ));

  it("is one cell thick: a cell between two sides that meet in a corner is there only because pieces or holes need it", () =>
    fc.assert(
      fc.property(planeSets, (mask) => {
        const skeleton = skeletonise(mask);
        const before = topology(skeleton);
        const [ny, nx] = skeleton.shape as [number, number];
        const is = (y: number, x: number) => y >= 0 && x >= 0 && y < ny && x < nx && skeleton.cells[y * nx + x] === 1;
        skeleton.cells.forEach((cell, i) => {
          const [y, x] = [Math.floor(i / nx), i % nx];
          if (!cell || !(is(y - 1, x) || is(y + 1, x)) || !(is(y, x - 1) || is(y, x + 1))) return;
          expect(topology({ ...skeleton, cells: skeleton.cells.with(i, 0) })).not.toEqual(before);
        });
      }),
    ));

  it.each([
    ["a square of two cells, which Zhang and Suen's algorithm loses", ["....", ".##.", ".##.", "...."], 2],
    ["a diagonal two cells wide, which it eats from its ends", ["##....", ".##...", "..##..", "...##.", "....##", ".....#"], 5],
  ])("keeps %s", (_, rows, least) => {
    const skeleton = skeletonise(drawnSet(...rows));
    expect(topology(skeleton)).toMatchObject({ components: 1, loops: 0 });
    expect(cellsOf(skeleton)).toBeGreaterThanOrEqual(least);
  });

  it("is the middle line of a bar of odd width, in the plane and in space", () => {
    const bar = cellSet([13, 40], (x, y) => x >= 3 && x < 37 && y >= 4 && y < 9);
    const line = drawing(skeletonise(bar));
    line.forEach((row, y) => expect(row.slice(6, 34)).toBe((y === 6 ? "#" : ".").repeat(28)));
    const rod = skeletonise(cellSet([9, 9, 40], (x, y, z) => x >= 3 && x < 37 && Math.abs(y - 4) <= 2 && Math.abs(z - 4) <= 2));
    rod.cells.forEach((cell, i) => {
      const [x, y, z] = [i % 40, Math.floor(i / 40) % 9, Math.floor(i / 360)];
      if (x >= 6 && x < 34) expect(cell).toBe(y === 4 && z === 4 ? 1 : 0);
    });
  });

  it("lies in the middle of a ring: nowhere nearer to the outline than half the width less one cell and a half", () => {
    const ring = cellSet([101, 101], (x, y) => Math.abs(Math.hypot(x - 50.3, y - 49.8) - 35) <= 8);
    const [skeleton, distances] = [skeletonise(ring), distanceToBackground(ring)];
    expect(topology(skeleton)).toMatchObject({ components: 1, loops: 1 });
    skeleton.cells.forEach((cell, i) => {
      if (cell) expect(distances[i]).toBeGreaterThanOrEqual(8 - 1.5);
    });
  });

  it("leaves lines one cell wide as they are, but for the inner cells of right angles", () => {
    const line = ["#.....", ".#....", "..###.", ".....#", ".....#", "......"];
    expect(drawing(skeletonise(drawnSet(...line)))).toEqual(line);
    expect(drawing(skeletonise(drawnSet("###", "..#", "..#")))).toEqual(["##.", "..#", "..#"]);
  });

  it.each(oracleSets.filter(({ name }) => /net|rings|cross|fork|scaffold|ring in|koch|vicsek|disc|line|dla/.test(name)))(
    "has, to a tenth, as many cells as scikit-image's skeletons, and their topology: $name",
    ({ mask, facts: { skeletonCells } }) => {
      const set = mask();
      const skeleton = skeletonise(set);
      expect(topology(skeleton)).toEqual(topology(set));
      const [low, high] = [Math.min(skeletonCells.default, skeletonCells.lee), Math.max(skeletonCells.default, skeletonCells.lee)];
      expect(cellsOf(skeleton)).toBeGreaterThanOrEqual(0.9 * low);
      expect(cellsOf(skeleton)).toBeLessThanOrEqual(1.1 * high);
    },
  );

  it("has the same topology turned by 90°", () =>
    fc.assert(
      fc.property(planeSets, (mask) => {
        expect(topology(skeletonise(turned(mask)))).toEqual(topology(skeletonise(mask)));
      }),
    ));

  it("is empty for an empty set, and refuses other numbers of axes", () => {
    expect(cellsOf(skeletonise(drawnSet("...", "...")))).toBe(0);
    expect(() => skeletonise({ shape: [3], cells: new Uint8Array(3) })).toThrow(/two or three dimensions, got 1/);
  });
});

describe("a simple cell in space", () => {
  const cubes = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 27, maxLength: 27 });
  it("is one without which pieces, tunnels and cavities of its neighbourhood are the same", () =>
    fc.assert(
      fc.property(cubes, (draws) => {
        const withCell: Mask = { shape: [3, 3, 3], cells: Uint8Array.from(draws).with(13, 1) };
        const without: Mask = { shape: [3, 3, 3], cells: withCell.cells.with(13, 0) };
        const set = padded(withCell);
        expect(isSimpleInSpace(codeAt(set, (2 * set.ny + 2) * set.nx + 2))).toEqual(
          JSON.stringify(topology(withCell)) === JSON.stringify(topology(without)),
        );
      }),
      { numRuns: 2000 },
    ));
});
