import { defineMetric, undefinedBecause, type Mask, type MetricResult } from "../define/metric";
import { patterned } from "./patterned";
import { described, geometricScales, scalingDimension, tooFewCells, type ScalingDetail, type ScalingDimension } from "./scaling-dimension";
import { fitLine, localSlopes } from "./scaling-window";
import { cropToSet, SummedArea, type CroppedSet } from "./summed-area";

/** `scales` are box edges in cells, `logs` the means of ln m over the set's cells, m the mass of a cell's box: ln M + Σ p ln p. */
export type InformationDimensionDetail = ScalingDetail & {
  /** Boxes on the set's own lattice, or boxes at every position. */
  family: `powers of ${number}` | "gliding";
};

/** A window of scales must span at least this factor. */
const shortestRatio = 8;
/** Lattices that are tried. */
const bases = [2, 3];
/** Local slopes on a lattice that agree to this are self-similarity, not luck. */
const latticeTolerance = 0.005;
const latticeSlopes = 3;
/** Growth from one gliding box to the next. */
const growth = 1.2;
/** Smaller boxes show the shape of single cells. */
const finestEdge = 3;
/**
 * Error of the estimator beyond what its own windows show, on sets of known dimension turned, shifted and scaled: 0.04 at
 * 512 cells across and more, growing as the set shrinks.
 */
const calibration = (extent: number): number => 0.04 * Math.max(1, 512 / extent) ** 0.6;

/**
 * Information dimension D₁ of the mass of a set, every cell of it weighing the same: the slope of Σ p ln p against ln s, where p is the
 * share of the mass in a box of edge s.
 *
 * Boxes lie at every position within the set's bounding box; since such boxes overlap, Σ p ln p is taken as the
 * mean of ln m over all pairs of a cell and a box that holds it, m being the mass of the box. No box hangs over the rim, so that
 * a filled square is 2 at every edge; along a side of the bounding box shorter than s the box is as long as that side.
 * Where all sides are multiples of a power of two or three, the boxes that tile the bounding box are tried first; when
 * the slopes between all their edges agree to 0.005 the set repeats itself on that lattice and these are fitted.
 *
 * Undefined for fewer than 16 cells, for sets too small to hold a window of box edges, and where the information falls faster than in
 * a filled array. See `scalingDimension` for the choice of the window.
 */
export const informationDimension = defineMetric({
  id: "information-dimension",
  title: "Information dimension D₁",
  unit: "1",
  source: "Rényi 1959, Acta Math. Acad. Sci. Hung. 10:193, doi:10.1007/BF02063299; Farmer 1982, doi:10.1515/zna-1982-1117",
  help: "How fast the information needed to say in which box a cell of the set lies grows as the boxes shrink: at most the box-counting dimension.",
  formula: "D_1 = \\lim_{s \\to 0} \\frac{\\sum_i p_i \\ln p_i}{\\ln s}",
  dimensions: [2, 3],
  nullModels: ["random-mask", "random-phase"],
  params: {},
  measure: (mask): MetricResult<InformationDimensionDetail> => measureDimension(mask),
  knownAnswers: () => [
    { title: "2 for a filled square of any side", mask: patterned([100, 100], () => true), value: 2, tolerance: 1e-9 },
    { title: "1 for a straight line", mask: patterned([64, 96], (_z, y) => y === 20), value: 1, tolerance: 1e-9 },
    {
      title: "log 3 / log 2 for the Sierpiński triangle",
      mask: patterned([64, 64], (_z, y, x) => (x & y) === 0),
      value: Math.log2(3),
      tolerance: 1e-9,
    },
    {
      title: "2 for the Sierpiński tetrahedron",
      mask: patterned([32, 32, 32], (z, y, x) => ((x & y) | (y & z) | (z & x)) === 0),
      value: 2,
      tolerance: 1e-9,
    },
  ],
});

