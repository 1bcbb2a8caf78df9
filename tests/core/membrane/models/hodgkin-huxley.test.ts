import { describe, expect, it } from "vitest";
import { squidPotassium } from "../../../../src/core/membrane/channels/squid-potassium";
import { squidSodium } from "../../../../src/core/membrane/channels/squid-sodium";
import { steadyGate } from "../../../../src/core/membrane/conductance-model";
import { hodgkinHuxley } from "../../../../src/core/membrane/models/hodgkin-huxley";
import { simulateMembrane, type MembraneRun } from "../../../../src/core/membrane/simulate";
import { oracle } from "../../../support/membrane-oracle";

const gates = { ...squidSodium.gates, ...squidPotassium.gates };
const run = (options: Partial<MembraneRun>) => simulateMembrane({ model: hodgkinHuxley, duration: 50, every: 0.5, ...options });
const current = (base: number, steps: NonNullable<MembraneRun["clamp"]>["steps"] = []) => ({ kind: "current" as const, base, steps });

describe("Hodgkin and Huxley's rates at −65 mV", () => {
  it.each([
    ["m", 0.22356, 4, 0.052932],
    ["h", 0.07, 0.047426, 0.596121],
    ["n", 0.058198, 0.125, 0.317677],
  ])("of %s: α = %d, β = %d per ms, steady at %d", (name, alpha, beta, steady) => {
    const gate = gates[name]!;
    expect(gate.alpha(-65)).toBeCloseTo(alpha, 5);
    expect(gate.beta(-65)).toBeCloseTo(beta, 6);
    expect(steadyGate(gate, -65)).toBeCloseTo(steady, 6);
  });
  it("have no singularity at −40 and −55 mV", () => {
    expect(gates["m"]!.alpha(-40)).toBe(1);
    expect(gates["n"]!.alpha(-55)).toBe(0.1);
    for (const off of [1e-12, 1e-9, 1e-6]) {
      expect(gates["m"]!.alpha(-40 + off)).toBeCloseTo(1, 6);
      expect(gates["n"]!.alpha(-55 - off)).toBeCloseTo(0.1, 7);
    }
    for (const v of [-1000, 1000, 7000]) for (const gate of Object.values(gates)) expect(gate.alpha(v) + gate.beta(v)).toSatisfy(Number.isFinite);
  });
});

describe("the axon", () => {
  it("lets −0.0042 µA/cm² through at −65 mV", () => expect(run({}).traces["I_ion"]![0]).toBeCloseTo(-0.0042, 4));
  it("fires at about 68.3 Hz under 10 µA/cm², with a first peak of +40.27 mV", () => {
    const { train } = run({ duration: 500, every: 0.02, tolerance: 1e-7, clamp: current(10) });
    expect(train!.rate! * 1e3).toBeCloseTo(68.3, 1);
    expect(train!.spikes[0]!.peak).toBeCloseTo(40.27, 2);
    expect(train!.variation).toBeLessThan(0.06);
    expect(train!.spikes.every(({ width }) => width === null || (width > 0.5 && width < 2))).toBe(true);
  });
  it("is silent without a current, and blocked by far too much", () => {
    expect(run({ every: 0.05 }).train!.spikes).toEqual([]);
    expect(run({ duration: 200, every: 0.05, clamp: current(200) }).train!.spikes.length).toBeLessThan(3);
  });
  it("fires once when a hyperpolarising current ends", () => {
    const { train } = run({ duration: 60, every: 0.05, clamp: current(0, [{ from: 5, to: 35, value: -10 }]) });
    expect(train!.spikes).toHaveLength(1);
    expect(train!.spikes[0]!.time).toBeGreaterThan(35);
  });
});

describe("the axon against scipy", () => {
  const { axon } = oracle;
  const expectStates = (traces: Record<string, Float64Array>, states: number[][]) =>
    states.forEach(([v, ...rest], i) => {
      expect(Math.abs(traces["V"]![i]! - v!)).toBeLessThan(2e-5);
      ["m", "h", "n"].forEach((name, k) => expect(Math.abs(traces[name]![i]! - rest[k]!)).toBeLessThan(1e-6));
    });
  it("under a step of current", () => expectStates(run({ tolerance: 1e-9, clamp: current(0, [{ from: 5, to: 45, value: 10 }]) }).traces, axon.step));
  it("under a ramp", () => expectStates(run({ tolerance: 1e-9, clamp: current(0, [{ from: 0, to: 50, value: [0, 20] }]) }).traces, axon.ramp));
  it("10 °C warmer, where it is three times as quick", () =>
    expectStates(run({ tolerance: 1e-9, parameters: { celsius: 16.3 }, clamp: current(20) }).traces, axon.warm));
  it("under a voltage clamp, with the current that it needs", () => {
    const { traces, stimulus, train } = run({ tolerance: 1e-9, clamp: { kind: "voltage", base: -65, steps: [{ from: 10, to: 30, value: -10 }] } });
    expectStates(traces, axon.clamped);
    axon.clampedCurrents.forEach((currents, i) => {
      ["I_Na", "I_K", "I_L"].forEach((name, k) => expect(Math.abs(traces[name]![i]! - currents[k]!)).toBeLessThan(1e-4));
      expect(Math.abs(stimulus![i]! - currents.reduce((sum, x) => sum + x, 0))).toBeLessThan(1e-4);
    });
    expect(train).toBeNull();
  });
});
