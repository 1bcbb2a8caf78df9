import type { EquationModel } from "../define/model";
import { constantValue } from "../equations/evaluate";
import { simplify } from "../equations/simplify";
import { substitute } from "../equations/substitute";
import { inlineAuxiliary, readSystem } from "../equations/system";
import { call, number, type Expr } from "../equations/tree";
import { gridOf } from "../field/grid";
import type { GridSpec } from "../spec/run-spec";
import { constantPart, type ConstantTerm } from "./constant-part";
import { complexMatrix, type Complex, type ComplexMatrix } from "./linear-algebra";
import type { Chain } from "./operators";
import { Tape } from "./tape";
import { namesOf, WaveTerms } from "./wave-terms";

/** A model's equations about uniform states, from their symbolic derivatives. Randomness is left out. */
export interface Linearisation {
  species: readonly string[];
  /** Names an equation uses that keep every uniform state from staying one: t, x, y, z. */
  moving: readonly string[];
  /** Whether what an operator is multiplied by depends on the state, as a diffusivity that follows a concentration. */
  operatorsVary: boolean;
  /** Whether every factor is the same in all states, places and times. */
  isConstant: boolean;
  /** What of that each equation has on its own species, the reaction included; see `constantPart`. */
  constantTerms: readonly WaveMatrix[];
  /** The rates ∂u/∂t of a uniform state, put into `into`. */
  rates(state: ArrayLike<number>, into?: Float64Array): Float64Array;
  /** ∂f_i/∂u_j for changes that are uniform too, row-major. */
  jacobian(state: ArrayLike<number>, into?: Float64Array): Float64Array;
  /** What a wave about a state meets. */
  about(state: ArrayLike<number>): LocalOperators;
  /** Gives the free parameters values, in their order. They hold for all that is asked from then on. */
  setFree(values: readonly number[]): void;
  /** The same equations at another place and time; at first all are 0. */
  at(place: Readonly<Record<Moving, number>>): Linearisation;
}

const movingNames = ["t", "x", "y", "z"] as const;
type Moving = (typeof movingNames)[number];

/** Entry (i, j), row-major, is the factor with which a wave in species j, passed through the chain, drives species i. */
export interface WaveMatrix {
  chain: Chain;
  matrix: Float64Array;
}

/** What small waves about one state obey. In `about` the first chain is empty, the reaction. */
export interface LocalOperators {
  n: number;
  terms: readonly WaveMatrix[];
}

/**
 * Reads, checks and differentiates a model's equations with the parameters put in.
 * @param grid gives Lx, Ly and Lz their values, and its dimensions.
 * @param varying parameters that differ from place to place or in time; `parameters` has a number that stands for each.
 * @param free parameters that `setFree` gives values, many times over without reading the equations again. `constantTerms` leaves out what they multiply.
 */
export function linearise(
  model: EquationModel,
  parameters: Readonly<Record<string, number>>,
  grid: GridSpec = model.grid,
  varying: readonly string[] = [],
  free: readonly string[] = [],
): Linearisation {
  const { dimensions, nx, ny, nz, hx, hy, hz } = gridOf(grid);
  const { species, equations, auxiliary } = readSystem(model, { varying, dimensions, continuum: true });
  const [Lx, Ly, Lz] = [nx * hx, ny * hy, nz * hz];
  const numbers = { ...parameters, Lx, Ly, Lz };
  const known = Object.entries(numbers).filter(([name]) => !free.includes(name));
  const constants = Object.fromEntries(known.map(([name, value]) => [name, number(value)]));
  const written = species.map((name) => inlineAuxiliary(equations[name]!.drift, auxiliary));
  const waves = new WaveTerms(species, number(Lx * Ly * Lz));
  const drifts = written.map((drift) => simplify(substitute(drift, constants)));
  const lasting = Object.fromEntries(Object.entries(constants).filter(([name]) => !varying.includes(name)));
  const compiled: Compiled = {
    species,
    free,
    rates: drifts.map((drift) => waves.detach(drift)),
    waves,
    constant: written.map((drift, i) => constantPart(varying.length > 0 ? simplify(substitute(drift, lasting)) : drifts[i]!, species[i]!)),
    written: namesOf(...written),
    volume: Lx * Ly * Lz,
  };
  return linearisationAt(compiled, { t: 0, x: 0, y: 0, z: 0 });
}

interface Compiled {
  species: readonly string[];
  free: readonly string[];
  rates: readonly Expr[];
  waves: WaveTerms;
  constant: readonly (readonly ConstantTerm[])[];
  /** Names in the equations as they were written. */
  written: ReadonlySet<string>;
  volume: number;
}

