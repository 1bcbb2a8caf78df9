import { defineMetric, undefinedBecause, type Mask, type MetricResult } from "../define/metric";
import { patterned } from "./patterned";
import { geometricScales, scalingDimension, tooFewCells, type ScalingDetail } from "./scaling-dimension";
import { cropToSet, SummedArea, type CroppedSet } from "./summed-area";

/** `scales` are window edges 2r + 1 in cells, `logs` those of the mean mass. */
export type CorrelationDimensionDetail = ScalingDetail & {
  /** The dimension's order: a mass-based estimate is D₂. */
  order: 2;
  /** Half-widths r of the windows, in cells. */
  radii: number[];
  /** Mean number of set cells in a window of edge 2r + 1 around a cell of the set. */
  meanMass: number[];
  /** Windows averaged at every radius. */
  centres: number;
};

/** A window of scales must span at least this factor. */
const shortestRatio = 8;
/** Growth from one radius to the next. */
const growth = 1.2;
/** The largest radius: this share of the set's extent, more on small sets. */
const reach = 8;
const smallSetReach = 4;
const smallSetRadius = 12;
/** Windows smaller than that of this radius show the shape of single cells. */
const finestRadius = 2;
/** Centres are kept away from the frame unless that leaves fewer of them than this, or than this share. */
const fewestCentres = 16;
const smallestShare = 0.01;
/**
 * Error of the estimator beyond what its own windows show, on sets of known dimension turned, shifted and scaled: 0.03 at
 * 512 cells across and more, growing as the set shrinks.
 */
const calibration = (extent: number): number => 0.03 * Math.max(1, 512 / extent) ** 0.6;

/**
 * Correlation dimension D₂ by the sandbox method: the slope of the logarithm of the mean mass M(r) against that of the edge 2r + 1
 * of square (in 3D cubic) windows around every cell of the set that keeps away from the frame by the largest r; the frame is
 * the set's bounding box. The mean of the mass over cells of the set is the sum of squared box masses of the moment method
 * with q = 2, hence D₂ and not D₀; the two agree for a set that fills itself evenly.
 *
 * A side of the bounding box too short for that margin has none: a straight line lies along its own frame. Where
 * hardly a cell keeps away, as on a ring, every cell is taken and a warning says so.
 *
 * Radii grow by 1.2 from 0 to an eighth of the extent (more on small sets) but no more than a quarter of a shorter side;
 * windows of scales begin at 5 cells (less on small sets); see `scalingDimension` for the choice among them. Undefined for
 * fewer than 16 cells, for sets too small to hold a window, and where the mass grows faster than that of a filled array.
 */
export const correlationDimension = defineMetric({
  id: "correlation-dimension",
  title: "Correlation dimension D₂",
  unit: "1",
  source:
    "Tél, Fülöp, Vicsek 1989, Physica A 159:155, doi:10.1016/0378-4371(89)90563-3; Grassberger, Procaccia 1983, doi:10.1016/0167-2789(83)90298-1",
  help: "How fast the mass around a cell of the set grows with distance: 1 on a line, 2 in an area. Crowded places weigh more than in box counting.",
  formula: "D_2 = \\lim_{r \\to 0} \\frac{\\ln \\langle M(r) \\rangle}{\\ln (2r + 1)}",
  dimensions: [2, 3],
  nullModels: ["random-mask", "random-phase"],
  params: {},
  measure: (mask): MetricResult<CorrelationDimensionDetail> => measureDimension(mask),
  knownAnswers: () => [
    { title: "2 for a filled square", mask: patterned([100, 100], () => true), value: 2, tolerance: 1e-9 },
    { title: "1 for a straight line", mask: patterned([64, 96], (_z, y) => y === 20), value: 1, tolerance: 1e-9 },
    { title: "3 for a filled cube", mask: patterned([32, 32, 32], () => true), value: 3, tolerance: 1e-9 },
    {
      title: "log 3 / log 2 for the Sierpiński triangle",
      mask: patterned([256, 256], (_z, y, x) => (x & y) === 0),
      value: Math.log2(3),
      tolerance: 0.03,
    },
  ],
});

