import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { EquationModel } from "../../../src/core/define/model";
import { readAlgebraic } from "../../../src/core/equations/equation";
import { evaluate } from "../../../src/core/equations/evaluate";
import { inlineAuxiliary, readSystem } from "../../../src/core/equations/system";
import { initialFields } from "../../../src/core/initial";
import { compartmentModel } from "../../../src/core/membrane/compartment-model";
import { ghkCurrent, ghkPotential } from "../../../src/core/membrane/ghk";
import { calciumExtrusion, ionField, sodiumPump, type FieldIon, type FieldPump } from "../../../src/core/membrane/ion-field";
import { ions } from "../../../src/core/membrane/ions";
import { FARADAY } from "../../../src/core/membrane/constants";
import { nernstPotential, thermalVoltage } from "../../../src/core/membrane/nernst";
import { simulateMembrane } from "../../../src/core/membrane/simulate";
import { calciumPump } from "../../../src/core/membrane/transporters/calcium-pump";
import { sodiumPotassiumPump } from "../../../src/core/membrane/transporters/sodium-potassium-pump";
import { complete } from "../../../src/core/spec/complete";
import { models } from "../../../src/core/models/index";
import type { RunSpecInput } from "../../../src/core/spec/run-spec";
import { wasmBackend } from "../../../src/engine/backends/wasm/backend";

const wasm = wasmBackend(1, null);
const kelvin = 310.15;
const millivolts = 1e3 * thermalVoltage(kelvin);
const mobilities: Record<string, number> = { "Na+": 0.68, "K+": 1, "Cl-": 1.04, "Ca2+": 0.4, "H+": 4.76, "Mg2+": 0.36, "HCO3-": 0.6 };
const nameOf = (id: string) => ions.get(id).aliases[0]!;
const ion = (id: string, inside: number, outside: number, permeability = 0): FieldIon => ({
  id,
  name: nameOf(id),
  title: ions.get(id).title,
  z: ions.get(id).z,
  inside,
  outside,
  permeability,
  most: 2 * inside + 1,
  mobility: mobilities[id]!,
});
const four = (open: string): FieldIon[] =>
  [ion("Na+", 12, 145), ion("K+", 140, 5), ion("Cl-", 9, 150), ion("Ca2+", 1e-4, 1.8)].map((each) => ({
    ...each,
    permeability: each.id === open ? 0.02 : 0,
  }));

type Setting = Pick<RunSpecInput, "grid" | "boundary" | "initial"> & {
  dt: number;
  parameters?: Record<string, number>;
  pumps?: readonly FieldPump[];
  method?: string;
};
/** The fields after some steps of a lattice of these ions. */
async function lattice(of: readonly FieldIon[], steps: number, { dt, parameters = {}, pumps = [], method = "rk4", ...setting }: Setting) {
  const { species, params, auxiliary, equations } = ionField(of, pumps);
  const values = Object.fromEntries(
    Object.entries({ ...params, J_p: { default: 0 }, J_c: { default: 0 } }).map(([name, param]) => [name, param.default]),
  );
  const { spec, model } = complete({
    version: 1,
    model: "custom",
    species: Object.fromEntries(Object.entries(species).map(([name, { range }]) => [name, { range: [...range] }])),
    params: { ...values, ...parameters },
    equations,
    auxiliary,
    integrator: { method, dt },
    precision: "f64",
    ...setting,
  } as RunSpecInput);
  const run = await wasm.start(model as EquationModel, spec, initialFields(model as EquationModel, spec));
  await run.advance(steps);
  const { fields } = await run.save();
  run.dispose?.();
  return fields as Record<string, Float64Array>;
}
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
const uniform = (of: readonly FieldIon[], volts = -70) => ({
  kind: "expression" as const,
  V: String(volts),
  ...Object.fromEntries(of.map(({ id, inside }) => [nameOf(id), String(inside)])),
});
const spot = { shape: [1, 2] as [number, number] };

