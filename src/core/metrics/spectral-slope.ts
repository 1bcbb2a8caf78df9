import { flag } from "../define/params";
import { defineFieldMetric, undefinedBecause, type Field, type MetricResult } from "../define/metric";
import { fluctuationOf, notFiniteWarning, withoutTexture } from "./finite-field";
import { fade, radialPower, type RadialPower } from "./radial-power";
import { localSlopes, straightest, windowFits } from "./scaling-window";

/** What the log–log plot draws. */
export type SpectralSlopeDetail = {
  /** Angular wavenumbers of the logarithmic bins, in radians per cell, ascending. */
  k: number[];
  /** Mean power of the modes in each bin, in squared units of the field. */
  power: number[];
  /** Exponent between neighbouring bins; one fewer than bins. */
  localSlopes: number[];
  /** `ln P = intercept + slope · ln k` within the window; the value is −slope. */
  slopeIntercept: { slope: number; intercept: number };
  /** Wavenumbers between which the line was fitted. */
  window: readonly [number, number];
  /** Why this window. */
  reason: string;
  r2: number;
  /** Hurst exponent (β − E)/2 of a self-affine surface on E axes, as fitted. */
  H: number;
  /** E + 1 − H, (8 − β)/2 for an image; null where H lies outside 0 … 1 and there is no self-affine surface. */
  surfaceDimension: number | null;
};

const shortestSide = 48;
/** A bin is this much wider than the one before, where shells are fine enough. */
const binRatio = 1.2;
/** Waves that fit less often into the shortest side are smeared by the fading at the rim. */
const fewestPeriods = 2;
/** Shorter waves than this many cells are folded over by sampling, or blurred by the width of a cell. */
const shortestWave = 6;
/** A window of wavenumbers must span this factor, or nearly all that a small field offers. */
const shortestRatio = 6;
/** What sampling at points takes off β where short waves are strong. */
const folded = 0.15;
/** Error of β beyond what its windows show: measured on exact fractional Brownian surfaces of side 48 … 256. */
const calibration = (side: number): number => 0.12 * Math.max(1, 256 / side) ** 1.4;

/**
 * Spectral exponent β: minus the slope of ln P over ln k, P the power spectrum averaged over directions in logarithmic bins. The
 * field is faded to its mean at the rim (Hann window) unless it is periodic. Fitted is the window whose slope has the smallest standard
 * error, among all that span a factor of 6 or more between two waves to the shortest side and waves of 6 cells. The interval
 * spans the slopes of all those windows and is widened by the error left on surfaces of known exponent, upwards by 0.15 more.
 *
 * A self-affine surface on E axes has β = 2H + E. Sampled at points, one of H ≤ 0.2 reads low, by 0.05 to 0.1 in H, for its
 * finest waves fold over into longer ones: the variogram is the better estimator there. White noise has β = 0.
 */
export const spectralSlope = defineFieldMetric({
  id: "spectral-slope",
  title: "Spectral slope",
  unit: "1",
  source: "Voss 1985, in Fundamental Algorithms for Computer Graphics, doi:10.1007/978-3-642-84574-1_34; Turcotte 1997, doi:10.1017/CBO9781139174695",
  help:
    "How fast the power of waves falls as they become shorter: 0 for noise, 2 to 4 for the rough surface of an image (3 to 5 for a volume), " +
    "more for a smooth one. For rough surfaces, read the dimension off the variogram, which errs less.",
  formula: "P(k) \\sim k^{-\\beta}, \\quad \\beta = 2H + E, \\quad D = E + 1 - H",
  dimensions: [2, 3],
  nullModels: ["shuffled"],
  params: {
    periodic: flag(false, { title: "Periodic", help: "Opposite sides continue each other, so the field need not be faded at its rim." }),
  },
  measure: (field, { periodic = false } = {}): MetricResult<SpectralSlopeDetail> => measureSlope(field, periodic),
});

function measureSlope(field: Field, periodic: boolean): MetricResult<SpectralSlopeDetail> {
  const fluctuation = fluctuationOf(field);
  const lacking = withoutTexture(fluctuation, shortestSide);
  if (lacking !== null) return undefinedBecause(lacking);
  const { shape, values } = fluctuation;
  const axes = shape.length;
  const side = Math.min(...shape);
  if (!periodic) fade(values, shape);
  const { k, power } = binned(
    radialPower(
      values,
      shape,
      shape.map(() => 1),
    ),
    axes,
  );
  const [x, y] = [k.map(Math.log), power.map(Math.log)];
  // Bins lie around their limits: those whose middle is within half a bin of one are taken.
  const [from, to] = [(2 * Math.PI * fewestPeriods) / side / Math.sqrt(binRatio), ((2 * Math.PI) / shortestWave) * Math.sqrt(binRatio)];
  const ratio = Math.min(shortestRatio, side / (fewestPeriods * shortestWave) / binRatio ** 3);
  const fits = windowFits(k, x, y, { from, to, ratio });
  const best = straightest(fits);
  if (!best) return undefinedBecause("too few waves have any power for a line through the spectrum");

  const { slope, intercept, r2 } = best;
  const beta = -slope;
  const H = (beta - axes) / 2;
  const window = [k[best.first]!, k[best.last]!] as const;
  const slopes = fits.map((fit) => -fit.slope);
  const slack = calibration(side);
  const detail: SpectralSlopeDetail = {
    k,
    power,
    localSlopes: localSlopes(x, y).map((local) => -local),
    slopeIntercept: { slope, intercept },
    window,
    reason:
      `the straightest of ${fits.length} windows that span a factor of ${ratio.toFixed(1)} or more, ` +
      `from ${fewestPeriods} waves to the shortest side to waves of ${shortestWave} cells`,
    r2,
    H,
    surfaceDimension: H >= 0 && H <= 1 ? axes + 1 - H : null,
  };
  return {
    value: beta,
    interval: [Math.min(...slopes) - slack, Math.max(...slopes) + slack + folded],
    range: [(2 * Math.PI) / window[1], (2 * Math.PI) / window[0]],
    warnings: [...notFiniteWarning(fluctuation, "are put at the mean of the others"), ...surfaceWarning(H, axes)],
    detail,
  };
}

/** Shells gathered into bins that grow by a factor, each shell counting as the modes it holds. The mean, shell 0, is left out. */
function binned({ k, power }: RadialPower, axes: number): { k: number[]; power: number[] } {
  const bins: { k: number[]; power: number[] } = { k: [], power: [] };
  for (let first = 1, next = 2; next <= power.length; first = next, next = Math.max(first + 1, Math.round(first * binRatio))) {
    let [modes, sum, logarithms] = [0, 0, 0];
    for (let shell = first; shell < next; shell++) {
      const weight = shell ** (axes - 1);
      modes += weight;
      sum += weight * power[shell]!;
      logarithms += weight * Math.log(k[shell]!);
    }
    // Modes without any power, as a pure wave leaves them, have no logarithm.
    if (sum === 0) continue;
    bins.k.push(Math.exp(logarithms / modes));
    bins.power.push(sum / modes);
  }
  return bins;
}

function surfaceWarning(H: number, axes: number): string[] {
  if (H < 0) return [`the exponent is below ${axes}: nearer to noise than to a self-affine surface, so no dimension is given`];
  if (H > 1) return [`the exponent is above ${axes + 2}: smoother than a self-affine surface, so no dimension is given`];
  return [];
}
