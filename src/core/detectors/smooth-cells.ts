import { smooth, type Smoothed } from "./markov-chain";
import { chainOf, type Cell, type SwitchingModel } from "./switching-model";

/** What the samples say of the chain: as in markov-chain.ts, one array a cell, and expected transitions between states. */
export interface SmoothedCells extends Pick<Smoothed, "logLikelihood" | "probabilities" | "filtered"> {
  counts: number[][];
}

/** Hamilton's filter and Kim's smoother. Order 0 is an ordinary hidden chain. */
export function smoothCells(model: SwitchingModel, cells: readonly Cell[], logDensities: readonly Float64Array[]): SmoothedCells {
  if (cells[0]!.before !== null) return smoothPairs(model, logDensities);
  const { transitions, ...smoothed } = smooth(chainOf(model, cells), logDensities);
  return { ...smoothed, counts: transitions };
}

/**
 * The same over pairs of states, pair (i, j) at index i·K + j, in K² steps a sample: what follows a pair depends on its second state alone.
 * @param logDensities of sample 1 on; sample 0 is given.
 */
function smoothPairs({ start, transition }: SwitchingModel, logDensities: readonly Float64Array[]): SmoothedCells {
  const K = start.length;
  const pairs = K * K;
  const n = logDensities[0]!.length;
  const flat = Float64Array.from(transition.flat());
  const filtered = logDensities.map(() => new Float64Array(n));
  const density = logDensities.map(() => new Float64Array(n));
  const scale = new Float64Array(n);
  const state = Float64Array.from(start);
  let logLikelihood = 0;
  for (let t = 0; t < n; t++) {
    let greatest = -Infinity;
    for (let c = 0; c < pairs; c++) greatest = Math.max(greatest, logDensities[c]![t]!);
    let total = 0;
    for (let c = 0; c < pairs; c++) {
      density[c]![t] = Math.exp(logDensities[c]![t]! - greatest);
      total += filtered[c]![t] = state[Math.floor(c / K)]! * flat[c]! * density[c]![t]!;
    }
    // As in markov-chain.ts: a chain that cannot be where the sample says.
    if (!(total > 0)) for (let c = 0; c < pairs; c++) total += filtered[c]![t] = 1e-300;
    state.fill(0);
    for (let c = 0; c < pairs; c++) state[c % K]! += filtered[c]![t]! /= total;
    scale[t] = total;
    logLikelihood += Math.log(total) + greatest;
  }
  const probabilities = filtered.map((of) => of.slice());
  let ahead = new Float64Array(K).fill(1);
  for (let t = n - 1; t > 0; t--) {
    const before = new Float64Array(K);
    for (let c = 0; c < pairs; c++) before[Math.floor(c / K)]! += (flat[c]! * density[c]![t]! * ahead[c % K]!) / scale[t]!;
    ahead = before;
    for (let c = 0; c < pairs; c++) probabilities[c]![t - 1]! *= ahead[c % K]!;
  }
  // A pair is a transition.
  const sums = probabilities.map((of) => of.reduce((sum, p) => sum + p, 0));
  return { logLikelihood, probabilities, filtered, counts: transition.map((_, i) => sums.slice(i * K, (i + 1) * K)) };
}
