import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concentrationOf, concentrationText } from "../../../src/core/membrane/concentration";

describe("a concentration", () => {
  it.each([
    ["5mM", 0.005],
    ["140 mM", 0.14],
    ["100nM", 1e-7],
    ["0.1 µM", 1e-7],
    ["0.1 μM", 1e-7],
    ["0.1uM", 1e-7],
    ["1e-3 M", 0.001],
    ["2 mol/L", 2],
    ["2 mmol/L", 0.002],
    ["0.02", 0.02],
    [0.02, 0.02],
    [1e-7, 1e-7],
  ])("%j is %d mol/L", (value, molar) => expect(concentrationOf(value, ["in"])).toBe(molar));
  it.each([
    ["5 kM", /^At ions\[1\]\.in: expected a concentration such as 5mM.*got "5 kM"/],
    ["five", /got "five"/],
    ["", /got ""/],
    ["constructor", /got "constructor"/],
    ["5 constructor", /got "5 constructor"/],
    ["5 mM K", /got "5 mM K"/],
    [0, /expected a concentration above 0, got 0/],
    ["-3mM", /above 0, got "-3mM"/],
    [Infinity, /expected a concentration such as/],
    ["1e999", /expected a concentration above 0/],
    [null, /got null/],
    [{}, /got \{\}/],
  ])("refuses %j", (value, words) => expect(() => concentrationOf(value, ["ions", 1, "in"])).toThrow(words));
  it("may be 0 where a side may be free of the ion", () => {
    expect(concentrationOf("0 mM", [], "zero")).toBe(0);
    expect(() => concentrationOf(-1, ["in"], "zero")).toThrow(/of 0 or more, got -1/);
  });
  it("is written in the unit that suits it, and read back", () => {
    expect([0.14, 0.0054, 1.2e-7, 1e-9, 2, 0, 5e-5].map(concentrationText)).toEqual(["140 mM", "5.4 mM", "0.12 µM", "1 nM", "2 M", "0 mM", "50 µM"]);
    fc.assert(
      fc.property(fc.double({ min: 1e-10, max: 10, noNaN: true }), (molar) => {
        expect(concentrationOf(concentrationText(molar), []) / molar).toBeCloseTo(1, 5);
      }),
    );
  });
});
