import { flag } from "../define/params";
import { defineFieldMetric, undefinedBecause, type Field, type MetricResult } from "../define/metric";
import { fluctuationOf, notFiniteWarning, withoutTexture, type Fluctuation } from "./finite-field";
import { latticeDirections, squaredSteps, squaredStepsAround, type SquaredSteps } from "./lagged-squares";
import { fitLine, localSlopes, type SlopeFit } from "./scaling-window";

/** What the log–log plot draws. */
export type VariogramDetail = {
  /** Hurst exponent as fitted, not held to 0 … 1. */
  H: number;
  /** Lengths of the lags in cells, ascending: along the axes and the diagonals. */
  lags: number[];
  /** Half the mean square difference at each lag, in squared units of the field. */
  gamma: number[];
  /** Pairs of cells behind each. */
  pairs: number[];
  /** Hurst exponent between neighbouring lags; one fewer than lags. */
  localH: number[];
  /** The same fit along each direction alone, in cells per step in the order of the shape; null where too few lags differ from 0. */
  directions: { step: number[]; H: number | null }[];
  /** `ln γ = intercept + slope · ln h` over all lags. */
  slopeIntercept: { slope: number; intercept: number };
  r2: number;
};

/** Longest lag in cells. */
const longestLag = 16;
/** The shortest side holds the longest lag this often, so that each lag is seen at places apart. */
const lagsPerSide = 4;
const shortestSide = 16;
/** Blocks along each side, left out one at a time. */
const blocksPerSide = 4;
/** Student's t at 97.5 % for one degree of freedom less than there are blocks in an image and in a volume. */
const studentT = { 2: 2.131, 3: 1.998 } as const;
/**
 * Standard error of H that the blocks do not see, since they share the waves longer than they are: measured on exact
 * fractional Brownian surfaces of side 64 … 256 cells, for lags up to a given share of the side.
 */
const sharedError = (H: number, share: number): number => H * (0.8 * share ** 1.5 + 0.055 * H ** 5);
/** A difference between the exponents of short and of long lags that is worth a warning. */
const visibleBend = 0.2;
/** Exponents further below 0 than this are those of a field that repeats itself within the lags. */
const lowestH = -0.05;

/**
 * The variogram γ(h), half the mean square difference of cells a lag h apart, for lags up to 16 cells (a quarter of the
 * shortest side on small fields) along the axes and the diagonals; directions of equal lag count alike. On a self-affine surface
 * γ ~ h^{2H}; H is half the slope of the least-squares line through ln γ over ln h, and the value is the dimension of the
 * surface, E + 1 − H, for a field on E axes. Pairs of which a cell is not finite are left out.
 *
 * The interval comes from 4 blocks per side left out one at a time (jackknife), widened by the error that blocks share, since
 * lags share their cells and the error of the regression is several times too small. On noise, H = 0, chance may take H below 0:
 * the value is then held to E + 1, the dimension of the space, and on very smooth fields to E, with a warning; `detail.H` is as
 * fitted. The curve of a field with a length of its own bends within the lags, which is said in a warning: no exponent
 * describes it.
 */
export const variogram = defineFieldMetric({
  id: "variogram",
  title: "Surface dimension (variogram)",
  unit: "1",
  source: "Matheron 1963, Econ. Geol. 58:1246, doi:10.2113/gsecongeo.58.8.1246; Gneiting et al. 2012, Stat. Sci. 27:247, doi:10.1214/11-STS370",
  help:
    "How rough the grey values are as a landscape: 2 for a smooth surface, 3 for one so rough that it fills space (3 and 4 for a volume). " +
    "Read off from how fast the difference between two cells grows with their distance.",
  formula: "\\gamma(h) = \\tfrac{1}{2} \\langle (f(x + h) - f(x))^2 \\rangle \\sim h^{2H}, \\quad D = E + 1 - H",
  dimensions: [2, 3],
  nullModels: ["shuffled", "random-phase"],
  params: {
    periodic: flag(false, { title: "Periodic", help: "Pairs of cells reach across the sides of the frame, as in a periodic run." }),
  },
  measure: (field, { periodic = false } = {}): MetricResult<VariogramDetail> => measureVariogram(field, periodic),
  knownAnswers: () => [{ title: "2 for an inclined plane, whose exponent is 1", field: plane(48, 64), value: 2, tolerance: 1e-9 }],
});

