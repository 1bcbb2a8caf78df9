import { WorkbenchError } from "../errors";
import { exp } from "../field/elementary";
import { uniformAt } from "../field/philox";
import { usualWindow } from "./pair-stdp";
import { scaleInputs, TraceStdp } from "./trace-stdp";

/** Times in seconds, potentials in millivolts, rates in hertz, conductances in units of the leak. */
export interface SpikingSpec {
  /** Neurons before the synapses, which fire at random, and behind them. */
  inputs: number;
  outputs: number;
  /** Inhibitory inputs, with fixed synapses. */
  inhibitory: number;
  rate: number;
  inhibitoryRate: number;
  /** Share of the inputs, the first ones, that fire together, and how closely: each takes a common spike with this probability. */
  groupShare: number;
  correlation: number;
  /** Constant drive of the outputs. */
  drive: number;
  /** Largest conductance of a synapse, and that of an inhibitory one. */
  gMax: number;
  gInhibitory: number;
  /** Change for one pair, as a share of the largest weight. */
  aPlus: number;
  /** A₋ τ₋/(A₊ τ₊): above 1 chance pairs weaken. */
  bias: number;
  tauPlus: number;
  tauMinus: number;
  mu: number;
  /** Share of the way that the sum of each output's weights goes back to its first value in a second; 0 for none. */
  homeostasis: number;
  dt: number;
  seed: number;
}

/** As Song, Miller and Abbott (2000), with fewer and stronger synapses; plasticity four times as fast. */
export const usualSpiking: SpikingSpec = {
  inputs: 200,
  outputs: 4,
  inhibitory: 40,
  rate: 20,
  inhibitoryRate: 10,
  groupShare: 0,
  correlation: 0.3,
  drive: 0,
  gMax: 0.075,
  gInhibitory: 0.25,
  aPlus: 0.02,
  bias: 1.05,
  tauPlus: usualWindow.tauPlus,
  tauMinus: usualWindow.tauMinus,
  mu: 0,
  homeostasis: 0,
  dt: 0.001,
  seed: 1,
};

/** Membrane of an output neuron, Song, Miller and Abbott 2000. */
const membrane = { tau: 0.02, rest: -70, threshold: -54, reset: -60, excitatory: 0, inhibitory: -70, synapse: 0.005 } as const;
/** Weights at first, as a share of the largest. */
const firstWeight = 0.5;
const streams = { inputs: 0x1ea7, common: 0x1ea8, inhibitory: 0x1ea9 } as const;

/**
 * Leaky integrate-and-fire neurons driven by random spikes through synapses that learn by spike timing (Song, Miller and Abbott 2000,
 * doi:10.1038/78829). τ dV/dt = E_rest − V + g_ex (E_ex − V) + g_in (E_in − V) + drive; conductances jump with a spike and decay within 5 ms. Each step is
 * exact for conductances that stay as they are within it.
 */
export class SpikingNetwork {
  readonly spec: SpikingSpec;
  /** inputs × outputs, C order, 0 … 1 as shares of `gMax`. */
  readonly weights: Float64Array<ArrayBuffer>;
  readonly potentials: Float64Array<ArrayBuffer>;
  private readonly gEx: Float64Array;
  private readonly gIn: Float64Array;
  private readonly rule: TraceStdp;
  private steps = 0;

  /** @throws WorkbenchError `parameter/out-of-range` for numbers that cannot be. */
  constructor(given: Partial<SpikingSpec> = {}) {
    const spec = { ...usualSpiking, ...given };
    refuseUnfit(spec);
    this.spec = spec;
    const { inputs, outputs, aPlus, bias, tauPlus, tauMinus, mu } = spec;
    this.weights = new Float64Array(inputs * outputs).fill(firstWeight);
    this.potentials = new Float64Array(outputs).fill(membrane.reset);
    this.gEx = new Float64Array(outputs);
    this.gIn = new Float64Array(outputs);
    this.rule = new TraceStdp(this.weights, inputs, { tauPlus, tauMinus, aPlus, aMinus: (bias * aPlus * tauPlus) / tauMinus, min: 0, max: 1, mu });
  }

