import { flag } from "../define/params";
import { defineFieldMetric, undefinedBecause, type Field, type MetricResult } from "../define/metric";
import { pairProducts } from "./autocorrelation";
import { fluctuationOf, notFiniteWarning, withoutTexture } from "./finite-field";

/** What the plot of the correlation draws. */
export type CorrelationLengthDetail = {
  /** Mean length of the lags in each ring, in cells; the first is 0. */
  lags: number[];
  /** Correlation of cells that far apart, 1 at lag 0. */
  correlation: number[];
  /** ∫ C dr from 0 to where C first falls to 0 or the longest lag ends, in cells. */
  integralScale: number;
  /** First lag at which C is 0; null when it stays above. */
  firstZero: number | null;
};

const shortestSide = 8;
/** Where the correlation length is read. */
const level = Math.exp(-1);

/**
 * Correlation length: the distance at which the autocorrelation, averaged over directions, first falls to 1/e. C(h) is the
 * mean product of the fluctuations of cells h apart, over the pairs that there are (in the frame, both finite), as a share of the
 * variance; lags are taken in rings one cell wide, up to half the shortest side, and C between rings by its logarithm.
 * For C = exp(−r/ℓ) it is ℓ.
 *
 * `interval` is where C crosses 1/e ± 2 standard errors, after Bartlett (1946, doi:10.2307/2983611): var Ĉ ≈ Σ C²/N over all lags, that of the field's own
 * correlation. Fields only a few times wider than ℓ read low, since the mean taken off is their own. Undefined when C stays above 1/e
 * to half the shortest side: the frame then sets the length; and when not even neighbours are correlated, as in white noise.
 */
export const correlationLength = defineFieldMetric({
  id: "correlation-length",
  title: "Correlation length",
  unit: "cells",
  lengthPower: 1,
  source: "Torquato 2002, Random Heterogeneous Materials, §2.2, doi:10.1007/978-1-4757-6355-3",
  help: "How far cells still resemble one another: the distance at which the correlation of their values has fallen to 1/e, 37 %.",
  formula: "C(\\xi) = e^{-1}, \\quad C(r) = \\frac{\\langle \\delta f(x)\\, \\delta f(x + r) \\rangle}{\\langle \\delta f^2 \\rangle}",
  dimensions: [2, 3],
  nullModels: [],
  params: {
    periodic: flag(false, { title: "Periodic", help: "Opposite sides continue each other, as in a simulation on a torus." }),
  },
  measure: (field, { periodic = false } = {}): MetricResult<CorrelationLengthDetail> => measureCorrelation(field, periodic),
  knownAnswers: () => [
    {
      title: "the r at which J₀(2πr/16) = 1/e, for waves of 16 cells along both axes",
      field: crossedWaves(192, 16),
      value: (16 * 1.7519874) / (2 * Math.PI),
      tolerance: 0.15,
    },
  ],
});

function measureCorrelation(field: Field, periodic: boolean): MetricResult<CorrelationLengthDetail> {
  const fluctuation = fluctuationOf(field);
  const lacking = withoutTexture(fluctuation, shortestSide);
  if (lacking !== null) return undefinedBecause(lacking);
  const { shape } = fluctuation;
  const reach = Math.floor(Math.min(...shape) / 2);
  const { lags, products, pairs } = pairProducts(fluctuation, periodic, reach);
  const used = lags.map((_, ring) => ring).filter((ring) => pairs[ring]! > 0);
  const correlation = used.map((ring) => products[ring]! / pairs[ring]! / (products[0]! / pairs[0]!));
  const distances = used.map((ring) => lags[ring]!);
  const firstZero = crossing(distances, correlation, 0);
  const detail = { lags: distances, correlation, integralScale: integralTo(distances, correlation, firstZero ?? Infinity), firstZero };
  const error = bartlettError(distances, correlation, shape.length, pairs[0]!);
  if (correlation[1]! <= 2 * error)
    return { ...undefinedBecause("neighbouring cells are not correlated beyond chance: the length is below one cell"), detail };
  const value = crossing(distances, correlation, level);
  if (value === null)
    return { ...undefinedBecause(`the correlation stays above 1/e up to ${reach} cells, half the shortest side: the frame sets the length`), detail };

  const low = crossing(distances, correlation, Math.min(1, level + 2 * error)) ?? 0;
  const high = crossing(distances, correlation, level - 2 * error) ?? distances.at(-1)!;
  return {
    value,
    interval: [Math.min(low, value), Math.max(high, value)],
    range: [0, distances.at(-1)!],
    warnings: [...notFiniteWarning(fluctuation, "are left out"), ...narrowWarning(value, reach)],
    detail,
  };
}

/** First lag at which the curve falls to a level; between two rings by the logarithm where both are above 0. */
function crossing(lags: readonly number[], curve: readonly number[], to: number): number | null {
  const next = curve.findIndex((value) => value <= to);
  if (next < 0) return null;
  if (next === 0) return lags[0]!;
  const [from, above, below] = [lags[next - 1]!, curve[next - 1]!, curve[next]!];
  const share = to > 0 && below > 0 ? Math.log(above / to) / Math.log(above / below) : (above - to) / (above - below);
  return from + share * (lags[next]! - from);
}

/** By trapezoids, up to the lag given. */
function integralTo(lags: readonly number[], curve: readonly number[], end: number): number {
  let sum = 0;
  for (let i = 1; i < lags.length && lags[i - 1]! < end; i++) {
    const width = Math.min(end, lags[i]!) - lags[i - 1]!;
    const last = end < lags[i]! ? 0 : curve[i]!;
    sum += (width * (curve[i - 1]! + last)) / 2;
  }
  return sum;
}

/** Standard error of the correlation at a lag near the correlation length. @param cells finite cells of the field. */
function bartlettError(lags: readonly number[], curve: readonly number[], axes: number, cells: number): number {
  let squares = 1;
  for (let i = 1; i < lags.length; i++) {
    const ring = axes === 3 ? 4 * Math.PI * lags[i]! ** 2 : 2 * Math.PI * lags[i]!;
    squares += curve[i]! ** 2 * ring * (lags[i]! - lags[i - 1]!);
  }
  return Math.sqrt(squares / cells);
}

const narrowWarning = (value: number, reach: number): string[] =>
  value > reach / 4
    ? [`the frame is only ${((2 * reach) / value).toFixed(1)} correlation lengths wide: too few to know the mean, so the length reads low`]
    : [];

function crossedWaves(side: number, wavelength: number): Field {
  const wave = (at: number): number => Math.cos((2 * Math.PI * at) / wavelength);
  return { shape: [side, side], values: Float64Array.from({ length: side * side }, (_, i) => wave(Math.floor(i / side)) + wave(i % side)) };
}