function measureVariogram(field: Field, periodic: boolean): MetricResult<VariogramDetail> {
  const fluctuation = fluctuationOf(field);
  const lacking = withoutTexture(fluctuation, shortestSide);
  if (lacking !== null) return undefinedBecause(lacking);
  const axes = fluctuation.shape.length as 2 | 3;
  const curves = latticeDirections(axes).map((step) => directionOf(fluctuation, step, periodic ? squaredStepsAround : squaredSteps));
  const pooled = pool(curves);
  const [lags, gamma] = [pooled.map(({ lag }) => lag), pooled.map((lag) => gammaOf(lag))];
  if (gamma.some((value) => !(value > 0))) return undefinedBecause("cells at some lag do not differ at all, or no two cells at it are finite");

  const [x, y] = [lags.map(Math.log), gamma.map(Math.log)];
  const { slope, intercept, r2 } = fitLine(x, y);
  const H = slope / 2;
  const share = lags.at(-1)! / Math.min(...fluctuation.shape);
  const slack = studentT[axes] * Math.hypot(jackknifeError(pooled) / 2, sharedError(Math.min(1, Math.max(0, H)), share));
  const detail: VariogramDetail = {
    H,
    lags,
    gamma,
    pairs: pooled.map(({ steps }) => total(steps.map((step) => total(step.pairs)))),
    localH: localSlopes(x, y).map((local) => local / 2),
    directions: curves.map(({ step, lags }) => ({ step, H: exponentOf(lags) })),
    slopeIntercept: { slope, intercept },
    r2,
  };
  if (H < lowestH - slack)
    return {
      ...undefinedBecause("cells further apart differ less: the field repeats itself within the lags, and no roughness describes it"),
      detail,
    };
  const dimension = (exponent: number): number => axes + 1 - Math.min(1, Math.max(0, exponent));
  return {
    value: dimension(H),
    interval: [dimension(H + slack), dimension(H - slack)],
    range: [lags[0]!, lags.at(-1)!],
    warnings: [...notFiniteWarning(fluctuation, "are left out"), ...boundWarning(H, axes), ...bendWarning(x, y, slack)],
    detail,
  };
}

/** One length of lag, with the squares of each direction by block. */
interface Lag {
  lag: number;
  steps: SquaredSteps[];
}

function directionOf(fluctuation: Fluctuation, step: readonly number[], squares: typeof squaredSteps): { step: number[]; lags: Lag[] } {
  const longest = Math.min(longestLag, Math.floor(Math.min(...fluctuation.shape) / lagsPerSide));
  const length = Math.hypot(...step);
  const lags: Lag[] = [];
  for (let times = 1; times * length <= longest; times++) {
    const scaled = step.map((cells) => cells * times);
    lags.push({ lag: times * length, steps: [squares(fluctuation, scaled, blocksPerSide)] });
  }
  return { step: [...step], lags };
}

/** Lags of equal length in one, ascending. */
function pool(curves: readonly { lags: readonly Lag[] }[]): Lag[] {
  const byLength = new Map<string, Lag>();
  for (const { lags } of curves)
    for (const { lag, steps } of lags) {
      const key = lag.toFixed(6);
      byLength.set(key, { lag, steps: [...(byLength.get(key)?.steps ?? []), ...steps] });
    }
  return [...byLength.values()].sort((a, b) => a.lag - b.lag);
}

/** Every direction counts alike, whatever the frame lets it have of pairs; one block may be left out. */
const gammaOf = ({ steps }: Lag, without = -1): number =>
  total(steps.map(({ sums, pairs }) => (total(sums) - (sums[without] ?? 0)) / (total(pairs) - (pairs[without] ?? 0)))) / steps.length / 2;

function exponentOf(lags: readonly Lag[]): number | null {
  const gamma = lags.map((lag) => gammaOf(lag));
  return lags.length < 2 || gamma.some((value) => !(value > 0)) ? null : slopeOf(lags, gamma).slope / 2;
}

const slopeOf = (lags: readonly Lag[], gamma: readonly number[]): SlopeFit =>
  fitLine(
    lags.map(({ lag }) => Math.log(lag)),
    gamma.map(Math.log),
  );

/** Standard error of the slope from the slopes without one block each; a block without which nothing can be fitted counts for nothing. */
function jackknifeError(lags: readonly Lag[]): number {
  const slopes: number[] = [];
  for (let block = 0; block < lags[0]!.steps[0]!.sums.length; block++) {
    const gamma = lags.map((lag) => gammaOf(lag, block));
    if (gamma.every((value) => value > 0)) slopes.push(slopeOf(lags, gamma).slope);
  }
  const count = Math.max(1, slopes.length);
  const mean = total(slopes) / count;
  return Math.sqrt(((count - 1) / count) * slopes.reduce((sum, slope) => sum + (slope - mean) ** 2, 0));
}

function boundWarning(H: number, axes: number): string[] {
  if (H < 0)
    return [`the exponent is ${H.toFixed(3)}: neighbours differ as much as cells far apart, as in noise, and the value is held to ${axes + 1}`];
  if (H > 1) return [`the exponent is ${H.toFixed(3)}: the field is smooth at all lags, and the value is held to ${axes}`];
  return [];
}

/** Whether the exponents of the shorter and the longer half of the lags (by their logarithm) disagree. */
function bendWarning(x: readonly number[], y: readonly number[], slack: number): string[] {
  const middle = x.findIndex((lag) => lag >= (x[0]! + x.at(-1)!) / 2);
  if (middle < 1 || middle > x.length - 2) return [];
  const [short, long] = [fitLine(x, y, 0, middle).slope / 2, fitLine(x, y, middle).slope / 2];
  if (Math.abs(short - long) <= Math.max(visibleBend, 2 * slack)) return [];
  const [from, to] = [short, long].map((exponent) => exponent.toFixed(2));
  return [`the curve bends: H falls or rises from ${from} to ${to} within the lags, so the field has a length of its own and no single exponent`];
}

const total = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
};

function plane(ny: number, nx: number): Field {
  return { shape: [ny, nx], values: Float64Array.from({ length: ny * nx }, (_, i) => 3 * Math.floor(i / nx) + 2 * (i % nx)) };
}
