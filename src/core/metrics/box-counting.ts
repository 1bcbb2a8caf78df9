import { choice } from "../define/params";
import { defineMetric, undefinedBecause, type Mask, type MetricResult } from "../define/metric";
import { boundingBox, countCovers, type CoverCounts } from "./cover-counts";
import { fitLine, longest, localSlopes, straightest, windowFits, type WindowFit } from "./scaling-window";

/** What the log–log plot draws. A type and not an interface, so that it passes where any record of facts is taken. */
export type BoxCountingDetail = {
  /** Box edges in cells, ascending, whole numbers. */
  edges: number[];
  /** Effective box edges, against which the counts are fitted: the edges themselves on a lattice family, slightly less otherwise. */
  scales: number[];
  /** Boxes of each edge that cover the set: the smallest cover on a lattice family, the mean over all origins otherwise. */
  counts: number[];
  /** Smallest and largest count over all origins of the grid; absent when `effort` is "live". */
  spread: (readonly [number, number])[] | null;
  /** Dimension between neighbouring scales; one fewer than scales. */
  localSlopes: number[];
  r2: number;
  /** Why this family and this window. */
  reason: string;
  /** `ln N = intercept + slope · ln s` within the window, s the effective edge. */
  slopeIntercept: { slope: number; intercept: number };
  /** Effective edges between which the line was fitted. */
  window: readonly [number, number];
  family: Family;
};

type Family = "powers of 2" | "powers of 3" | "geometric";

/** Fewer cells than this have no scaling to speak of. */
const fewestCells = 16;
/** A window of scales must span at least this factor. */
const shortestRatio = 8;
/** Local slopes on a lattice family that agree to this are self-similarity, not luck. */
const latticeTolerance = 0.005;
/** A lattice must show as many local slopes as this. */
const latticeSlopes = 3;
/** A lattice must hold from the finest edges (any set fills boxes large enough) to within this factor of the extent. */
const latticeStart = 2;
const latticeReach = 8;
/**
 * Error of the estimator beyond what its own windows show, on sets of known dimension turned, shifted, scaled and speckled:
 * 0.04 at 512 cells across and more, growing as the set shrinks, to 0.25 at 24.
 */
const calibration = (extent: number): number => 0.04 * Math.max(1, 512 / extent) ** 0.6;
/** Growth from one edge of the geometric family to the next. */
const geometricRatio = 1.2;

/**
 * Box-counting dimension: minus the slope of log N(s) against log s over a window of box edges.
 *
 * Three families of edges are tried. On powers of two and of three N(s) is the smallest cover over all origins of the grid;
 * when its local slopes agree to 0.005 the set repeats itself on that lattice. Otherwise N(s) is the
 * mean over all origins on edges growing by 1.2, fitted against the effective edge s·L/(L + s), L the set's extent: a box
 * that hangs over the rim of a finite set covers less of it. The window is the one, among all with a ratio of 8 or more
 * from 3 cells to an eighth of the extent (more on small sets), whose slope has the smallest standard error. The interval spans
 * the slopes of all those windows, since neighbouring counts share their boxes and the regression's own error is far too
 * small, widened by the error that remains on sets of known dimension turned, shifted, scaled and speckled.
 *
 * The value lies within [0, d] by construction, never by clipping: see `countCovers` for both kinds of count; for the
 * effective edge it is the Brunn–Minkowski inequality, with equality for a filled cube.
 *
 * Undefined for fewer than 16 cells and for sets too small to hold a window. r² is near 1 for noise too, so it is kept in
 * `detail` and proves nothing.
 */
export const boxCounting = defineMetric({
  id: "box-counting",
  title: "Box-counting dimension",
  unit: "1",
  source: "Falconer 2003, Fractal Geometry, §3.1, doi:10.1002/0470013850",
  help: "How fast the number of boxes needed to cover the set grows as the boxes shrink: 1 for a line, 2 for an area, between for a fractal.",
  formula: "D = -\\lim_{s \\to 0} \\frac{\\ln N(s)}{\\ln s}",
  dimensions: [2, 3],
  nullModels: ["random-mask", "random-phase"],
  params: {
    effort: choice("full", {
      options: ["full", "live"],
      title: "Effort",
      help: "live tries powers of two only as a lattice and leaves out the spread over origins; several times faster.",
    }),
  },
  measure: (mask, options = {}): MetricResult<BoxCountingDetail> => measureDimension(mask, options.effort ?? "full"),
  knownAnswers: () => [
    { title: "2 for a filled square of any side", mask: patterned([100, 100], () => true), value: 2, tolerance: 1e-9 },
    { title: "1 for a straight line", mask: patterned([64, 64], (y) => y === 20), value: 1, tolerance: 1e-9 },
    { title: "log 3 / log 2 for the Sierpiński triangle", mask: patterned([64, 64], (y, x) => (x & y) === 0), value: Math.log2(3), tolerance: 1e-9 },
    { title: "log 8 / log 3 for the Sierpiński carpet", mask: patterned([81, 81], inCarpet), value: Math.log(8) / Math.log(3), tolerance: 1e-9 },
    {
      title: "2 for the Sierpiński tetrahedron",
      mask: patterned([32, 32, 32], (z, y, x) => ((x & y) | (y & z) | (z & x)) === 0),
      value: 2,
      tolerance: 1e-9,
    },
  ],
});

