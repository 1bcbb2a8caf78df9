import type { Channels } from "../define/detector";
import { uniformAt } from "../field/philox";
import { meanAndDeviation } from "../series/finite";
import { climb } from "./climb";
import { shares } from "./shares";
import { smooth, type Chain, type Smoothed } from "./markov-chain";

/** Normal states of a hidden Markov chain: a mean and a variance a state and channel, channels independent of each other within a state. */
export interface GaussianStates extends Chain {
  means: number[][];
  variances: number[][];
}

export interface Fit {
  states: GaussianStates;
  smoothed: Smoothed;
  logDensities: Float64Array[];
  /** The log-likelihood after each step: never falls. */
  course: number[];
  /** Whether nothing more was to be gained. */
  settled: boolean;
}

export interface FitSettings {
  states: number;
  /** One variance for all states, or one a state. */
  variance: "equal" | "free";
  restarts: number;
  seed: number;
}

/** Smallest variance of a state, as a share of the channel's: below it the likelihood grows without bound around a few equal samples. */
const varianceFloor = 1e-3;
const tolerance = 1e-7;
/** The way of every start, and how many of them go on, and how far. */
const shortWay = { evaluations: 40, tolerance };
const finalists = (starts: number): number => Math.min(5, Math.ceil(starts / 4));
const longWay = { evaluations: 300, tolerance };
/** Stream of the generator that only starts draw from. */
const startStream = 0x686d6d73;

export function logDensitiesOf(channels: Channels, { means, variances }: GaussianStates): Float64Array[] {
  const n = channels[0]!.length;
  return means.map((mean, k) => {
    const log = new Float64Array(n);
    channels.forEach((channel, c) => {
      const variance = variances[k]![c]!;
      const constant = -0.5 * Math.log(2 * Math.PI * variance);
      for (let t = 0; t < n; t++) log[t]! += constant - (channel[t]! - mean[c]!) ** 2 / (2 * variance);
    });
    return log;
  });
}

/**
 * Maximum likelihood by expectation and maximisation (Baum et al. 1970, doi:10.1214/aoms/1177697196) from several starts: one by quantiles, the others from
 * means drawn among the samples. The start distribution is free.
 * All go a short way; the likeliest of them go on until nothing more is gained.
 * @returns the fits of all starts, the likeliest first.
 */
export function fitGaussianStates(channels: Channels, settings: FitSettings): Fit[] {
  const spread = channels.map((channel) => meanAndDeviation(channel).deviation ** 2);
  const likeliestFirst = (a: Fit, b: Fit) => b.smoothed.logLikelihood - a.smoothed.logLikelihood;
  const starts = Array.from({ length: settings.restarts }, (_, start) =>
    maximise(channels, begin(channels, spread, settings, start), spread, settings, shortWay),
  ).sort(likeliestFirst);
  return starts
    .map((fit, rank) => (rank < finalists(settings.restarts) && !fit.settled ? maximise(channels, fit.states, spread, settings, longWay) : fit))
    .sort(likeliestFirst);
}

function begin(channels: Channels, spread: readonly number[], { states: K, seed }: FitSettings, start: number): GaussianStates {
  const n = channels[0]!.length;
  const sorted = channels.map((channel) => channel.slice().sort());
  const stay = start % 2 === 0 ? 0.95 : 0.7;
  const means = Array.from({ length: K }, (_, k) => {
    if (start === 0) return sorted.map((values) => values[Math.floor(((k + 0.5) * n) / K)]!);
    const drawn = Math.floor(uniformAt(seed, start, k, startStream) * n);
    return channels.map((channel) => channel[drawn]!);
  });
  // Starts of which every third tells states apart by their spread alone.
  const variances = Array.from({ length: K }, (_, k) =>
    spread.map((variance) => (start % 3 === 1 ? variance * 4 ** (k - (K - 1) / 2) : variance / (start % 3 === 2 ? K * K : 1))),
  );
  return {
    start: new Array<number>(K).fill(1 / K),
    transition: Array.from({ length: K }, (_, j) => Array.from({ length: K }, (__, k) => (j === k ? stay : (1 - stay) / (K - 1)))),
    means,
    variances,
  };
}

