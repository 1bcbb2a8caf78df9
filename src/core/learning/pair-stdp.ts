import { WorkbenchError } from "../errors";
import { exp } from "../field/elementary";

/** Windows of spike-timing-dependent plasticity. Times in seconds; amplitudes in units of the weight. */
export interface StdpWindow {
  tauPlus: number;
  tauMinus: number;
  aPlus: number;
  aMinus: number;
}

/** The reference's defaults; τ₊ is near that of Bi and Poo 1998, doi:10.1523/JNEUROSCI.18-24-10464.1998 (17 ms; their τ₋ is 34). */
export const usualWindow: StdpWindow = { tauPlus: 0.02, tauMinus: 0.02, aPlus: 0.01, aMinus: 0.012 };

/** @throws WorkbenchError `parameter/out-of-range` for a time constant or an amplitude that is not above 0 and finite. */
export function checkWindow(window: StdpWindow): void {
  for (const [name, value] of Object.entries(window) as [keyof StdpWindow, number][])
    if (!(value > 0 && value < Infinity)) throw new WorkbenchError("parameter/out-of-range", [name], `expected a number above 0, got ${value}`);
}

/**
 * Change of a weight for one pair of spikes, Δt = t_post − t_pre: A₊ e^(−Δt/τ₊) for Δt > 0, −A₋ e^(Δt/τ₋) for Δt < 0, and 0 for spikes at one time
 * (Song, Miller and Abbott 2000, doi:10.1038/78829).
 */
export function pairChange(dt: number, { tauPlus, tauMinus, aPlus, aMinus }: StdpWindow): number {
  if (dt > 0) return aPlus * exp(-dt / tauPlus);
  if (dt < 0) return -aMinus * exp(dt / tauMinus);
  return 0;
}

/** Sum over all pairs of two spike trains, in any order: what additive STDP without bounds comes to. */
export function allPairsChange(pre: ArrayLike<number>, post: ArrayLike<number>, window: StdpWindow): number {
  let sum = 0;
  for (let i = 0; i < pre.length; i++) for (let j = 0; j < post.length; j++) sum += pairChange(post[j]! - pre[i]!, window);
  return sum;
}
