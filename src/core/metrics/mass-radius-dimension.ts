import { defineMetric, undefinedBecause, type Mask, type MetricResult } from "../define/metric";
import { patterned } from "./patterned";
import { geometricScales, scalingDimension, tooFewCells, type ScalingDetail } from "./scaling-dimension";
import { cropToSet, type CroppedSet } from "./summed-area";

/** `scales` are radii in cells, `logs` those of the mass within. */
export type MassRadiusDetail = ScalingDetail & {
  /** Set cells within each radius of the centre, those on its rim in part. */
  mass: number[];
  /** Root of the mean squared distance from the centre of mass, in cells. */
  gyrationRadius: number;
};

/** A window of scales must span at least this factor. */
const shortestRatio = 8;
/** Growth from one radius to the next. */
const growth = 1.15;
/** A smaller circle shows the shape of single cells. */
const finestRadius = 3;
/** Radii end here, in radii of gyration: inside a filled square (1.22) and inside a disc (1.41). */
const reach = 1.2;
/** Error of the estimator beyond what its own windows show: one centre sees one part of the set only. */
const calibration = (extent: number): number => 0.08 * Math.max(1, 512 / extent) ** 0.6;

/**
 * Mass–radius dimension: the slope of ln M(r) against ln r, M(r) the number of set cells within r of the set's centre of
 * mass. A cell that a circle's rim crosses counts in part, by how far its middle lies from it, so that M is
 * the mean of the mass over r ± ½ and does not jump with every ring of the grid.
 *
 * Made for clusters grown from a seed. Radii grow by 1.15 from 3 cells (less for small sets) to 1.2 radii of gyration, beyond which the cluster
 * is still growing or ends. One centre is one sample: the interval is wider than that of the correlation dimension, which averages over all.
 *
 * Undefined for fewer than 16 cells, for sets too small to hold a window of scales, and for sets with a void at their centre.
 */
export const massRadiusDimension = defineMetric({
  id: "mass-radius-dimension",
  title: "Mass–radius dimension",
  unit: "1",
  source: "Witten, Sander 1981, Phys. Rev. Lett. 47:1400, doi:10.1103/PhysRevLett.47.1400; Forrest, Witten 1979, doi:10.1088/0305-4470/12/5/008",
  help: "How fast the mass within a circle around the centre of mass grows with its radius: about 1.71 for a cluster grown by diffusion.",
  formula: "M(r) \\propto r^D",
  dimensions: [2, 3],
  nullModels: ["random-mask", "random-phase"],
  params: {},
  measure: (mask): MetricResult<MassRadiusDetail> => measureDimension(mask),
  knownAnswers: () => [
    { title: "1 for a straight line", mask: patterned([64, 256], (_z, y) => y === 20), value: 1, tolerance: 1e-9 },
    { title: "2 for a filled square", mask: patterned([256, 256], () => true), value: 2, tolerance: 0.01 },
    { title: "3 for a filled cube", mask: patterned([48, 48, 48], () => true), value: 3, tolerance: 0.02 },
  ],
});

function measureDimension(mask: Mask): MetricResult<MassRadiusDetail> {
  const set = cropToSet(mask);
  const tooFew = tooFewCells(set.occupied);
  if (tooFew) return undefinedBecause(tooFew);
  const centre = centreOf(set);
  const { mass, gyrationRadius } = massesWithin(set, centre);
  const largest = Math.floor(reach * gyrationRadius);
  const first = mass.findIndex((cells) => cells > 0);
  const from = Math.max(first, Math.min(finestRadius, Math.floor(largest / shortestRatio)));
  if (largest < shortestRatio)
    return undefinedBecause(
      `the set's radius of gyration is only ${gyrationRadius.toFixed(1)} cells; circles from 1 to ${shortestRatio} cells are needed`,
    );
  if (from * shortestRatio > largest)
    return undefinedBecause(`the set has a void of ${first} cells around its centre of mass, too large for circles within ${largest} cells`);

  const radii = geometricScales(largest, growth).filter((r) => r >= from);
  const masses = radii.map((r) => mass[r]!);
  const limits = { from, to: largest, ratio: shortestRatio, embedding: set.embedding, margin: calibration(Math.max(...set.sides)) };
  const found = scalingDimension(radii, masses.map(Math.log), limits);
  if (!found) return undefinedBecause("the mass around its centre grows faster than in a filled array: the set has no scaling in this range");
  const warnings = from < finestRadius ? [`the set is so small that the circles begin at ${from} cells, where the shape of cells shows`] : [];
  return { ...found, ...(warnings.length > 0 && { warnings }), detail: { ...found.detail, mass: masses, gyrationRadius } };
}

type Place = readonly [z: number, y: number, x: number];

function centreOf({ sides, cells, occupied }: CroppedSet): Place {
  const [nz, ny, nx] = sides;
  const sum: [number, number, number] = [0, 0, 0];
  for (let z = 0, at = 0; z < nz; z++)
    for (let y = 0; y < ny; y++)
      for (let x = 0; x < nx; x++, at++) {
        if (cells[at] === 0) continue;
        sum[0] += z;
        sum[1] += y;
        sum[2] += x;
      }
  return [sum[0] / occupied, sum[1] / occupied, sum[2] / occupied];
}

/** `mass[r]` for whole radii r: the mean over r ± ½ of the number of cells within. */
function massesWithin({ sides, cells, occupied }: CroppedSet, [cz, cy, cx]: Place): { mass: Float64Array; gyrationRadius: number } {
  const [nz, ny, nx] = sides;
  const mass = new Float64Array(Math.ceil(Math.hypot(nz, ny, nx)) + 2);
  let squares = 0;
  for (let z = 0, at = 0; z < nz; z++)
    for (let y = 0; y < ny; y++) {
      const plane = (z - cz) ** 2 + (y - cy) ** 2;
      for (let x = 0; x < nx; x++, at++) {
        if (cells[at] === 0) continue;
        const square = plane + (x - cx) ** 2;
        squares += square;
        const distance = Math.sqrt(square);
        const ring = Math.floor(distance + 0.5);
        const part = ring + 0.5 - distance;
        mass[ring]! += part;
        mass[ring + 1]! += 1 - part;
      }
    }
  for (let r = 1; r < mass.length; r++) mass[r]! += mass[r - 1]!;
  return { mass, gyrationRadius: Math.sqrt(squares / occupied) };
}
