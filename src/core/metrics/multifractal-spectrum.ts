import { num } from "../define/params";
import { defineFieldMetric, undefinedBecause, type Field, type MetricResult } from "../define/metric";
import { boxMoments, type BoxMoments } from "./box-moments";
import { geometricScales, tidy } from "./scaling-dimension";
import { fitLine, windowFits } from "./scaling-window";

/** What the plots of D_q, τ(q) and f(α) draw. Arrays run along `q` unless said. */
export type MultifractalDetail = {
  /** Orders −5 … 5 in steps of one half. */
  q: number[];
  /** Generalised dimensions. */
  dimensions: number[];
  /** Smallest and largest D_q over all windows. */
  spread: (readonly [number, number])[];
  tau: number[];
  /** Chhabra–Jensen: slopes of Σ μ ln p and of Σ μ ln μ. */
  alpha: number[];
  f: number[];
  /** Legendre: α = dτ/dq by central differences, f = qα − τ; one q fewer at both ends. */
  legendre: { q: number[]; alpha: number[]; f: number[] };
  /** max α − min α within the orders. */
  width: number;
  /** Box edges in cells, ascending, and effective edges, against which the lines are fitted. */
  edges: number[];
  scales: number[];
  /** ln Σ p^q: one row for each edge. */
  logZ: number[][];
  /** Effective edges between which the lines were fitted. */
  window: readonly [number, number];
  /** Why these boxes and this window. */
  reason: string;
};

const orders = Array.from({ length: 21 }, (_, k) => -5 + k / 2);
const [zero, one, two] = [10, 12, 14];
/** A window of scales must span at least this factor. */
const shortestRatio = 8;
/** Growth from one box edge to the next where boxes do not halve the array. */
const growth = 1.3;
const rounding = 1e-9;
/**
 * Error of D₀ − D₂ beyond what its own windows show, on random cascades cut to sides that are no powers of two: a share of the value.
 */
const calibration = 0.15;

/**
 * Multifractal spectrum of a field whose values, none of them negative, are masses: generalised dimensions D_q with τ(q) = (q − 1) D_q the
 * slope of ln Σ p^q against ln s, p the share of the mass in a box of edge s; D₁ that of Σ p ln p. The value is D₀ − D₂: 0
 * for a mass spread evenly over its support, larger the more it gathers. It needs no negative q.
 *
 * Boxes halve the array where every side is a power of two; otherwise edges grow by 1.3 up to a quarter of the
 * shortest side, whole boxes are laid from each corner, and the scale is (V/n)^(1/d) for n boxes in V cells. One window of
 * scales, spanning a factor of 8 or more, serves all q: that with D₀ ≥ D₁ ≥ D₂ in which the three slopes have the smallest sum of standard errors.
 *
 * α(q) and f(α) are found directly, by slopes of Σ μ ln p and Σ μ ln μ with μ = p^q/Σp^q (Chhabra, Jensen 1989), and by Legendre
 * transformation of τ. In one window both are the same but for the differences by which τ is derived; where they part, q is
 * stepped too coarsely for the spectrum's bend.
 *
 * For q < 0 the boxes with least mass decide, those that an edge of the support barely enters among them: boxes with less than `floor` of
 * the mean mass of their edge are left out there, and a warning tells of boxes left out and of empty ones.
 *
 * Values that are not finite are taken as the mean of the others. Undefined for negative values, for a field without mass,
 * and for sides (but those of one cell, which are dropped) below 16.
 */
