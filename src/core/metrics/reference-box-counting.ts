import type { Mask } from "../define/metric";
import { WorkbenchError } from "../errors";
import { pow } from "../field/elementary";

export interface ReferenceBoxOptions {
  /** Smallest box edge; 2 unless given. */
  minBox?: number;
  /** Largest box edge; unless given minBox · 2^(scales − 1), at most half the side (the side itself below 4). */
  maxBox?: number;
  /** How many edges are asked for; 5 unless given. Equal ones are counted once. */
  scales?: number;
}

export interface ReferenceBoxCounting {
  dimension: number;
  r2: number;
  sizes: number[];
  counts: number[];
}

/**
 * Box counting as MFN v4.1 does it, kept for comparison. It is biased: rounding makes edge 8 into 7, cells beyond the
 * last whole box are dropped, one grid origin is tried, and "undefined" is reported as 0. Use the metric `box-counting`.
 * @param mask square, two-dimensional.
 * @returns slope of ln N on ln(1/s) by least squares and its R²; both 0 with fewer than two occupied sizes.
 * @throws WorkbenchError `data/unreadable` for a mask that is not square, `usage` for fewer than one scale.
 */
export function referenceBoxCounting(mask: Mask, { minBox = 2, maxBox, scales = 5 }: ReferenceBoxOptions = {}): ReferenceBoxCounting {
  const [n, width] = mask.shape;
  if (mask.shape.length !== 2 || n !== width)
    throw new WorkbenchError("data/unreadable", ["shape"], `the reference counts boxes on square fields only, got [${mask.shape.join(", ")}]`);
  if (!(scales >= 1)) throw new WorkbenchError("usage", ["scales"], `expected at least one scale, got ${scales}`);
  const side = n!;
  const largest = Math.max(minBox, maxBox ?? Math.min(minBox * 2 ** (scales - 1), side >= 4 ? Math.floor(side / 2) : side));
  const sizes = referenceBoxSizes(minBox, largest, scales);
  const counts = sizes.map((size) => countBoxes(mask.cells, side, size));
  const occupied = sizes.map((size, i) => ({ x: Math.log(1 / size), y: Math.log(counts[i]!) })).filter((_, i) => counts[i]! > 0);
  return { ...fit(occupied), sizes, counts };
}

/** Whole edges between min and max, evenly spaced in their logarithm and cut to integers with numpy's rounding errors. */
export function referenceBoxSizes(min: number, max: number, scales: number): number[] {
  const known = exceptions[`${min},${max},${scales}`];
  if (known) return [...known];
  const [from, to] = [Math.log10(min), Math.log10(max)];
  const step = (to - from) / (scales - 1);
  const inner = Array.from({ length: Math.max(0, scales - 2) }, (_, k) => Math.trunc(pow(10, (k + 1) * step + from)));
  return [...new Set(scales === 1 ? [min] : [min, ...inner, max])].sort((a, b) => a - b);
}

/** Where numpy's logarithm or power rounds a whole edge to the other side than ours. */
const exceptions: Record<string, readonly number[]> = {
  "1,49,7": [1, 3, 6, 13, 25, 49],
  "1,49,9": [1, 2, 4, 6, 11, 18, 30, 49],
  "1,121,9": [1, 3, 6, 11, 20, 36, 66, 121],
};

/** Boxes with any cell of the set, on whole boxes from the top left. */
function countBoxes(cells: Uint8Array, n: number, size: number): number {
  const boxes = Math.floor(n / size);
  const hit = new Uint8Array(boxes * boxes);
  for (let i = 0; i < boxes * size; i++) {
    const row = Math.floor(i / size) * boxes;
    for (let j = 0; j < boxes * size; j++) if (cells[i * n + j]) hit[row + Math.floor(j / size)] = 1;
  }
  return hit.reduce((sum, one) => sum + one, 0);
}

function fit(points: readonly { x: number; y: number }[]): { dimension: number; r2: number } {
  if (points.length < 2) return { dimension: 0, r2: 0 };
  const mean = (of: (p: { x: number; y: number }) => number) => points.reduce((sum, p) => sum + of(p), 0) / points.length;
  const [x0, y0] = [mean((p) => p.x), mean((p) => p.y)];
  const slope = mean((p) => (p.x - x0) * (p.y - y0)) / mean((p) => (p.x - x0) ** 2);
  const total = mean((p) => (p.y - y0) ** 2);
  const residual = mean((p) => (p.y - y0 - slope * (p.x - x0)) ** 2);
  return { dimension: slope, r2: total === 0 ? 0 : 1 - residual / total };
}
