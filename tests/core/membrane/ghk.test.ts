import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MembraneIon } from "../../../src/core/define/membrane";
import { restingCells } from "../../../src/core/membrane/index";
import { ghkCurrent, ghkPotential, ghkSlope, ghkTotal } from "../../../src/core/membrane/ghk";
import { FARADAY } from "../../../src/core/membrane/constants";
import { nernstPotential, thermalVoltage } from "../../../src/core/membrane/nernst";
import { oracle } from "../../support/membrane-oracle";

const named = (ions: (typeof oracle.mixtures)[number]["ions"]): MembraneIon[] =>
  ions.map(([z, inside, outside, permeability], i) => ({ name: `ion ${i}`, z, inside, outside, permeability }));

describe("GHK against 50 digits", () => {
  it.each(oracle.mixtures.map((mixture, i) => [i, mixture] as const))(
    "mixture %d: currents and reversal",
    (_, { ions, kelvin, reversal, volts, currents }) => {
      const members = named(ions);
      const { volts: got } = ghkPotential(members, kelvin);
      // The currents' rounding limits the root where they are flat: to a few digits of the thermal voltage's last ones.
      expect(Math.abs(got - reversal)).toBeLessThan(1e-14 * Math.max(Math.abs(reversal), thermalVoltage(kelvin)));
      volts.forEach((v, k) =>
        members.forEach((ion, i) => {
          const size =
            FARADAY *
            1e3 *
            ion.permeability *
            Math.abs(ion.z) *
            Math.max(ion.inside, ion.outside) *
            (1 + Math.abs((ion.z * v) / thermalVoltage(kelvin)));
          expect(Math.abs(ghkCurrent(ion, v, kelvin) - currents[k]![i]!)).toBeLessThan(1e-14 * size);
        }),
      );
    },
  );
});

describe("the squid axon", () => {
  const axon = restingCells.get("squid-axon").ions;
  const with_ = (changes: Record<string, Partial<MembraneIon>>) => axon.map((ion) => ({ ...ion, ...changes[ion.name] }));
  it.each([
    ["at rest, 18.3 °C", {}, 18.3, -59.58, 2],
    ["at rest, 20 °C", {}, 20, -59.93, 2],
    ["at the peak of a spike, P_Na = 20", { "Na+": { permeability: 20 } }, 18.3, 42.1, 1],
    ["with 40 mM chloride inside, 20 °C", { "Cl-": { inside: 0.04 } }, 20, -62.27, 2],
  ] as const)("%s", (_, changes, celsius, millivolts, digits) =>
    expect(1e3 * ghkPotential(with_(changes), celsius + 273.15).volts).toBeCloseTo(millivolts, digits),
  );
});

const concentration = fc.double({ min: 1e-9, max: 1, noNaN: true });
const charge = fc.constantFrom(-3, -2, -1, 1, 2, 3);
const kelvins = fc.double({ min: 273.15, max: 333.15, noNaN: true });
const ion = fc.record({
  name: fc.constant("x"),
  z: charge,
  inside: concentration,
  outside: concentration,
  permeability: fc.double({ min: 1e-6, max: 1, noNaN: true }),
});

