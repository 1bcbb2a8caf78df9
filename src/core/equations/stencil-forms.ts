import { around, isZero, productExpr, productOf, sumOf, termsOf, zero, type Factor, type Product, type Term } from "./products";
import { call, number, type Axis, type CallExpr, type Expr, type FunctionName, type Scope, type Span } from "./tree";
import { variation } from "./vary";

export const axes: readonly Axis[] = ["x", "y", "z"];

type Line = "diffuse" | `diffuse${Axis}`;

/** What a diffusion with a constant coefficient is. */
const second: Record<Line, "laplacian" | "dxx" | "dyy" | "dzz"> = { diffuse: "laplacian", diffusex: "dxx", diffusey: "dyy", diffusez: "dzz" };
const cross: Record<string, "dxy" | "dxz" | "dyz"> = { xy: "dxy", yx: "dxy", xz: "dxz", zx: "dxz", yz: "dyz", zy: "dyz" };

/**
 * Operators in their normal form. All are linear, so factors that do not vary along their axes come out in front, and what
 * does not vary at all gives 0. Arguments are expanded already. A call that has its normal form is given back as it is.
 */
export class StencilForms {
  private readonly varies: ReturnType<typeof variation>;

  constructor(private readonly scope: Scope) {
    this.varies = variation(scope);
  }

  /** Any call of class `stencil`, brought to primitives. */
  ofCall(self: CallExpr): Expr {
    const [a, b, c] = self.args as readonly [Expr, Expr, Expr];
    switch (self.fn) {
      case "biharmonic":
        return this.linear("laplacian", this.linear("laplacian", a, self.at), self.at);
      case "dx":
      case "dy":
      case "dz":
        return this.derivative(self.fn.slice(1) as Axis, a, self.at, self);
      case "diffuse":
      case "diffusex":
      case "diffusey":
      case "diffusez":
        return this.diffusion(self.fn, productOf(a), b, self.at, self);
      case "driftdiffuse":
        return this.driftDiffusion(self, a, b, c);
      default:
        return this.linear(self.fn, a, self.at, self);
    }
  }

  /** Mean or integral: what is the same in every cell stands in front, and the mean of that alone is it. */
  ofDomain(self: CallExpr): Expr {
    const [a] = self.args as readonly [Expr];
    const { outside, inside } = this.split(productOf(a), axes);
    if (inside.length === 0 && self.fn === "mean") return a;
    if (inside.length === 0) return isOne(a) ? self : around(outside, call("integral", [number(1)], self.at), self.at);
    return isNothing(outside) ? self : around(outside, call(self.fn, [productExpr(inside, self.at)], self.at), self.at);
  }

  /** An operator of one argument. */
  linear(fn: FunctionName, a: Expr, at: Span, self?: CallExpr): Expr {
    const along = fn === "laplacian" ? axes : axes.filter((axis) => fn.slice(1).includes(axis));
    if (fn === "laplacian" ? !this.varies(a, axes) : along.some((axis) => !this.varies(a, [axis]))) return zero;
    const { outside, inside } = this.split(productOf(a), along);
    if (isNothing(outside)) return self ?? call(fn, [a], at);
    return around(outside, call(fn, [productExpr(inside, at)], at), at);
  }

  /**
   * ∂/∂axis. Second derivatives take their compact form: a term f·∂b along the same axis becomes a flux at faces, ∂b across it
   * alone the four-corner difference. The other terms stay together.
   */
  derivative(axis: Axis, a: Expr, at: Span, self?: CallExpr): Expr {
    return this.compact(axis, a, at) ?? this.linear(`d${axis}`, a, at, self);
  }

  /** The derivative of a sum in which some terms have a compact form; null where none has. */
  private compact(axis: Axis, sum: Expr, at: Span): Expr | null {
    const compact: Term[] = [];
    const rest: Term[] = [];
    for (const { negative, expr } of termsOf(sum)) {
      const form = this.compactTerm(axis, expr, at);
      if (form) compact.push({ negative, expr: form });
      else rest.push({ negative, expr });
    }
    if (compact.length === 0) return null;
    return sumOf([...compact, { negative: false, expr: this.linear(`d${axis}`, sumOf(rest, at), at) }], at);
  }

  private compactTerm(axis: Axis, term: Expr, at: Span): Expr | null {
    const { outside, inside } = this.split(productOf(term), [axis]);
    const along = inside.findLastIndex(({ expr, under }) => !under && expr.kind === "call" && expr.fn === `d${axis}`);
    if (along >= 0) {
      const factors = inside.filter((_, i) => i !== along);
      const [b] = (inside[along]!.expr as CallExpr).args as readonly [Expr];
      return around(outside, this.diffusion(`diffuse${axis}`, { negative: false, factors }, b, at), at);
    }
    const [only] = inside;
    if (inside.length !== 1 || only!.under || only!.expr.kind !== "call") return null;
    const { fn, args } = only!.expr;
    const other = axes.find((id) => id !== axis && fn === `d${id}`);
    const form = other ? this.linear(cross[axis + other]!, args[0]!, at) : fn === "add" || fn === "sub" ? this.compact(axis, only!.expr, at) : null;
    return form && around(outside, form, at);
  }

  /** ∇·(a ∇b), or the same along one axis. */
  diffusion(fn: Line, a: Product, b: Expr, at: Span, self?: CallExpr): Expr {
    const along = fn === "diffuse" ? axes : axes.filter((axis) => fn.endsWith(axis));
    if (!this.varies(b, along) || a.factors.some(({ expr, under }) => !under && isZero(expr))) return zero;
    const [coefficient, potential] = [this.split(a, along), this.split(productOf(b), along)];
    const outside: Product = {
      negative: coefficient.outside.negative !== potential.outside.negative,
      factors: [...coefficient.outside.factors, ...potential.outside.factors],
    };
    const inner = isNothing(potential.outside) ? b : productExpr(potential.inside, at);
    if (coefficient.inside.length === 0) return around(outside, call(second[fn], [inner], at), at);
    if (self && isNothing(outside)) return self;
    return around(outside, call(fn, [productExpr(coefficient.inside, at), inner], at), at);
  }

  /** ∇·(a(∇c + c∇p)): diffusion where p is the same everywhere. */
  private driftDiffusion(self: CallExpr, a: Expr, c: Expr, p: Expr): Expr {
    const { at } = self;
    if (!this.varies(p, axes)) return this.diffusion("diffuse", productOf(a), c, at);
    if (this.scope.continuum) {
      const [spread, drift] = [this.diffusion("diffuse", productOf(a), c, at), this.diffusion("diffuse", productOf(call("mul", [a, c], at)), p, at)];
      return sumOf(
        [spread, drift].map((expr) => ({ negative: false, expr })),
        at,
      );
    }
    if (isZero(a) || isZero(c)) return zero;
    const { outside, inside } = this.split(productOf(a), axes);
    if (isNothing(outside) && inside.length > 0) return self;
    if (inside.length === 0 && isOne(a)) return self;
    return around(outside, call("driftdiffuse", [productExpr(inside, at), c, p], at), at);
  }

  /** Sign and factors that do not vary along the axes, and the factors that do. */
  private split({ negative, factors }: Product, along: readonly Axis[]): { outside: Product; inside: readonly Factor[] } {
    const inside = factors.filter(({ expr }) => this.varies(expr, along));
    return { outside: { negative, factors: factors.filter((factor) => !inside.includes(factor)) }, inside };
  }
}

const isNothing = ({ negative, factors }: Product): boolean => !negative && factors.length === 0;
const isOne = (expr: Expr): boolean => expr.kind === "number" && expr.value === 1;
