import { describe, expect, it } from "vitest";
import { chargeOf, ions, ionWarnings, knownIon } from "../../../src/core/membrane/ions";

describe("the table of ions", () => {
  it("has the charges that their symbols show", () => {
    for (const { symbol, z } of ions) {
      const [, digits, sign] = /([²³]?)([⁺⁻])$/u.exec(symbol)!;
      expect(z).toBe((sign === "⁺" ? 1 : -1) * (digits === "²" ? 2 : digits === "³" ? 3 : 1));
    }
    expect(ions.ids).toEqual(["Na+", "K+", "Cl-", "Ca2+", "H+", "Mg2+", "HCO3-"]);
  });
  it.each([
    ["K+", "K+"],
    ["K⁺", "K+"],
    ["k", "K+"],
    ["Potassium", "K+"],
    ["Ca²⁺", "Ca2+"],
    ["Ca++", "Ca2+"],
    ["HCO₃⁻", "HCO3-"],
    ["Cl−", "Cl-"],
    ["proton", "H+"],
  ])("knows %s as %s", (name, id) => expect(knownIon(name)?.id).toBe(id));
  it("asks for the charge of one that it does not have", () => {
    expect(() => chargeOf("Xx", ["ions", 0, "z"])).toThrow(/^At ions\[0\]\.z: expected the charge of "Xx", such as 1 or -2/);
    expect(() => chargeOf("Mg2", ["z"])).toThrow(/did you mean "Mg2\+"/);
  });
  it("wonders about a charge or a concentration that is not met in living things", () => {
    expect(ionWarnings("K+", 1, 0.14, 0.005)).toEqual([]);
    expect(ionWarnings("K+", 2, 0.14, 0.005)).toEqual(["K+ is given the charge 2; potassium ions have 1"]);
    expect(ionWarnings("K+", 1, 140, 0.005)).toEqual([expect.stringMatching(/140 mol\/L of K\+ inside is unusual.*Is the unit right\?/)]);
    expect(ionWarnings("unheard of", 1, 140, 5)).toEqual([]);
  });
});
