import { expect, it } from "vitest";
import type { Mask } from "../../src/core/define/metric";
import { uniformAt } from "../../src/core/field/philox";
import { boxCounting } from "../../src/core/metrics/box-counting";
import { blackSet, goldenImages } from "../support/fractal-images";

/** A mask of another shape whose cells are looked up in the first; places outside it are empty. */
function redrawn({ shape, cells }: Mask, ny: number, nx: number, from: (y: number, x: number) => readonly [number, number]): Mask {
  const [h, w] = shape as [number, number];
  const at = (y: number, x: number) => (y >= 0 && x >= 0 && y < h && x < w ? cells[y * w + x]! : 0);
  return { shape: [ny, nx], cells: Uint8Array.from({ length: ny * nx }, (_, i) => at(...from(Math.floor(i / nx), i % nx))) };
}

/** Turned about the middle by any angle, into a frame that holds it; a cell is set when three of nine points in it are. */
function tilted(mask: Mask, degrees: number): Mask {
  const n = Math.ceil(1.45 * Math.max(...mask.shape));
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [h, w] = mask.shape as [number, number];
  const points = [-1 / 3, 0, 1 / 3].flatMap((dy) =>
    [-1 / 3, 0, 1 / 3].map((dx) =>
      redrawn(mask, n, n, (y, x) => {
        const [v, u] = [y + dy - n / 2, x + dx - n / 2];
        return [Math.round(h / 2 + cos * v - sin * u), Math.round(w / 2 + sin * v + cos * u)];
      }),
    ),
  );
  return { shape: [n, n], cells: points[0]!.cells.map((_, i) => (points.filter(({ cells }) => cells[i] === 1).length >= 3 ? 1 : 0)) };
}

/** What a camera, a crop or a scanner does to a set without changing its dimension. */
const variants: Record<string, (mask: Mask) => Mask> = {
  "as it is": (mask) => mask,
  "turned by 90°": (mask) => redrawn(mask, mask.shape[1]!, mask.shape[0]!, (y, x) => [mask.shape[0]! - 1 - x, y]),
  mirrored: (mask) => redrawn(mask, mask.shape[0]!, mask.shape[1]!, (y, x) => [y, mask.shape[1]! - 1 - x]),
  "in a larger frame": (mask) => redrawn(mask, mask.shape[0]! + 188, mask.shape[1]! + 131, (y, x) => [y - 100, x - 57]),
  "in another frame": (mask) => redrawn(mask, mask.shape[0]! + 40, mask.shape[1]! + 90, (y, x) => [y - 13, x - 71]),
  "tilted by 17°": (mask) => tilted(mask, 17),
  "tilted by 30°": (mask) => tilted(mask, 30),
  "at twice the size": (mask) => redrawn(mask, 2 * mask.shape[0]!, 2 * mask.shape[1]!, (y, x) => [y >> 1, x >> 1]),
  "with a tenth of its cells lost": (mask) => ({
    shape: mask.shape,
    cells: mask.cells.map((cell, i) => (cell && uniformAt(5, 0, i, 0) > 0.1 ? 1 : 0)),
  }),
};

it("box counting holds its dimension, and its interval the truth, over turned, framed, enlarged and thinned sets", () => {
  const measured = goldenImages
    .filter(({ kind }) => kind === "exact" || kind === "numerical")
    .flatMap(({ name, file, dimension }) => {
      const mask = blackSet(file);
      return Object.entries(variants).map(([variant, change]) => {
        const result = boxCounting.measure(change(mask));
        if (result.value === null) throw new Error(`${name} ${variant}: ${result.reason}`);
        const [low, high] = result.interval!;
        return {
          variant,
          width: high - low,
          error: Math.abs(result.value - dimension),
          covered: low - 1e-6 <= dimension && dimension <= high + 1e-6,
        };
      });
    });
  const summary = (of: typeof measured) => ({
    error: of.reduce((sum, { error }) => sum + error, 0) / of.length,
    coverage: of.filter(({ covered }) => covered).length / of.length,
    width: of.map(({ width }) => width).sort((a, b) => a - b)[of.length >> 1]!,
  });
  // Sets that keep the lattice they were built on are found out and fitted exactly; a tilt is what a photograph does.
  const [all, tilts] = [summary(measured), summary(measured.filter(({ variant }) => variant.startsWith("tilted")))];
  console.info(`${measured.length} sets`, all, "tilted ones", tilts);
  expect(all.error).toBeLessThan(0.025);
  expect(tilts.error).toBeLessThan(0.05);
  expect(all.coverage).toBeGreaterThan(0.85);
});
