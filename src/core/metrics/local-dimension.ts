import { num } from "../define/params";
import { defineMetric, undefinedBecause, type Mask, type MetricResult } from "../define/metric";
import { patterned } from "./patterned";
import { geometricScales, scalingDimension, tooFewCells, type ScalingDetail } from "./scaling-dimension";
import { sidesOf, SummedArea, type Sides } from "./summed-area";

/** `scales` are mean effective window edges in cells, `logs` the means over the set's cells of the logarithm of the mass. */
export type LocalDimensionDetail = ScalingDetail & {
  /** The local dimension of every cell of the set, 0 elsewhere; C order, in the mask's shape. */
  map: Float32Array;
  /** 1 where the map holds a dimension. */
  inside: Uint8Array;
  shape: number[];
  /** Half-widths in cells of the windows that the map was fitted over. */
  radii: number[];
  /** Local dimensions below which 5, 25, 50, 75 and 95 % of the cells lie. */
  quantiles: number[];
};

/** A window of scales must span at least this factor: less than elsewhere, since large windows are not local. */
const shortestRatio = 4;
/** Growth from one radius to the next. */
const growth = 1.25;
/** Radii reach this share of the longest side at most. */
const reach = 4;
/** Error of the mean beyond what its windows show; local windows are small, where the shape of cells shows. */
const margin = 0.08;
const shares = [0.05, 0.25, 0.5, 0.75, 0.95];

/**
 * Local (pointwise) dimension: for every cell of a set the slope of the logarithm of the mass in windows around it against that
 * of their edge: near 1 on a thread, near the array's dimension within a patch, 0 for a lonely speck. The value is the mean over all cells.
 *
 * A window that hangs over the array's frame counts by the part inside: its effective edge is the d-th root of that part's
 * volume, so that a filled array is d everywhere. One cell's slope may exceed d, where a thread runs into a patch.
 *
 * Radii grow by 1.25 from 1 to `radius`; the map is fitted over the window of edges, spanning a factor of 4 or more, in which
 * the mean logarithm of the mass, itself an estimate of D₁, is straightest. The interval is that of this mean.
 * Undefined for fewer than 16 cells and for arrays too small for a factor of 4.
 */
export const localDimension = defineMetric({
  id: "local-dimension",
  title: "Local dimension",
  unit: "1",
  source: "Young 1982, Ergod. Th. Dynam. Sys. 2:109, doi:10.1017/S0143385700009615",
  help: "How fast the mass around each single cell grows: 1 on threads, 2 inside patches. The map shows where the set is which.",
  formula: "d(x) = \\lim_{r \\to 0} \\frac{\\ln \\mu(B_r(x))}{\\ln r}",
  dimensions: [2, 3],
  nullModels: ["random-mask", "random-phase"],
  params: {
    radius: num(16, {
      title: "Largest radius",
      unit: "cells",
      min: 6,
      max: 256,
      integer: true,
      symbol: "r",
      help: "Half-width of the largest window.",
    }),
  },
  measure: (mask, { radius = 16 } = {}): MetricResult<LocalDimensionDetail> => measureMap(mask, radius),
  knownAnswers: () => [
    { title: "2 for a filled square", mask: patterned([64, 48], () => true), value: 2, tolerance: 1e-6 },
    { title: "3 for a filled cube", mask: patterned([24, 24, 24], () => true), value: 3, tolerance: 1e-6 },
    { title: "1 for a straight line", mask: patterned([64, 96], (_z, y) => y === 30), value: 1, tolerance: 0.02 },
  ],
});

function measureMap({ shape, cells }: Mask, radius: number): MetricResult<LocalDimensionDetail> {
  const sides = sidesOf(shape);
  const occupied = cells.reduce((sum, cell) => sum + (cell === 0 ? 0 : 1), 0);
  const tooFew = tooFewCells(occupied);
  if (tooFew) return undefinedBecause(tooFew);
  const largest = Math.min(radius, Math.floor(Math.max(...sides) / reach));
  // from edge 3 to edge 2r + 1
  if (2 * largest + 1 < 3 * shortestRatio)
    return undefinedBecause(`the array is only ${Math.max(...sides)} cells across; windows from 3 to ${3 * shortestRatio} cells need ${6 * reach}`);

  const inside = Uint8Array.from(cells, (cell) => (cell === 0 ? 0 : 1));
  const windows = new LocalWindows(inside, sides, largest);
  const radii = geometricScales(largest, growth);
  const means = radii.map((r) => windows.meanLogs(r));
  const edges = means.map(({ logEdge }) => Math.exp(logEdge));
  // Windows cut by the array's frame are smaller, so that a small array may fall short of the factor.
  const ratio = Math.min(shortestRatio, edges.at(-1)! / edges[0]!) * (1 - 1e-9);
  const limits = { from: 0, to: Infinity, ratio, embedding: windows.dimension, margin };
  const logs = means.map(({ logMass }) => logMass);
  const found = scalingDimension(edges, logs, limits);
  if (!found) return undefinedBecause("the mass around its cells grows faster than in a filled array: the set has no scaling in this range");
  const { scales } = found.detail;
  const fitted = radii.filter((_, k) => scales[k]! >= found.range[0] && scales[k]! <= found.range[1]);
  const map = windows.slopes(fitted);
  const local = map.filter((_, at) => inside[at] === 1).sort();
  // Windows cut by the frame may carry single slopes, and the mean of few, a hair above what no dimension exceeds.
  const value = Math.max(0, Math.min(windows.dimension, local.reduce((sum, slope) => sum + slope, 0) / occupied));
  const interval = [Math.min(value, found.interval[0]), Math.max(value, found.interval[1])] as const;
  const quantiles = shares.map((share) => local[Math.min(occupied - 1, Math.floor(share * occupied))]!);
  return { ...found, value, interval, detail: { ...found.detail, map, inside, shape: [...shape], radii: fitted, quantiles } };
}