export const multifractalSpectrum = defineFieldMetric({
  id: "multifractal-spectrum",
  title: "Multifractal spectrum",
  unit: "1",
  source: "Chhabra, Jensen 1989, Phys. Rev. Lett. 62:1327, doi:10.1103/PhysRevLett.62.1327; Halsey et al. 1986, doi:10.1103/PhysRevA.33.1141",
  help: "How differently the crowded and the thin parts of a mass scale: D₀ − D₂ is 0 when it is spread evenly over its support.",
  formula: "D_q = \\frac{1}{q - 1} \\lim_{s \\to 0} \\frac{\\ln \\sum_i p_i^q}{\\ln s}",
  dimensions: [2, 3],
  nullModels: ["shuffled"],
  params: {
    floor: num(1e-9, {
      title: "Least box mass",
      min: 0,
      max: 0.1,
      help: "For q < 0, boxes with less than this share of the mean mass of their edge are left out.",
    }),
  },
  measure: (field, { floor = 1e-9 } = {}): MetricResult<MultifractalDetail> => measureSpectrum(field, floor),
  knownAnswers: () => [
    { title: "0 for a constant field", field: { shape: [48, 40], values: new Float64Array(48 * 40).fill(3) }, value: 0, tolerance: 1e-9 },
    {
      title: "2 − 2·0.785875 for the product of two binomial cascades of weights 0.3 and 0.7",
      field: productCascade(64, 0.3),
      value: 2 + 2 * Math.log2(0.3 ** 2 + 0.7 ** 2),
      tolerance: 1e-9,
    },
  ],
});

function measureSpectrum({ shape, values }: Field, floor: number): MetricResult<MultifractalDetail> {
  const mass = massOf(values);
  if ("reason" in mass) return undefinedBecause(mass.reason);
  const sides = shape.filter((side) => side > 1);
  const shortest = sides.length > 0 ? Math.min(...sides) : 1;
  if (shortest < 2 * shortestRatio)
    return undefinedBecause(`the field is only ${shortest} cells across; box edges from 1 to ${shortestRatio} need ${2 * shortestRatio}`);

  const halving = sides.every((side) => (side & (side - 1)) === 0);
  const largest = Math.max(shortestRatio, Math.floor(shortest / 4));
  const edges = halving ? powersOfTwo(largest) : geometricScales(largest, growth);
  const moments: BoxMoments[] = [];
  for (const edge of edges) {
    const found = boxMoments(mass.values, sides, edge, orders, floor);
    if (found) moments.push(found);
  }
  const spectra = spectraOf(moments, sides.length);
  if (spectra.length === 0)
    return undefinedBecause("in no range of box edges is D₀ ≥ D₁ ≥ D₂, as it must be: the field is too smooth or too small for its moments to scale");
  const best = spectra.reduce((a, b) => (b.error < a.error - rounding || (b.error < a.error + rounding && b.points > a.points) ? b : a));
  const gaps = spectra.map(({ dimensions }) => dimensions[zero]! - dimensions[two]!);
  const value = tidy(best.dimensions[zero]! - best.dimensions[two]!);
  const margin = value * (halving && best.error < rounding ? 0 : calibration);
  const boxes = halving ? "boxes halve the array" : "boxes of edges growing by 1.3 are laid from each corner";
  const reason = `${boxes}; the straightest of ${spectra.length} windows that span a factor of ${shortestRatio} or more`;
  const warnings = [...mass.warnings, ...faintBoxes(moments, floor)];
  return {
    value,
    interval: [tidy(Math.max(0, Math.min(...gaps) - margin)), tidy(Math.min(sides.length, Math.max(...gaps) + margin))],
    range: best.window,
    ...(warnings.length > 0 && { warnings }),
    detail: {
      q: [...orders],
      dimensions: best.dimensions.map(tidy),
      spread: orders.map((_, k) => spreadOf(spectra.map(({ dimensions }) => dimensions[k]!))),
      tau: best.tau.map(tidy),
      alpha: best.alpha.map(tidy),
      f: best.alpha.map((alpha, k) => tidy(orders[k]! * alpha - best.tau[k]!)),
      legendre: legendre(best.tau),
      width: tidy(Math.max(...best.alpha) - Math.min(...best.alpha)),
      edges: moments.map(({ edge }) => edge),
      scales: moments.map(({ scale }) => scale),
      logZ: moments.map(({ logZ }) => Array.from(logZ)),
      window: best.window,
      reason,
    },
  };
}

