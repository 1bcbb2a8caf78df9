import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { transporters } from "../../../src/core/membrane/index";
import { ions } from "../../../src/core/membrane/ions";
import { thermalVoltage } from "../../../src/core/membrane/nernst";
import { chargeOutward, transportCurrent, transportOptions, transportReversal, turnoverOf } from "../../../src/core/membrane/transport";

const kelvin = 310.15;
const inside = { "Na+": 0.012, "K+": 0.14, "Ca2+": 1e-7, "H+": 6.3e-8 };
const outside = { "Na+": 0.145, "K+": 0.005, "Ca2+": 1.8e-3, "H+": 1.6e-6 };
const at = { volts: -0.07, kelvin, inside, outside };
const get = (id: string) => transporters.get(id);
const run = (id: string, changes: Partial<typeof at> = {}, options: Record<string, number> = {}) =>
  get(id).turnover({ ...at, ...changes }, transportOptions(get(id), options));

describe("every transporter", () => {
  it.each([...transporters].map((one) => [one.id, one] as const))("%s carries ions of the table and stays finite", (id, one) => {
    for (const ion of Object.keys(one.carries)) expect(ions.has(ion)).toBe(true);
    for (const volts of [-1, -0.3, -0.07, 0, 0.07, 0.3, 1]) expect(run(id, { volts })).toSatisfy(Number.isFinite);
    expect(one.source).toMatch(/\d{4}/);
  });
  it("turns a current into a turnover and back", () =>
    fc.assert(
      fc.property(fc.double({ min: -100, max: 100, noNaN: true }), (current) => {
        for (const one of transporters) expect(transportCurrent(one, turnoverOf(one, current))).toBeCloseTo(current, 12);
      }),
    ));
});

describe("the sodium–potassium pump", () => {
  it("moves 3 Na⁺ out and 2 K⁺ in for one charge and one ATP", () => {
    const pump = get("sodium-potassium-pump");
    expect([pump.carries["Na+"], pump.carries["K+"], pump.atp, chargeOutward(pump)]).toEqual([-3, 2, 1, 1]);
  });
  it("is half as fast where squid axon in sea water is, 3.92 mM of potassium with a Hill exponent of 1.53", () => {
    const squid = { K_K: 3.92, n_K: 1.53 };
    const rate = (potassium: number) => run("sodium-potassium-pump", { outside: { ...outside, "K+": potassium } }, squid);
    expect(rate(3.92e-3) / rate(1e6)).toBeCloseTo(0.5, 6);
    // Without sodium outside half-activation was at 0.45 mM.
    const without = (potassium: number) => run("sodium-potassium-pump", { outside: { ...outside, "Na+": 0, "K+": potassium } }, { K_K: 0.45 });
    expect(without(4.5e-4) / without(1e6)).toBeCloseTo(0.5, 6);
  });
  it("quickens with sodium inside, potassium outside and depolarisation", () => {
    const base = run("sodium-potassium-pump");
    expect(run("sodium-potassium-pump", { inside: { ...inside, "Na+": 0.024 } })).toBeGreaterThan(base);
    expect(run("sodium-potassium-pump", { outside: { ...outside, "K+": 0.01 } })).toBeGreaterThan(base);
    expect(run("sodium-potassium-pump", { volts: 0 })).toBeGreaterThan(base);
  });
});

describe("the sodium–calcium exchanger", () => {
  const nernst = (ion: "Na+" | "Ca2+", z: number) => (thermalVoltage(kelvin) / z) * Math.log(outside[ion] / inside[ion]);
  const reversal = 3 * nernst("Na+", 1) - 2 * nernst("Ca2+", 2);
  it("turns round at 3E_Na − 2E_Ca", () => {
    expect(transportReversal(get("sodium-calcium-exchanger"), at)).toBeCloseTo(reversal, 14);
    expect(run("sodium-calcium-exchanger", { volts: reversal })).toBeCloseTo(0, 10);
    expect(run("sodium-calcium-exchanger", { volts: reversal - 0.01 })).toBeGreaterThan(0);
    expect(run("sodium-calcium-exchanger", { volts: reversal + 0.01 })).toBeLessThan(0);
  });
});

describe("the calcium pump", () => {
  it("is half as fast at 0.5 µM", () => {
    const rate = (calcium: number) => run("calcium-pump", { inside: { ...inside, "Ca2+": calcium } });
    expect(rate(5e-7) / rate(1)).toBeCloseTo(0.5, 5);
  });
});

describe("the proton pump", () => {
  it("carries up to 200 pmol/(cm² s), which is 19.3 µA/cm²", () => {
    expect(transportCurrent(get("proton-pump"), 200)).toBeCloseTo(19.3, 2);
    expect(run("proton-pump", { volts: 0.5 })).toBeCloseTo(200, 5);
  });
  it("stops where its free energy is spent", () => {
    const reversal = transportReversal(get("proton-pump"), at, 50);
    expect(reversal).toBeLessThan(-0.4);
    expect(run("proton-pump", { volts: reversal })).toBeCloseTo(0, 8);
    expect(run("proton-pump", { volts: reversal - 0.02 })).toBeLessThan(0);
  });
  it("is continuous at 0 V, where its form changes", () =>
    expect(run("proton-pump", { volts: -1e-15 })).toBeCloseTo(run("proton-pump", { volts: 0 }), 10));
});

describe("the reversal of a carrier", () => {
  it("does not exist for one that moves no net charge", () =>
    expect(
      transportReversal(
        { carries: { "Na+": 1, "K+": 1, "Cl-": 2 }, atp: 0 },
        { ...at, inside: { ...inside, "Cl-": 1 } as never, outside: { ...outside, "Cl-": 1 } as never },
      ),
    ).toBeNaN());
});
