import { defineDetector, type Detection, type DetectionCurve } from "../define/detector";
import { completeValues, num, type ValuesOf } from "../define/params";
import { isConstant } from "../series/finite";
import { kendallTauB } from "../series/kendall";
import { gaussianSmooth } from "../series/kernel-smooth";
import { slidingMoments, type SlidingMoments } from "../series/sliding-moments";
import { autoregression, fitFirstOrder } from "../series/surrogates";
import { standardised } from "../series/usable";
import { checkChannels } from "./channels";
import { regimesOfStates } from "./state-regimes";

const params = {
  window: num(0, {
    title: "Trailing window",
    unit: "samples",
    min: 0,
    max: 1e6,
    integer: true,
    help: "Samples each indicator is taken over, the last being the one it stands at. 0 chooses half the series.",
  }),
  bandwidth: num(0, {
    title: "Bandwidth of the trend removed",
    unit: "samples",
    min: 0,
    max: 1e5,
    help: "Standard deviation of the Gaussian kernel whose running mean is taken out first. 0 takes out nothing: then a trend passes for variance and memory.",
  }),
  surrogates: num(200, {
    title: "Surrogates",
    min: 200,
    max: 10_000,
    integer: true,
    help: "Series without any approach to a transition, but with the same memory, among whose trends that of the series is ranked.",
  }),
  seed: num(1, { title: "Seed", min: 0, max: Number.MAX_SAFE_INTEGER, integer: true, help: "The same seed draws the same surrogates." }),
};

type Options = ValuesOf<typeof params>;
type Indicator = keyof SlidingMoments;

const indicators: readonly { id: Indicator; title: string; unit: string }[] = [
  { id: "variance", title: "Variance", unit: "variance of the series" },
  { id: "memory", title: "Lag-1 autocorrelation", unit: "1" },
  { id: "skewness", title: "Skewness", unit: "1" },
];
/** Samples a window holds at least, and windows there are at least. */
const fewest = 10;
/** Share of surrogates that a trend must exceed to be told. */
const told = 0.95;

/**
 * Critical slowing down: before some transitions a system recovers ever more slowly, so that variance and memory rise. Reports no change point.
 * Windows overlap, so that the p-value of Kendall's tau would be wrong by far: tau is ranked among those of courses of the first-order
 * autoregression fitted to the residual, in the same windows, `p = (1 + those at least as great) / (1 + all)`. Variance and memory are asked whether they
 * rise, skewness whether it moves either way.
 */
export const earlyWarning = defineDetector({
  id: "early-warning",
  title: "Early-warning signals",
  source: "Dakos et al. 2012, PLoS ONE 7:e41010, doi:10.1371/journal.pone.0041010; Scheffer et al. 2009, doi:10.1038/nature08227",
  help: "Tells whether variance and memory rise, as they do before a system tips over because it recovers ever more slowly. Reports no change points. A rise is no proof, and many transitions come without one: look at several windows and bandwidths.",
  params,
  mode: "retrospective",
  exact: true,
  several: false,
  detect(channels, given: Partial<Options> = {}): Detection {
    const options = completeValues(params, given, ["options"]) as Options;
    const n = checkChannels(channels, false);
    const window = options.window || Math.floor(n / 2);
    const report = (evidence: Record<string, number>, warnings: string[], curves?: DetectionCurve[]): Detection => ({
      method: "early-warning",
      mode: "retrospective",
      n,
      changePoints: [],
      regimes: regimesOfStates(channels, new Int32Array(n), ["steady"]),
      evidence: { window, bandwidth: options.bandwidth, changes: 0, ...evidence },
      warnings,
      ...(curves ? { curves } : {}),
    });
    if (window < fewest || n - window + 1 < fewest) {
      return report({}, [`${n} samples in windows of ${window} are too few: windows hold at least ${fewest}, and there are at least ${fewest}.`]);
    }
    if (isConstant(channels[0]!)) return report({}, ["The series is constant: nothing fluctuates."]);
    const residual = residualOf(channels[0]!, options.bandwidth);
    if (!residual)
      return report({}, [`With a bandwidth of ${options.bandwidth} samples the trend takes up the whole series: nothing fluctuates about it.`]);
    const moments = slidingMoments(residual, window);
    const drawn = surrogateTaus(residual, window, options);
    const found = indicators.flatMap(({ id, title }) => {
      const tau = trendOf(moments[id]);
      return tau === null ? [] : [{ id, title, tau, ...rank(tau, drawn[id], id === "skewness") }];
    });
    const warnings = found.filter(({ above }) => above >= told).map((one) => inWords(one, options.surrogates));
    if (found.length < indicators.length) warnings.push("The windows are constant, or all alike, so that not every indicator has a trend.");
    if (warnings.length === 0) warnings.push(`No indicator moves more than ${100 * told} % of ${options.surrogates} surrogates do.`);
    return report(
      Object.fromEntries(
        found.flatMap(({ id, tau, p }) => [
          [`${id}Tau`, tau],
          [`${id}P`, p],
        ]),
      ),
      warnings,
      indicators.map(({ id, ...curve }) => ({ id, ...curve, values: atTheirEnds(moments[id], window) })),
    );
  },
});