function measureDimension(mask: Mask): MetricResult<InformationDimensionDetail> {
  const set = cropToSet(mask);
  const extent = Math.max(...set.sides);
  const tooFew = tooFewCells(set.occupied);
  if (tooFew) return undefinedBecause(tooFew);
  if (extent < 2 * shortestRatio)
    return undefinedBecause(`the set is only ${extent} cells across; box edges from 1 to ${shortestRatio} need ${2 * shortestRatio}`);

  for (const base of bases) {
    const found = onLattice(set, base);
    if (found) return { ...found, detail: { ...found.detail, family: `powers of ${base}` } };
  }
  const largest = Math.floor(Math.max(extent / 8, Math.min(finestEdge * shortestRatio, extent / 4), shortestRatio));
  const edges = geometricScales(largest, growth);
  const from = Math.min(finestEdge, Math.max(1, Math.floor(largest / shortestRatio)));
  const limits = { from, to: largest, ratio: shortestRatio, embedding: set.embedding, margin: calibration(extent) };
  const found = scalingDimension(edges, glidingLogs(set, edges), limits);
  if (!found) return undefinedBecause("the information falls faster than in a filled array: the set has no scaling in this range");
  const warnings =
    from < finestEdge
      ? [`the set is only ${extent} cells across, so the window begins at ${from} ${from === 1 ? "cell" : "cells"}, where the shape of cells shows`]
      : [];
  return { ...found, ...(warnings.length > 0 && { warnings }), detail: { ...found.detail, family: "gliding" } };
}

/** Mean of ln m over all pairs of a set cell and a box within the bounding box that holds it. */
function glidingLogs({ sides, cells }: CroppedSet, edges: readonly number[]): number[] {
  const table = new SummedArea(cells, sides);
  const beam = new Uint32Array(sides[2] + 1);
  return edges.map((edge) => {
    const [ez, ey, ex] = sides.map((side) => Math.min(edge, side)) as [number, number, number];
    const weighted = Float64Array.from({ length: ez * ey * ex + 1 }, (_, m) => (m > 1 ? m * Math.log(m) : 0));
    let [mass, sum] = [0, 0];
    for (let z = 0; z + ez <= sides[0]; z++)
      for (let y = 0; y + ey <= sides[1]; y++) {
        table.beam(z, z + ez, y, y + ey, beam);
        for (let x = ex; x <= sides[2]; x++) {
          const m = beam[x]! - beam[x - ex]!;
          mass += m;
          sum += weighted[m]!;
        }
      }
    return sum / mass;
  });
}

/** The slope on the boxes that tile the bounding box, if it is the same between all their edges. */
function onLattice(set: CroppedSet, base: number): ScalingDimension | null {
  const edges = [1];
  const tiles = (edge: number): boolean => set.sides.every((side) => side % edge === 0 || side === 1);
  while (tiles(edges.at(-1)! * base)) edges.push(edges.at(-1)! * base);
  // one box around everything tells of the frame only
  if (edges.at(-1) === Math.max(...set.sides)) edges.pop();
  if (edges.length <= latticeSlopes || edges.at(-1)! < shortestRatio || edges.at(-1)! < Math.max(...set.sides) / shortestRatio) return null;
  const logs = edges.map((edge) => tiledLog(set, edge));
  const x = edges.map(Math.log);
  const slopes = localSlopes(x, logs);
  const [low, high] = [Math.min(...slopes), Math.max(...slopes)];
  if (high - low > latticeTolerance) return null;
  const margin = calibration(Math.max(...set.sides)) * ((high - low) / latticeTolerance);
  const reason = `the slopes between all powers of ${base} agree to ${latticeTolerance}: the set repeats itself on the boxes that tile it`;
  const fit = { first: 0, last: edges.length - 1, ...fitLine(x, logs) };
  return described(edges, logs, fit, [Math.max(0, low - margin), Math.min(set.embedding, high + margin)], reason, set.embedding);
}

/** Mean of ln m over the cells of the set, m being the mass of the cell's box. */
function tiledLog({ sides, cells, occupied }: CroppedSet, edge: number): number {
  const [nz, ny, nx] = sides;
  const [by, bx] = [Math.ceil(ny / edge), Math.ceil(nx / edge)];
  const masses = new Uint32Array(Math.ceil(nz / edge) * by * bx);
  for (let z = 0, at = 0; z < nz; z++)
    for (let y = 0; y < ny; y++) {
      const row = (Math.floor(z / edge) * by + Math.floor(y / edge)) * bx;
      for (let x = 0; x < nx; x++, at++) if (cells[at] === 1) masses[row + Math.floor(x / edge)]!++;
    }
  return masses.reduce((sum, m) => (m > 1 ? sum + m * Math.log(m) : sum), 0) / occupied;
}
