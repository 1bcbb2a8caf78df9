import { WorkbenchError } from "../errors";
import { exp, pow } from "../field/elementary";
import { checkWindow, type StdpWindow } from "./pair-stdp";

export interface TraceStdpOptions extends StdpWindow {
  /** Bounds of the weights. */
  min: number;
  max: number;
  /**
   * How the bounds are kept: 0 adds and clips, 1 makes each change proportional to the distance from the bound, and between them is Gütig's rule
   * (Gütig, Aharonov, Rotter and Sompolinsky 2003, doi:10.1523/JNEUROSCI.23-09-03697.2003).
   */
  mu: number;
}

/**
 * Spike-timing-dependent plasticity with traces, all-to-all (Morrison, Diesmann and Gerstner 2008, doi:10.1007/s00422-008-0233-1): each neuron has a
 * trace that jumps by 1 with its spike and decays with τ. At a spike after the synapse the weight grows by A₊ times the trace before it; at a spike before the
 * synapse it falls by A₋ times the trace after it. Spikes at one time do not see each other, as in the sum over pairs.
 */
export class TraceStdp {
  readonly weights: Float64Array;
  private readonly preTrace: Float64Array;
  private readonly postTrace: Float64Array;
  private readonly post: number;

  /**
   * @param weights pre × post, C order, changed in place.
   * @throws WorkbenchError `parameter/out-of-range` for a window or bounds that cannot be, or weights outside of them.
   */
  constructor(
    weights: Float64Array,
    pre: number,
    private readonly options: TraceStdpOptions,
  ) {
    checkWindow({ tauPlus: options.tauPlus, tauMinus: options.tauMinus, aPlus: options.aPlus, aMinus: options.aMinus });
    const { min, max, mu } = options;
    if (!(min < max)) throw new WorkbenchError("parameter/out-of-range", ["max"], `expected more than min = ${min}, got ${max}`);
    if (!(mu >= 0 && mu <= 1)) throw new WorkbenchError("parameter/out-of-range", ["mu"], `expected a number from 0 to 1, got ${mu}`);
    const stray = weights.findIndex((w) => !(w >= min && w <= max));
    if (stray >= 0) throw new WorkbenchError("parameter/out-of-range", ["weights", stray], `expected ${min} to ${max}, got ${weights[stray]}`);
    this.weights = weights;
    this.preTrace = new Float64Array(pre);
    this.post = weights.length / pre;
    this.postTrace = new Float64Array(this.post);
  }

  /** Lets `dt` seconds pass. */
  decay(dt: number): void {
    const [plus, minus] = [exp(-dt / this.options.tauPlus), exp(-dt / this.options.tauMinus)];
    for (let i = 0; i < this.preTrace.length; i++) this.preTrace[i]! *= plus;
    for (let j = 0; j < this.postTrace.length; j++) this.postTrace[j]! *= minus;
  }

  /** Spikes of one moment, by indices of neurons before and after the synapses. */
  spike(pre: readonly number[], post: readonly number[]): void {
    const { aPlus, aMinus, min, max, mu } = this.options;
    const range = max - min;
    for (const i of pre)
      for (let j = 0; j < this.post; j++)
        this.change(i, j, -aMinus * this.postTrace[j]! * range * closeness(this.weights[i * this.post + j]! - min, range, mu));
    for (const j of post)
      for (let i = 0; i < this.preTrace.length; i++)
        this.change(i, j, aPlus * this.preTrace[i]! * range * closeness(max - this.weights[i * this.post + j]!, range, mu));
    for (const i of pre) this.preTrace[i]! += 1;
    for (const j of post) this.postTrace[j]! += 1;
  }

  private change(i: number, j: number, by: number): void {
    const at = i * this.post + j;
    this.weights[at] = Math.min(this.options.max, Math.max(this.options.min, this.weights[at]! + by));
  }
}

/** Share of the range that is left to the bound, to the power μ. */
const closeness = (left: number, range: number, mu: number): number =>
  mu === 0 ? 1 : mu === 1 ? left / range : left <= 0 ? 0 : pow(left / range, mu);

/**
 * Scales the weights into each neuron to a sum, so that none falls silent or takes all: synaptic scaling (Turrigiano et al. 1998, doi:10.1038/36103) in its
 * simplest form.
 * @param share 1 goes all the way at once; less goes that share of it.
 */
export function scaleInputs(weights: Float64Array, post: number, sum: number, share: number, max: number): void {
  const pre = weights.length / post;
  for (let j = 0; j < post; j++) {
    let total = 0;
    for (let i = 0; i < pre; i++) total += weights[i * post + j]!;
    if (!(total > 0)) continue;
    const factor = 1 + share * (sum / total - 1);
    for (let i = 0; i < pre; i++) weights[i * post + j] = Math.min(max, weights[i * post + j]! * factor);
  }
}
