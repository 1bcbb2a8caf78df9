import { constantValue } from "../equations/evaluate";
import type { Expr } from "../equations/tree";
import { isLinearOperator, operatorOf, prolonged, type Chain } from "./operators";

/** A number times a chain of operators. */
export interface ConstantTerm {
  chain: Chain;
  factor: number;
}

/**
 * What a right-hand side does to its own species with factors that never change: what the spectral methods treat exactly
 * or implicitly. Sums, numbers as factors and operators are gone through, as these methods do.
 * @param expr primitives, with numbers for the parameters.
 */
export function constantPart(expr: Expr, species: string): ConstantTerm[] {
  const found: ConstantTerm[] = [];
  const visit = (node: Expr, factor: number, chain: Chain): void => {
    if (node.kind === "name" && node.name === species) found.push({ chain, factor });
    if (node.kind !== "call") return;
    const [a, b] = node.args as readonly [Expr, Expr];
    const { fn } = node;
    switch (fn) {
      case "add":
      case "sub":
        visit(a, factor, chain);
        return visit(b, fn === "add" ? factor : -factor, chain);
      case "neg":
        return visit(a, -factor, chain);
      case "mul": {
        const [left, right] = [constantValue(a), constantValue(b)];
        if (left !== null) visit(b, factor * left, chain);
        else if (right !== null) visit(a, factor * right, chain);
        return;
      }
      case "div": {
        const divisor = constantValue(b);
        if (divisor !== null) visit(a, factor / divisor, chain);
        return;
      }
      case "diffuse":
      case "diffusex":
      case "diffusey":
      case "diffusez": {
        const operator = operatorOf(fn);
        const longer = prolonged(chain, operator);
        if (longer) visit(b, factor * constantSummand(a), longer);
        return;
      }
    }
    const longer = isLinearOperator(fn) ? prolonged(chain, fn) : null;
    if (longer) visit(a, factor, longer);
  };
  visit(expr, 1, []);
  return found.filter(({ factor }) => factor !== 0);
}

/** The numbers in a sum, added up. */
function constantSummand(expr: Expr): number {
  const value = constantValue(expr);
  if (value !== null) return value;
  if (expr.kind !== "call") return 0;
  const [a, b] = expr.args as readonly [Expr, Expr];
  if (expr.fn === "add") return constantSummand(a) + constantSummand(b);
  if (expr.fn === "sub") return constantSummand(a) - constantSummand(b);
  return expr.fn === "neg" ? -constantSummand(a) : 0;
}
