/** A chain of hidden states: where it starts and how it goes on, each row summing to 1. */
export interface Chain {
  start: readonly number[];
  transition: readonly (readonly number[])[];
}

export interface Smoothed {
  logLikelihood: number;
  /** One array a state: its probability at each sample, given all samples. */
  probabilities: Float64Array[];
  /** The same given the samples so far. */
  filtered: Float64Array[];
  /** Expected transitions from each state to each other, summed over the series. */
  transitions: number[][];
}

/**
 * Forward–backward recursion, scaled at every sample (Rabiner 1989, doi:10.1109/5.18626).
 * @param logDensities one array a state: log density of each sample in it. Their greatest at each sample is taken out first, so that samples far
 * from every state do not underflow.
 */
export function smooth({ start, transition }: Chain, logDensities: readonly Float64Array[]): Smoothed {
  const K = start.length;
  const n = logDensities[0]!.length;
  const move = Float64Array.from(transition.flat());
  // Sample by sample, all states of one side by side.
  const density = new Float64Array(n * K);
  const filtered = new Float64Array(n * K);
  const scale = new Float64Array(n);
  const before = new Float64Array(K);
  let logLikelihood = 0;
  /** Product of the samples' likelihoods since its logarithm was last taken. */
  let product = 1;
  for (let t = 0; t < n; t++) {
    let greatest = -Infinity;
    for (let k = 0; k < K; k++) if (logDensities[k]![t]! > greatest) greatest = logDensities[k]![t]!;
    const row = t * K;
    let total = 0;
    for (let k = 0; k < K; k++) {
      const log = logDensities[k]![t]!;
      const here = log === greatest ? 1 : Math.exp(log - greatest);
      let reached = 0;
      if (t === 0) reached = start[k]!;
      else for (let j = 0; j < K; j++) reached += filtered[row - K + j]! * move[j * K + k]!;
      density[row + k] = here;
      total += filtered[row + k] = reached * here;
    }
    // A chain that cannot be where the sample says: all states alike keep it defined.
    if (!(total > 0)) for (let k = 0; k < K; k++) total += filtered[row + k] = 1e-300;
    for (let k = 0; k < K; k++) filtered[row + k]! /= total;
    scale[t] = total;
    logLikelihood += greatest;
    product *= total;
    if (product < 1e-200 || product > 1e200) {
      logLikelihood += Math.log(product);
      product = 1;
    }
  }
  logLikelihood += Math.log(product);
  const smoothed = filtered.slice();
  const transitions = new Float64Array(K * K);
  const ahead = new Float64Array(K).fill(1);
  const weight = new Float64Array(K);
  for (let t = n - 1; t > 0; t--) {
    const row = t * K;
    for (let k = 0; k < K; k++) weight[k] = (density[row + k]! * ahead[k]!) / scale[t]!;
    for (let j = 0; j < K; j++) {
      const here = filtered[row - K + j]!;
      let reached = 0;
      for (let k = 0; k < K; k++) {
        const step = move[j * K + k]! * weight[k]!;
        reached += step;
        transitions[j * K + k]! += here * step;
      }
      before[j] = reached;
      smoothed[row - K + j]! *= reached;
    }
    ahead.set(before);
  }
  return {
    logLikelihood,
    probabilities: ofStates(smoothed, K),
    filtered: ofStates(filtered, K),
    transitions: start.map((_, j) => Array.from(transitions.subarray(j * K, (j + 1) * K))),
  };
}

/** One array a state, from all states of a sample side by side. */
function ofStates(flat: Float64Array, K: number): Float64Array[] {
  const n = flat.length / K;
  return Array.from({ length: K }, (_, k) => {
    const state = new Float64Array(n);
    for (let t = 0; t < n; t++) state[t] = flat[t * K + k]!;
    return state;
  });
}

/** The most probable course of states (Viterbi 1967, doi:10.1109/TIT.1967.1054010), in logarithms; the first of equals. */
export function likeliestPath({ start, transition }: Chain, logDensities: readonly Float64Array[]): Int32Array {
  const K = start.length;
  const n = logDensities[0]!.length;
  const from = start.map(() => new Int32Array(n));
  let best = start.map((p, k) => Math.log(p) + (n > 0 ? logDensities[k]![0]! : 0));
  for (let t = 1; t < n; t++) {
    best = start.map((_, k) => {
      let [most, argument] = [-Infinity, 0];
      for (let j = 0; j < K; j++) {
        const reached = best[j]! + Math.log(transition[j]![k]!);
        if (reached > most) [most, argument] = [reached, j];
      }
      from[k]![t] = argument;
      return most + logDensities[k]![t]!;
    });
  }
  const path = new Int32Array(n);
  if (n === 0) return path;
  path[n - 1] = best.indexOf(Math.max(...best));
  for (let t = n - 1; t > 0; t--) path[t - 1] = from[path[t]!]![t]!;
  return path;
}
