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
  const filtered = logDensities.map(() => new Float64Array(n));
  const density = logDensities.map(() => new Float64Array(n));
  const scale = new Float64Array(n);
  let logLikelihood = 0;
  for (let t = 0; t < n; t++) {
    let greatest = -Infinity;
    for (let k = 0; k < K; k++) greatest = Math.max(greatest, logDensities[k]![t]!);
    let total = 0;
    for (let k = 0; k < K; k++) {
      density[k]![t] = Math.exp(logDensities[k]![t]! - greatest);
      let reached = 0;
      if (t === 0) reached = start[k]!;
      else for (let j = 0; j < K; j++) reached += filtered[j]![t - 1]! * transition[j]![k]!;
      total += filtered[k]![t] = reached * density[k]![t]!;
    }
    // A chain that cannot be where the sample says: all states alike keep it defined.
    if (!(total > 0)) for (let k = 0; k < K; k++) total += filtered[k]![t] = 1e-300;
    for (let k = 0; k < K; k++) filtered[k]![t]! /= total;
    scale[t] = total;
    logLikelihood += Math.log(total) + greatest;
  }
  const probabilities = filtered.map((of) => of.slice());
  const transitions = start.map(() => start.map(() => 0));
  let ahead = new Array<number>(K).fill(1);
  for (let t = n - 1; t > 0; t--) {
    const before = new Array<number>(K).fill(0);
    for (let j = 0; j < K; j++) {
      for (let k = 0; k < K; k++) {
        const step = (transition[j]![k]! * density[k]![t]! * ahead[k]!) / scale[t]!;
        before[j]! += step;
        transitions[j]![k]! += filtered[j]![t - 1]! * step;
      }
    }
    ahead = before;
    for (let k = 0; k < K; k++) probabilities[k]![t - 1]! *= ahead[k]!;
  }
  return { logLikelihood, probabilities, filtered, transitions };
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
