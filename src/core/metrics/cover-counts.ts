import type { Mask } from "../define/metric";

/** How many boxes of each edge cover a set, over every origin that the grid of boxes can have. */
export interface CoverCounts {
  /** 2 or 3: the dimension of the array. */
  embedding: number;
  /** Set cells. */
  occupied: number;
  /** Longest edge of the set's bounding box, in cells. */
  extent: number;
  /** `mean[s]`: boxes of edge s that touch the set, averaged over all s^d origins; exact. Index 0 is unused. */
  mean: Float64Array;
  /** The same before averaging, by tiles of the lattice of positions; a single tile unless more are asked for. */
  tiles: CoverTiles;
  /** Smallest and largest number of boxes over all origins, for the edges asked for. */
  extremes: ReadonlyMap<number, readonly [smallest: number, largest: number]>;
}

/** How many positions of boxes in each tile of a lattice touch a set, as a histogram over the smallest edge at which they do. */
export interface CoverTiles {
  /** Cells of the set's bounding box along each axis: z, y, x. One along z in two dimensions. */
  box: readonly [nz: number, ny: number, nx: number];
  /** First position along each axis, in cells from the bounding box's corner: 0 or less. */
  from: readonly [z: number, y: number, x: number];
  /** Positions in a tile along each axis. */
  edge: readonly [z: number, y: number, x: number];
  /** Tiles along each axis, z slowest in `histogram`. */
  shape: readonly [tz: number, ty: number, tx: number];
  /** Edges 0 … bins − 1 for each tile; the last is that of boxes which reach nothing. */
  bins: number;
  histogram: Uint32Array;
}

/** The occupied part of an array as a box of planes; a 2D array is one plane. */
interface Cropped {
  embedding: number;
  occupied: number;
  shape: readonly [nz: number, ny: number, nx: number];
  /** Index into the array's cells of the first cell of a row of the box. */
  rowStart(z: number, y: number): number;
}

/**
 * Counts covers in one pass. For every position of the lattice, also outside the set by up to `largest - 1` cells, it finds
 * the smallest window hanging from that position which meets the set; the number of positions whose window is at most s is
 * the volume of the set dilated by a box of edge s, and that volume over s^d is the mean count over all origins. A grid's own
 * count is the same sum over positions congruent to its origin. Boxes that stick out of the frame are counted.
 *
 * Both kinds of count keep the dimension within [0, d]: the volume grows with s but not faster than s^d (Kneser 1951, Arch.
 * Math. 2:241), and the smallest cover by k-fold larger boxes lies between that by the smaller ones and 1/k^d of it.
 * @param largest longest box edge to count, in cells, ≥ 1 and < 65 535.
 * @param edges box edges whose extremes over the origins are wanted, each ≤ largest.
 * @param tilesAlong most tiles of positions along each axis, ≥ 1.
 */