describe("what is kept", () => {
  const some = fc.shuffledSubarray(["Na+", "K+", "Cl-", "Ca2+", "Mg2+", "HCO3-"], { minLength: 1 });
  const wave = fc.record({ phase: fc.double({ min: 0, max: 6, noNaN: true }), height: fc.double({ min: 0, max: 0.9, noNaN: true }) });

  it("every ion, and in every cell the charge, with closed membranes, for any set of ions", async () => {
    await fc.assert(
      fc.asyncProperty(
        some,
        fc.array(wave, { minLength: 6, maxLength: 6 }),
        fc.constantFrom("periodic" as const, "neumann" as const),
        async (ids, waves, boundary) => {
          const of = ids.map((id) => ion(id, 20, 20));
          const initial = {
            kind: "expression" as const,
            V: "-60 + 20*sin(x)",
            ...Object.fromEntries(ids.map((id, i) => [nameOf(id), `20*(1 + ${waves[i]!.height}*sin(x - y + ${waves[i]!.phase}))`])),
          };
          const setting = { grid: { shape: [4, 6] as [number, number] }, boundary, initial, dt: 0.05 };
          const [start, end] = [await lattice(of, 0, setting), await lattice(of, 60, setting)];
          for (const id of ids) expect(Math.abs(sum(end[nameOf(id)]!) / sum(start[nameOf(id)]!) - 1)).toBeLessThan(1e-13);
          const held = (fields: Record<string, Float64Array>, cell: number) =>
            0.05 * fields["V"]![cell]! - sum(ids.map((id) => ions.get(id).z * fields[nameOf(id)]![cell]!));
          for (let cell = 0; cell < 24; cell++) expect(Math.abs(held(end, cell) - held(start, cell))).toBeLessThan(1e-10);
          expect(end["V"]!.every((v, i) => v === start["V"]![i])).toBe(false);
        },
      ),
      { numRuns: 15 },
    );
  });

  it("the charge in every cell while membranes leak and pumps run", async () => {
    const of = four("K+").map((each) => ({ ...each, permeability: 1e-3 }));
    const setting = {
      grid: { shape: [3, 5] as [number, number] },
      dt: 0.1,
      pumps: [sodiumPump, calciumExtrusion],
      parameters: { J_p: 0.4, J_c: 0.002 },
    };
    const initial = { ...uniform(of), Na: "12 + 3*sin(x)", K: "140 - 30*cos(y)" };
    const [start, end] = [await lattice(of, 0, { ...setting, initial }), await lattice(of, 500, { ...setting, initial })];
    for (let cell = 0; cell < 15; cell++) {
      const held = (fields: Record<string, Float64Array>) =>
        0.05 * fields["V"]![cell]! - (fields["Na"]![cell]! + fields["K"]![cell]! - fields["Cl"]![cell]! + 2 * fields["Ca"]![cell]!);
      expect(Math.abs(held(end) - held(start))).toBeLessThan(1e-10);
      expect(Math.abs(end["Na"]![cell]! - start["Na"]![cell]!)).toBeGreaterThan(0.1);
    }
  });
});

