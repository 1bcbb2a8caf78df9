import { defineSeriesMetric, undefinedBecause } from "../define/metric";
import { completeValues, num, type ValuesOf } from "../define/params";
import { meanAndDeviation } from "./finite";
import { dfaSpread } from "./sampling-spread";
import { fitScaling } from "./scaling-fit";
import { standardised, unusable } from "./usable";

const shortestWindow = 16;
const scales = 20;
/** Windows of at most an eighth of the series, so that eight of them stand side by side. */
const windowsAtLeast = 8;
const shortestSeries = 2 * shortestWindow * windowsAtLeast;

export const dfaParams = {
  order: num(1, {
    title: "Order of the trend removed",
    min: 1,
    max: 3,
    integer: true,
    help: "1 removes a line from each window of the running sum, 2 a parabola: an order of q is blind to trends of order q − 1 in the series itself.",
  }),
};

/** Whole numbers from `from` to `to`, evenly spaced in their logarithm, each once. */
export function logSizes(from: number, to: number, count = scales): number[] {
  const sizes = Array.from({ length: count }, (_, i) => Math.round(from * (to / from) ** (i / (count - 1))));
  return [...new Set(sizes)];
}

/** Orthonormal polynomials of degree 1 … order on 0 … size − 1, by Gram–Schmidt; the constant is left to the mean. */
function polynomials(size: number, order: number): Float64Array[] {
  const basis: Float64Array[] = [];
  const middle = (size - 1) / 2;
  for (let degree = 1; degree <= order; degree++) {
    const p = Float64Array.from({ length: size }, (_, i) => ((i - middle) / size) ** degree);
    const { mean } = meanAndDeviation(p);
    for (let i = 0; i < size; i++) p[i]! -= mean;
    for (const lower of basis) {
      const along = p.reduce((sum, v, i) => sum + v * lower[i]!, 0);
      for (let i = 0; i < size; i++) p[i]! -= along * lower[i]!;
    }
    const norm = Math.sqrt(p.reduce((sum, v) => sum + v * v, 0));
    basis.push(p.map((v) => v / norm));
  }
  return basis;
}

/** Mean squared residual of `profile[from … from + size)` about its best polynomial. */
function residual(profile: Float64Array, from: number, size: number, basis: readonly Float64Array[]): number {
  const { mean } = meanAndDeviation(profile, from, from + size);
  const along = basis.map((p) => {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += p[i]! * (profile[from + i]! - mean);
    return sum;
  });
  let square = 0;
  for (let i = 0; i < size; i++) {
    let r = profile[from + i]! - mean;
    for (let k = 0; k < basis.length; k++) r -= along[k]! * basis[k]![i]!;
    square += r * r;
  }
  return square / size;
}

/** Mean squared residuals of the running sum in windows of each size, laid from the start and, again, from the end. */
export function windowVariances(series: ArrayLike<number>, sizes: readonly number[], order: number): Float64Array[] {
  const n = series.length;
  const { mean } = meanAndDeviation(series);
  const profile = new Float64Array(n);
  let sum = 0;
  for (let i = 0; i < n; i++) profile[i] = sum += series[i]! - mean;
  return sizes.map((size) => {
    const basis = polynomials(size, order);
    const windows = Math.floor(n / size);
    return Float64Array.from({ length: 2 * windows }, (_, w) =>
      residual(profile, w < windows ? w * size : n - (w - windows + 1) * size, size, basis),
    );
  });
}

/** Root mean squared residual of the running sum in windows of each size. */
export const fluctuations = (series: ArrayLike<number>, sizes: readonly number[], order: number): number[] =>
  windowVariances(series, sizes, order).map((variances) => Math.sqrt(variances.reduce((total, value) => total + value, 0) / variances.length));

/**
 * Detrended fluctuation analysis: the slope α of log fluctuation over log window size, sizes 16 … n/8. White noise has 0.5, persistent noise more, a
 * random walk 1.5. Never clipped: above 1 the series is not stationary, and a warning says so.
 * Undefined for fewer than 256 samples, and for series so flat that a fluctuation is 0.
 */
export const dfa = defineSeriesMetric({
  id: "dfa",
  title: "Scaling exponent α (DFA)",
  unit: "1",
  source: "Peng et al. 1994, Physical Review E 49:1685, doi:10.1103/PhysRevE.49.1685; both directions after Kantelhardt et al. 2002",
  help: "How fluctuations grow with the length of the window: 0.5 uncorrelated, above persistent, below anti-persistent, above 1 non-stationary. The interval is what 95 of 100 fractional noises of this length would give.",
  params: dfaParams,
  measure(series, given = {}) {
    const { order } = completeValues(dfaParams, given, ["options"]) as ValuesOf<typeof dfaParams>;
    const n = series.length;
    const refusal = unusable(series, shortestSeries, `a set of windows of ${shortestWindow} … n/${windowsAtLeast}`);
    if (refusal) return refusal;
    const sizes = logSizes(shortestWindow, Math.floor(n / windowsAtLeast));
    const { deviation } = meanAndDeviation(series);
    // Values whose squares would overflow or vanish are measured in units of their deviation.
    const unit = deviation > 1e-100 && deviation < 1e100 ? 1 : deviation;
    const levels = fluctuations(unit === 1 ? series : standardised(series), sizes, order);
    const flat = levels.findIndex((level) => !(level > (1e-9 * deviation) / unit));
    if (flat >= 0) return undefinedBecause(`windows of ${sizes[flat]} samples hold no fluctuation: the series is flat almost everywhere`);
    const fluctuationsInUnits = unit === 1 ? levels : levels.map((level) => level * unit);
    const { slope: value, ...fit } = fitScaling(sizes, levels);
    const half = 1.96 * dfaSpread(value, n);
    const warnings = value > 1 ? [`α is above 1: the series is non-stationary, like a walk with H = α − 1 = ${(value - 1).toFixed(2)}.`] : [];
    return {
      value,
      interval: [value - half, value + half] as const,
      range: [sizes[0]!, sizes.at(-1)!] as const,
      warnings,
      detail: { sizes, fluctuations: fluctuationsInUnits, fit: { slope: value, ...fit, intercept: fit.intercept + Math.log(unit) } },
    };
  },
});