/** Counts over one family of edges. */
type Curve = Pick<BoxCountingDetail, "family" | "edges" | "scales" | "counts" | "spread">;

function measureDimension(mask: Mask, effort: "full" | "live"): MetricResult<BoxCountingDetail> {
  const { extent, occupied } = boundingBox(mask);
  if (occupied < fewestCells)
    return undefinedBecause(`only ${occupied} ${occupied === 1 ? "cell belongs" : "cells belong"} to the set; at least ${fewestCells} are needed`);
  if (extent < 2 * shortestRatio)
    return undefinedBecause(`the set is only ${extent} cells across; box edges from 1 to ${shortestRatio} need ${2 * shortestRatio}`);

  const largest = Math.floor(extent / 2);
  const upper = Math.floor(Math.max(extent / 8, Math.min(3 * shortestRatio, extent / 4), shortestRatio));
  const lattices = (effort === "live" ? [2] : [2, 3]).map((base) => powersUpTo(largest, base));
  const geometric = geometricUpTo(upper);
  const covers = countCovers(mask, largest, [...new Set([...lattices.flat(), ...(effort === "full" ? geometric : [])])]);

  const curves = lattices.map((edges) => latticeCurve(covers, edges, edges[1] === 2 ? "powers of 2" : "powers of 3"));
  const exact = curves.flatMap((curve) => latticeFit(curve, extent / latticeReach) ?? []);
  if (exact.length > 0)
    return latticeResult(
      exact.reduce((a, b) => (b.ratio > a.ratio ? b : a)),
      covers,
    );
  return geometricResult(covers, geometric, upper);
}

/**
 * The dimension that the same edges, counted and fitted in the same way, give for another set: what a comparison needs.
 * Null when the other set has no cell, or when its extent leaves nothing to fit.
 */
export function dimensionLike({ family, edges, scales, window }: BoxCountingDetail, mask: Mask): number | null {
  const { extent, occupied } = boundingBox(mask);
  if (occupied === 0) return null;
  const inside = edges.filter((edge, i) => scales[i]! >= window[0] && scales[i]! <= window[1] && edge <= extent);
  if (inside.length < 2) return null;
  const covers = countCovers(mask, inside.at(-1)!, family === "geometric" ? [] : inside);
  const { scales: x, counts } = family === "geometric" ? geometricCurve(covers, inside) : latticeCurve(covers, inside, family);
  return tidy(-fitLine(x.map(Math.log), counts.map(Math.log)).slope);
}

function latticeCurve({ extremes }: CoverCounts, edges: number[], family: Family): Curve {
  const spread = edges.map((edge) => extremes.get(edge)!);
  const counts = spread.map(([smallest]) => smallest);
  return { family, edges, scales: edges, counts, spread };
}

/** The longest window in which the local slopes of a lattice family agree, if it is long enough to be one. */
function latticeFit(curve: Curve, reach: number): { curve: Curve; fit: WindowFit; ratio: number } | undefined {
  const { edges } = curve;
  const slopes = slopesOf(curve);
  const steady = windowFits(edges, curve.scales.map(Math.log), curve.counts.map(Math.log), { from: 1, to: Infinity, ratio: shortestRatio }).filter(
    ({ first, last }) => {
      const inside = slopes.slice(first, last);
      return (
        first <= latticeStart &&
        edges[last]! >= reach &&
        inside.length >= latticeSlopes &&
        Math.max(...inside) - Math.min(...inside) <= latticeTolerance
      );
    },
  );
  const fit = longest(steady);
  return fit && { curve, fit, ratio: edges[fit.last]! / edges[fit.first]! };
}