describe("the leak", () => {
  it("is Goldman's current, for any ion, potential and concentrations", () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...ions.ids),
        fc.double({ min: -400, max: 400, noNaN: true }),
        fc.double({ min: 0, max: 200, noNaN: true }),
        fc.double({ min: 0, max: 200, noNaN: true }),
        (id, volts, inside, outside) => {
          const { params, auxiliary } = ionField([ion(id, 1, 1, 0.01)]);
          const name = nameOf(id);
          const scope = { species: ["V", name], params: Object.keys(params), auxiliary: Object.keys(auxiliary) };
          const system = readSystem({ ...ionField([ion(id, 1, 1, 0.01)]) } as never);
          const leak = inlineAuxiliary(readAlgebraic(`leak_${name}`, scope, []), system.auxiliary);
          const values: Record<string, number> = { V: volts, [name]: inside, [`${name}_o`]: outside, [`P_${name}`]: 0.01, celsius: 37 };
          const { z } = ions.get(id);
          // mM/s for P in 1/s, so µA/cm² for P in cm/s is zF times it.
          const expected = ghkCurrent({ name: id, z, inside, outside, permeability: 0.01 }, volts / 1e3, kelvin) / (1e3 * FARADAY * z);
          expect(Math.abs(evaluate(leak, (each) => values[each]!) - expected)).toBeLessThan(1e-12 * (1 + Math.abs(volts) * (inside + outside)));
        },
      ),
    ));

  it.each(["Na+", "K+", "Cl-", "Ca2+"])("alone of %s ends at Nernst's potential", async (id) => {
    const of = four(id);
    const end = await lattice(of, 8000, { grid: spot, dt: 0.1, initial: uniform(of) });
    const { inside, outside } = { inside: end[nameOf(id)]![0]!, outside: of.find((each) => each.id === id)!.outside };
    expect(end["V"]![0]!).toBeCloseTo(1e3 * nernstPotential({ z: ions.get(id).z, inside, outside, kelvin }).volts, 6);
    for (const other of of) if (other.id !== id) expect(end[nameOf(other.id)]![0]!).toBe(other.inside);
  });

  it("of several goes quickly to their Goldman–Hodgkin–Katz potential, the closer the smaller the capacitance is", async () => {
    const of = [ion("Na+", 12, 145, 8e-4), ion("K+", 140, 5, 0.02), ion("Cl-", 9, 150, 9e-3), ion("Ca2+", 1e-4, 1.8, 1e-5)];
    const apart = async (kappa: number) => {
      const dt = 2 * kappa;
      const end = await lattice(of, Math.round(2 / dt), { grid: spot, dt, initial: uniform(of), parameters: { kappa, D: 0 } });
      const now = of.map(({ id, outside, permeability }) => ({
        name: id,
        z: ions.get(id).z,
        inside: end[nameOf(id)]![0]! / 1e3,
        outside: outside / 1e3,
        permeability,
      }));
      return end["V"]![0]! - 1e3 * ghkPotential(now, kelvin).volts;
    };
    expect(Math.abs(await apart(0.002))).toBeLessThan(0.01);
    expect(Math.abs(await apart(0.0005))).toBeLessThan(0.0025);
  });
});

describe("a cell of the lattice", () => {
  const width = 5e-4;
  const permeabilities: Record<string, number> = { "Na+": 3e-8, "K+": 1e-6, "Cl-": 2e-7, "Ca2+": 5e-9 };
  const of = [ion("Na+", 12, 145), ion("K+", 140, 5), ion("Cl-", 8, 150), ion("Ca2+", 1e-4, 1.8)].map((each) => ({
    ...each,
    permeability: permeabilities[each.id]! / width,
  }));
  const cell = compartmentModel({
    id: "lattice-cell",
    title: "A cell of the lattice",
    source: "test",
    help: "test",
    time: { unit: "s", duration: 60 },
    ions: of.map(({ id, inside, outside }) => ({ id, inside, outside, permeability: permeabilities[id]! })),
    transporters: [
      { key: "pump", transporter: sodiumPotassiumPump },
      { key: "pmca", transporter: calciumPump },
    ],
    swells: false,
    electrode: "K+",
    bath: 1e6,
    celsius: 37,
    rest: -60,
  });

  it.each([
    ["with its pumps", 1.5, 0.02],
    ["with its pumps blocked", 0, 0],
  ])("is the compartment of core/membrane, %s", async (_, sodium, calcium) => {
    const { traces } = simulateMembrane({
      model: cell,
      duration: 60,
      every: 60,
      tolerance: 1e-9,
      parameters: { pump_I_max: sodium, pmca_I_max: calcium },
    });
    const perArea = 1 / (FARADAY * width);
    const end = await lattice(of, 6000, {
      grid: spot,
      dt: 0.01,
      initial: uniform(of, -60),
      pumps: [sodiumPump, calciumExtrusion],
      parameters: { kappa: 1e-3 * perArea, D: 0, J_p: sodium * perArea, J_c: (calcium * perArea) / 2 },
    });
    const last = (name: string) => traces[name]!.at(-1)!;
    expect(end["V"]![0]!).toBeCloseTo(last("V"), 3);
    for (const { id } of of) expect(Math.abs(end[nameOf(id)]![0]! / last(`${nameOf(id)}_in`) - 1)).toBeLessThan(2e-5);
    if (sodium > 0) return;
    const now = of.map((each) => ({
      name: each.id,
      z: ions.get(each.id).z,
      inside: end[nameOf(each.id)]![0]! / 1e3,
      outside: each.outside / 1e3,
      permeability: each.permeability,
    }));
    expect(end["V"]![0]!).toBeCloseTo(1e3 * ghkPotential(now, kelvin).volts, 2);
  });
});

