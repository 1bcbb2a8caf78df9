import type { EquationModel } from "../define/model";
import { differentiate, type Variable } from "../equations/differentiate";
import { readEquation } from "../equations/equation";
import { evaluate } from "../equations/evaluate";
import { simplify } from "../equations/simplify";
import { call, number, type Expr } from "../equations/tree";
import { gridOf } from "../field/grid";
import type { GridSpec } from "../spec/run-spec";
import { complexMatrix, type ComplexMatrix } from "./linear-algebra";

/** What the spatial operators do to a mode: ∇² multiplies it by `laplacian`, ∂/∂x by i·`dx`, and so on. */
export interface Symbol {
  laplacian: number;
  dx: number;
  dy: number;
  dz: number;
}

/** A model's equations about uniform states, from their symbolic derivatives. Randomness is left out. */
export interface Linearisation {
  species: readonly string[];
  /** Names an equation uses that keep every uniform state from staying one: t, x, y, z. */
  moving: readonly string[];
  /** The rates ∂u/∂t of a uniform state. */
  rates(state: ArrayLike<number>): Float64Array;
  /** ∂f_i/∂u_j, row-major. */
  jacobian(state: ArrayLike<number>): Float64Array;
  about(state: ArrayLike<number>): LocalOperators;
}

/** The matrices that small waves about one state obey: n × n, row-major, entry (i, j) the effect of species j on i. */
export interface LocalOperators {
  /** ∂f_i/∂u_j. */
  reaction: Float64Array;
  /** ∂f_i/∂(∇²u_j): diffusivities on the diagonal, cross-diffusion beside it. */
  diffusion: Float64Array;
  /** ∂f_i/∂(∂u_j/∂x) and so on; null where no equation has a gradient. */
  gradient: { dx: Float64Array; dy: Float64Array; dz: Float64Array } | null;
}

/**
 * Reads, checks and differentiates a model's equations with the parameters put in.
 * @param grid gives Lx, Ly and Lz their values, for equations that name them.
 */
export function linearise(model: EquationModel, parameters: Readonly<Record<string, number>>, grid: GridSpec = model.grid): Linearisation {
  const species = Object.keys(model.species);
  const scope = { species, params: Object.keys(model.params) };
  const { nx, ny, nz, hx, hy, hz } = gridOf(grid);
  const constants = new Map(Object.entries({ ...parameters, Lx: nx * hx, Ly: ny * hy, Lz: nz * hz }));
  const written = species.map((name) => readEquation(model.equations[name]!, scope, ["equations", name]).drift);
  const drifts = written.map((drift) => simplify(withConstants(drift, constants)));
  const derivatives = (by: (name: string) => Variable): Expr[] => drifts.flatMap((drift) => species.map((name) => differentiate(drift, by(name))));
  const byValue = derivatives((name) => ({ kind: "name", name }));
  const byStencil = (fn: "laplacian" | "dx" | "dy" | "dz") => derivatives((field) => ({ kind: "stencil", fn, field }));
  const [byLaplacian, byDx, byDy, byDz] = [byStencil("laplacian"), byStencil("dx"), byStencil("dy"), byStencil("dz")];
  const hasGradient = [...byDx, ...byDy, ...byDz].some((derivative) => !(derivative.kind === "number" && derivative.value === 0));

  // t, x, y, z are looked up only where an equation names them: such models are asked about the start and the first cell.
  const known = new Map<string, number>(Object.entries({ t: 0, x: 0, y: 0, z: 0 }));
  const lookUp = (name: string) => known.get(name)!;
  const values = (exprs: readonly Expr[], state: ArrayLike<number>): Float64Array => {
    for (let i = 0; i < species.length; i++) known.set(species[i]!, state[i]!);
    const result = new Float64Array(exprs.length);
    for (let i = 0; i < exprs.length; i++) result[i] = evaluate(exprs[i]!, lookUp);
    return result;
  };

  return {
    species,
    moving: ["t", "x", "y", "z"].filter((name) => written.some((drift) => names(drift, name))),
    rates: (state) => values(drifts, state),
    jacobian: (state) => values(byValue, state),
    about: (state) => ({
      reaction: values(byValue, state),
      diffusion: values(byLaplacian, state),
      gradient: hasGradient ? { dx: values(byDx, state), dy: values(byDy, state), dz: values(byDz, state) } : null,
    }),
  };
}

/** The matrix that the amplitudes of a mode obey: ∂f/∂u + Σ ∂f/∂(operator u) · symbol. */
export function modeMatrix({ reaction, diffusion, gradient }: LocalOperators, symbol: Symbol): ComplexMatrix {
  const matrix = complexMatrix(Math.sqrt(reaction.length), reaction);
  for (let i = 0; i < reaction.length; i++) {
    if (symbol.laplacian !== 0) matrix.re[i]! += diffusion[i]! * symbol.laplacian;
    if (gradient) matrix.im[i] = gradient.dx[i]! * symbol.dx + gradient.dy[i]! * symbol.dy + gradient.dz[i]! * symbol.dz;
  }
  return matrix;
}

function withConstants(expr: Expr, constants: ReadonlyMap<string, number>): Expr {
  if (expr.kind === "number") return expr;
  if (expr.kind === "name") return constants.has(expr.name) ? number(constants.get(expr.name)!, expr.at) : expr;
  return call(
    expr.fn,
    expr.args.map((arg) => withConstants(arg, constants)),
    expr.at,
  );
}

function names(expr: Expr, name: string): boolean {
  if (expr.kind === "name") return expr.name === name;
  return expr.kind === "call" && expr.args.some((arg) => names(arg, name));
}
