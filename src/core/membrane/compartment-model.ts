import { defineMembraneModel, type MembraneModel, type Quantity, type Transporter } from "../define/membrane";
import { num, type NumberParam, type Params } from "../define/params";
import { ghkCurrent } from "./ghk";
import { ions } from "./ions";
import { FARADAY } from "./constants";
import { transportCurrent } from "./transport";

/** An ion of the cell: mM on both sides at the start, cm/s, and how many bound ions there are for each free one inside. */
interface CellIon {
  id: string;
  inside: number;
  outside: number;
  permeability: number;
  bound?: number;
}

type Description = Pick<MembraneModel, "id" | "title" | "source" | "help" | "time"> & {
  ions: readonly CellIon[];
  transporters: readonly { key: string; transporter: Transporter<Params>; options?: Readonly<Record<string, number>> }[];
  /** Whether water follows the osmotic pressure; a cell with a wall keeps its volume. */
  swells: boolean;
  /** Which ion a current electrode is filled with. */
  electrode: string;
  /** Volume of the bath per area, µm. */
  bath?: number;
  celsius: number;
  /** mV. */
  rest: number;
};

/** nmol/cm² in a layer of 1 µm at 1 mM. */
const NANOMOLES = 0.1;
/** nmol that carry 1 µC, for one charge each. */
const NANOMOLES_PER_MICROCOULOMB = 1e3 / FARADAY;
/** Molar volume of water, cm³/mol. */
const WATER = 18;
/** The name of an ion without its charge, for parameters: Ca of Ca2+. */
const plain = (id: string): string => ions.get(id).aliases[0]!;

/**
 * A cell and its bath, per cm² of membrane: GHK currents, transporters, and amounts of every ion on both sides that change with them; water
 * may follow the osmotic pressure. State: V in mV, the layer's thickness (volume per area) in µm, amounts in nmol/cm², time in s. Impermeant
 * ions inside make the cell electrically neutral, and as concentrated as the bath, at the start.
 *
 * Every ion that leaves one side enters the other with the same rounding, so amounts, water, and CV − FΣzn are kept to rounding.
 */
export function compartmentModel(about: Description): MembraneModel<Record<string, NumberParam>> {
  const { ions: cellIons, transporters, swells, electrode, rest, celsius: _celsius, bath: _bath, ...description } = about;
  const count = cellIons.length;
  const charges = cellIons.map(({ id }) => ions.get(id).z);
  const { params, state, observables, scales, balances } = declarations(about);
  return defineMembraneModel({
    ...description,
    params,
    state,
    observables,
    scales,
    balances,
    voltage: "V",
    stimulus: { title: `Current put in, carried by ${electrode}`, unit: "µA/cm²" },
    spikes: null,
    formula:
      "C\\dot V = I - \\sum_i I_i - \\sum_p I_p, \\quad \\dot n_i = -\\frac{I_i}{z_iF} + \\sum_p \\nu_{p,i}J_p, \\quad \\dot w = P_f\\bar V_w(\\pi_{in} - \\pi_{out})",
    open(options) {
      const of = (name: string): number => options[name]!;
      const kelvin = of("celsius") + 273.15;
      const thickness = of("w_0");
      const bath = of("bath");
      const permeabilities = cellIons.map(({ id }) => of(`P_${plain(id)}`));
      const given = transporters.map(({ key, transporter }) =>
        Object.fromEntries(Object.keys(transporter.params).map((name) => [name, of(`${key}_${name}`)])),
      ) as Record<string, never>[];
      const bound = cellIons.map((ion) => 1 + (ion.bound ?? 0));
      const start = cellIons.map(({ id }) => ({ inside: of(`${plain(id)}_in`), outside: of(`${plain(id)}_out`) }));
      const osmolesIn = start.reduce((sum, { inside }) => sum + inside, 0);
      const osmolesOut = start.reduce((sum, { outside }) => sum + outside, 0);
      // Fixed for ever: particles that even out the osmotic pressure, on the side that lacks them. Their charge is what neutrality asks for.
      const fixedIn = Math.max(0, osmolesOut - osmolesIn) * NANOMOLES * thickness;
      const fixedOut = Math.max(0, osmolesIn - osmolesOut) * NANOMOLES * bath;

      const volumes = (state: Float64Array) => ({ inside: state[1]!, outside: thickness + bath - state[1]! });
      /** mol/L of each ion, free. */
      const concentrations = (state: Float64Array) => {
        const volume = volumes(state);
        return {
          inside: cellIons.map((_, i) => (1e-3 * state[2 + i]!) / (NANOMOLES * volume.inside * bound[i]!)),
          outside: cellIons.map((_, i) => (1e-3 * state[2 + count + i]!) / (NANOMOLES * volume.outside)),
        };
      };
      const named = (values: readonly number[]) => Object.fromEntries(cellIons.map(({ id }, i) => [id, values[i]!]));
      const flows = (state: Float64Array) => {
        const { inside, outside } = concentrations(state);
        const volts = state[0]! / 1e3;
        const passive = cellIons.map(({ id }, i) =>
          ghkCurrent({ name: id, z: charges[i]!, inside: inside[i]!, outside: outside[i]!, permeability: permeabilities[i]! }, volts, kelvin),
        );
        const surroundings = { volts, kelvin, inside: named(inside), outside: named(outside) };
        const turnovers = transporters.map(({ transporter }, p) => transporter.turnover(surroundings, given[p]!));
        return {
          inside,
          outside,
          passive,
          turnovers,
          active: transporters.map(({ transporter }, p) => transportCurrent(transporter, turnovers[p]!)),
        };
      };
      return {
        initial: [
          rest,
          thickness,
          ...start.map(({ inside }, i) => inside * bound[i]! * NANOMOLES * thickness),
          ...start.map(({ outside }) => outside * NANOMOLES * bath),
        ],
        rates(_, state, stimulus, rates) {
          const { inside, outside, passive, turnovers } = flows(state);
          let inward = 0;
          for (let i = 0; i < count; i++) {
            const { id } = cellIons[i]!;
            // nmol/(cm² s) into the cell.
            let flux = (((id === electrode ? stimulus : 0) - passive[i]!) * NANOMOLES_PER_MICROCOULOMB) / charges[i]!;
            transporters.forEach(({ transporter }, p) => (flux += 1e-3 * (transporter.carries[id] ?? 0) * turnovers[p]!));
            rates[2 + i] = flux;
            rates[2 + count + i] = -flux;
            inward += (charges[i]! * flux) / NANOMOLES_PER_MICROCOULOMB;
          }
          rates[0] = (1e3 * inward) / of("C");
          rates[1] = 0;
          if (!swells) return;
          const volume = volumes(state);
          let drive = (fixedIn / volume.inside - fixedOut / volume.outside) / NANOMOLES;
          for (let i = 0; i < count; i++) drive += 1e3 * (inside[i]! - outside[i]!);
          // cm/s · cm³/mol · µmol/cm³ is 10⁻⁶ cm/s, that is 10⁻² µm/s.
          rates[1] = 1e-2 * of("P_f") * WATER * drive;
        },
        observe(state) {
          const { inside, outside, passive, active } = flows(state);
          return [...inside.map((c) => 1e3 * c), ...outside.map((c) => 1e3 * c), ...passive, ...active];
        },
        balances(state) {
          const totals = cellIons.map((_, i) => state[2 + i]! + state[2 + count + i]!);
          const charge = cellIons.reduce((sum, _, i) => sum + charges[i]! * state[2 + i]!, 0) / NANOMOLES_PER_MICROCOULOMB;
          return [...totals, charge - 1e-3 * of("C") * state[0]!];
        },
      };
    },
  });
}