/** The values as masses, or the reason why they are none. */
function massOf(values: ArrayLike<number>): { values: Float64Array; warnings: string[] } | { reason: string } {
  let [sum, finite, negative] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    finite++;
    if (value < 0) negative++;
    sum += value;
  }
  if (finite === 0) return { reason: "no value is finite" };
  if (negative > 0)
    return {
      reason: `${negative} of ${values.length} values are negative, but masses cannot be: take off the smallest value, or take magnitudes`,
    };
  if (sum === 0) return { reason: "all values are 0: there is no mass to measure" };
  if (!Number.isFinite(sum)) return { reason: "the sum of the values is too large for a number: scale them down" };
  const mean = sum / finite;
  const bad = values.length - finite;
  const warnings = bad > 0 ? [`${bad} of ${values.length} values are not finite and are taken as the mean of the others`] : [];
  return { values: Float64Array.from(values, (value) => (Number.isFinite(value) ? value : mean)), warnings };
}

interface Spectrum {
  window: readonly [number, number];
  points: number;
  tau: number[];
  alpha: number[];
  dimensions: number[];
  /** Sum of the standard errors of D₀, D₁ and D₂. */
  error: number;
}

/** The spectrum in every window in which D₀ ≥ D₁ ≥ D₂ holds. */
function spectraOf(moments: readonly BoxMoments[], embedding: number): Spectrum[] {
  const scales = moments.map(({ scale }) => scale);
  const x = scales.map(Math.log);
  const z = orders.map((_, k) => moments.map(({ logZ }) => logZ[k]!));
  const w = orders.map((_, k) => moments.map(({ meanLog }) => meanLog[k]!));
  // Effective edges fall a little short of a whole factor.
  const windows = windowFits(scales, x, z[zero]!, { from: 0, to: Infinity, ratio: shortestRatio * (1 - rounding) });
  return windows.flatMap(({ first, last }) => {
    const tau = z.map((y) => fitLine(x, y, first, last));
    const alpha = w.map((y) => fitLine(x, y, first, last));
    const dimensions = orders.map((q, k) => (k === one ? alpha[k]!.slope : tau[k]!.slope / (q - 1)));
    const [d0, d1, d2] = [dimensions[zero]!, dimensions[one]!, dimensions[two]!];
    if (!(embedding >= d0 - rounding && d0 >= d1 - rounding && d1 >= d2 - rounding && d2 >= -rounding)) return [];
    return {
      window: [scales[first]!, scales[last]!] as const,
      points: last - first + 1,
      tau: tau.map(({ slope }) => slope),
      alpha: alpha.map(({ slope }) => slope),
      dimensions,
      error: tau[zero]!.standardError + alpha[one]!.standardError + tau[two]!.standardError,
    };
  });
}

function legendre(tau: readonly number[]): MultifractalDetail["legendre"] {
  const inner = orders.slice(1, -1);
  const alpha = inner.map((_, k) => (tau[k + 2]! - tau[k]!) / (orders[k + 2]! - orders[k]!));
  return { q: inner, alpha: alpha.map(tidy), f: alpha.map((value, k) => tidy(inner[k]! * value - tau[k + 1]!)) };
}

function faintBoxes(moments: readonly BoxMoments[], floor: number): string[] {
  const [faint, empty] = [Math.max(...moments.map((m) => m.faint)), Math.max(...moments.map((m) => m.empty))];
  return [
    ...(faint > 0 ? [`up to ${percent(faint)} of the boxes hold less than ${floor} of the mean mass and are left out for q < 0`] : []),
    ...(empty > 0 ? [`up to ${percent(empty)} of the boxes are empty: for q < 0 boxes that barely touch the mass decide`] : []),
  ];
}

const percent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;
const spreadOf = (values: readonly number[]): readonly [number, number] => [tidy(Math.min(...values)), tidy(Math.max(...values))];

function powersOfTwo(largest: number): number[] {
  const edges = [1];
  while (edges.at(-1)! * 2 <= largest) edges.push(edges.at(-1)! * 2);
  return edges;
}

/** Weights p and 1 − p by the binary digits of the row, times the same for the column. */
function productCascade(side: number, p: number): Field {
  const line = Float64Array.from({ length: side }, (_, i) => {
    let mass = 1;
    for (let bit = 1; bit < side; bit *= 2) mass *= (i & bit) === 0 ? p : 1 - p;
    return mass;
  });
  return { shape: [side, side], values: Float64Array.from({ length: side * side }, (_, i) => line[Math.floor(i / side)]! * line[i % side]!) };
}
