import type { Params, ValuesOf } from "./params";
import type { Definition } from "./registry";

/** Lowest and highest value that is usual, mol/L. */
export type Concentrations = readonly [low: number, high: number];

/** A kind of ion. Its id is how one writes it in plain text: `K+`, `HCO3-`. */
export interface Ion extends Definition {
  /** With super- and subscripts: `HCO₃⁻`. */
  symbol: string;
  /** Charge in elementary charges. */
  z: number;
  /** Other names it is known by. */
  aliases: readonly string[];
  /** Free concentrations, mol/L, that are met in living things; others are answered with a warning. */
  usual: { inside: Concentrations; outside: Concentrations };
  source: string;
}
export const defineIon = (ion: Ion): Ion => ion;

/** An ion at a membrane. */
export interface MembraneIon {
  name: string;
  /** Charge in elementary charges: a whole number, not 0. */
  z: number;
  /** mol/L, 0 or more. */
  inside: number;
  outside: number;
  /** 0 or more; in units of `unitPermeability`. */
  permeability: number;
}

/** A membrane as it is found at rest: what stands on both sides of it and how easily each ion gets through. */
export interface RestingCell extends Definition {
  source: string;
  help: string;
  celsius: number;
  ions: readonly MembraneIon[];
  /** The permeability that 1 stands for, cm/s. */
  unitPermeability: number;
  /** A transporter that is at work in it, by id, with the options that differ from its defaults. */
  pump?: { id: string; options?: Readonly<Record<string, number>> };
}
export const defineRestingCell = (cell: RestingCell): RestingCell => cell;

/** What a transporter meets. Concentrations in mol/L by the id of the ion. */
export interface Surroundings {
  volts: number;
  kelvin: number;
  inside: Readonly<Record<string, number>>;
  outside: Readonly<Record<string, number>>;
}

/** A pump or exchanger: something that carries ions in fixed proportion, with or without ATP. */
export interface Transporter<P extends Params = Params> extends Definition {
  source: string;
  help: string;
  /** The turnover in LaTeX. */
  formula: string;
  params: P;
  /** Ions carried into the cell by one cycle, by id; below 0 for those carried out. */
  carries: Readonly<Record<string, number>>;
  /** ATP molecules hydrolysed by one cycle. */
  atp: number;
  /** Cycles, pmol/(cm² s); below 0 where it runs backwards. Every ion it carries, or is moved by, must be there. */
  turnover(at: Surroundings, options: ValuesOf<P>): number;
}
export const defineTransporter = <P extends Params>(transporter: Transporter<P>): Transporter<P> => transporter;

/** A gate that opens with rate `alpha` and closes with rate `beta`, per ms, at a potential in mV. */
export interface Gate {
  title: string;
  /** How many of them must be open at once. */
  power: number;
  alpha(millivolts: number): number;
  beta(millivolts: number): number;
}

/** An ohmic channel with independent gates. */
export interface Channel extends Definition {
  source: string;
  help: string;
  /** How its conductance is written, as in g_Na. */
  symbol: string;
  /** Largest conductance, mS/cm². */
  conductance: number;
  /** mV. */
  reversal: number;
  gates: Readonly<Record<string, Gate>>;
  /** Temperature that the rates were measured at, °C, and by how much 10 °C speed them up. */
  celsius: number;
  q10: number;
}
export const defineChannel = (channel: Channel): Channel => channel;

export interface Quantity {
  title: string;
  unit: string;
}

/** A model with its parameters filled in. All arrays are in the order in which the model declares its quantities. */
export interface MembraneSystem {
  initial: readonly number[];
  /**
   * d(state)/dt, written into `rates`.
   * @param stimulus what the clamp puts in: a current in the model's unit.
   */
  rates(t: number, state: Float64Array, stimulus: number, rates: Float64Array): void;
  /** Quantities that follow from the state. */
  observe(state: Float64Array, stimulus: number): number[];
  /** Sums that no process inside the model changes. */
  balances(state: Float64Array): number[];
  /** Instants at which the state jumps, in order of time. */
  jumps?: readonly { time: number; apply(state: Float64Array): void }[];
}

/** An ordinary differential equation of a membrane or a synapse. */
export interface MembraneModel<P extends Params = Params> extends Definition {
  source: string;
  help: string;
  /** The equations in LaTeX. */
  formula: string;
  time: { unit: string; duration: number };
  params: P;
  state: Readonly<Record<string, Quantity>>;
  /** The state that a voltage clamp holds; null where there is none. */
  voltage: string | null;
  /** What a current clamp puts in; null where nothing can be put in. */
  stimulus: Quantity | null;
  observables: Readonly<Record<string, Quantity>>;
  balances: Readonly<Record<string, Quantity>>;
  /** Where a spike is told from a ripple: a level that the potential must cross, and where it counts as risen. Null where nothing spikes. */
  spikes: { level: number; slope: number } | null;
  /** Size of a state that is negligible: absolute tolerances are this times the relative one. */
  scales: Readonly<Record<string, number>>;
  open(options: ValuesOf<P>): MembraneSystem;
}
export const defineMembraneModel = <P extends Params>(model: MembraneModel<P>): MembraneModel<P> => model;
