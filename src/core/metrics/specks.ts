import type { Mask } from "../define/metric";
import { boxSum, cellsAround, summedCells, type SummedCells } from "./summed-cells";

/** A set without the specks that a noisy picture strews over it. */
export interface Unspeckled {
  /** The set that is left: the mask itself when no noise was found. */
  mask: Mask;
  /** Cells taken away. */
  removed: number;
  /** Noise cells per cell of the background; 0 when none was found. */
  density: number;
}

/** A background must show as many cells without neighbours as this before noise is looked for. */
const fewestSpecks = 16;
/** The noise is read from tiles with about this many specks each. */
const specksPerTile = 0.7;
const largestRate = 3;
/** Fewer tiles with so few cells tell nothing; they overlap by half. */
const fewestTiles = 80;
/** Specks that chance is allowed to spare in the whole picture. */
const sparedByChance = 0.1;
/** A smaller share of the cells than this is no set within noise, but noise that happens to gather. */
const leastLeft = 0.02;
/** Reach of the windows in which cells are counted. */
const reaches = [1, 2, 4, 8];

/**
 * Takes specks of noise (salt) out of a set. Strewn at random, they are a Poisson process over the whole background, which a
 * fractal dust never is: its own specks gather, and leave large voids. So the noise is told by tiles of the picture: those with
 * 0, 1, 2 and 3 cells must stand in the ratios of Poisson's law, with one density ρ. A cell is then noise unless some
 * window of 3, 5, 9 or 17 cells about it holds more cells than noise of density ρ would put there anywhere in the picture by
 * chance. Of the rest those classes go, by the number of neighbours within 1 and 2 cells, that noise about the set explains: where ρ times
 * the background cells with such neighbours is more than half of the set cells with them. The idea is that of Byers and Raftery 1998, doi:10.1080/01621459.1998.10473711, with windows instead of k-th neighbours.
 * A mask that is noise throughout is left as it is.
 */
export function withoutSpecks(mask: Mask): Unspeckled {
  const untouched = { mask, removed: 0, density: 0 };
  if (!hasSpecks(mask)) return untouched;
  const sums = summedCells(mask);
  const density = noiseDensity(sums);
  if (density === 0) return untouched;
  const area = mask.cells.length;
  const limits = reaches.map((reach) =>
    poissonLimit(density * ((2 * reach + 1) ** sums.embedding - 1), sparedByChance / reaches.length / (density * area)),
  );
  const crowded = (z: number, y: number, x: number, self: number) =>
    reaches.some((reach, i) => cellsAround(sums, z, y, x, reach) - self > limits[i]!);
  const classes = 27 * 125; // most cells within 1 and within 2, in 3D
  const surroundings = (z: number, y: number, x: number, self: number) =>
    (cellsAround(sums, z, y, x, 1) - self) * 125 + cellsAround(sums, z, y, x, 2) - self;
  const among = new Float64Array(classes);
  const beside = new Float64Array(classes);
  /** For each crowded cell of the set its class, from 1. */
  const kind = new Uint16Array(area);
  let set = 0;
  forEachCell(mask, (at, z, y, x) => {
    const self = mask.cells[at]!;
    set += self;
    if (!crowded(z, y, x, self)) return;
    const k = surroundings(z, y, x, self);
    if (self) {
      among[k]!++;
      kind[at] = k + 1;
    } else beside[k]!++;
  });
  const cells = new Uint8Array(area);
  let kept = 0;
  for (let at = 0; at < area; at++) {
    if (kind[at] === 0) continue;
    const k = kind[at]! - 1;
    if (density * beside[k]! >= among[k]! / 2) continue;
    cells[at] = 1;
    kept++;
  }
  if (kept < set * leastLeft) return untouched;
  return { mask: { shape: mask.shape, cells }, removed: set - kept, density };
}

function forEachCell({ shape }: Mask, visit: (at: number, z: number, y: number, x: number) => void): void {
  const [nz, ny, nx] = shape.length === 3 ? (shape as [number, number, number]) : [1, shape[0]!, shape[1] ?? 1];
  for (let z = 0, at = 0; z < nz; z++) for (let y = 0; y < ny; y++) for (let x = 0; x < nx; x++, at++) visit(at, z, y, x);
}

/** Whether enough cells have no neighbour among the 8, in 3D 26, around them. */
function hasSpecks({ shape, cells }: Mask): boolean {
  const [nz, ny, nx] = shape.length === 3 ? (shape as [number, number, number]) : [1, shape[0]!, shape[1] ?? 1];
  const alone = (z: number, y: number, x: number): boolean => {
    for (let k = Math.max(0, z - 1); k <= Math.min(nz - 1, z + 1); k++)
      for (let j = Math.max(0, y - 1); j <= Math.min(ny - 1, y + 1); j++)
        for (let i = Math.max(0, x - 1); i <= Math.min(nx - 1, x + 1); i++)
          if (cells[(k * ny + j) * nx + i] !== 0 && (k !== z || j !== y || i !== x)) return false;
    return true;
  };
  let found = 0;
  for (let z = 0, at = 0; z < nz; z++)
    for (let y = 0; y < ny; y++)
      for (let x = 0; x < nx; x++, at++) {
        if (cells[at] === 0 || (x > 0 && cells[at - 1] !== 0) || (x + 1 < nx && cells[at + 1] !== 0)) continue;
        if (alone(z, y, x) && ++found === fewestSpecks) return true;
      }
  return false;
}

/** The density of Poisson noise that the emptiest tiles agree on; 0 when they do not look like noise. */
function noiseDensity(sums: SummedCells): number {
  const [nz, ny, nx] = sums.shape;
  const flat = sums.embedding === 2;
  const side = Math.min(ny, nx, flat ? Infinity : nz);
  for (let w = 3; w <= side / 3; w = Math.ceil(w * 1.2)) {
    const n = [0, 0, 0, 0, 0];
    const step = Math.ceil(w / 2);
    for (let z = 0; z + (flat ? 1 : w) <= nz; z += flat ? 1 : step)
      for (let y = 0; y + w <= ny; y += step)
        for (let x = 0; x + w <= nx; x += step) n[Math.min(4, boxSum(sums, z, z + (flat ? 1 : w), y, y + w, x, x + w))]!++;
    const rate = n[1]! / n[0]!;
    if (n[0]! === 0) return 0;
    if (rate < specksPerTile) continue;
    const twos = (n[0]! * rate ** 2) / 2;
    const threes = (n[0]! * rate ** 3) / 6;
    const total = n[0]! + n[1]! + n[2]! + n[3]!;
    if (total < fewestTiles) return 0;
    const fits = poissonLike(n[2]!, twos) && poissonLike(n[3]!, threes);
    return fits && rate < largestRate ? rate / w ** sums.embedding : 0;
  }
  return 0;
}

/** Overlapping tiles scatter more than Poisson's counts, and a few hold cells of the set. */
const poissonLike = (found: number, expected: number): boolean => Math.abs(found - expected) <= 6 * Math.sqrt(expected) + expected / 2;

/** The smallest k with P(X > k) ≤ tail for Poisson's X. */
function poissonLimit(mean: number, tail: number): number {
  let term = Math.exp(-mean);
  let below = term;
  let k = 0;
  while (1 - below > tail && k < 10000) {
    k++;
    term *= mean / k;
    below += term;
  }
  return k;
}
