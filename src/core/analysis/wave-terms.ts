import { differentiate } from "../equations/differentiate";
import { call, functions, name, type CallExpr, type Expr } from "../equations/tree";
import { same } from "../equations/walk";
import { operatorOf, prolonged, type Chain, type Operator, type WaveStencil } from "./operators";

/**
 * How a small wave in one species drives one rate: through a chain of operators, with factors that are taken at the
 * uniform state. The factors are cell expressions; names with # in front stand for stencils and means, see `Detached`.
 */
export interface WaveTerm {
  column: number;
  chain: Chain;
  factors: readonly Expr[];
}

/** A stencil or a domain function of an expression, with a name in its place. */
export interface Detached {
  name: string;
  /** `integral` is the mean, times the volume. */
  operator: Operator;
  isIntegral: boolean;
  /** a of `diffuse(a, b)`. */
  factor: Expr | null;
  /** What the operator is applied to, itself with names in place of stencils. */
  argument: Expr;
}

/**
 * Follows waves through expressions of primitives. Operators are detached first: each call gets a name, and what is left
 * are functions of one cell, whose partial derivatives by species and names are symbolic. A chain of partial derivatives
 * then leads from a rate through the operators to a species.
 */
export class WaveTerms {
  readonly detached: Detached[] = [];
  private readonly calls: CallExpr[] = [];
  private readonly done = new Map<Expr, Expr>();
  private readonly known = new Map<Expr, readonly WaveTerm[]>();

  /** @param volume of the domain, as an expression. */
  constructor(
    private readonly species: readonly string[],
    private readonly volume: Expr,
  ) {}

  /** The expression with names for its operators. */
  detach(expr: Expr): Expr {
    if (expr.kind !== "call") return expr;
    const before = this.done.get(expr);
    if (before) return before;
    const args = expr.args.map((arg) => this.detach(arg));
    const own = args.every((arg, i) => arg === expr.args[i]) ? expr : call(expr.fn, args, expr.at);
    const kind = functions[expr.fn].class;
    const after = kind === "stencil" || kind === "domain" ? this.nameOf(own) : own;
    this.done.set(expr, after);
    return after;
  }

  private nameOf(own: CallExpr): Expr {
    const before = this.calls.findIndex((other) => same(other, own));
    const id = `#${before < 0 ? this.calls.length : before}`;
    if (before < 0) {
      const isDomain = functions[own.fn].class === "domain";
      const hasFactor = own.args.length === 2;
      this.calls.push(own);
      this.detached.push({
        name: id,
        operator: isDomain ? "mean" : operatorOf(own.fn as WaveStencil),
        isIntegral: own.fn === "integral",
        factor: hasFactor ? own.args[0]! : null,
        argument: own.args.at(-1)!,
      });
    }
    return name(id, own.at);
  }

  /** @param expr as `detach` left it. */
  of(expr: Expr): readonly WaveTerm[] {
    const before = this.known.get(expr);
    if (before) return before;
    const found: WaveTerm[] = [];
    const names = namesOf(expr);
    for (const [column, id] of this.species.entries()) {
      const slope = names.has(id) ? differentiate(expr, { kind: "name", name: id }) : null;
      if (slope && !isZero(slope)) found.push({ column, chain: [], factors: [slope] });
    }
    for (const { name: id, operator, isIntegral, factor, argument } of this.detached) {
      const slope = names.has(id) ? differentiate(expr, { kind: "name", name: id }) : null;
      if (!slope || isZero(slope)) continue;
      const before = [slope, ...(factor ? [factor] : []), ...(isIntegral ? [this.volume] : [])];
      for (const inner of this.of(argument)) {
        const chain = prolonged(inner.chain, operator);
        if (chain) found.push({ column: inner.column, chain, factors: [...before, ...inner.factors] });
      }
    }
    this.known.set(expr, found);
    return found;
  }
}

const isZero = (expr: Expr) => expr.kind === "number" && expr.value === 0;

/** Every name in the tree; shared subtrees are visited once. */
export function namesOf(...exprs: readonly Expr[]): Set<string> {
  const names = new Set<string>();
  const seen = new Set<Expr>();
  const visit = (expr: Expr): void => {
    if (expr.kind === "name") names.add(expr.name);
    if (expr.kind !== "call" || seen.has(expr)) return;
    seen.add(expr);
    expr.args.forEach(visit);
  };
  exprs.forEach(visit);
  return names;
}
