import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  chordConductance,
  currentVoltage,
  evenly,
  permeabilityFromReversal,
  permeabilityRatios,
  reversalOf,
} from "../../../src/core/membrane/current-voltage";
import { ghkPotential, ghkSlope } from "../../../src/core/membrane/ghk";
import { squidAxon } from "../../../src/core/membrane/cells/squid-axon";

const [potassium, sodium] = squidAxon.ions as [(typeof squidAxon.ions)[number], (typeof squidAxon.ions)[number]];

describe("an I–V curve", () => {
  const volts = evenly(-0.1, 0.1, 201);
  const curve = currentVoltage(squidAxon.ions, 291.45, volts);
  it("has 0 V and both ends among its points exactly", () => {
    expect([volts[0], volts[100], volts[200]]).toEqual([-0.1, 0, 0.1]);
  });
  it("adds up over the ions, rises throughout, and changes sign at the reversal potential", () => {
    volts.forEach((v, i) => {
      expect(curve.total[i]).toBeCloseTo(
        curve.byIon.reduce((sum, one) => sum + one[i]!, 0),
        10,
      );
      if (i > 0) expect(curve.total[i]!).toBeGreaterThan(curve.total[i - 1]!);
      expect(curve.total[i]! > 0).toBe(v > ghkPotential(squidAxon.ions, 291.45).volts);
    });
  });
  it("rectifies: far from 0 each side's conductance is that of the side the ions come from", () => {
    const far = currentVoltage([potassium], 300, [-1, 0, 1]);
    expect(far.slope[2]! / far.slope[0]!).toBeCloseTo(potassium.inside / potassium.outside, 8);
  });
});

describe("chord conductance", () => {
  it("times the driving force is the current, and at reversal it is the slope", () => {
    const e = reversalOf(potassium, 291.45);
    expect(chordConductance(potassium, e, 291.45)).toBeCloseTo(ghkSlope(potassium, e, 291.45), 12);
    for (const off of [1e-4, 1e-6, 1e-8, 1e-12])
      expect(chordConductance(potassium, e + off, 291.45) / ghkSlope(potassium, e, 291.45)).toBeCloseTo(1, 2);
  });
  it("is not negative, and 0 for an ion that one side lacks", () => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (v) => {
        expect(chordConductance(sodium, v, 300)).toBeGreaterThan(0);
      }),
    );
    expect(chordConductance({ ...sodium, inside: 0 }, 0.1, 300)).toBe(0);
  });
});

describe("permeability ratios", () => {
  it("are multiples of the reference, or of the largest", () => {
    expect(permeabilityRatios(squidAxon.ions, "K+")).toEqual([1, 0.04, 0.45]);
    expect(permeabilityRatios([sodium, { ...potassium, permeability: 0.02 }])).toEqual([1, 0.5]);
  });
  it("are got back from the reversal potential", () => {
    const { volts } = ghkPotential(squidAxon.ions, 291.45);
    expect(permeabilityFromReversal(squidAxon.ions, 1, volts, 291.45)).toBeCloseTo(0.04, 12);
  });
  it("do not exist where no permeability makes the potential", () => expect(permeabilityFromReversal(squidAxon.ions, 1, -0.2, 291.45)).toBeNull());
});