  get time(): number {
    return this.steps * this.spec.dt;
  }

  /** One step. Returns who fired. */
  step(): { pre: number[]; post: number[] } {
    const { spec, weights } = this;
    const { outputs, dt, gMax, homeostasis } = spec;
    const pre = this.inputSpikes();
    const inhibited = this.count(streams.inhibitory, spec.inhibitory, spec.inhibitoryRate * dt);
    const decay = exp(-dt / membrane.synapse);
    const post: number[] = [];
    for (let j = 0; j < outputs; j++) {
      let excitation = this.gEx[j]! * decay;
      for (const i of pre) excitation += gMax * weights[i * outputs + j]!;
      this.gEx[j] = excitation;
      const inhibition = (this.gIn[j] = this.gIn[j]! * decay + inhibited * spec.gInhibitory);
      const total = 1 + excitation + inhibition;
      const aim = (membrane.rest + spec.drive + excitation * membrane.excitatory + inhibition * membrane.inhibitory) / total;
      this.potentials[j] = aim + (this.potentials[j]! - aim) * exp((-dt * total) / membrane.tau);
      if (this.potentials[j]! < membrane.threshold) continue;
      this.potentials[j] = membrane.reset;
      post.push(j);
    }
    this.rule.decay(dt);
    this.rule.spike(pre, post);
    if (homeostasis > 0) scaleInputs(weights, outputs, firstWeight * spec.inputs, Math.min(1, homeostasis * dt), 1);
    this.steps++;
    return { pre, post };
  }

  /** Inputs that fire: each at random, those of the group with probability `correlation` at each common spike, all at the same mean rate. */
  private inputSpikes(): number[] {
    const { inputs, rate, dt, groupShare, correlation, seed } = this.spec;
    const grouped = Math.round(groupShare * inputs);
    const common = grouped > 0 && uniformAt(seed, this.steps, 0, streams.common) < (rate * dt) / correlation;
    const fired: number[] = [];
    for (let i = 0; i < inputs; i++) {
      const chance = i >= grouped ? rate * dt : common ? correlation : 0;
      if (chance > 0 && uniformAt(seed, this.steps, i, streams.inputs) < chance) fired.push(i);
    }
    return fired;
  }

  private count(stream: number, cells: number, chance: number): number {
    let fired = 0;
    for (let i = 0; i < cells; i++) if (uniformAt(this.spec.seed, this.steps, i, stream) < chance) fired++;
    return fired;
  }
}

function refuseUnfit(spec: SpikingSpec): void {
  const refuse = (name: keyof SpikingSpec, wanted: string) => {
    throw new WorkbenchError("parameter/out-of-range", [name], `expected ${wanted}, got ${spec[name]}`);
  };
  for (const [name, from, to] of [
    ["inputs", 1, 10_000],
    ["outputs", 1, 1000],
    ["inhibitory", 0, 10_000],
  ] as const)
    if (!Number.isInteger(spec[name]) || spec[name] < from || spec[name] > to) refuse(name, `a whole number from ${from} to ${to}`);
  for (const name of ["rate", "inhibitoryRate", "gMax", "gInhibitory", "homeostasis"] as const)
    if (!(spec[name] >= 0 && spec[name] < Infinity)) refuse(name, "a number from 0");
  for (const name of ["groupShare", "mu"] as const) if (!(spec[name] >= 0 && spec[name] <= 1)) refuse(name, "a number from 0 to 1");
  if (!(spec.correlation > 0 && spec.correlation <= 1)) refuse("correlation", "a number above 0, at most 1");
  if (!(spec.bias > 0 && spec.bias < Infinity)) refuse("bias", "a number above 0");
  if (!Number.isFinite(spec.drive)) refuse("drive", "a number");
  if (!(spec.dt > 0 && spec.dt <= 0.002)) refuse("dt", "a step above 0, at most 2 ms");
  if (spec.rate * spec.dt > spec.correlation || spec.rate * spec.dt > 1) refuse("rate", "fewer than one spike in a step");
}
