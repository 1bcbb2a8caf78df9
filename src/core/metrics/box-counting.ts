import { choice } from "../define/params";
import { defineMetric, undefinedBecause, type Mask, type MetricResult } from "../define/metric";
import { geometricCurve, geometricUpTo, latticeCurve, powersUpTo, slopesOf, type Curve, type Family } from "./cover-curves";
import { boundingBox, countCovers, type CoverCounts } from "./cover-counts";
import { jackknifeError } from "./cover-jackknife";
import { tilesForParts } from "./cover-parts";
import { areaCounts, countAsWhatItIs, widestWithin, type CountedAs } from "./counted-as";
import { fullBoxes } from "./full-boxes";
import { patterned } from "./patterned";
import { withoutPepper } from "./pepper";
import { outward, tidy } from "./scaling-dimension";
import { fitPowerLaw, type PowerLaw } from "./power-law-fit";
import { fitLine, longest, localSlopes, windowFits, type WindowFit } from "./scaling-window";
import { withoutSpecks } from "./specks";
import { strokeWidth } from "./stroke-width";

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
  /** Cells that were taken for noise of the picture and left out. */
  specks: number;
  /** Width in cells of the brush that the set is drawn with. On the geometric family boxes of edge s cover the strokes' corners. */
  stroke: number;
  /** What the counts that the law was fitted to are of, see `CountedAs`; "boxes" on a lattice. */
  countedAs: CountedAs;
  /** What was found beside the power law on the geometric family, see `fitPowerLaw`; null on a lattice. */
  corrections: PowerLaw["corrections"] | null;
  /** Residual χ² per degree of freedom on the geometric family; null on a lattice. */
  misfit: number | null;
};

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
/** Slopes that differ by no more than rounding. */
const exactTolerance = 1e-9;
/** Half-width of the margin on a lattice whose slopes agree no better than they must. */
const latticeMargin = (extent: number): number => 0.04 * Math.max(1, 512 / extent) ** 0.6;
/** The geometric family begins at this many strokes, where the cells' own shape is a correction and no more. */
const finestEdge = 2;
/** Its coarsest edge as a share of the extent. */
const coarsestShare = 4;
/** Strokes are looked for up to this share of the extent; in space, where sets are fewer cells across, their finest parts pass for strokes sooner. */
const widestShare = { plane: 32, space: 64 };
/** Standard errors on either side of the value that make the interval: the errors have longer tails than the normal law. */
const errorsInInterval = 2;
/** Share of the jackknife's error in the standard error: the fit's holds some of it already. */
const jackknifeShare = 0.75;
/** A misfit above this is worth a warning. */
const largestMisfit = 4;
const asReason: Record<CountedAs, string> = {
  boxes: "",
  area: "; an area, so the mean of the boxes that touch it and those within it is fitted",
  graph: "; the graph of a function, so the boxes beyond those of its base are fitted",
};
/** On smaller sets, in strokes, the corrections for cells and rim meet. */
const smallExtent = 64;