/** What a cell of these ions and transporters has to declare. */
function declarations({ ions: cellIons, transporters, swells, celsius, bath = 500 }: Description) {
  const params: Record<string, NumberParam> = {
    C: num(1, { title: "Capacitance", unit: "µF/cm²", min: 0.1, max: 10 }),
    celsius: num(celsius, { title: "Temperature", unit: "°C", min: 0, max: 60, symbol: "T" }),
    w_0: num(5, {
      title: "Volume per area at the start",
      unit: "µm",
      min: 0.05,
      max: 100,
      symbol: "w_0",
      help: "A third of the radius of a sphere, half of that of a cylinder.",
    }),
    bath: num(bath, {
      title: "Volume of the bath per area",
      unit: "µm",
      min: 1,
      max: 1e6,
      help: "A small bath changes with what the cell takes up.",
    }),
  };
  if (swells) params["P_f"] = num(1e-3, { title: "Permeability to water", unit: "cm/s", min: 0, max: 0.1, symbol: "P_f" });
  const state: Record<string, Quantity> = { V: { title: "Potential", unit: "mV" }, w: { title: "Volume per area", unit: "µm" } };
  const scales: Record<string, number> = { V: 1, w: 0.1 };
  const observables: Record<string, Quantity> = {};
  const balances: Record<string, Quantity> = {};
  for (const { id, inside, outside, permeability } of cellIons) {
    const { title } = ions.get(id);
    params[`${plain(id)}_in`] = num(inside, { title: `${title} inside at the start`, unit: "mM", min: 0, max: 1000 });
    params[`${plain(id)}_out`] = num(outside, { title: `${title} outside at the start`, unit: "mM", min: 0, max: 1000 });
    params[`P_${plain(id)}`] = num(permeability, { title: `Permeability to ${title.toLowerCase()}`, unit: "cm/s", min: 0, max: 1e-3 });
    balances[plain(id)] = { title: `${title} on both sides`, unit: "nmol/cm²" };
  }
  for (const side of ["in", "out"] as const) {
    for (const { id, inside, outside, bound = 0 } of cellIons) {
      const name = `n_${plain(id)}_${side}`;
      const amount = side === "in" ? NANOMOLES * inside * (1 + bound) : NANOMOLES * outside;
      state[name] = { title: `Amount of ${ions.get(id).title.toLowerCase()} ${side === "in" ? "inside" : "in the bath"}`, unit: "nmol/cm²" };
      scales[name] = Math.max(1e-6, 1e-2 * amount);
      observables[`${plain(id)}_${side}`] = { title: `${ions.get(id).title} ${side === "in" ? "inside" : "outside"}`, unit: "mM" };
    }
  }
  for (const { id } of cellIons) observables[`I_${plain(id)}`] = { title: `Passive current of ${ions.get(id).title.toLowerCase()}`, unit: "µA/cm²" };
  for (const { key, transporter, options } of transporters) {
    observables[`I_${key}`] = { title: `Current: ${transporter.title}`, unit: "µA/cm²" };
    for (const [name, param] of Object.entries(transporter.params))
      if (param.kind === "number")
        params[`${key}_${name}`] = {
          ...param,
          default: options?.[name] ?? param.default,
          title: `${transporter.title}: ${param.title}`,
        };
  }
  balances["charge"] = { title: "Charge inside less the charge of the membrane", unit: "µC/cm²" };
  return { params, state, observables, scales, balances };
}
