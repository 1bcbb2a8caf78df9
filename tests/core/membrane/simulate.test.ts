import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { membraneModels } from "../../../src/core/membrane/index";
import { simulateMembrane, type MembraneRun } from "../../../src/core/membrane/simulate";

const run = (model: string, options: Partial<MembraneRun> = {}) => simulateMembrane({ model: membraneModels.get(model), ...options });

describe("every membrane model", () => {
  it.each(membraneModels.ids)("%s: a short run is finite, samples what it declares, and keeps its sums", (id) => {
    const model = membraneModels.get(id);
    const { traces, times, drift } = run(id, { duration: model.time.duration / 20, every: model.time.duration / 2000 });
    expect(Object.keys(traces)).toEqual([...Object.keys(model.state), ...Object.keys(model.observables)]);
    expect(times).toHaveLength(101);
    for (const trace of Object.values(traces)) for (const value of trace) expect(value).toSatisfy(Number.isFinite);
    expect(Object.keys(drift)).toEqual(Object.keys(model.balances));
    for (const share of Object.values(drift)) expect(share).toBeLessThan(1e-13);
    expect(Object.keys(model.scales)).toEqual(Object.keys(model.state));
  });
  it.each(membraneModels.ids)("%s: the same run has the same bits", (id) => {
    const { duration } = membraneModels.get(id).time;
    const twice = [1, 2].map(() => run(id, { duration: duration / 50, every: duration / 500 }).traces);
    expect(twice[0]).toEqual(twice[1]);
  });
});

describe("charge and matter", () => {
  it("are kept to rounding under any current, in any cell", () =>
    fc.assert(
      fc.property(
        fc.constantFrom("pump-leak-cell", "calcium-clearance", "fungal-hypha"),
        fc.double({ min: -2, max: 2, noNaN: true }),
        fc.integer({ min: 1, max: 500 }),
        (id, value, bath) => {
          const { drift } = run(id, {
            duration: 5,
            every: 0.05,
            parameters: { bath },
            tolerance: 1e-6,
            clamp: { kind: "current", base: 0, steps: [{ from: 1, to: 3, value }] },
          });
          for (const share of Object.values(drift)) expect(share).toBeLessThan(1e-13);
        },
      ),
      { numRuns: 25 },
    ));
  it("are kept under a voltage clamp, too, but for what a step of the command puts in at once", () => {
    const { drift, traces, stimulus } = run("pump-leak-cell", {
      duration: 20,
      every: 0.1,
      clamp: {
        kind: "voltage",
        base: -75,
        steps: [
          { from: 5, to: 10, value: -20 },
          { from: 12, to: 15, value: [-75, -40] },
        ],
      },
    });
    for (const share of Object.values(drift)) expect(share).toBeLessThan(1e-13);
    expect(traces["V"]![60]).toBe(-20);
    expect(traces["V"]![135]).toBeCloseTo(-57.5, 10);
    // What the clamp puts in is what the membrane lets out.
    const out = ["I_Na", "I_K", "I_Cl", "I_pump"].reduce((sum, name) => sum + traces[name]![60]!, 0);
    expect(stimulus![60]).toBeCloseTo(out, 10);
  });
});

describe("samples", () => {
  it("are of the state after a jump of the command, and reach the end", () => {
    const { times, traces } = run("hodgkin-huxley", {
      duration: 10,
      every: 2.5,
      clamp: { kind: "voltage", base: -65, steps: [{ from: 5, to: 10, value: 0 }] },
    });
    expect([...times]).toEqual([0, 2.5, 5, 7.5, 10]);
    expect([...traces["V"]!]).toEqual([-65, -65, 0, 0, 0]);
  });
  it("may be far apart without harm to what lies between", () => {
    const [coarse, fine] = [10, 0.1].map((every) =>
      run("hodgkin-huxley", { duration: 50, every, clamp: { kind: "current", base: 10, steps: [] } }).traces["V"]!.at(-1)!,
    );
    expect(coarse).toBe(fine);
  });
  it("may start elsewhere", () => expect(run("hodgkin-huxley", { duration: 1, every: 0.5, initial: { V: -50 } }).traces["V"]![0]).toBe(-50));
});

describe("a run that cannot be", () => {
  const cases: [string, Partial<MembraneRun>, RegExp][] = [
    ["hodgkin-huxley", { duration: 0 }, /^At duration: expected a time above 0 in ms/],
    ["hodgkin-huxley", { every: 0 }, /^At every/],
    ["hodgkin-huxley", { duration: 1e9, every: 1e-3 }, /^At every: expected at most 2000000 samples/],
    ["hodgkin-huxley", { tolerance: 1 }, /^At tolerance/],
    ["hodgkin-huxley", { parameters: { g_na: 1 } }, /^At parameters\.g_na: .*did you mean "g_Na"/],
    ["hodgkin-huxley", { parameters: { C: 0 } }, /^At parameters\.C: expected a number in \[0\.1, 10\]/],
    ["hodgkin-huxley", { initial: { q: 1 } }, /^At initial\.q: there is no state "q"; known are V, m, h, n/],
    ["calcium-plasticity", { clamp: { kind: "voltage", base: 0, steps: [] } }, /^At clamp\.kind: .*no potential that could be held/],
    ["calcium-plasticity", { clamp: { kind: "current", base: 1, steps: [] } }, /^At clamp\.kind: nothing can be put into/],
  ];
  it.each(cases)("%s with %j is refused", (id, options, words) => expect(() => run(id, options)).toThrow(words));
  it("can be stopped by whoever watches it", () =>
    expect(() =>
      run("hodgkin-huxley", {
        progress: (share) => {
          if (share > 0.5) throw new Error("enough");
        },
      }),
    ).toThrow("enough"));
});

it("an axon's rate is the same in a long run as in a short one: spikes are found on samples, which are as fine in both", () => {
  const clamp = { kind: "current", base: 10, steps: [] } as const;
  const rateOf = (duration: number) =>
    simulateMembrane({ model: membraneModels.get("hodgkin-huxley"), duration, clamp }).train!.spikes.length / duration;
  expect(rateOf(4000) / rateOf(400)).toBeCloseTo(1, 1);
});

it("samples too far apart to find spikes on are told", () => {
  const run = { model: membraneModels.get("hodgkin-huxley"), duration: 100 } as const;
  expect(simulateMembrane({ ...run, every: 1 }).warnings.join()).toMatch(/may pass some by; take 0\.05 or less/);
  expect(simulateMembrane({ ...run, every: 0.02 }).warnings).toEqual([]);
});
