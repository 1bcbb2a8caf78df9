import { WorkbenchError, type ErrorPath } from "../errors";
import { check } from "./check";
import { errorAt } from "./names";
import { parse } from "./parse";
import { separateRandom, type RandomEvents } from "./random";
import { simplify } from "./simplify";
import type { Expr, Scope } from "./tree";

/** A right-hand side, ready for the back ends. */
export interface Equation {
  text: string;
  /** The checked tree as it was written, for typesetting. */
  expr: Expr;
  /** What is integrated, simplified; 0 when the equation is random alone. */
  drift: Expr;
  /** σ of each noise term, with its factors, simplified. */
  noise: Expr[];
  events: RandomEvents[];
}

/**
 * Reads the right-hand side of ∂/∂t of one species.
 * @param path where the text stands in its document, put in front of error messages.
 * @throws WorkbenchError `equation/…` with `detail.span` in the text.
 */
export function readEquation(text: string, scope: Scope, path: ErrorPath = []): Equation {
  return located(path, () => {
    const expr = parse(text);
    check(expr, scope);
    const { drift, noise, events } = separateRandom(simplify(expr));
    return {
      text,
      expr,
      drift: simplify(drift),
      noise: noise.map((sigma) => simplify(sigma)),
      events: events.map(({ rate, amplitude }) => ({ rate: simplify(rate), amplitude: simplify(amplitude) })),
    };
  });
}

/**
 * Reads an expression that is evaluated once, such as an initial condition: checked and simplified. `noise` is allowed
 * by the same rule as in equations (`separateRandom` takes it out); `events` need time to happen and are refused.
 */
export function readExpression(text: string, scope: Scope, path: ErrorPath = []): Expr {
  return located(path, () => {
    const expr = parse(text);
    check(expr, scope);
    refuseEvents(expr);
    return simplify(expr);
  });
}

function refuseEvents(expr: Expr): void {
  if (expr.kind !== "call") return;
  if (expr.fn === "events") throw errorAt("equation/form", expr.at, "events happen over time and this expression is evaluated once; use noise(σ)");
  expr.args.forEach(refuseEvents);
}

function located<T>(path: ErrorPath, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (path.length === 0 || !(error instanceof WorkbenchError)) throw error;
    throw new WorkbenchError(error.code, [...path, ...error.path], error.message, error.detail);
  }
}
