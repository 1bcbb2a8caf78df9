import { defineDetector, type Detection } from "../define/detector";
import { choice, completeValues, num, type ValuesOf } from "../define/params";
import { meanAndDeviation } from "../series/finite";
import { standardised } from "../series/usable";
import { checkChannels } from "./channels";
import { fitSwitching, type SwitchingFit } from "./fit-switching";
import { likeliestPath } from "./markov-chain";
import { noStatesIn, regimesOfStates, stateNames, withoutStates } from "./state-regimes";
import { chainOf, freedom, rescaled, singleState, type SwitchingRules } from "./switching-model";

const params = {
  states: num(2, { title: "States", min: 2, max: 4, integer: true, help: "How many kinds of regime there are." }),
  order: num(1, {
    title: "Order of the autoregression",
    min: 0,
    max: 1,
    integer: true,
    help: "1: what is left of the sample before is taken out, so that slow wandering is not taken for states. 0: samples of a state are independent.",
  }),
  switches: choice("both", {
    options: ["mean", "variance", "both"],
    title: "What switches",
    help: "mean: states of one spread. variance: states of one level. The two find different regimes in the same data; look at both.",
  }),
  start: choice("stationary", {
    options: ["stationary", "free"],
    title: "Start",
    help: "stationary: the first state is drawn as all later ones are in the long run. free: it is fitted, to one sample.",
  }),
  sortBy: choice("automatic", {
    options: ["automatic", "mean", "spread"],
    title: "States ordered by",
    help: "What the names follow. automatic: by the mean where it switches, else by the spread.",
  }),
  restarts: num(10, { title: "Starts", min: 10, max: 200, integer: true, help: "Fits from different beginnings, of which the likeliest is taken." }),
  seed: num(1, { title: "Seed", min: 0, max: Number.MAX_SAFE_INTEGER, integer: true, help: "The same seed begins at the same places." }),
};

type Options = ValuesOf<typeof params>;

/** Hamilton's regimes: states of a chain that may return, with a memory that belongs to none. */
export const markovSwitching = defineDetector({
  id: "markov-switching",
  title: "Markov-switching autoregression",
  source: "Hamilton 1989, Econometrica 57:357, doi:10.2307/1912559; smoother of Kim 1994, doi:10.1016/0304-4076(94)90036-1",
  help: "Takes the series for an autoregression whose mean, spread or both switch with a hidden chain, and reports the most probable course of states. Reports none where a fit without states explains the series as well, and tells how far the starts spread.",
  params,
  mode: "retrospective",
  exact: false,
  several: false,
  detect(channels, given: Partial<Options> = {}): Detection {
    const options = completeValues(params, given, ["options"]) as Options;
    const n = checkChannels(channels, false);
    const nothing = noStatesIn(channels, options.states);
    if (nothing !== null) return withoutStates("markov-switching", channels, options.states, nothing);
    const x = standardised(channels[0]!);
    const rules = { ...options, order: options.order === 0 ? 0 : 1 } as const;
    if (!(singleState(x, rules.order).variance > 1e-12))
      return withoutStates(
        "markov-switching",
        channels,
        options.states,
        "Each sample follows from the one before: nothing is left to tell states apart by.",
      );
    const fits = fitSwitching(x, rules, options.restarts, options.seed);
    const order = orderOf(fits[0]!, options);
    const path = courseOf(fits[0]!).map((state) => order.indexOf(state));
    const names = stateNames(options.states, sortedBy(options));
    const evidence = evidenceOf(fits, order, rules, channels[0]!, x);
    const regimes = isBelieved(evidence) ? regimesOfStates(channels, path, names) : regimesOfStates(channels, new Int32Array(n), ["steady"]);
    const changePoints = regimes.slice(1).map(({ start }) => start);
    return {
      method: "markov-switching",
      mode: "retrospective",
      n,
      changePoints,
      regimes,
      evidence: { ...evidence, changes: changePoints.length },
      warnings: warningsOf(evidence, options.states - new Set(path).size, options),
      curves: order.map((state, rank) => ({
        id: `state${rank + 1}`,
        title: `Probability of "${names[rank]}", given the whole series`,
        unit: "1",
        values: stateProbabilities(fits[0]!, state),
      })),
    };
  },
});