/** Logarithms of the masses and effective edges of the windows around the cells of a set. */
class LocalWindows {
  /** Axes of more than one cell. */
  readonly dimension: number;
  private readonly table: SummedArea;
  private readonly beam: Uint32Array;
  /** ln n for whole n up to the volume of the largest window. */
  private readonly logs: Float64Array;
  /** Of the row last looked at, for cells of the set only. */
  private readonly logEdge: Float64Array;
  private readonly logMass: Float64Array;

  constructor(
    private readonly cells: Uint8Array,
    private readonly sides: Sides,
    largest: number,
  ) {
    this.dimension = Math.max(1, sides.filter((side) => side > 1).length);
    this.table = new SummedArea(cells, sides);
    this.beam = new Uint32Array(sides[2] + 1);
    const volume = sides.reduce((product, side) => product * Math.min(side, 2 * largest + 1), 1);
    this.logs = Float64Array.from({ length: volume + 1 }, (_, n) => Math.log(n));
    this.logEdge = new Float64Array(sides[2]);
    this.logMass = new Float64Array(sides[2]);
  }

  meanLogs(r: number): { logEdge: number; logMass: number } {
    let [edges, masses, count] = [0, 0, 0];
    const [nz, ny, nx] = this.sides;
    for (let z = 0, row = 0; z < nz; z++)
      for (let y = 0; y < ny; y++, row += nx) {
        this.lookAlong(z, y, r);
        for (let x = 0; x < nx; x++) {
          if (this.cells[row + x] === 0) continue;
          edges += this.logEdge[x]!;
          masses += this.logMass[x]!;
          count++;
        }
      }
    return { logEdge: edges / count, logMass: masses / count };
  }

  /** The slope over the given radii at every cell of the set, 0 elsewhere. */
  slopes(radii: readonly number[]): Float32Array {
    const [nz, ny, nx] = this.sides;
    const map = new Float32Array(nz * ny * nx);
    const n = radii.length;
    const [sumX, sumY, sumXX, sumXY] = [new Float64Array(nx), new Float64Array(nx), new Float64Array(nx), new Float64Array(nx)];
    for (let z = 0, row = 0; z < nz; z++)
      for (let y = 0; y < ny; y++, row += nx) {
        for (const sum of [sumX, sumY, sumXX, sumXY]) sum.fill(0);
        for (const r of radii) {
          this.lookAlong(z, y, r);
          for (let x = 0; x < nx; x++) {
            if (this.cells[row + x] === 0) continue;
            const edge = this.logEdge[x]!;
            const mass = this.logMass[x]!;
            sumX[x]! += edge;
            sumY[x]! += mass;
            sumXX[x]! += edge * edge;
            sumXY[x]! += edge * mass;
          }
        }
        for (let x = 0; x < nx; x++) {
          if (this.cells[row + x] === 0) continue;
          map[row + x] = (n * sumXY[x]! - sumX[x]! * sumY[x]!) / (n * sumXX[x]! - sumX[x]! * sumX[x]!);
        }
      }
    return map;
  }

  private lookAlong(z: number, y: number, r: number): void {
    const [nz, ny, nx] = this.sides;
    const { cells, beam, logs, logEdge, logMass, dimension } = this;
    const [z0, z1, y0, y1] = [Math.max(0, z - r), Math.min(nz, z + r + 1), Math.max(0, y - r), Math.min(ny, y + r + 1)];
    this.table.beam(z0, z1, y0, y1, beam);
    const row = (z * ny + y) * nx;
    const face = (z1 - z0) * (y1 - y0);
    for (let x = 0; x < nx; x++) {
      if (cells[row + x] === 0) continue;
      const from = x > r ? x - r : 0;
      const to = x + r < nx ? x + r + 1 : nx;
      logEdge[x] = logs[face * (to - from)]! / dimension;
      logMass[x] = logs[beam[to]! - beam[from]!]!;
    }
  }
}
