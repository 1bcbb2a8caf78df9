import { axes, StencilForms } from "./stencil-forms";
import { errorAt } from "./names";
import { around, isZero, productOf, sumOf, zero, type Factor, type Product, type Term } from "./products";
import { call, functions, name, type CallExpr, type Expr, type Scope, type Span } from "./tree";
import { measureTree } from "./walk";

/** Longest tree that an equation may stand for once its vectors are written out. */
const mostNodes = 20_000;
/** Highest one: it bounds the recursion of later passes. */
const mostLevels = 2_000;

/**
 * Writes a checked expression in primitives: cell functions, the operators of `StencilName`, `integral`, `mean` and random
 * terms. No vector is left, nor `biharmonic`, nor `memory`.
 *
 * - ∇·(a ∇b) is `diffuse(a, b)`, a times the Laplacian where a is the same everywhere; ∇·(a, b) is `dx(a) + dy(b)`.
 * - Terms f·∂b/∂x under ∂/∂x are `diffusex(f, b)` or `dxx(b)`, ∂b/∂y is `dxy(b)`: second derivatives are compact.
 * - Factors that do not vary along an operator's axes stand before it; of what does not vary at all it is 0.
 * - `biharmonic(a)` is `laplacian(laplacian(a))`; `memory(f, tau)` is (f − m)/tau, m being `scope.equationOf`.
 *
 * Where there is nothing to rewrite the same tree comes back.
 * @throws WorkbenchError `equation/form` when the result is beyond 20 000 nodes.
 */
export function expand(expr: Expr, scope: Scope): Expr {
  const whole = new Expansion(scope).scalar(expr);
  if (whole !== expr) refuseTooLarge(whole, expr.at);
  return whole;
}

/** @throws WorkbenchError `equation/form` for a tree that later passes could not handle. */
export function refuseTooLarge(expr: Expr, at: Span): void {
  const { nodes, levels } = measureTree(expr);
  if (nodes <= mostNodes && levels <= mostLevels) return;
  const size =
    nodes > mostNodes ? `has ${nodes.toPrecision(3)} operations, at most ${mostNodes} are` : `nests ${levels} operations, at most ${mostLevels} are`;
  throw errorAt("equation/form", at, `written out in its components this ${size} allowed; shorten it, or name a part of it as an auxiliary field`);
}

/** One of the vectors of a sum: ±(factors · grad(of)), or factors before components. */
interface VectorTerm extends Product {
  base: { grad: Expr } | { components: readonly Expr[] };
  at: Span;
}

class Expansion {
  private readonly done = new Map<Expr, Expr>();
  private readonly stencils: StencilForms;

  constructor(private readonly scope: Scope) {
    this.stencils = new StencilForms(scope);
  }

  scalar(expr: Expr): Expr {
    if (expr.kind !== "call") return expr;
    const before = this.done.get(expr);
    if (before) return before;
    const after = this.ofCall(expr);
    this.done.set(expr, after);
    return after;
  }

  private ofCall(expr: CallExpr): Expr {
    if (expr.fn === "dot") return this.dot(expr);
    if (expr.fn === "divergence") return this.divergence(expr);
    const args = expr.args.map((arg) => this.scalar(arg));
    const self = args.every((arg, i) => arg === expr.args[i]) ? expr : call(expr.fn, args, expr.at);
    switch (functions[expr.fn].class) {
      case "stencil":
        return this.stencils.ofCall(self);
      case "domain":
        return this.stencils.ofDomain(self);
      case "form":
        return this.memory(self);
      case "vector":
        throw new Error(`${expr.fn} where a scalar is expected: check comes before expand`);
      default:
        return self;
    }
  }

  private memory({ args, at }: CallExpr): Expr {
    const [f, tau] = args as readonly [Expr, Expr];
    if (this.scope.equationOf === undefined) throw new Error("memory outside the equation of a species: check comes before expand");
    return call("div", [call("sub", [f, name(this.scope.equationOf, at)], at), tau], at);
  }

  private dot({ args, at }: CallExpr): Expr {
    const [v, w] = args.map((arg) => this.components(arg)) as [Expr[], Expr[]];
    const terms = axes.map((_, i): Term => ({ negative: false, expr: isZero(v[i]!) || isZero(w[i]!) ? zero : call("mul", [v[i]!, w[i]!], at) }));
    return sumOf(terms, at);
  }

  private divergence({ args, at }: CallExpr): Expr {
    const terms = this.terms(args[0]!).flatMap(({ negative, factors, base, ...term }): Term[] => {
      if ("grad" in base) return [{ negative, expr: this.stencils.diffusion("diffuse", { negative: false, factors }, base.grad, at) }];
      return base.components.map((component, i) => {
        const flux = isZero(component) ? zero : around({ negative: false, factors }, component, term.at);
        return { negative, expr: this.stencils.derivative(axes[i]!, flux, at) };
      });
    });
    return sumOf(terms, at);
  }

  /** Along x, y and z; 0 where there is none. */
  private components(vector: Expr): Expr[] {
    const terms = this.terms(vector);
    return axes.map((axis, i) => {
      const along = terms.map(({ negative, factors, base, at }): Term => {
        const component = "grad" in base ? this.stencils.derivative(axis, base.grad, at) : (base.components[i] ?? zero);
        return { negative, expr: isZero(component) ? zero : around({ negative: false, factors }, component, at) };
      });
      return sumOf(along, vector.at);
    });
  }

  /** A vector as a sum; factors are scalars, expanded. */
  private terms(vector: Expr): VectorTerm[] {
    if (vector.kind !== "call") throw new Error("a scalar where a vector is expected: check comes before expand");
    const { fn, args, at } = vector;
    const [a, b] = args as readonly [Expr, Expr];
    switch (fn) {
      case "grad":
        return [{ negative: false, factors: [], base: { grad: this.scalar(a) }, at }];
      case "vec":
        return [{ negative: false, factors: [], base: { components: args.map((arg) => this.scalar(arg)) }, at }];
      case "neg":
        return this.terms(a).map((term) => ({ ...term, negative: !term.negative }));
      case "add":
        return [...this.terms(a), ...this.terms(b)];
      case "sub":
        return [...this.terms(a), ...this.terms(b).map((term) => ({ ...term, negative: !term.negative }))];
      case "mul":
        return isVector(a) ? this.scaled(a, productOf(this.scalar(b))) : this.scaled(b, productOf(this.scalar(a)));
      case "div":
        return this.scaled(a, { negative: false, factors: [{ expr: this.scalar(b), under: true }] });
      default:
        throw new Error(`${fn} where a vector is expected: check comes before expand`);
    }
  }

  private scaled(vector: Expr, by: Product): VectorTerm[] {
    return this.terms(vector).map((term) => ({
      ...term,
      negative: term.negative !== by.negative,
      factors: [...by.factors, ...term.factors] satisfies readonly Factor[],
    }));
  }
}

/** Whether an expression, checked before, is a vector. */
export function isVector(expr: Expr): boolean {
  if (expr.kind !== "call") return false;
  if (expr.fn === "grad" || expr.fn === "vec") return true;
  return (expr.fn === "add" || expr.fn === "sub" || expr.fn === "neg" || expr.fn === "mul" || expr.fn === "div") && expr.args.some(isVector);
}
