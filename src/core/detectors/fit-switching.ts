import { solve } from "../analysis/linear-algebra";
import { uniformAt } from "../field/philox";
import { climb } from "./climb";
import { shares } from "./shares";
import { smoothCells, type SmoothedCells } from "./smooth-cells";
import { improvedTransitions } from "./stationary-start";
import { cellDensities, cellsOf, clampMemory, singleState, startOf, type Cell, type SwitchingModel, type SwitchingRules } from "./switching-model";

export interface SwitchingFit {
  model: SwitchingModel;
  cells: Cell[];
  densities: Float64Array[];
  smoothed: SmoothedCells;
}

/** Smallest variance of a state, as a share of the residual variance without states: below it the likelihood has no bound. */
const varianceFloor = 1e-3;
/** Every start is followed until a step gains less than this share of the likelihood; the best of them further. */
const followed = { evaluations: 200, tolerance: 1e-8 };
const settled = { evaluations: 1000, tolerance: 1e-11 };
/** Stream of the generator that only starts draw from. */
const startStream = 0x6d737761;

/**
 * Maximum likelihood by expectation and conditional maximisation (Hamilton 1990, doi:10.1016/0304-4076(90)90093-9; Meng, Rubin 1993,
 * doi:10.1093/biomet/80.2.267) from several starts: Hamilton's filter and Kim's smoother, then transitions, means, memory and variances in turn.
 * @param x of mean 0 and variance 1, not constant after the memory is taken out.
 * @returns the fits of all starts, the likeliest first.
 */
export function fitSwitching(x: Float64Array, rules: SwitchingRules, restarts: number, seed: number): SwitchingFit[] {
  const alone = singleState(x, rules.order);
  const floor = varianceFloor * alone.variance;
  const likeliestFirst = (a: SwitchingFit, b: SwitchingFit) => b.smoothed.logLikelihood - a.smoothed.logLikelihood;
  const fits = Array.from({ length: restarts }, (_, start) => {
    const first = evaluate(x, begin(x, rules, alone, seed, start), cellsOf(rules));
    return maximise(x, first, rules, floor, followed);
  }).sort(likeliestFirst);
  return [maximise(x, fits[0]!, rules, floor, settled), ...fits.slice(1)];
}

function begin(
  x: Float64Array,
  { states: K, switches, start: rule }: SwitchingRules,
  alone: ReturnType<typeof singleState>,
  seed: number,
  start: number,
): SwitchingModel {
  const sorted = x.slice().sort();
  const stay = start % 2 === 0 ? 0.95 : 0.7;
  const transition = Array.from({ length: K }, (_, j) => Array.from({ length: K }, (__, k) => (K === 1 ? 1 : j === k ? stay : (1 - stay) / (K - 1))));
  const at = (k: number) => (start === 0 ? (k + 0.5) / K : uniformAt(seed, start, k, startStream));
  const spread = start % 3 === 1 || switches === "variance" ? 2 + 4 * uniformAt(seed, start, K, startStream) : 1;
  // Every second course begins without memory, which the states may explain.
  return {
    transition,
    start: startOf(transition, rule, new Array<number>(K).fill(1 / K)),
    means: Array.from({ length: K }, (_, k) => (switches === "variance" ? 0 : sorted[Math.floor(at(k) * x.length)]!)),
    variances: Array.from({ length: K }, (_, k) => alone.variance * (switches === "mean" ? 1 : spread ** (k - (K - 1) / 2))),
    memory: start % 4 < 2 ? alone.memory : 0,
  };
}

function maximise(x: Float64Array, first: SwitchingFit, rules: SwitchingRules, floor: number, until: typeof followed): SwitchingFit {
  const steps = {
    step: (fit: SwitchingFit) => evaluate(x, improved(x, fit, rules, floor), fit.cells),
    logLikelihood: ({ smoothed }: SwitchingFit) => smoothed.logLikelihood,
    parameters: ({ model }: SwitchingFit) => parametersOf(model),
    at: (parameters: Float64Array, { model, cells }: SwitchingFit) => evaluate(x, modelAt(parameters, model, rules, floor), cells),
  };
  return climb(first, steps, until).fit;
}

/** Start, transitions, means, logarithms of variances and the memory, one after the other. */
const parametersOf = ({ start, transition, means, variances, memory }: SwitchingModel): Float64Array =>
  Float64Array.from([...start, ...transition.flat(), ...means, ...variances.map(Math.log), memory]);