function linearisationAt(compiled: Compiled, place: Readonly<Record<Moving, number>>): Linearisation {
  const { species, free, waves, written, volume } = compiled;
  const n = species.length;
  const inputs = [...species, ...free];
  const operators = new Map(waves.detached.map((operator) => [operator.name, operator]));
  /** What a detached operator gives in a uniform state: stencils 0, a mean the value itself. */
  const meaning = (name: string): Expr => {
    const operator = operators.get(name);
    if (!operator) return number(place[name as Moving]);
    if (operator.operator !== "mean") return number(0);
    return operator.isIntegral ? call("mul", [operator.argument, number(volume)]) : operator.argument;
  };

  const chains: Chain[] = [[]];
  const placeOf = (chain: Chain): number => {
    const before = chains.findIndex((other) => isSame(other, chain));
    return before < 0 ? chains.push(chain) - 1 : before;
  };
  const terms = compiled.rates.flatMap((rate, row) =>
    waves.of(rate).map(({ column, chain, factors }) => ({ chain: placeOf(chain), index: row * n + column, factors })),
  );
  const onTape = (wanted: typeof terms) => {
    const tape = new Tape(inputs, meaning);
    return { tape, entries: wanted.map(({ chain, index, factors }) => ({ chain, index, factors: factors.map((factor) => tape.add(factor)) })) };
  };
  const rates = new Tape(inputs, meaning);
  const rateRegisters = compiled.rates.map((rate) => rates.add(rate));
  const atRest = onTape(terms.filter(({ chain }) => isFelt(chains[chain]!)));
  const all = onTape(terms);

  const varies = (name: string) => species.includes(name) || operators.get(name)?.operator === "mean";

  return {
    species,
    moving: movingNames.filter((name) => written.has(name)),
    operatorsVary: terms.some(({ chain, factors }) => !isFelt(chains[chain]!) && [...namesOf(...factors)].some(varies)),
    isConstant: terms.every(({ factors }) => factors.every((factor) => constantValue(factor) !== null)),
    constantTerms: compiled.constant.flatMap((own, i) =>
      own.map(({ chain, factor }) => {
        const matrix = new Float64Array(n * n);
        matrix[i * (n + 1)] = factor;
        return { chain, matrix };
      }),
    ),
    rates(state, into = new Float64Array(n)) {
      rates.run(state);
      for (let i = 0; i < n; i++) into[i] = rates.value(rateRegisters[i]!);
      return into;
    },
    jacobian(state, into = new Float64Array(n * n)) {
      atRest.tape.run(state);
      into.fill(0);
      for (const { index, factors } of atRest.entries) into[index]! += product(atRest.tape, factors);
      return into;
    },
    about(state) {
      all.tape.run(state);
      return { n, terms: matricesOf(all, chains, n) };
    },
    setFree(values) {
      for (const tape of [rates, atRest.tape, all.tape]) values.forEach((value, i) => tape.hold(n + i, value));
    },
    at: (other) => linearisationAt(compiled, other),
  };
}

interface OnTape {
  tape: Tape;
  entries: readonly { chain: number; index: number; factors: readonly number[] }[];
}

function matricesOf({ tape, entries }: OnTape, chains: readonly Chain[], n: number): WaveMatrix[] {
  const matrices = chains.map((chain) => ({ chain, matrix: new Float64Array(n * n) }));
  for (const { chain, index, factors } of entries) matrices[chain]!.matrix[index]! += product(tape, factors);
  return matrices;
}

const isSame = (a: Chain, b: Chain) => a.length === b.length && a.every((operator, i) => operator === b[i]);

/** Whether a uniform change passes the chain. */
const isFelt = (chain: Chain) => chain.length === 0 || chain[0] === "mean";

/** 0 as soon as one factor is: what is switched off is so whatever stands beside it. */
function product(tape: Tape, factors: readonly number[]): number {
  let result = 1;
  for (let i = 0; i < factors.length; i++) {
    const value = tape.value(factors[i]!);
    if (value === 0) return 0;
    result *= value;
  }
  return result;
}

/** The matrix that the amplitudes of a wave obey: the sum over the chains of matrix times symbol. */
export function modeMatrix({ n, terms }: LocalOperators, symbolOf: (chain: Chain) => Complex): ComplexMatrix {
  const mode = complexMatrix(n);
  for (const { chain, matrix } of terms) {
    const { re, im } = chain.length === 0 ? one : symbolOf(chain);
    for (let i = 0; i < matrix.length; i++) {
      if (re !== 0) mode.re[i]! += matrix[i]! * re;
      if (im !== 0) mode.im[i]! += matrix[i]! * im;
    }
  }
  return mode;
}

const one: Complex = { re: 1, im: 0 };
const none: Complex = { re: 0, im: 0 };

/** The matrix of uniform changes: derivatives vanish, a mean feels all of them. */
export const uniformMatrix = (local: LocalOperators): ComplexMatrix => modeMatrix(local, (chain) => (isFelt(chain) ? one : none));

/** The same without the reaction. */
export const operatorsAlone = ({ n, terms }: LocalOperators): LocalOperators => ({ n, terms: terms.filter(({ chain }) => chain.length > 0) });

/** Each but once: in a continuum of states all may be alike. */
export function distinct(all: readonly LocalOperators[]): LocalOperators[] {
  const numbers = all.map(({ terms }) => terms.flatMap(({ chain, matrix }) => [chain.join(), ...matrix]).join());
  return all.filter((_, i) => numbers.indexOf(numbers[i]!) === i);
}