export function countCovers(mask: Mask, largest: number, edges: readonly number[], tilesAlong = 1): CoverCounts {
  const set = crop(mask);
  const [nz, ny, nx] = set.shape;
  const apron = largest - 1;
  const [depth, height, width] = [set.embedding === 3 ? nz + apron : 1, ny + apron, nx + apron];
  const stride = width + 1;
  const outOfReach = largest + 1;
  const deep = depth > 1;
  const blank = () => new Uint16Array((height + 1) * stride).fill(outOfReach);
  let plane = blank();
  let next = blank();
  const bins = largest + 2;
  const edge = [Math.ceil(depth / tilesAlong), Math.ceil(height / tilesAlong), Math.ceil(width / tilesAlong)] as const;
  const tiled = [Math.ceil(depth / edge[0]), Math.ceil(height / edge[1]), Math.ceil(width / edge[2])] as const;
  const histogram = new Uint32Array(tiled[0] * tiled[1] * tiled[2] * bins);
  /** Where the bins of a position begin within those of its row of tiles. */
  const binsAt = Uint32Array.from({ length: width }, (_, x) => Math.floor(x / edge[2]) * bins);
  const tallies = edges.map((edge) => ({ edge, counts: new Uint32Array(edge ** set.embedding) }));

  for (let z = depth - 1; z >= 0; z--) {
    const setZ = set.embedding === 3 ? z - apron : 0;
    for (let y = height - 1; y >= 0; y--) {
      const crossesSet = setZ >= 0 && y >= apron;
      const row = set.rowStart(setZ, y - apron) - apron;
      const binsOfRow = (Math.floor(z / edge[0]) * tiled[1] + Math.floor(y / edge[1])) * tiled[2] * bins;
      // the windows to the right, below and between, and in 3D those of the next plane
      let right = outOfReach;
      let corner = outOfReach;
      let [nextRight, nextCorner] = [outOfReach, outOfReach];
      for (let x = width - 1, at = y * stride + x; x >= 0; x--, at--) {
        const below = plane[at + stride]!;
        let window = right < below ? right : below;
        if (corner < window) window = corner;
        if (deep) {
          const [here, nextBelow] = [next[at]!, next[at + stride]!];
          window = Math.min(window, here, nextBelow, nextRight, nextCorner);
          nextRight = here;
          nextCorner = nextBelow;
        }
        if (window < outOfReach) window++;
        if (crossesSet && x >= apron && mask.cells[row + x] !== 0) window = 1;
        plane[at] = window;
        histogram[binsOfRow + binsAt[x]! + window]!++;
        right = window;
        corner = below;
      }
      for (const tally of tallies) addRow(tally, plane, y * stride, width, z, y);
    }
    [plane, next] = [next, plane];
  }

  const mean = new Float64Array(largest + 1);
  let volume = 0;
  for (let s = 1; s <= largest; s++) {
    for (let at = s; at < histogram.length; at += bins) volume += histogram[at]!;
    mean[s] = volume / s ** set.embedding;
  }
  const from = [set.embedding === 3 ? -apron : 0, -apron, -apron] as const;
  const tiles = { box: set.shape, from, edge, shape: tiled, bins, histogram };
  const extremes = new Map(tallies.map(({ edge, counts }) => [edge, minMax(counts)] as const));
  return { embedding: set.embedding, occupied: set.occupied, extent: Math.max(nz, ny, nx), mean, tiles, extremes };
}

/** Adds one row of windows to the count of the grid each position belongs to. */
function addRow(tally: { edge: number; counts: Uint32Array }, windows: Uint16Array, start: number, width: number, z: number, y: number): void {
  const { edge, counts } = tally;
  const row = counts.length > edge * edge ? ((z % edge) * edge + (y % edge)) * edge : (y % edge) * edge;
  for (let x = 0, phase = 0; x < width; x++) {
    if (windows[start + x]! <= edge) counts[row + phase]!++;
    if (++phase === edge) phase = 0;
  }
}

function minMax(counts: Uint32Array): readonly [number, number] {
  let [smallest, largest] = [Infinity, 0];
  for (const count of counts) {
    if (count < smallest) smallest = count;
    if (count > largest) largest = count;
  }
  return [smallest, largest];
}

/** Number of set cells and longest edge of their bounding box, in cells. */
export function boundingBox(mask: Mask): { occupied: number; extent: number } {
  const { occupied, shape } = crop(mask);
  return { occupied, extent: Math.max(...shape) };
}

function crop({ shape, cells }: Mask): Cropped {
  const [nz, ny, nx] = shape.length === 3 ? (shape as [number, number, number]) : [1, shape[0]!, shape[1] ?? 1];
  const low = [nz, ny, nx];
  const high = [-1, -1, -1];
  let occupied = 0;
  for (let z = 0, row = 0; z < nz; z++)
    for (let y = 0; y < ny; y++, row += nx) {
      let inRow = 0;
      for (let at = row; at < row + nx; at++) if (cells[at] !== 0) inRow++;
      if (inRow === 0) continue;
      occupied += inRow;
      if (z < low[0]!) low[0] = z;
      if (z > high[0]!) high[0] = z;
      if (y < low[1]!) low[1] = y;
      if (y > high[1]!) high[1] = y;
      let [first, last] = [0, nx - 1];
      while (first < low[2]! && cells[row + first] === 0) first++;
      while (last > high[2]! && cells[row + last] === 0) last--;
      low[2] = Math.min(low[2]!, first);
      high[2] = Math.max(high[2]!, last);
    }
  const [z0, y0, x0] = low as [number, number, number];
  return {
    embedding: shape.length === 3 ? 3 : 2,
    occupied,
    shape: occupied === 0 ? [0, 0, 0] : [high[0]! - z0 + 1, high[1]! - y0 + 1, high[2]! - x0 + 1],
    rowStart: (z, y) => ((z + z0) * ny + y + y0) * nx + x0,
  };
}