/**
 * Box-counting dimension: minus the slope of log N(s) against log s.
 *
 * Specks of noise are taken out first (`withoutSpecks`). Then three families of edges are tried. On powers of two and of three
 * N(s) is the smallest cover over all origins of the grid; when its local slopes agree to 0.005 the set repeats itself on that
 * lattice. Otherwise N(s) is the mean over all origins on edges growing by 1.2 from two strokes to a quarter of the extent, and the
 * law is fitted with corrections for the picture's cells and for the rim of a finite set (`fitPowerLaw`), under 0 ≤ D ≤ d. What is
 * drawn with a brush w cells wide (`strokeWidth`) is measured as what the brush followed: boxes of edge s meet the stroke where boxes of
 * edge s + w − 1 meet its path. An area and a graph are counted so that the rim hardly shows (`CountedAs`). For plots the scale is the effective edge s·L/(L − 1 + s), L the set's extent, on which a filled cube and a straight
 * line are exact. The interval is two standard errors: that of a model in which neighbouring counts share their boxes, joined by three quarters of
 * what the set's parts differ by (`jackknifeError`); the three quarters, like the windows, were chosen on sets of known dimension.
 *
 * Undefined for fewer than 16 cells and for sets less than 16 across. r² is near 1 for noise too, so it is kept in `detail` and
 * proves nothing.
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
    specks: choice("leave-out", {
      options: ["leave-out", "keep"],
      title: "Specks of noise",
      help: "Cells strewn at random over the background, as salt in a noisy picture, belong to the set or do not.",
    }),
  },
  measure: (mask, { effort = "full", specks = "leave-out" } = {}): MetricResult<BoxCountingDetail> => measureDimension(mask, effort, specks),
  like: dimensionLike,
  knownAnswers: () => [
    { title: "2 for a filled square of any side", mask: patterned([100, 100], () => true), value: 2, tolerance: 1e-9 },
    { title: "1 for a straight line", mask: patterned([64, 64], (_, y) => y === 20), value: 1, tolerance: 1e-9 },
    {
      title: "log 3 / log 2 for the Sierpiński triangle",
      mask: patterned([64, 64], (_, y, x) => (x & y) === 0),
      value: Math.log2(3),
      tolerance: 1e-9,
    },
    {
      title: "log 8 / log 3 for the Sierpiński carpet",
      mask: patterned([81, 81], (_, y, x) => inCarpet(y, x)),
      value: Math.log(8) / Math.log(3),
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

function measureDimension(picture: Mask, effort: "full" | "live", specks: "leave-out" | "keep"): MetricResult<BoxCountingDetail> {
  const { mask, removed } = specks === "keep" ? { mask: picture, removed: 0 } : withoutSpecks(picture);
  const { extent, occupied } = boundingBox(mask);
  if (occupied < fewestCells)
    return undefinedBecause(`only ${occupied} ${occupied === 1 ? "cell belongs" : "cells belong"} to the set; at least ${fewestCells} are needed`);
  if (extent < 2 * shortestRatio)
    return undefinedBecause(`the set is only ${extent} cells across; box edges from 1 to ${shortestRatio} need ${2 * shortestRatio}`);
  const exact = latticeResult(mask, extent, effort);
  const measured = exact ?? geometricResult(mask, extent, effort);
  const warnings = [
    ...(removed > 0 ? [`${removed} cells strewn over the background are taken for noise and left out`] : []),
    ...(measured.warnings ?? []),
  ];
  return { ...measured, ...(warnings.length > 0 && { warnings }), detail: { ...measured.detail, specks: removed } };
}

/**
 * The dimension that the same edges, counted and fitted in the same way, give for another set: what a comparison needs.
 * Null when the other set has no cell, or when its extent leaves nothing to fit.
 */
export function dimensionLike({ family, edges, scales, window, countedAs }: BoxCountingDetail, mask: Mask): number | null {
  const { extent, occupied } = boundingBox(mask);
  if (occupied === 0) return null;
  const inside = edges.filter((edge, i) => scales[i]! >= window[0] && scales[i]! <= window[1] && edge <= extent);
  if (inside.length < 3) return null;
  const covers = countCovers(mask, inside.at(-1)!, family === "geometric" ? [] : inside);
  if (family === "geometric") {
    const curve = geometricCurve(covers, inside, 1);
    if (countedAs !== "area") return geometricFit(curve, covers, 1, "boxes").value;
    return geometricFit({ ...curve, counts: areaCounts(mask, covers, inside) }, covers, 1, "area").value;
  }
  const { scales: x, counts } = latticeCurve(covers, inside, family);
  return tidy(-fitLine(x.map(Math.log), counts.map(Math.log)).slope);
}