describe("the GHK potential", () => {
  it("is the Nernst potential of the only permeant ion, whatever else stands on the two sides", () =>
    fc.assert(
      fc.property(ion, fc.array(ion, { maxLength: 3 }), kelvins, (one, others, kelvin) => {
        const { volts } = ghkPotential([one, ...others.map((other) => ({ ...other, permeability: 0 }))], kelvin);
        const alone = nernstPotential({ z: one.z, outside: one.outside, inside: one.inside, kelvin }).volts;
        expect(Math.abs(volts - alone)).toBeLessThanOrEqual(2e-14 * (thermalVoltage(kelvin) + Math.abs(alone)));
      }),
    ));
  it("is 0 for equal concentrations", () =>
    fc.assert(
      fc.property(fc.array(ion, { minLength: 1, maxLength: 5 }), kelvins, (ions, kelvin) => {
        const equal = ions.map((one) => ({ ...one, outside: one.inside }));
        expect(Math.abs(ghkPotential(equal, kelvin).volts)).toBeLessThan(1e-16);
      }),
    ));
  it("lies between the Nernst potentials, has no current, and turns round when the sides are exchanged", () =>
    fc.assert(
      fc.property(fc.array(ion, { minLength: 1, maxLength: 5 }), kelvins, (ions, kelvin) => {
        const { volts } = ghkPotential(ions, kelvin);
        const nernst = ions.map((one) => nernstPotential({ ...one, kelvin }).volts);
        const slack = 1e-13;
        expect(volts).toBeGreaterThanOrEqual(Math.min(...nernst) - slack);
        expect(volts).toBeLessThanOrEqual(Math.max(...nernst) + slack);
        const gross = ions.reduce(
          (sum, one) =>
            sum + FARADAY * 1e3 * one.permeability * Math.abs(one.z) * Math.max(one.inside, one.outside) * (1 + Math.abs(one.z * volts) / 0.025),
          0,
        );
        expect(Math.abs(ghkTotal(ions, volts, kelvin))).toBeLessThanOrEqual(1e-13 * gross);
        const turned = ghkPotential(
          ions.map((one) => ({ ...one, inside: one.outside, outside: one.inside })),
          kelvin,
        ).volts;
        expect(Math.abs(volts + turned)).toBeLessThanOrEqual(1e-13);
      }),
    ));
  it("lets chloride swap sides with a cation of the same permeability", () => {
    const cation = { name: "x", z: 1, inside: 0.1, outside: 0.01, permeability: 1 };
    const anion = { name: "y", z: -1, inside: 0.01, outside: 0.1, permeability: 1 };
    expect(ghkPotential([anion], 300).volts).toBe(ghkPotential([cation], 300).volts);
  });
  it("is a closed form for charges of ±1 alone, and the root agrees with it", () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            ...{ name: fc.constant("x"), inside: concentration, outside: concentration, permeability: fc.double({ min: 1e-6, max: 1, noNaN: true }) },
            z: fc.constantFrom(-1, 1),
          }),
          { minLength: 1, maxLength: 4 },
        ),
        (ions) => {
          const closed = ghkPotential(ions, 300);
          // An ion of charge 2 that hardly gets through makes it a root and moves it by less than rounding.
          const root = ghkPotential([...ions, { name: "trace", z: 2, inside: 1e-9, outside: 1e-9, permeability: 1e-30 }], 300);
          expect([closed.method, root.method]).toEqual(["closed form", "root of the current"]);
          expect(Math.abs(closed.volts - root.volts)).toBeLessThan(1e-14);
        },
      ),
    ));
  it.each([
    [[], /^At ions: no ion is permeant/],
    [[{ name: "K+", z: 1, inside: 0.1, outside: 0.1, permeability: 0 }], /^At ions: no ion is permeant/],
    [[{ name: "K+", z: 1, inside: 0.1, outside: 0, permeability: 1 }], /^At ions: the permeant ions can carry charge outward only/],
    [[{ name: "K+", z: 1, inside: 0, outside: 0, permeability: 1 }], /^At ions: .*neither way/],
    [[{ name: "K+", z: 0, inside: 0.1, outside: 0.1, permeability: 1 }], /^At ions\[0\]\.z: expected a whole number/],
    [[{ name: "K+", z: 1, inside: -1, outside: 0.1, permeability: 1 }], /^At ions\[0\]\.in: .*got -1/],
    [[{ name: "K+", z: 1, inside: 1, outside: NaN, permeability: 1 }], /^At ions\[0\]\.out: .*got NaN/],
    [[{ name: "K+", z: 1, inside: 1, outside: 1, permeability: -1 }], /^At ions\[0\]\.permeability/],
  ] as [MembraneIon[], RegExp][])("refuses %j", (ions, words) => expect(() => ghkPotential(ions, 300)).toThrow(words));
  it("is there when a side lacks an ion, as long as another carries charge back", () => {
    const { volts } = ghkPotential(
      [
        { name: "K+", z: 1, inside: 0.1, outside: 0, permeability: 1 },
        { name: "Na+", z: 1, inside: 0, outside: 0.1, permeability: 0.01 },
      ],
      300,
    );
    expect(volts).toBeCloseTo(thermalVoltage(300) * Math.log(0.01), 14);
  });
});

describe("the GHK current", () => {
  it("is continuous at V = 0, where it is PzF(c_in − c_out)", () =>
    fc.assert(
      fc.property(ion, kelvins, (one, kelvin) => {
        const at0 = 1e3 * FARADAY * one.permeability * one.z * (one.inside - one.outside);
        const size = 1e3 * FARADAY * one.permeability * Math.abs(one.z) * (one.inside + one.outside);
        expect(Math.abs(ghkCurrent(one, 0, kelvin) - at0)).toBeLessThanOrEqual(1e-15 * size);
        for (const v of [1e-300, -1e-18, 1e-12, -1e-9])
          expect(Math.abs(ghkCurrent(one, v, kelvin) - at0)).toBeLessThanOrEqual(size * (1e-15 + (3 * Math.abs(v)) / thermalVoltage(kelvin)));
      }),
    ));
  it("is finite, and rises with V, for exponents from −700 to 700", () =>
    fc.assert(
      fc.property(ion, fc.double({ min: -700, max: 700, noNaN: true }), (one, exponent) => {
        const volts = (exponent * thermalVoltage(300)) / one.z;
        expect(ghkCurrent(one, volts, 300)).toSatisfy(Number.isFinite);
        const slope = ghkSlope(one, volts, 300);
        expect(slope).toSatisfy(Number.isFinite);
        expect(slope).toBeGreaterThanOrEqual(0);
      }),
    ));
  it("has the slope that differences of it have", () =>
    fc.assert(
      fc.property(ion, fc.double({ min: -0.2, max: 0.2, noNaN: true }), (one, v) => {
        const difference = (ghkCurrent(one, v + 1e-6, 300) - ghkCurrent(one, v - 1e-6, 300)) / 2e-6 / 1e3;
        const size = ((FARADAY * one.permeability * one.z ** 2) / thermalVoltage(300)) * (one.inside + one.outside);
        expect(Math.abs(ghkSlope(one, v, 300) - difference)).toBeLessThan(1e-7 * size);
      }),
    ));
});
