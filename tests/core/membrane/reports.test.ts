import { describe, expect, it } from "vitest";
import { readMembrane } from "../../../src/core/membrane/document";
import { curveReport } from "../../../src/core/membrane/curve-report";
import { ghkReport } from "../../../src/core/membrane/ghk-report";
import { pumpReport } from "../../../src/core/membrane/pump-report";

const axon = { cell: "squid-axon" };
const neuron = { cell: "mammalian-neuron", pump: "sodium-potassium-pump" };

describe("the report of a membrane", () => {
  it("gives the squid axon's Nernst potentials at 20 °C, and currents that cancel", () => {
    const report = ghkReport(readMembrane({ ...axon, celsius: 20 }));
    expect(report.potentialMillivolts).toBeCloseTo(-59.93, 2);
    const nernst = Object.fromEntries(report.ions.map(({ name, nernstMillivolts }) => [name, nernstMillivolts!]));
    expect(nernst["K+"]).toBeCloseTo(-75.68, 2);
    expect(nernst["Na+"]).toBeCloseTo(54.94, 2);
    expect(nernst["Cl-"]).toBeCloseTo(-60.04, 2);
    expect(report.totalCurrent).toBeCloseTo(0, 9);
  });
  it("may be of another potential, and obeys Ohm's law by chord conductance", () => {
    const report = ghkReport(readMembrane({ ...axon, millivolts: -30 }));
    expect(report.totalCurrent).toBeGreaterThan(0);
    for (const { current, chordConductance, nernstMillivolts } of report.ions)
      expect(chordConductance * (-30 - nernstMillivolts!)).toBeCloseTo(current, 9);
  });
  it("says why a Nernst potential is undefined", () => {
    const report = ghkReport(readMembrane({ ...axon, ions: [{ name: "Ca2+", in: 0, out: "2 mM" }] }));
    expect(report.ions.at(-1)).toMatchObject({ nernstMillivolts: null, reason: "there is none inside", current: -0 });
  });
});

describe("the report of a pump", () => {
  it("has the potential where pump and leak cancel, below the one without it", () => {
    const report = pumpReport(readMembrane(neuron));
    expect(report.potentialMillivolts).toBeLessThan(report.withoutPumpMillivolts!);
    expect(report.fluxes["Na+"]! / report.fluxes["K+"]!).toBe(-1.5);
    expect(report.chargesOutPerCycle).toBe(1);
    const leak = ghkReport(readMembrane({ cell: "mammalian-neuron", millivolts: report.potentialMillivolts! })).totalCurrent;
    expect(leak + report.pumpCurrent).toBeCloseTo(0, 9);
  });
  it("has Mullins and Noda's potential, which a ratio of 1 would make Hodgkin and Katz's", () => {
    const { steadyStateMillivolts } = pumpReport(readMembrane(neuron));
    expect(steadyStateMillivolts).toBeCloseTo(26.7266 * Math.log((1.5 * 5 + 0.04 * 145) / (1.5 * 140 + 0.04 * 12)), 2);
  });
  it("stands alone at a potential where nothing leaks", () => {
    const ions = [
      { name: "Na+", in: "12 mM", out: "145 mM" },
      { name: "K+", in: "140 mM", out: "5 mM" },
    ];
    const report = pumpReport(readMembrane({ ions, pump: "sodium-potassium-pump", millivolts: -70 }));
    expect(report).toMatchObject({ potentialMillivolts: null, reason: expect.stringMatching(/no ion is permeant/) as string });
    expect(report.turnover).toBeGreaterThan(0);
    expect(() => pumpReport(readMembrane({ ions, pump: "sodium-potassium-pump" }))).toThrow(/^At millivolts: expected a potential in mV/);
  });
  it("asks for the ions that the pump carries, and for the pump", () => {
    expect(() => pumpReport(readMembrane({ ions: [{ name: "K+", in: 0.1, out: 0.01, permeability: 1 }], pump: "sodium-potassium-pump" }))).toThrow(
      /^At ions: expected Na\+ among the ions/,
    );
    expect(() => pumpReport(readMembrane({ ...neuron, ions: [{ name: "Na+", in: 0 }] }))).toThrow(
      /^At ions\[1\]\.in: expected a concentration above 0/,
    );
    expect(() => pumpReport(readMembrane({ ions: [{ name: "K+", in: 0.1, out: 0.01 }] }))).toThrow(
      /^At pump: expected the id of a pump: sodium-potassium-pump/,
    );
  });
});

describe("a pump that nobody named", () => {
  it("is the sodium pump, with a warning, where sodium and potassium are there", () => {
    const report = pumpReport(readMembrane(axon));
    expect(report.pump).toBe("sodium-potassium-pump");
    expect(report.warnings).toEqual(["no pump was named: it was taken to be the sodium-potassium-pump"]);
  });
  it("cannot be balanced by a leak that goes one way only", () => {
    const ions = [
      { name: "Na+", in: 0.01, out: 0.1 },
      { name: "K+", in: 0.1, out: 0.01 },
      { name: "Ca2+", in: 0.001, out: 0, permeability: 1 },
    ];
    expect(() => pumpReport(readMembrane({ ions }))).toThrow(/^At ions: the permeant ions can carry charge outward only/);
  });
});

describe("a curve", () => {
  it("of a pump alone has no reversal, and says why", () => {
    const curve = curveReport(readMembrane({ ions: [{ name: "Ca2+", in: "1 µM", out: "2 mM" }], pump: "calcium-pump" }));
    expect(curve).toMatchObject({ reversalMillivolts: null, reason: expect.stringMatching(/no ion is permeant/) as string });
    expect(curve.currents["pump"]!.every((current) => current > 0)).toBe(true);
  });
  it("adds up, pump included, and reverses where the report says", () => {
    const curve = curveReport(readMembrane({ ...neuron, from: -100, to: 50, points: 301 }));
    expect(Object.keys(curve.currents)).toEqual(["K+", "Na+", "Cl-", "pump"]);
    curve.millivolts.forEach((v, i) => {
      expect(curve.total[i]).toBeCloseTo(
        Object.values(curve.currents).reduce((sum, one) => sum + one[i]!, 0),
        10,
      );
      if (Math.abs(v - curve.reversalMillivolts!) > 1e-9) expect(curve.total[i]! > 0).toBe(v > curve.reversalMillivolts!);
    });
  });
});
