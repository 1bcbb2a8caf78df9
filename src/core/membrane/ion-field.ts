import type { Species } from "../define/model";
import { num, type NumberParam } from "../define/params";
import { FARADAY, GAS_CONSTANT } from "./constants";
import { calciumCycle, sodiumPotassiumCycle } from "./transporters/cycles";

/** One ion of a lattice of cells. */
export interface FieldIon {
  /** As in the table of ions, which is not read here: the first picture waits for every model, and needs no table. */
  id: string;
  title: string;
  /** Charge number. */
  z: number;
  /** Of its field, and the end of its parameters' names. */
  name: string;
  /** mM, inside at rest and in the bath. */
  inside: number;
  outside: number;
  /** Most that is looked for inside, mM. */
  most: number;
  /** Through the membrane, times its area over the cell's volume, 1/s. */
  permeability: number;
  /** From cell to cell, against that of potassium. */
  mobility: number;
  /** What the permeability is multiplied by, a formula: channels that something opens. */
  opening?: string;
}

/** A pump of the lattice: its cycles, mM/s, are an auxiliary field of this name. */
export interface FieldPump {
  name: string;
  rate: string;
  /** Ions that one cycle carries into the cell, by id. */
  carries: Readonly<Record<string, number>>;
}

/** Sodium–potassium pump by Luo and Rudy, as `transporters/sodium-potassium-pump.ts` has it, with the largest rate `J_p`, mM/s. */
export const sodiumPump: FieldPump = {
  name: "pump",
  rate: "J_p/(1 + 0.1245*exp(-0.1*phi) + 0.0365/7*(exp(Na_o/67.3) - 1)*exp(-phi))/(1 + (10/max(Na, 1e-9))^1.5)/(1 + 1.5/K_o)",
  carries: sodiumPotassiumCycle.carries,
};

/** Calcium pump of the same source, with the largest rate `J_c`, mM/s. */
export const calciumExtrusion: FieldPump = { name: "extrusion", rate: "J_c*Ca/(Ca + 5e-4)", carries: calciumCycle.carries };

const signed = (n: number, what: string): string => ` ${n < 0 ? "-" : "+"} ${Math.abs(n) === 1 ? "" : `${Math.abs(n)}*`}${what}`;
const joined = (terms: readonly string[]): string => terms.join("").replace(/^ \+ /, "").replace(/^ - /, "-");

export interface IonField {
  species: Record<string, Species>;
  params: Record<string, NumberParam>;
  auxiliary: Record<string, string>;
  equations: Record<string, string>;
}

/**
 * A lattice of cells in a bath, as equations: any ions, and the potential V, mV, that they make. Each ion
 *
 * - goes from cell to cell by the Goldman–Hodgkin–Katz flux between them, `driftdiffuse`: Nernst–Planck's equation on the lattice;
 * - leaks through the membrane to the bath by the same flux, P((c − c_o)B(zφ) + c·zφ), φ = VF/RT, B(x) = x/(eˣ − 1);
 * - is carried by pumps.
 *
 * What enters a cell charges its membrane, κ dV/dt = Σ z dc/dt, so κV − Σzc stays what it is in every cell: the fixed charge that
 * it holds. Time in s, concentrations in mM, lengths in cells. The bath does not change; cells keep their volume.
 */
export function ionField(of: readonly FieldIon[], pumps: readonly FieldPump[] = []): IonField {
  const permeability = { unit: "1/s", min: 0, help: "Permeability in cm/s times membrane area over volume: about 6000 per cm in cells of 10 µm." };
  return {
    species: Object.fromEntries([
      ["V", { title: "Membrane potential", unit: "mV", range: [-120, 60] as const, rest: -75 }],
      ...of.map(
        ({ name, title, inside, most }) =>
          [name, { title: `${title} inside`, unit: "mM", range: [inside / 100, most] as const, rest: inside }] as const,
      ),
    ]),
    params: Object.fromEntries([
      ...of.map(
        ({ name, title, permeability: value }) =>
          [`P_${name}`, num(value, { ...permeability, title: `Leak of ${title.toLowerCase()}`, max: 5 * value })] as const,
      ),
      ...of.map(
        ({ name, title, outside }) =>
          [`${name}_o`, num(outside, { title: `${title} outside`, unit: "mM", min: 0.1, max: Math.max(2 * outside, 60) })] as const,
      ),
      ["D", num(0.01, { title: "Coupling of neighbours", unit: "cells²/s", min: 0, max: 0.05, help: "Diffusivity of potassium from cell to cell." })],
      [
        "kappa",
        num(0.05, {
          title: "Capacitance",
          unit: "mM/mV",
          min: 0.01,
          max: 1,
          help: "Charge, as a concentration, that moves the potential by 1 mV: about 6·10⁻⁵ in a cell of 10 µm. More slows the potential down, for larger steps; where it settles hardly depends on it.",
        }),
      ],
      ["celsius", num(37, { title: "Temperature", unit: "°C", min: 0, max: 60, symbol: "T" })],
    ]),
    auxiliary: {
      phi: `V/(${(1e3 * GAS_CONSTANT) / FARADAY}*(celsius + 273.15))`,
      ...Object.fromEntries(pumps.map(({ name, rate }) => [name, rate])),
      ...Object.fromEntries(
        of.flatMap(({ id, name, z, mobility, opening }) => {
          const drop = z === 1 ? "phi" : z === -1 ? "-phi" : `${z}*phi`;
          const carried = pumps.map(({ name: pump, carries }) => (carries[id] ? signed(carries[id], pump) : ""));
          return [
            [
              `leak_${name}`,
              `P_${name}*${opening ? `(${opening})*` : ""}((${name} - ${name}_o)*bernoulli(${drop}) + ${name}*${z < 0 ? `(${drop})` : drop})`,
            ],
            [`rate_${name}`, joined([` + driftdiffuse(${mobility === 1 ? "" : `${mobility}*`}D, ${name}, ${drop})`, ` - leak_${name}`, ...carried])],
          ];
        }),
      ),
    },
    equations: {
      V: `(${joined(of.map(({ name, z }) => signed(z, `rate_${name}`)))})/kappa`,
      ...Object.fromEntries(of.map(({ name }) => [name, `rate_${name}`])),
    },
  };
}