const sortedBy = ({ sortBy, switches }: Pick<Options, "sortBy" | "switches">): "mean" | "spread" =>
  sortBy === "automatic" ? (switches === "variance" ? "spread" : "mean") : sortBy;

const orderOf = ({ model: { means, variances } }: SwitchingFit, options: Options): number[] => {
  const feature = sortedBy(options) === "mean" ? means : variances;
  return means.map((_, k) => k).sort((a, b) => feature[a]! - feature[b]!);
};

/** The most probable state of each sample; with order 1 the first is the one before the second. */
function courseOf({ model, cells, densities }: SwitchingFit): Int32Array {
  const path = Array.from(likeliestPath(chainOf(model, cells), densities), (c) => cells[c]!);
  const before = path[0]!.before;
  return Int32Array.from([...(before === null ? [] : [before]), ...path.map(({ now }) => now)]);
}

function stateProbabilities({ cells, smoothed: { probabilities } }: SwitchingFit, state: number): number[] {
  const at = (t: number, of: "now" | "before") =>
    Math.min(
      1,
      cells.reduce((sum, cell, c) => (cell[of] === state ? sum + probabilities[c]![t]! : sum), 0),
    );
  const first = cells[0]!.before === null ? [] : [at(0, "before")];
  return [...first, ...Array.from(probabilities[0]!, (_, t) => at(t, "now"))];
}

function evidenceOf(fits: readonly SwitchingFit[], order: readonly number[], rules: SwitchingRules, series: Float64Array, x: Float64Array) {
  const { mean, deviation } = meanAndDeviation(series);
  const { model } = fits[0]!;
  const { means, deviations } = rescaled(model, mean, deviation);
  const samples = x.length - rules.order;
  const inUnits = ({ smoothed }: SwitchingFit) => smoothed.logLikelihood - samples * Math.log(deviation);
  const reached = fits.map(inUnits);
  const single = { ...rules, states: 1, start: "stationary" } as const;
  const alone = inUnits(fitSwitching(x, single, 1, 0)[0]!);
  return {
    states: rules.states,
    logLikelihood: reached[0]!,
    worstStart: reached.at(-1)!,
    startsAtBest: reached.filter((value) => reached[0]! - value < 0.05).length,
    bic: freedom(rules) * Math.log(samples) - 2 * reached[0]!,
    bicWithoutStates: freedom(single) * Math.log(samples) - 2 * alone,
    memory: model.memory,
    ...Object.fromEntries(
      order.flatMap((k, rank) => [
        [`mean${rank + 1}`, means[k]!],
        [`deviation${rank + 1}`, deviations[k]!],
        [`expectedDuration${rank + 1}`, Math.min(1e9, 1 / Math.max(1e-9, 1 - model.transition[k]![k]!))],
      ]),
    ),
  };
}

/** Whether the states are worth what they cost. */
const isBelieved = ({ bic, bicWithoutStates }: { bic: number; bicWithoutStates: number }): boolean => bic < bicWithoutStates;

function warningsOf(evidence: ReturnType<typeof evidenceOf>, unseen: number, { states, restarts }: Options): string[] {
  if (!isBelieved(evidence)) {
    const instead = "no change is reported; the curves show what the states would be";
    return [`The series is explained as well without states, by the Bayesian information criterion: ${instead}.`];
  }
  const warnings: string[] = [];
  if (evidence.startsAtBest === 1)
    warnings.push(`Only one of ${restarts} starts reached the best fit: there may be a better one. Raise the number of starts.`);
  if (unseen > 0) warnings.push(`${unseen} of ${states} states are never the likeliest: fewer states would do.`);
  return warnings;
}
