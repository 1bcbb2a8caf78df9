import type { EquationModel } from "../define/model";
import { differentiate, type Variable } from "../equations/differentiate";
import { readEquation } from "../equations/equation";
import { evaluate } from "../equations/evaluate";
import type { Expr } from "../equations/tree";
import { complexMatrix, type ComplexMatrix } from "./linear-algebra";

/** What the spatial operators do to a mode: ∇² multiplies it by `laplacian`, ∂/∂x by i·`dx`, and so on. */
export interface Symbol {
  laplacian: number;
  dx: number;
  dy: number;
  dz: number;
}

/** The continuum's symbol for a wave along x. */
export const waveAlongX = (k: number): Symbol => ({ laplacian: -k * k, dx: k, dy: 0, dz: 0 });

/** A model's equations about a uniform state, from their symbolic derivatives. Randomness is left out. */
export interface Linearisation {
  species: readonly string[];
  /** Names an equation uses that make every uniform state move or vary: t, x, y, z. */
  explicit: readonly string[];
  /** The rates ∂u/∂t of a uniform state. */
  rates(state: ArrayLike<number>): Float64Array;
  /** ∂f_i/∂u_j, row-major. */
  jacobian(state: ArrayLike<number>): Float64Array;
  /** The matrix that a mode's amplitudes obey: ∂f/∂u + Σ ∂f/∂(operator u) · symbol. */
  operator(state: ArrayLike<number>, symbol: Symbol): ComplexMatrix;
  /** ∂f_i/∂(∇²u_i): the diffusivities. */
  diffusivities(state: ArrayLike<number>): Float64Array;
}

const stencils = ["laplacian", "dx", "dy", "dz"] as const;

export function linearise(model: EquationModel, parameters: Readonly<Record<string, number>>): Linearisation {
  const species = Object.keys(model.species);
  const n = species.length;
  const scope = { species, params: Object.keys(model.params) };
  const drifts = species.map((name) => readEquation(model.equations[name]!, scope, ["equations", name]).drift);
  const derivatives = (by: (name: string) => Variable): Expr[] => drifts.flatMap((drift) => species.map((name) => differentiate(drift, by(name))));
  const byValue = derivatives((name) => ({ kind: "name", name }));
  const byStencil = Object.fromEntries(stencils.map((fn) => [fn, derivatives((field) => ({ kind: "stencil", fn, field }))])) as Record<
    (typeof stencils)[number],
    Expr[]
  >;

  const known = new Map<string, number>(Object.entries({ t: 0, x: 0, y: 0, z: 0, Lx: 1, Ly: 1, Lz: 1, pi: Math.PI, ...parameters }));
  const lookUp = (name: string) => known.get(name)!;
  const values = (exprs: readonly Expr[], state: ArrayLike<number>): Float64Array => {
    for (let i = 0; i < n; i++) known.set(species[i]!, state[i]!);
    const result = new Float64Array(exprs.length);
    for (let i = 0; i < exprs.length; i++) result[i] = evaluate(exprs[i]!, lookUp);
    return result;
  };

  return {
    species,
    explicit: ["t", "x", "y", "z", "Lx", "Ly", "Lz"].filter((name) => drifts.some((drift) => names(drift, name))),
    rates: (state) => values(drifts, state),
    jacobian: (state) => values(byValue, state),
    operator(state, symbol) {
      const re = values(byValue, state);
      const im = new Float64Array(n * n);
      const add = (to: Float64Array, exprs: readonly Expr[], factor: number) => {
        if (factor !== 0) for (const [i, value] of values(exprs, state).entries()) to[i]! += value * factor;
      };
      add(re, byStencil.laplacian, symbol.laplacian);
      for (const fn of ["dx", "dy", "dz"] as const) add(im, byStencil[fn], symbol[fn]);
      return complexMatrix(n, re, im);
    },
    diffusivities(state) {
      const matrix = values(byStencil.laplacian, state);
      return Float64Array.from({ length: n }, (_, i) => matrix[i * n + i]!);
    },
  };
}

function names(expr: Expr, name: string): boolean {
  if (expr.kind === "name") return expr.name === name;
  return expr.kind === "call" && expr.args.some((arg) => names(arg, name));
}
