import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hodgkinHuxleyIons } from "../../../../src/core/membrane/models/hodgkin-huxley-ions";
import { simulateMembrane, type MembraneRun } from "../../../../src/core/membrane/simulate";

type Run = "firing" | "blocked" | "warm" | "resting";
const oracle = JSON.parse(readFileSync(new URL("../../../golden/oracle-axon-ions.json", import.meta.url), "utf8")) as { times: number[] } & Record<
  Run,
  number[][]
>;
const run = (current: number, options: Partial<MembraneRun> = {}) =>
  simulateMembrane({ model: hodgkinHuxleyIons, clamp: { kind: "current", base: current, steps: [] }, ...options });

describe("an axon whose currents change the concentrations", () => {
  it.each<[Run, number, number, Record<string, number>]>([
    ["firing", 10, 100, {}],
    ["blocked", 10, 150, { pump_I_max: 0 }],
    ["warm", 25, 40, { celsius: 18.5 }],
    ["resting", 0, 300, {}],
  ])("is what scipy makes of it: %s", (name, current, duration, parameters) => {
    const { traces, drift } = run(current, { duration, every: 10, tolerance: 1e-8, parameters });
    const states = Object.keys(hodgkinHuxleyIons.state);
    oracle[name]
      .slice(0, duration / 10 + 1)
      .forEach((state, i) =>
        states.forEach((id, k) => expect(Math.abs(traces[id]![i]! - state[k]!), `${id} at ${10 * i}`).toBeLessThan(id === "V" ? 5e-3 : 1e-4)),
      );
    for (const stray of Object.values(drift)) expect(stray).toBeLessThan(1e-12);
  });

  it("rests where its pump makes up for its leaks", () => {
    const { traces, train } = run(0, { duration: 2000, every: 100, tolerance: 1e-6 });
    expect(train!.spikes).toEqual([]);
    expect(traces["V"]!.at(-1)!).toBeCloseTo(-65, 1);
    for (const [name, start] of [
      ["Na_in", 55],
      ["K_in", 400],
      ["Cl_in", 37.7],
    ] as const)
      expect(Math.abs(traces[name]!.at(-1)! / start - 1)).toBeLessThan(1e-3);
  });

  it("falls silent once its gradients are spent, the sooner with the pump blocked", () => {
    const fired = (pump: number) => run(10, { duration: 1000, every: 0.2, tolerance: 1e-5, parameters: { pump_I_max: pump } });
    const [blocked, pumped] = [fired(0), fired(3.41)];
    expect(blocked.train!.spikes.at(-1)!.time).toBeLessThan(800);
    expect(pumped.train!.spikes.at(-1)!.time).toBeGreaterThan(950);
    expect(blocked.traces["E_K"]!.at(-1)!).toBeGreaterThan(-65);
    expect(blocked.traces["E_Na"]!.at(-1)!).toBeLessThan(32);
    expect(pumped.traces["Na_in"]!.at(-1)!).toBeLessThan(blocked.traces["Na_in"]!.at(-1)! - 5);
  });

  it("takes up some picomoles of sodium a spike, as Hodgkin and Huxley reckoned (1952: 4.33 pmol/cm² at 18.5 °C)", () => {
    const pulse = { kind: "current" as const, base: 0, steps: [{ from: 1, to: 1.2, value: 60 }] };
    const gain = (clamp: MembraneRun["clamp"]) => {
      const { traces, train } = run(0, { clamp, duration: 12, every: 0.01, tolerance: 1e-8, parameters: { celsius: 18.5, w: 125, bath: 1e6 } });
      return { spikes: train!.spikes.length, picomoles: 1e3 * (traces["n_Na_in"]!.at(-1)! - traces["n_Na_in"]![0]!) };
    };
    const [still, fired] = [gain({ kind: "current", base: 0, steps: [] }), gain(pulse)];
    expect([still.spikes, fired.spikes]).toEqual([0, 1]);
    expect(fired.picomoles - still.picomoles).toBeGreaterThan(3.5);
    expect(fired.picomoles - still.picomoles).toBeLessThan(5.5);
  });
});