function measureDimension(mask: Mask): MetricResult<CorrelationDimensionDetail> {
  const set = cropToSet(mask);
  const extent = Math.max(...set.sides);
  const tooFew = tooFewCells(set.occupied);
  if (tooFew) return undefinedBecause(tooFew);
  if (extent < 2 * shortestRatio)
    return undefinedBecause(`the set is only ${extent} cells across; windows from 1 to ${shortestRatio} cells need ${2 * shortestRatio}`);

  const largest = largestRadius(set, extent);
  const radii = [0, ...geometricScales(largest, growth)];
  const { meanMass, centres, crowded } = meanMasses(set, radii);
  const edges = radii.map((r) => 2 * r + 1);
  const widest = edges.at(-1)!;
  const finest = Math.max(0, Math.min(finestRadius, Math.floor((widest / shortestRatio - 1) / 2)));
  const found = scalingDimension(edges, meanMass.map(Math.log), {
    from: 2 * finest + 1,
    to: widest,
    ratio: shortestRatio,
    embedding: set.embedding,
    margin: calibration(extent),
  });
  if (!found) return undefinedBecause("the mass around its cells grows faster than in a filled array: the set has no scaling in this range");
  const warnings = [
    ...(finest < finestRadius
      ? [`the set is so small that windows begin at ${2 * finest + 1} ${finest === 0 ? "cell" : "cells"}, where the shape of cells shows`]
      : []),
    ...(crowded ? ["hardly a cell keeps away from the set's frame, so windows there hang over its rim and hold less"] : []),
  ];
  const detail: CorrelationDimensionDetail = { ...found.detail, order: 2, radii, meanMass, centres };
  return { ...found, ...(warnings.length > 0 && { warnings }), detail };
}

/** A share of the extent; less where that would leave no cell away from the frame along a shorter side, unless the set is a thread along it. */
function largestRadius({ sides }: CroppedSet, extent: number): number {
  const largest = Math.max(extent / reach, Math.min(smallSetRadius, extent / smallSetReach));
  const wide = sides.filter((side) => side >= smallSetReach * smallSetRadius);
  return Math.floor(Math.min(largest, ...wide.map((side) => side / smallSetReach)));
}

/** Mean masses over the cells that keep away from the frame by the largest radius. `crowded`: hardly any do, so all cells are taken. */
function meanMasses(set: CroppedSet, radii: readonly number[]): { meanMass: number[]; centres: number; crowded: boolean } {
  const { sides, cells } = set;
  const [, ny, nx] = sides;
  const largest = radii.at(-1)!;
  const table = new SummedArea(cells, sides);
  const roomy = sides.map((side) => (side > 2 * largest ? largest : 0));
  const inner = sides.map((side, axis) => side - 2 * roomy[axis]!);
  const beam = new Uint32Array(nx + 1);
  let kept = 0;
  table.beam(roomy[0]!, roomy[0]! + inner[0]!, roomy[1]!, roomy[1]! + inner[1]!, beam);
  kept = beam[roomy[2]! + inner[2]!]! - beam[roomy[2]!]!;
  const crowded = kept < Math.max(fewestCentres, smallestShare * set.occupied);
  const [mz, my, mx] = crowded ? [0, 0, 0] : (roomy as [number, number, number]);
  const centres = crowded ? set.occupied : kept;

  const sums = radii.map((r) => {
    let sum = 0;
    for (let z = mz; z < sides[0] - mz; z++)
      for (let y = my; y < ny - my; y++) {
        const row = (z * ny + y) * nx;
        table.beam(Math.max(0, z - r), Math.min(sides[0], z + r + 1), Math.max(0, y - r), Math.min(ny, y + r + 1), beam);
        for (let x = mx; x < nx - mx; x++) {
          if (cells[row + x] === 0) continue;
          sum += beam[Math.min(nx, x + r + 1)]! - beam[Math.max(0, x - r)]!;
        }
      }
    return sum;
  });
  return { meanMass: sums.map((sum) => sum / centres), centres, crowded };
}
