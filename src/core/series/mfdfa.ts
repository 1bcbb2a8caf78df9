import { defineSeriesMetric, undefinedBecause } from "../define/metric";
import { completeValues, num, type ValuesOf } from "../define/params";
import { windowVariances } from "./dfa";
import { mfdfaSpread } from "./sampling-spread";
import { fitScaling } from "./scaling-fit";
import { standardised, unusable } from "./usable";

const shortestWindow = 16;
const windowsAtLeast = 8;

const withoutInterval = "the scatter of monofractal noises is tabulated for moments −5 … 5 and order 1 alone";

/** Variance, of a standardised series, below which a window holds rounding errors alone. */
const flattest = 1e-18;

const params = {
  qMax: num(5, {
    title: "Greatest moment",
    min: 1,
    max: 10,
    integer: true,
    help: "Moments q from minus this to this. Large ones rest on the few largest and smallest fluctuations.",
  }),
  order: num(1, { title: "Order of the trend removed", min: 1, max: 3, integer: true, help: "As in detrended fluctuation analysis." }),
};

/** `F_q(s)`: the mean of order q of the windows' fluctuations; q = 0 by the mean of logarithms. Windows without fluctuation are left out. */
function meanOfOrder(variances: Float64Array, q: number): number {
  const used = variances.filter((value) => value > flattest);
  if (q === 0) return Math.exp(used.reduce((sum, value) => sum + Math.log(value), 0) / (2 * used.length));
  // Relative to the greatest, so that no power overflows.
  const greatest = used.reduce((a, b) => Math.max(a, b), 0);
  return Math.sqrt(greatest) * (used.reduce((sum, value) => sum + (value / greatest) ** (q / 2), 0) / used.length) ** (1 / q);
}

/** Derivative of τ by q: central inside, one-sided at the ends. */
function slopes(q: readonly number[], tau: readonly number[]): number[] {
  return q.map((_, i) => {
    const [a, b] = [Math.max(0, i - 1), Math.min(q.length - 1, i + 1)];
    return (tau[b]! - tau[a]!) / (q[b]! - q[a]!);
  });
}

/**
 * Multifractal detrended fluctuation analysis: h(q) is the slope of `log F_q(s)` over log s, s = 16, 32 … n/8; τ = q h − 1, α = dτ/dq, f = qα − τ.
 * The value is the width h(−q) − h(q): 0 for a monofractal. Undefined for fewer than 512 samples.
 */
export const mfdfa = defineSeriesMetric({
  id: "mfdfa",
  title: "Multifractal width (MFDFA)",
  unit: "1",
  source: "Kantelhardt et al. 2002, Physica A 316:87, doi:10.1016/S0378-4371(02)01383-3",
  help: "How much the scaling of small fluctuations differs from that of large ones: near 0 where one exponent says all. h(q), τ(q) and the spectrum f(α) stand in the details. Heavy tails alone widen it: hold it against shuffled samples. The interval is how far the widths of 95 of 100 monofractal noises of this length lie from their mean; those of multifractals scatter more.",
  params,
  measure(series, given = {}) {
    const { qMax, order } = completeValues(params, given, ["options"]) as ValuesOf<typeof params>;
    const refusal = unusable(series, 4 * shortestWindow * windowsAtLeast, "four sizes of window between 16 and n/8");
    if (refusal) return refusal;
    const sizes: number[] = [];
    for (let size = shortestWindow; size <= series.length / windowsAtLeast; size *= 2) sizes.push(size);
    const variances = windowVariances(standardised(series), sizes, order);
    const flat = variances.findIndex((values) => values.filter((value) => value > flattest).length <= values.length / 2);
    if (flat >= 0)
      return undefinedBecause(`half of the windows of ${sizes[flat]} samples or more hold no fluctuation: the series is flat almost everywhere`);
    const q = Array.from({ length: 2 * qMax + 1 }, (_, i) => i - qMax);
    const levels = q.map((moment) => variances.map((values) => meanOfOrder(values, moment)));
    const fits = levels.map((of) => fitScaling(sizes, of));
    const h = fits.map(({ slope }) => slope);
    const tau = h.map((value, i) => q[i]! * value - 1);
    const alpha = slopes(q, tau);
    const f = alpha.map((a, i) => q[i]! * a - tau[i]!);
    const value = h[0]! - h.at(-1)!;
    const leftOut = variances.reduce((sum, values) => sum + values.filter((one) => !(one > flattest)).length, 0);
    const warnings = [
      ...(value < -0.05 ? ["h rises with q, which no multifractal does: the scaling is broken, by a period or a crossover."] : []),
      ...(leftOut > 0
        ? [`${leftOut} flat windows were left out: negative moments rest on the smallest fluctuations, which quantised data distort.`]
        : []),
    ];
    // Of q = 2, where there is such a moment.
    const fit = fits[Math.min(qMax + 2, 2 * qMax)]!;
    const half = 1.96 * mfdfaSpread(fit.slope, series.length);
    // The table holds what the usual moments and trends give.
    const usual = qMax === 5 && order === 1;
    return {
      value,
      ...(usual && { interval: [value - half, value + half] as const }),
      range: [sizes[0]!, sizes.at(-1)!] as const,
      warnings,
      detail: { q, h, tau, alpha, f, sizes, fluctuations: levels, fit, ...(!usual && { withoutInterval }) },
    };
  },
});