/** The model that such numbers stand for: shares brought back between 0 and 1, variances to their floor, the memory within ±1. */
function modelAt(parameters: Float64Array, { means }: SwitchingModel, rules: SwitchingRules, floor: number): SwitchingModel {
  const K = means.length;
  let at = 0;
  const take = (count: number): number[] => Array.from(parameters.subarray(at, (at += count)));
  const start = shares(take(K));
  const transition = Array.from({ length: K }, () => shares(take(K)));
  return {
    start: startOf(transition, rules.start, start),
    transition,
    means: take(K),
    variances: take(K).map((log) => Math.max(floor, Math.exp(log))),
    memory: clampMemory(take(1)[0]!),
  };
}

export function evaluate(x: Float64Array, model: SwitchingModel, cells: Cell[]): SwitchingFit {
  const densities = cellDensities(x, model, cells);
  return { model, cells, densities, smoothed: smoothCells(model, cells, densities) };
}

function improved(x: Float64Array, { model, cells, smoothed }: SwitchingFit, rules: SwitchingRules, floor: number): SwitchingModel {
  const { states: K, order } = rules;
  const { probabilities, counts } = smoothed;
  const first = new Array<number>(K).fill(0);
  cells.forEach(({ now, before }, c) => (first[before ?? now]! += probabilities[c]![0]!));
  const transition = rules.start === "stationary" ? improvedTransitions(model.transition, counts, first) : ratesOf(counts, model.transition);
  const means = improvedMeans(x, model, cells, probabilities, rules);
  const memory = order === 0 ? 0 : improvedMemory(x, { ...model, means }, cells, probabilities);
  const variances = improvedVariances(x, { ...model, means, memory }, cells, probabilities, rules, floor);
  return { transition, start: startOf(transition, rules.start, first), means, variances, memory };
}

const ratesOf = (counts: readonly (readonly number[])[], before: number[][]): number[][] =>
  counts.map((row, j) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    return total > 1e-12 ? row.map((count) => count / total) : before[j]!;
  });

/** Weighted least squares: in cell (i, j) the sample x_t − φ x_(t−1) has the mean μ_j − φ μ_i. */
function improvedMeans(
  x: Float64Array,
  { means, variances, memory }: SwitchingModel,
  cells: Cell[],
  weights: Float64Array[],
  { states: K, order, switches }: SwitchingRules,
): number[] {
  const groups = switches === "variance" ? 1 : K;
  const group = (k: number) => (switches === "variance" ? 0 : k);
  const normal = new Float64Array(groups * groups);
  const right = new Float64Array(groups);
  cells.forEach(({ now, before }, c) => {
    let [total, sum] = [0, 0];
    weights[c]!.forEach((weight, t) => {
      total += weight;
      sum += weight * (x[t + order]! - (before === null ? 0 : memory * x[t]!));
    });
    const design = new Float64Array(groups);
    design[group(now)]! += 1;
    if (before !== null) design[group(before)]! -= memory;
    for (let a = 0; a < groups; a++) {
      right[a]! += (design[a]! * sum) / variances[now]!;
      for (let b = 0; b < groups; b++) normal[a * groups + b]! += (design[a]! * design[b]! * total) / variances[now]!;
    }
  });
  const found = solve(normal, right);
  // A state that is never visited leaves the system singular: nothing is known of it, and all stay as they were.
  return found ? means.map((_, k) => found[group(k)]!) : means;
}

function improvedMemory(x: Float64Array, { means, variances }: SwitchingModel, cells: Cell[], weights: Float64Array[]): number {
  let [product, square] = [0, 0];
  cells.forEach(({ now, before }, c) =>
    weights[c]!.forEach((weight, t) => {
      const past = x[t]! - means[before!]!;
      product += (weight * past * (x[t + 1]! - means[now]!)) / variances[now]!;
      square += (weight * past * past) / variances[now]!;
    }),
  );
  return square > 0 ? clampMemory(product / square) : 0;
}

function improvedVariances(
  x: Float64Array,
  model: SwitchingModel,
  cells: Cell[],
  weights: Float64Array[],
  { order, switches }: SwitchingRules,
  floor: number,
): number[] {
  const { means, memory, variances } = model;
  const total = variances.map(() => 0);
  const scatter = variances.map(() => 0);
  cells.forEach(({ now, before }, c) =>
    weights[c]!.forEach((weight, t) => {
      const e = x[t + order]! - means[now]! - (before === null ? 0 : memory * (x[t]! - means[before]!));
      total[now]! += weight;
      scatter[now]! += weight * e * e;
    }),
  );
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
  const pooled = sum(scatter) / sum(total);
  return variances.map((old, k) => Math.max(floor, switches === "mean" ? pooled : total[k]! > 1e-9 ? scatter[k]! / total[k]! : old));
}
