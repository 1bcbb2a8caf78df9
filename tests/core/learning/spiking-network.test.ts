import { describe, expect, it } from "vitest";
import { SpikingNetwork, type SpikingSpec } from "../../../src/core/learning/spiking-network";

function run(seconds: number, given: Partial<SpikingSpec> = {}) {
  const network = new SpikingNetwork(given);
  const post: { time: number; neuron: number }[] = [];
  let pre = 0;
  while (network.time < seconds - 1e-9) {
    const fired = network.step();
    pre += fired.pre.length;
    for (const neuron of fired.post) post.push({ time: network.time, neuron });
  }
  return { network, post, pre };
}
const share = (values: ArrayLike<number>, of: (w: number) => boolean) => Array.from(values).filter(of).length / values.length;
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, v) => sum + v, 0) / values.length;

describe("the neuron", () => {
  it.each([25, 30, 40])("driven by %i mV fires at the interval of the leaky integrator", (drive) => {
    const { post } = run(2, { rate: 0, inhibitory: 0, outputs: 1, drive, dt: 0.0001 });
    // τ ln((E + drive − V_reset)/(E + drive − V_threshold)): Lapicque's neuron.
    const exact = 0.02 * Math.log((-70 + drive + 60) / (-70 + drive + 54));
    const interval = (post.at(-1)!.time - post[0]!.time) / (post.length - 1);
    // A spike is noticed at the end of its step.
    expect(interval).toBeGreaterThanOrEqual(exact - 1e-9);
    expect(interval).toBeLessThan(exact + 0.0001);
  });

  it("below the threshold never fires", () => expect(run(1, { rate: 0, inhibitory: 0, drive: 15.9 }).post).toEqual([]));
});

describe("the inputs", () => {
  it("fire at the rate asked for, those of a group together at the same rate", () => {
    const seconds = 20;
    for (const groupShare of [0, 1]) {
      const { pre } = run(seconds, { inputs: 50, outputs: 1, groupShare, rate: 20, dt: 0.001 });
      // 20 000 spikes; common ones come in clusters of 15, so their error is √(15/20000): five of them.
      expect(Math.abs(pre / (50 * seconds * 20) - 1)).toBeLessThan(groupShare === 0 ? 0.036 : 0.14);
    }
  });
});

describe("plasticity in the network", () => {
  it("parts the weights: after a while most are near one bound or the other (Song, Miller and Abbott 2000)", () => {
    const { network } = run(60, { outputs: 1 });
    expect(share(network.weights, (w) => w < 0.2 || w > 0.8)).toBeGreaterThan(0.6);
    expect(share(network.weights, (w) => w > 0.8)).toBeGreaterThan(0.05);
  });

  it("strengthens inputs that fire together over those that do not", () => {
    const { network } = run(40, { outputs: 1, groupShare: 0.5, correlation: 0.2 });
    const group = network.weights.slice(0, 100);
    const others = network.weights.slice(100);
    expect(mean(group)).toBeGreaterThan(mean(others) + 0.3);
  });

  it("with soft bounds keeps weights in the middle (van Rossum, Bi and Turrigiano 2000)", () => {
    const { network } = run(30, { outputs: 1, mu: 1 });
    expect(share(network.weights, (w) => w > 0.1 && w < 0.9)).toBeGreaterThan(0.95);
  });

  it("with homeostasis keeps the sum of the weights", () => {
    const { network } = run(20, { outputs: 1, homeostasis: 50 });
    expect(mean(network.weights)).toBeCloseTo(0.5, 1);
    expect(Math.abs(mean(run(20, { outputs: 1 }).network.weights) - 0.5)).toBeGreaterThan(0.05);
  });

  it("is the same with the same seed, another with another", () => {
    expect(run(2).network.weights).toEqual(run(2).network.weights);
    expect(run(2, { seed: 2 }).network.weights).not.toEqual(run(2).network.weights);
  });

  it.each([
    ["inputs", { inputs: 0 }],
    ["dt", { dt: 0.01 }],
    ["rate", { rate: 900 }],
    ["correlation", { correlation: 0 }],
    ["mu", { mu: 2 }],
    ["aPlus", { aPlus: 0 }],
  ])("refuses %s in %o", (path, given) => {
    expect(() => new SpikingNetwork(given)).toThrow(expect.objectContaining({ path: [path] }));
  });
});