describe("ions between cells", () => {
  const oracle = JSON.parse(readFileSync(new URL("../../golden/oracle-ion-field.json", import.meta.url), "utf8")) as {
    length: number;
    duration: number;
    D: number;
    kappa: number;
    fields: Record<string, number[]>;
  };

  it("are what a spectral method with scipy makes of them, to second order in the spacing", async () => {
    const of = [ion("Na+", 12, 145), ion("K+", 120, 5), ion("Cl-", 40, 150)];
    const turn = "2*pi*x/Lx";
    const initial = {
      kind: "expression" as const,
      V: `-70 + 4*sin(${turn})`,
      Na: `12 + 6*cos(${turn})`,
      K: `120 + 40*sin(${turn}) + 10*cos(2*${turn})`,
      Cl: `40 + 25*cos(${turn} + 1)`,
    };
    const { duration, D, kappa } = oracle;
    const errors = await Promise.all(
      [16, 32, 64].map(async (n) => {
        const steps = 200 * (n / 16) ** 2;
        const end = await lattice(of, steps, {
          grid: { shape: [1, n], spacing: oracle.length / n },
          dt: duration / steps,
          initial,
          parameters: { D, kappa },
        });
        return Object.entries(oracle.fields).map(([name, values]) =>
          Math.max(...values.map((value, i) => Math.abs(end[name]![(i * n) / 16]! - value))),
        );
      }),
    );
    const [coarse, middle, fine] = errors as [number[], number[], number[]];
    fine.forEach((error, k) => {
      expect(middle[k]! / error).toBeGreaterThan(3.5);
      expect(coarse[k]! / middle[k]!).toBeGreaterThan(3);
      expect(error).toBeLessThan(0.05);
    });
  });

  it("make the junction potential of one salt, (D₊ − D₋)/(D₊ + D₋) · RT/F · ln(c₁/c₂) (Planck 1890, Henderson 1907)", async () => {
    const of = [ion("Na+", 50, 50), ion("Cl-", 50, 50)];
    const initial = {
      kind: "expression" as const,
      V: "0",
      Na: "20*exp(log(10)*(0.5 + 0.5*tanh((x - Lx/2)/3)))",
      Cl: "20*exp(log(10)*(0.5 + 0.5*tanh((x - Lx/2)/3)))",
    };
    const end = await lattice(of, 24_000, {
      grid: { shape: [1, 32] },
      boundary: "neumann",
      initial,
      dt: 0.02,
      parameters: { D: 0.005, kappa: 0.0025 },
    });
    const [left, right] = [0, 31].map((i) => ({ volts: end["V"]![i]!, salt: end["Cl"]![i]! })) as [
      { volts: number; salt: number },
      { volts: number; salt: number },
    ];
    const expected = ((1.04 - 0.68) / (1.04 + 0.68)) * millivolts * Math.log(right.salt / left.salt);
    expect((right.volts - left.volts) / expected).toBeCloseTo(1, 2);
    expect(expected).toBeGreaterThan(12);
  });
});

it("the model has charges and titles of the table of ions", () => {
  const { species, equations } = models.get("mfn-ions") as EquationModel;
  const names = ["Na+", "K+", "Cl-", "Ca2+"];
  for (const id of names) expect(species[nameOf(id)]!.title).toBe(`${ions.get(id).title} inside`);
  expect(equations["V"]).toBe("(rate_Na + rate_K - rate_Cl + 2*rate_Ca)/kappa");
  expect(names.map((id) => ions.get(id).z)).toEqual([1, 1, -1, 2]);
});