/**
 * Kendall's tau of an indicator for several windows and bandwidths: how far a finding hangs on the choice.
 * @param windows 3 … n. @returns one row a bandwidth, one column a window; null where it has no trend.
 */
export function tauOverChoices(
  series: Float64Array,
  indicator: Indicator,
  windows: readonly number[],
  bandwidths: readonly number[],
): (number | null)[][] {
  return bandwidths.map((bandwidth) => {
    const residual = isConstant(series) ? null : residualOf(series, bandwidth);
    return windows.map((window) => residual && trendOf(slidingMoments(residual, window)[indicator]));
  });
}

/** Standardised, so that unit and offset do not matter, and less its trend; null where nothing is left. */
function residualOf(series: Float64Array, bandwidth: number): Float64Array | null {
  const unit = standardised(series);
  if (bandwidth === 0) return unit;
  const trend = gaussianSmooth(unit, bandwidth);
  const rest = unit.map((x, t) => x - trend[t]!);
  return rest.some((x) => Math.abs(x) > 1e-9) ? standardised(rest) : null;
}

/** Kendall's tau with time, of the windows in which the indicator is defined. */
function trendOf(values: Float64Array): number | null {
  const defined = values.filter((value) => !Number.isNaN(value));
  if (defined.length < fewest) return null;
  const at = Array.from(values.keys()).filter((i) => !Number.isNaN(values[i]!));
  return kendallTauB(at, defined);
}

function surrogateTaus(residual: Float64Array, window: number, { surrogates, seed }: Options): Record<Indicator, number[]> {
  const model = fitFirstOrder(residual);
  const taus: Record<Indicator, number[]> = { variance: [], memory: [], skewness: [] };
  for (let draw = 0; draw < surrogates; draw++) {
    const moments = slidingMoments(autoregression(model, residual.length, seed, draw), window);
    for (const { id } of indicators) taus[id].push(trendOf(moments[id]) ?? 0);
  }
  return taus;
}

function rank(tau: number, among: readonly number[], bothWays: boolean): { above: number; p: number } {
  const reached = among.filter((other) => (bothWays ? Math.abs(other) >= Math.abs(tau) : other >= tau)).length;
  return { above: 1 - reached / among.length, p: (1 + reached) / (1 + among.length) };
}

const inWords = ({ title, tau, above }: { title: string; tau: number; above: number }, count: number): string =>
  `${title} ${tau > 0 ? "rises" : "falls"}: tau ${tau.toFixed(2)}, above ${Math.floor(100 * above)} % of ${count} surrogates${tau > 0 ? "" : " in size"}.`;

/** One value a sample: each window's at its last. */
const atTheirEnds = (values: Float64Array, window: number): (number | null)[] => [
  ...new Array<null>(window - 1).fill(null),
  ...Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
];
