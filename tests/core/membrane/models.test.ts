import { describe, expect, it } from "vitest";
import { membraneModels } from "../../../src/core/membrane/index";
import { plasticityRate, settledWeight } from "../../../src/core/membrane/models/calcium-plasticity";
import { simulateMembrane, type MembraneRun } from "../../../src/core/membrane/simulate";
import { oracle } from "../../support/membrane-oracle";

const run = (model: string, options: Partial<MembraneRun> = {}) => simulateMembrane({ model: membraneModels.get(model), ...options });
const everyOf = (times: number[]) => ({ duration: times.at(-1)!, every: times[1]!, tolerance: 1e-9 });
const expectStates = (id: string, traces: Record<string, Float64Array>, states: number[][], share: number) => {
  const names = Object.keys(membraneModels.get(id).state);
  states.forEach((state, i) =>
    state.forEach((value, k) => expect(Math.abs(traces[names[k]!]![i]! - value)).toBeLessThan(share * Math.max(Math.abs(value), 1e-4))),
  );
};

describe("FitzHugh and Nagumo's cell", () => {
  it("is what scipy makes of it", () => {
    const { times, states } = oracle.fitzhugh;
    expectStates(
      "fitzhugh-nagumo",
      run("fitzhugh-nagumo", { ...everyOf(times), clamp: { kind: "current", base: 0.5, steps: [] } }).traces,
      states,
      1e-5,
    );
  });
  it("rests without a current, oscillates at 0.5, and rests again at 1.5", () => {
    const spikes = (base: number) => run("fitzhugh-nagumo", { duration: 400, clamp: { kind: "current", base, steps: [] } }).train!.spikes.length;
    expect(spikes(0)).toBe(0);
    expect(spikes(0.5)).toBeGreaterThan(8);
    expect(spikes(1.5)).toBeLessThan(3);
  });
});

describe("a cell with pump and leak", () => {
  const { times, pumping, stopped } = oracle.pumpLeak;
  it("is what scipy makes of it", () => expectStates("pump-leak-cell", run("pump-leak-cell", everyOf(times)).traces, pumping, 1e-6));
  it("without its pump, too: it depolarises and swells", () => {
    const { traces } = run("pump-leak-cell", { ...everyOf(times), parameters: { pump_I_max: 0 } });
    expectStates("pump-leak-cell", traces, stopped, 1e-6);
    expect(traces["w"]!.at(-1)!).toBeGreaterThan(5.1);
    expect(traces["V"]!.at(-1)!).toBeGreaterThan(traces["V"]![1]! + 10);
  });
});

describe("a cell that clears calcium", () => {
  it("is what scipy makes of it", () => {
    const { times, states } = oracle.clearance;
    const { traces } = run("calcium-clearance", everyOf(times));
    expectStates("calcium-clearance", traces, states, 1e-6);
    expect(traces["Ca_in"]!.at(-1)!).toBeLessThan(0.3 * traces["Ca_in"]![0]!);
  });
});

describe("a fungal hypha", () => {
  it("is what scipy makes of it", () => {
    const { times, states } = oracle.fungal;
    expectStates("fungal-hypha", run("fungal-hypha", everyOf(times)).traces, states, 1e-6);
  });
  it("stands between −160 and −240 mV by its pump, and far above without it", () => {
    const at = (parameters: Record<string, number>) => run("fungal-hypha", { duration: 2, every: 0.5, parameters }).traces["V"]!.at(-1)!;
    expect(at({})).toBeGreaterThan(-240);
    expect(at({})).toBeLessThan(-160);
    expect(at({ pump_J_max: 0 })).toBeGreaterThan(-70);
  });
});

describe("calcium-dependent plasticity", () => {
  it("settles at a quarter at rest, at nothing at moderate calcium, and at one at high calcium", () => {
    expect(settledWeight(0)).toBeCloseTo(0.25, 10);
    expect(settledWeight(0.45)).toBeCloseTo(0, 3);
    expect(settledWeight(1)).toBeCloseTo(1, 10);
    for (const calcium of [-1e6, 1e6]) expect(settledWeight(calcium)).toSatisfy(Number.isFinite);
  });
  it("is quicker with more calcium: three hours at rest, about a second at 1 µM", () => {
    expect(1 / plasticityRate(0) / 3.6e6).toBeCloseTo(2.78, 2);
    expect(1 / plasticityRate(1)).toBeCloseTo(1100, -1);
  });
  it.each(oracle.plasticity)("pairs $interval ms apart make the weight that scipy makes", ({ interval, count, duration, weight }) => {
    const { traces } = run("calcium-plasticity", { duration, every: duration, tolerance: 1e-9, parameters: { interval, count } });
    expect(traces["W"]!.at(-1)!).toBeCloseTo(weight, 7);
  });
  it("strengthens when the spike behind follows at 10 ms, and weakens when it leads by 10 ms or lags by far", () => {
    const weight = (interval: number) =>
      run("calcium-plasticity", { duration: 20_000, every: 20_000, tolerance: 1e-6, parameters: { interval, count: 20 } }).traces["W"]!.at(-1)!;
    expect(weight(10)).toBeGreaterThan(0.27);
    expect(weight(-10)).toBeLessThan(0.24);
    expect(weight(-150)).toBeCloseTo(0.25, 2);
  });
});