function maximise(
  channels: Channels,
  first: GaussianStates,
  spread: readonly number[],
  { variance: rule }: FitSettings,
  until: typeof shortWay,
): Fit {
  const course: number[] = [];
  const evaluate = (states: GaussianStates): Omit<Fit, "course" | "settled"> => {
    const logDensities = logDensitiesOf(channels, states);
    return { states, logDensities, smoothed: smooth(states, logDensities) };
  };
  const given = evaluate(first);
  // One step brings a start to what the rule allows, which may be less likely than the start.
  const begun = evaluate(improved(channels, given.states, given.smoothed, spread, rule));
  course.push(begun.smoothed.logLikelihood);
  const { fit, settled } = climb(
    begun,
    {
      step: ({ states, smoothed }) => evaluate(improved(channels, states, smoothed, spread, rule)),
      logLikelihood: ({ smoothed }) => smoothed.logLikelihood,
      parameters: ({ states }) => parametersOf(states),
      at: (parameters, { states }) => evaluate(statesAt(parameters, states, spread)),
    },
    until,
    ({ smoothed }) => course.push(smoothed.logLikelihood),
  );
  return { ...fit, course, settled };
}

/** Start, transitions, means and logarithms of variances, one after the other. */
const parametersOf = ({ start, transition, means, variances }: GaussianStates): Float64Array =>
  Float64Array.from([...start, ...transition.flat(), ...means.flat(), ...variances.flat().map(Math.log)]);

/** The states that such numbers stand for: shares brought back between 0 and 1, variances to their floor. */
function statesAt(parameters: Float64Array, { means }: GaussianStates, spread: readonly number[]): GaussianStates {
  const [K, C] = [means.length, spread.length];
  let at = 0;
  const take = (count: number): number[] => Array.from(parameters.subarray(at, (at += count)));
  const start = shares(take(K));
  const transition = Array.from({ length: K }, () => shares(take(K)));
  return {
    start,
    transition,
    means: Array.from({ length: K }, () => take(C)),
    variances: Array.from({ length: K }, () => take(C).map((log, c) => Math.max(varianceFloor * spread[c]!, Math.exp(log)))),
  };
}

function improved(
  channels: Channels,
  before: GaussianStates,
  { probabilities, transitions }: Smoothed,
  spread: readonly number[],
  rule: "equal" | "free",
): GaussianStates {
  const n = channels[0]!.length;
  const weights = probabilities.map((of) => of.reduce((sum, p) => sum + p, 0));
  // A state that is never visited keeps what it had: nothing is known of it.
  const means = before.means.map((mean, k) =>
    channels.map((channel, c) => (weights[k]! > 1e-9 ? weightedSum(probabilities[k]!, channel, 0, 1) / weights[k]! : mean[c]!)),
  );
  const scatter = means.map((mean, k) => channels.map((channel, c) => weightedSum(probabilities[k]!, channel, mean[c]!, 2)));
  const variances = before.variances.map((old, k) =>
    spread.map((whole, c) => {
      const pooled = scatter.reduce((sum, of) => sum + of[c]!, 0) / n;
      const own = weights[k]! > 1e-9 ? scatter[k]![c]! / weights[k]! : old[c]!;
      return Math.max(rule === "equal" ? pooled : own, varianceFloor * whole);
    }),
  );
  const transition = transitions.map((row, j) => {
    const total = row.reduce((sum, value) => sum + value, 0);
    return total > 1e-12 ? row.map((value) => value / total) : before.transition[j]!;
  });
  return { start: probabilities.map((of) => of[0]!), transition, means, variances };
}

/** Σ p (x − centre)^power. */
function weightedSum(p: Float64Array, x: Float64Array, centre: number, power: 1 | 2): number {
  let sum = 0;
  for (let t = 0; t < x.length; t++) {
    const d = x[t]! - centre;
    sum += p[t]! * (power === 1 ? d : d * d);
  }
  return sum;
}
