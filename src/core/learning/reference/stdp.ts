import { WorkbenchError } from "../../errors";
import { exp } from "../../field/elementary";
import { usualWindow, type StdpWindow } from "../pair-stdp";

const clipped = (x: number): number => Math.min(50, Math.max(-50, x));

/**
 * `STDPPlasticity.compute_weight_update` of MFN v4.1: the mean over the batch of the window at each pair of times. Nothing in its network uses the
 * result (fault F15); `TraceStdp` changes weights.
 * @param pre batch × pre, seconds.
 * @param post batch × post, seconds.
 * @returns pre × post.
 * @throws WorkbenchError where the reference raises ValueError.
 */
export function referenceStdp(
  pre: readonly (readonly number[])[],
  post: readonly (readonly number[])[],
  given: Partial<StdpWindow> = {},
): number[][] {
  const window = { ...usualWindow, ...given };
  for (const [key, name] of [
    ["tauPlus", "tau_plus"],
    ["tauMinus", "tau_minus"],
  ] as const) {
    const tau = window[key];
    if (!(tau >= 0.005 && tau <= 0.1))
      throw new WorkbenchError("parameter/out-of-range", [], `${name}=${(1000 * tau).toFixed(1)}ms outside biophysical range [5, 100]ms`);
  }
  for (const [key, name] of [
    ["aPlus", "a_plus"],
    ["aMinus", "a_minus"],
  ] as const) {
    const a = window[key];
    if (!(a >= 0.001 && a <= 0.1))
      throw new WorkbenchError("parameter/out-of-range", [], `${name}=${Number.isInteger(a) ? a.toFixed(1) : a} outside stable range [0.001, 0.1]`);
  }
  const change = (dt: number) =>
    dt > 0 ? window.aPlus * exp(clipped(-dt / window.tauPlus)) : dt < 0 ? -window.aMinus * exp(clipped(dt / window.tauMinus)) : 0;
  return pre[0]!.map((_, i) => post[0]!.map((_, j) => pre.reduce((sum, times, b) => sum + change(post[b]![j]! - times[i]!), 0) / pre.length));
}