/** Slopes that agree exactly are a proof; the less exactly they do, the more of the usual margin the interval keeps, for agreement may be chance. */
function latticeResult({ curve, fit }: { curve: Curve; fit: WindowFit }, { extent, embedding }: CoverCounts): MetricResult<BoxCountingDetail> {
  const slopes = slopesOf(curve).slice(fit.first, fit.last);
  const [low, high] = [-Math.max(...slopes), -Math.min(...slopes)];
  const margin = calibration(extent) * Math.min(1, (high - low) / latticeTolerance);
  const reason = `the local slopes on ${curve.family} agree to ${latticeTolerance}: the set repeats itself on that lattice, so its smallest covers are fitted`;
  return result(curve, fit, [Math.max(0, low - margin), Math.min(embedding, high + margin)], reason);
}

/** The mean over all origins, against the effective edge s·L/(L − 1 + s) of a set L cells across. */
function geometricCurve({ mean, extremes, extent }: CoverCounts, edges: number[]): Curve {
  const counts = edges.map((edge) => mean[edge]!);
  const spread = edges.every((edge) => extremes.has(edge)) ? edges.map((edge) => extremes.get(edge)!) : null;
  const scales = edges.map((edge) => (edge * extent) / (extent - 1 + edge));
  return { family: "geometric", edges, scales, counts, spread };
}

function geometricResult(covers: CoverCounts, edges: number[], upper: number): MetricResult<BoxCountingDetail> {
  const curve = geometricCurve(covers, edges);
  const from = Math.min(3, Math.max(1, Math.floor(upper / shortestRatio)));
  const fits = windowFits(curve.edges, curve.scales.map(Math.log), curve.counts.map(Math.log), { from, to: upper, ratio: shortestRatio });
  const best = straightest(fits)!;
  const slopes = fits.map((fit) => -fit.slope);
  const margin = calibration(covers.extent);
  const reason = `the straightest of ${fits.length} windows that span a factor of ${shortestRatio} or more between ${from} and ${upper} cells: its slope has the smallest standard error`;
  const measured = result(curve, best, [Math.max(0, Math.min(...slopes) - margin), Math.min(covers.embedding, Math.max(...slopes) + margin)], reason);
  const warnings = from === 1 ? [`the set is only ${covers.extent} cells across, so the window begins at single cells, where their shape shows`] : [];
  return { ...measured, ...(warnings.length > 0 && { warnings }) };
}

function result(curve: Curve, fit: WindowFit, interval: readonly [number, number], reason: string): MetricResult<BoxCountingDetail> {
  const window = [curve.scales[fit.first]!, curve.scales[fit.last]!] as const;
  const { slope, intercept, r2 } = fit;
  const slopes = slopesOf(curve).map((local) => tidy(-local));
  const detail = { ...curve, localSlopes: slopes, r2, reason, slopeIntercept: { slope, intercept }, window };
  return { value: tidy(-slope), interval: [tidy(interval[0]), tidy(interval[1])], range: window, detail };
}

const slopesOf = ({ scales, counts }: Curve): number[] => localSlopes(scales.map(Math.log), counts.map(Math.log));

/** Without the rounding errors of the logarithms: a filled square is 2, not 1.9999999999999998. Also turns -0 into 0. */
const tidy = (value: number): number => Math.round(value * 1e12) / 1e12 + 0;

function powersUpTo(largest: number, base: number): number[] {
  const edges = [1];
  while (edges.at(-1)! * base <= largest) edges.push(edges.at(-1)! * base);
  return edges;
}

function geometricUpTo(largest: number): number[] {
  const edges = new Set<number>();
  for (let edge = 1; Math.round(edge) <= largest; edge *= geometricRatio) edges.add(Math.round(edge));
  return [...edges.add(largest)];
}

function patterned(shape: readonly number[], set: (...at: [number, number, number]) => boolean): Mask {
  const [ny, nx] = shape.slice(-2) as [number, number];
  const size = shape.reduce((product, side) => product * side, 1);
  const at = (i: number): [number, number, number] => {
    const [z, y, x] = [Math.floor(i / (ny * nx)), Math.floor(i / nx) % ny, i % nx];
    return shape.length === 3 ? [z, y, x] : [y, x, 0];
  };
  return { shape, cells: Uint8Array.from({ length: size }, (_, i) => (set(...at(i)) ? 1 : 0)) };
}

/** A cell is in the carpet unless some pair of ternary digits of its coordinates is (1, 1). */
function inCarpet(y: number, x: number): boolean {
  for (; y > 0 || x > 0; [y, x] = [Math.floor(y / 3), Math.floor(x / 3)]) if (y % 3 === 1 && x % 3 === 1) return false;
  return true;
}