/** Whether the smallest covers say that the set repeats itself on a lattice, and with which dimension. */
function latticeResult(mask: Mask, extent: number, effort: "full" | "live"): Measured | null {
  const largest = Math.floor(extent / (effort === "live" ? latticeReach / 2 : 2));
  const lattices = (effort === "live" ? [2] : [2, 3]).map((base) => powersUpTo(largest, base)).filter((edges) => mayRepeat(mask, edges));
  if (lattices.length === 0) return null;
  const covers = countCovers(mask, largest, [...new Set(lattices.flat())]);
  const curves = lattices.map((edges) => latticeCurve(covers, edges, edges[1] === 2 ? "powers of 2" : "powers of 3"));
  const exact = curves.flatMap((curve) => latticeFit(curve, extent / latticeReach) ?? []);
  return exact.length === 0 ? null : latticeMeasured(exact.reduce((a, b) => (b.ratio > a.ratio ? b : a)), covers); // prettier-ignore
}

/** A look at the finest edges, which every lattice must hold on, so that the coarse ones are counted only for a set that may have one. */
function mayRepeat(mask: Mask, edges: readonly number[]): boolean {
  const finest = edges.slice(latticeStart, latticeStart + latticeSlopes);
  if (finest.length < latticeSlopes) return edges.length > latticeSlopes;
  const { extremes } = countCovers(mask, finest.at(-1)!, finest);
  const slopes = localSlopes(finest.map(Math.log), finest.map((edge) => Math.log(extremes.get(edge)![0]))); // prettier-ignore
  return Math.max(...slopes) - Math.min(...slopes) <= latticeTolerance;
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
function latticeMeasured({ curve, fit }: { curve: Curve; fit: WindowFit }, { extent, embedding }: CoverCounts): Measured {
  const slopes = slopesOf(curve).slice(fit.first, fit.last);
  const [low, high] = [-Math.max(...slopes), -Math.min(...slopes)];
  const margin = latticeMargin(extent) * Math.min(1, (high - low) / latticeTolerance);
  const reason = `the local slopes on ${curve.family} agree to ${latticeTolerance}: the set repeats itself on that lattice, so its smallest covers are fitted`;
  const interval = [Math.max(0, low - margin), Math.min(embedding, high + margin)] as const;
  const measured = measuredOn(curve, fit, -fit.slope, interval, embedding, {
    reason,
    stroke: 1,
    countedAs: "boxes",
    corrections: null,
    misfit: null,
  });
  return { ...measured, standardError: margin / errorsInInterval };
}

/** The power law of a geometric curve under 0 ≤ D ≤ d: of a quadratic form the bounded optimum is the free one moved to the bound. */
function geometricFit(
  { edges, counts }: Curve,
  { extent, embedding }: CoverCounts,
  stroke: number,
  counted: CountedAs,
): PowerLaw & { value: number } {
  const law = fitPowerLaw(edges.map((edge) => edge / stroke), (extent - stroke + 1) / stroke, counts.map(Math.log), embedding, counted !== "boxes"); // prettier-ignore
  return { ...law, value: tidy(Math.min(embedding, Math.max(0, law.dimension))) };
}

function geometricResult(mask: Mask, extent: number, effort: "full" | "live"): Measured {
  const closed = withoutPepper(mask);
  const sides = fullBoxes(closed, widestWithin(extent));
  const stroke = strokeWidth(closed, Math.floor(extent / (mask.shape.length === 3 ? widestShare.space : widestShare.plane)), sides);
  const path = extent - stroke + 1;
  const upper = Math.floor(Math.max(path / coarsestShare, Math.min(3 * shortestRatio * stroke, path / 3), shortestRatio * stroke));
  const edges = [...new Set(geometricUpTo(upper / stroke).map((edge) => edge * stroke))];
  const covers = countCovers(mask, upper, effort === "full" ? edges.map((edge) => edge - stroke + 1) : [], tilesForParts(mask.shape.length));
  const curve = geometricCurve(covers, edges, stroke);
  const last = edges.length - 1;
  const slopes = slopesOf(curve);
  if (Math.max(...slopes) - Math.min(...slopes) <= exactTolerance) {
    const reason = "the local slopes agree to the last digit from single cells on: every scale says the same";
    const line = { first: 0, last, ...fitLine(curve.scales.map(Math.log), curve.counts.map(Math.log)) };
    const exact = measuredOn(curve, line, -line.slope, [-line.slope, -line.slope], covers.embedding, {
      reason,
      stroke,
      countedAs: "boxes",
      corrections: null,
      misfit: 0,
    });
    return { ...exact, standardError: 0 };
  }
  const first = edges.findIndex((edge) => edge >= finestEdge * stroke);
  const kept = edges.slice(first);
  const drawnCurve = geometricCurve(covers, kept, stroke);
  const counted = stroke > 1 ? { as: "boxes" as const, counts: drawnCurve.counts } : countAsWhatItIs(covers, kept, closed, sides);
  const law = geometricFit({ ...drawnCurve, counts: counted.counts }, covers, stroke, counted.as);
  const { corrections, misfit } = law;
  const unlike = counted.as === "area" ? 0 : jackknifeError(covers.tiles, kept.map((edge) => edge - stroke + 1), kept); // prettier-ignore
  const standardError = Math.hypot(law.standardError, jackknifeShare * unlike);
  // Corrections that lead out of everything that was counted, below the slope of every two scales or above it, do not hold.
  const value = counted.as === "boxes" ? Math.min(Math.max(law.value, -Math.max(...slopes)), -Math.min(...slopes)) : law.value;
  const margin = errorsInInterval * standardError;
  const interval = [Math.max(0, Math.min(value, law.value) - margin), Math.min(covers.embedding, Math.max(value, law.value) + margin)] as const;
  const drawn = stroke === 1 ? "two cells" : `twice the stroke of ${stroke} cells`;
  const reason = `from ${drawn}, where corrections tame the shape of the cells, to ${upper} cells, a ${Math.round(extent / upper)}th of the extent, before the rim rules${asReason[counted.as]}`;
  const line = { first, last, ...fitLine(curve.scales.map(Math.log), curve.counts.map(Math.log), first) };
  const measured = measuredOn(curve, line, value, interval, covers.embedding, { reason, stroke, countedAs: counted.as, corrections, misfit });
  const warnings = [
    ...(extent < smallExtent * stroke ? [`the set is only ${extent} cells across, so the corrections for cells and rim cannot be told apart`] : []),
    ...(misfit > largestMisfit
      ? [`the counts do not follow one power law (χ² per degree of freedom ${misfit.toFixed(1)}): look at the local slopes`]
      : []),
  ];
  return { ...measured, standardError, ...(warnings.length > 0 && { warnings }) };
}

type Facts = Pick<BoxCountingDetail, "reason" | "stroke" | "countedAs" | "corrections" | "misfit">;
type Measured = {
  value: number;
  interval: readonly [number, number];
  standardError?: number;
  range: readonly [number, number];
  warnings?: readonly string[];
  detail: BoxCountingDetail;
};

/** The result with a line of the slope reported, through the middle of the window's points. */
function measuredOn(curve: Curve, line: WindowFit, value: number, interval: readonly [number, number], embedding: number, facts: Facts): Measured {
  const window = [curve.scales[line.first]!, curve.scales[line.last]!] as const;
  const slopes = slopesOf(curve).map((local) => tidy(-local));
  const middle = curve.scales.slice(line.first, line.last + 1).reduce((sum, scale) => sum + Math.log(scale), 0) / (line.last - line.first + 1);
  const intercept = line.intercept + (line.slope + value) * middle;
  const detail = { ...curve, localSlopes: slopes, r2: line.r2, slopeIntercept: { slope: -value, intercept }, window, specks: 0, ...facts };
  return { value: tidy(value), interval: outward(interval, embedding), range: window, detail };
}

/** A cell is in the carpet unless some pair of ternary digits of its coordinates is (1, 1). */
function inCarpet(y: number, x: number): boolean {
  for (; y > 0 || x > 0; [y, x] = [Math.floor(y / 3), Math.floor(x / 3)]) if (y % 3 === 1 && x % 3 === 1) return false;
  return true;
}
