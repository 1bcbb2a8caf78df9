import { defineDetector, type Channels, type Detection } from "../define/detector";
import { choice, completeValues, num, type ValuesOf } from "../define/params";
import { isConstant, meanAndDeviation } from "../series/finite";
import { checkChannels } from "./channels";
import { fitGaussianStates, type Fit } from "./gaussian-states";
import { likeliestPath } from "./markov-chain";
import { noStatesIn, regimesOfStates, samplesAState, stateNames, withoutStates } from "./state-regimes";

const params = {
  states: num(2, {
    title: "States",
    min: 2,
    max: 6,
    integer: true,
    help: "How many kinds of regime there are. The evidence holds the Bayesian information criterion of 2, 3 and 4.",
  }),
  variance: choice("free", {
    options: ["free", "equal"],
    title: "Spread of the states",
    help: "free: each state has its own, so that calm and volatile can be told apart. equal: all share one, so that only levels are.",
  }),
  order: choice("mean", {
    options: ["mean", "spread"],
    title: "States ordered by",
    help: "What the names follow, so that a fit of a longer series calls the same states by the same names.",
  }),
  restarts: num(20, { title: "Starts", min: 1, max: 200, integer: true, help: "Fits from different beginnings, of which the likeliest is taken." }),
  seed: num(1, { title: "Seed", min: 0, max: Number.MAX_SAFE_INTEGER, integer: true, help: "The same seed begins at the same places." }),
};

/** Starts for the numbers of states that were not asked for, whose criterion is told beside. */
const startsOfOthers = 5;

type Options = ValuesOf<typeof params>;

/** Regimes as states of a hidden Markov chain, which may return. */
export const hiddenMarkov = defineDetector({
  id: "hidden-markov",
  title: "Gaussian hidden Markov model",
  source: "Hamilton 1989, Econometrica 57:357, doi:10.2307/1912559; Rabiner 1989, doi:10.1109/5.18626",
  help: "Takes each sample for a draw from one of a few normal states between which a chain switches, fits them by maximum likelihood, and reports the most probable course of states. The likelihood has many peaks: the spread of what the starts reached is told.",
  params,
  mode: "retrospective",
  exact: false,
  several: true,
  detect(channels, given: Partial<Options> = {}): Detection {
    const options = completeValues(params, given, ["options"]) as Options;
    const n = checkChannels(channels, true);
    const nothing = noStatesIn(channels, options.states);
    if (nothing !== null) return withoutStates("hidden-markov", channels, options.states, nothing);
    const varying = channels.filter((channel) => !isConstant(channel));
    // In units of each channel's deviation, so that no density overflows; what is told is put back into the series' own.
    const units = varying.map((channel) => meanAndDeviation(channel));
    const standardised = varying.map((channel, c) => channel.map((x) => (x - units[c]!.mean) / units[c]!.deviation));
    const fits = fitGaussianStates(standardised, options);
    const best = fits[0]!;
    const order = orderOf(best, options.order);
    const path = likeliestPath(best.states, best.logDensities).map((state) => order.indexOf(state));
    const names = stateNames(options.states, options.order);
    const regimes = regimesOfStates(channels, path, names);
    const changePoints = regimes.slice(1).map(({ start }) => start);
    const evidence = evidenceOf(fits, order, options, standardised, units);
    const unvisited = options.states - new Set(path).size;
    const warnings = [
      ...(unvisited > 0 ? [`${unvisited} of ${options.states} states are never the likeliest: fewer states would do.`] : []),
      ...(evidence.bic1! <= Math.min(...[2, 3, 4].map((K) => evidence[`bic${K}`] ?? Infinity))
        ? ["One state explains the series in fewer numbers than several do (Bayesian information criterion): these may be made of noise."]
        : []),
    ];
    return {
      method: "hidden-markov",
      mode: "retrospective",
      n,
      changePoints,
      regimes,
      evidence: { ...evidence, changes: changePoints.length },
      warnings,
      curves: order.map((state, rank) => ({
        id: `state${rank + 1}`,
        title: `Probability of "${names[rank]}", given the whole series`,
        unit: "1",
        values: Array.from(best.smoothed.probabilities[state]!, (p) => Math.min(1, p)),
      })),
    };
  },
});

const orderOf = ({ states }: Fit, by: "mean" | "spread"): number[] =>
  states.means
    .map((_, k) => k)
    .sort((a, b) => (by === "mean" ? states.means[a]![0]! - states.means[b]![0]! : states.variances[a]![0]! - states.variances[b]![0]!));

type Unit = ReturnType<typeof meanAndDeviation>;

function evidenceOf(
  fits: readonly Fit[],
  order: readonly number[],
  options: Options,
  channels: Channels,
  units: readonly Unit[],
): Record<string, number> {
  const { states } = fits[0]!;
  const n = channels[0]!.length;
  const shift = n * units.reduce((sum, { deviation }) => sum + Math.log(deviation), 0);
  const reached = fits.map((fit) => fit.smoothed.logLikelihood - shift);
  const criteria = [2, 3, 4]
    .filter((K) => n >= samplesAState * K)
    .map((K) => [
      `bic${K}`,
      2 * shift +
        criterion(
          K === options.states
            ? fits[0]!
            : fitGaussianStates(channels, { ...options, states: K, restarts: Math.min(startsOfOthers, options.restarts) })[0]!,
          options.variance,
          n,
        ),
    ]);
  return {
    states: options.states,
    logLikelihood: reached[0]!,
    // Of one state: two numbers a channel, each of deviation 1 in these units.
    bic1: 2 * shift + 2 * channels.length * Math.log(n) + n * channels.length * (Math.log(2 * Math.PI) + 1),
    ...Object.fromEntries(criteria),
    worstStart: reached.at(-1)!,
    startsAtBest: reached.filter((value) => reached[0]! - value < 0.05).length,
    ...Object.fromEntries(
      order.flatMap((k, rank) => [
        [`mean${rank + 1}`, units[0]!.mean + units[0]!.deviation * states.means[k]![0]!],
        [`deviation${rank + 1}`, units[0]!.deviation * Math.sqrt(states.variances[k]![0]!)],
        [`expectedDuration${rank + 1}`, Math.min(1e9, 1 / Math.max(1e-9, 1 - states.transition[k]![k]!))],
      ]),
    ),
  };
}

/** Bayesian information criterion: the lower, the better. */
function criterion({ states: { means }, smoothed }: Fit, variance: Options["variance"], n: number): number {
  const [K, channels] = [means.length, means[0]!.length];
  const free = K - 1 + K * (K - 1) + K * channels + (variance === "free" ? K * channels : channels);
  return free * Math.log(n) - 2 * smoothed.logLikelihood;
}
