import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nernstPotential, thermalVoltage } from "../../../src/core/membrane/nernst";
import { referenceNernst } from "../../../src/core/membrane/reference-engine";

const potassium = { z: 1, outside: 0.005, inside: 0.14, kelvin: 310.15 };

describe("RT/F", () => {
  it.each([
    [6.3, 24.081],
    [18.3, 25.115],
    [20, 25.262],
    [25, 25.693],
    [37, 26.727],
  ])("at %d °C is %d mV", (celsius, millivolts) => expect(thermalVoltage(celsius + 273.15) * 1000).toBeCloseTo(millivolts, 3));
});

describe("Nernst potential", () => {
  it.each([
    ["K", 1, 0.02, 0.4, -75.68],
    ["Na", 1, 0.44, 0.05, 54.94],
    ["Cl", -1, 0.56, 0.052, -60.04],
  ])("of %s in squid axon at 20 °C", (_, z, outside, inside, millivolts) =>
    expect(nernstPotential({ z, outside, inside, kelvin: 293.15 }).volts * 1000).toBeCloseTo(millivolts, 2),
  );
  it("is 132.3 mV for Ca²⁺ of 2 mM outside and 100 nM inside, which the reference's clamp falsifies", () =>
    expect(nernstPotential({ z: 2, outside: 2e-3, inside: 1e-7, kelvin: 310 }).volts * 1000).toBeCloseTo(132.28, 2));
  it("is 61.54 mV for every factor of ten at 37 °C", () =>
    expect(nernstPotential({ z: 1, outside: 0.1, inside: 0.01, kelvin: 310.15 }).volts * 1000).toBeCloseTo(61.54, 2));

  const concentration = fc.double({ min: 1e-9, max: 1, noNaN: true });
  it("vanishes for equal concentrations and changes sign with the charge or with the sides", () =>
    fc.assert(
      fc.property(concentration, concentration, fc.constantFrom(1, 2, 3), (outside, inside, z) => {
        const at = (charge: number, out: number, into: number) => nernstPotential({ z: charge, outside: out, inside: into, kelvin: 300 }).volts;
        expect(at(z, outside, outside)).toBe(0);
        expect(at(-z, outside, inside)).toBe(-at(z, outside, inside));
        expect(at(z, outside, inside)).toBeCloseTo(-at(z, inside, outside), 14);
      }),
    ));

  it("raises traces to the clamp and says so", () => {
    const { volts, warnings } = nernstPotential({ ...potassium, inside: 1e-15 });
    expect(volts).toBe(nernstPotential({ ...potassium, inside: 1e-12 }).volts);
    expect(warnings).toEqual(["inside = 1e-15 mol/L was raised to 1e-12 mol/L"]);
    expect(nernstPotential({ ...potassium, inside: 1e-15, clamp: 1e-18 })).toMatchObject({ warnings: [] });
  });
  it("wonders about a temperature in degrees", () =>
    expect(nernstPotential({ ...potassium, kelvin: 37 }).warnings).toEqual([expect.stringMatching(/37 K is -236\.15 °C/)]));
  it.each([
    [{ z: 0 }, /^At z: expected a whole number other than 0/],
    [{ z: 1.5 }, /^At z: .*got 1\.5/],
    [{ outside: 0 }, /^At outside: expected a concentration above 0/],
    [{ inside: -0.1 }, /^At inside: .*got -0\.1/],
    [{ inside: NaN }, /^At inside: .*got NaN/],
    [{ kelvin: 0 }, /^At kelvin: expected a temperature above 0 K/],
    [{ kelvin: Infinity }, /^At kelvin/],
    [{ clamp: 0 }, /^At clamp/],
  ])("refuses %o", (wrong, message) => expect(() => nernstPotential({ ...potassium, ...wrong })).toThrow(message));
});

/** Fault F13 of the reference: each of its errors beside what is right. */
describe("what the reference's Nernst gets wrong", () => {
  const millivolts = (z: number, outside: number, inside: number, kelvin: number) => 1e3 * nernstPotential({ z, outside, inside, kelvin }).volts;
  it("58.17 mV is no decade at 37 °C: 61.54 mV is, and 58.17 mV belongs to 20 °C", () => {
    expect(1e3 * referenceNernst(1, 0.01, 0.001)).toBeCloseTo(61.507, 3);
    expect(millivolts(1, 0.01, 0.001, 310.15)).toBeCloseTo(61.54, 3);
    expect(millivolts(1, 0.01, 0.001, 293.15)).toBeCloseTo(58.167, 3);
  });
  it("calcium of 2 mM against 100 nM: 101.5 mV by its clamp at 1 µM, 132.3 mV in truth", () => {
    expect(1e3 * referenceNernst(2, 2e-3, 1e-7)).toBeCloseTo(101.52, 2);
    expect(millivolts(2, 2e-3, 1e-7, 310)).toBeCloseTo(132.28, 2);
    expect(nernstPotential({ z: 2, outside: 2e-3, inside: 1e-7, kelvin: 310 }).warnings).toEqual([]);
  });
  it("its R of 8.314 costs 0.005 mV at E_K", () => {
    const error = 1e3 * referenceNernst(1, 0.005, 0.14) - millivolts(1, 0.005, 0.14, 310);
    expect(error).toBeGreaterThan(0.004);
    expect(error).toBeLessThan(0.006);
  });
  it("it lets NaN and temperatures below absolute zero pass; here they are refused", () => {
    expect(referenceNernst(1, NaN, 0.1)).toBeNaN();
    expect(referenceNernst(1, 0.005, 0.14, -310)).toBeGreaterThan(0);
    expect(() => nernstPotential({ ...potassium, outside: NaN })).toThrow(/^At outside/);
    expect(() => nernstPotential({ ...potassium, kelvin: -310 })).toThrow(/^At kelvin/);
  });
  it("chloride, which its interface could not name, has its charge and its sign", () =>
    expect(millivolts(-1, 0.56, 0.052, 293.15)).toBeCloseTo(-60.04, 2));
});
