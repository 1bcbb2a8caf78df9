import { describe, expect, it } from "vitest";
import { readMembrane } from "../../../src/core/membrane/document";

const ions = [{ name: "K+", z: 1, in: "140 mM", out: "5 mM", permeability: 1 }];

describe("a membrane file", () => {
  it("is read with its units; a bare number is mol/L and 37 °C the temperature when none is given", () => {
    const read = readMembrane({ ions: [...ions, { name: "Na+", in: 0.012, out: "145 mM", permeability: 0.04 }] });
    expect(read).toMatchObject({
      celsius: 37,
      kelvin: 310.15,
      ions: [
        { name: "K+", z: 1, inside: 0.14, outside: 0.005, permeability: 1 },
        { name: "Na+", z: 1, inside: 0.012, outside: 0.145, permeability: 0.04 },
      ],
      warnings: [],
    });
  });
  it("takes the charge of a known ion from the table, and any other ion with its charge", () => {
    const read = readMembrane({
      ions: [
        { name: "calcium", in: "100nM", out: "2mM" },
        { name: "spermine", z: 4, in: "1mM", out: "1 µM" },
      ],
    });
    expect(read.ions.map(({ name, z }) => [name, z])).toEqual([
      ["Ca2+", 2],
      ["spermine", 4],
    ]);
  });
  it("may start from a cell and change an ion of it", () => {
    const read = readMembrane({ cell: "squid-axon", celsius: 20, ions: [{ name: "Na+", permeability: 20 }] });
    expect(read.celsius).toBe(20);
    expect(read.ions.map(({ permeability }) => permeability)).toEqual([1, 20, 0.45]);
    expect(read.ions[1]).toMatchObject({ inside: 0.05, outside: 0.44 });
  });
  it("may name a pump with options", () => {
    const read = readMembrane({ ions, unitPermeability: 1e-6, pump: { id: "calcium-pump", options: { K_Ca: 1 } } });
    expect(read.pump).toMatchObject({ transporter: { id: "calcium-pump" }, options: { K_Ca: 1, I_max: 1.15 } });
  });
  it("warns of what is unusual", () => {
    expect(readMembrane({ celsius: 70, ions }).warnings).toEqual(["70 °C lies outside the usual 0 to 60 °C"]);
    expect(readMembrane({ ions: [{ ...ions[0], in: 140 }] }).warnings).toEqual([expect.stringMatching(/140 mol\/L of K\+ inside is unusual/)]);
  });
  const cases: [unknown, RegExp][] = [
    [[], /^expected an object with cell, celsius, ions/],
    [{ ions: [] }, /^At ions: expected at least one ion, got none/],
    [{}, /^At ions: expected a list of ions .*, got nothing/],
    [{ ions: { name: "K+" } }, /^At ions: expected a list of ions/],
    [{ ion: ions }, /^At ion: there is no such key; did you mean "ions"\?/],
    [{ ions: [{ ...ions[0], permability: 1 }] }, /^At ions\[0\]\.permability: there is no such key; did you mean "permeability"\?/],
    [{ ions: [{ ...ions[0], in: "140 mMol" }] }, /^At ions\[0\]\.in: expected a concentration such as 5mM.*got "140 mMol"/],
    [{ ions: [{ name: "K+", z: 1, in: "140 mM" }] }, /^At ions\[0\]\.out: expected a concentration.*got null/],
    [{ ions: [{ ...ions[0], out: "-5 mM" }] }, /^At ions\[0\]\.out: expected a concentration of 0 or more, got "-5 mM"/],
    [{ ions: [{ ...ions[0], z: 0 }] }, /^At ions\[0\]\.z: expected a whole number other than 0/],
    [{ ions: [{ ...ions[0], z: 1.5 }] }, /^At ions\[0\]\.z: .*got 1\.5/],
    [{ ions: [{ ...ions[0], z: "1" }] }, /^At ions\[0\]\.z: .*got "1"/],
    [{ ions: [{ ...ions[0], permeability: -1 }] }, /^At ions\[0\]\.permeability: expected a permeability of 0 or more, got -1/],
    [{ ions: [{ in: 1, out: 1 }] }, /^At ions\[0\]\.name: expected a name such as "K\+", got nothing/],
    [{ ions: [{ name: "Xx", in: 1, out: 1 }] }, /^At ions\[0\]\.z: expected the charge of "Xx"/],
    [{ ions: [...ions, { ...ions[0], name: "K" }] }, /^At ions\[1\]\.name: expected each ion once, got K again/],
    [{ celsius: "37", ions }, /^At celsius: expected a temperature in °C, got "37"/],
    [{ celsius: -274, ions }, /^At celsius: expected a temperature above −273\.15/],
    [{ cell: "squid", ions }, /^At cell: there is no cell "squid"/],
    [{ ions, pump: "sodium pump" }, /^At pump: there is no transporter "sodium pump"/],
    [{ ions, pump: { id: "calcium-pump", options: { K: 1 } } }, /^At pump\.options\.K: there is no such key/],
    [{ ions, pump: { id: "calcium-pump", options: { K_Ca: 0 } } }, /^At pump\.options\.K_Ca: expected a number in/],
    [{ ions, unitPermeability: 0 }, /^At unitPermeability/],
    [{ ions, millivolts: 5000 }, /^At millivolts: expected a potential in mV from -1000 to 1000, got 5000/],
    [{ ions, from: 50, to: -50 }, /^At to: expected a potential above from = 50 mV, got -50/],
    [{ ions, points: 2.5 }, /^At points: expected a whole number/],
  ];
  it.each(cases)("%j is refused", (document, words) => expect(() => readMembrane(document)).toThrow(words));
});
