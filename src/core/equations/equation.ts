import { WorkbenchError, type ErrorPath } from "../errors";
import { check } from "./check";
import { expand } from "./expand";
import { errorAt } from "./names";
import { parse } from "./parse";
import { separateRandom, type RandomEvents } from "./random";
import { simplify } from "./simplify";
import { call, functions, type Expr, type Scope } from "./tree";

/** A right-hand side, ready for the back ends: expanded to primitives, simplified, divided by the time scale. */
export interface Equation {
  text: string;
  /** The checked tree as it was written, for typesetting: neither expanded nor divided. */
  expr: Expr;
  /** What the species' time is measured in: the text is timeScale · ∂/∂t. Absent: 1. */
  timeScale?: Expr;
  /** What is integrated; 0 when the equation is random alone. */
  drift: Expr;
  /** σ of each noise term, with its factors. */
  noise: Expr[];
  events: RandomEvents[];
}

/**
 * Reads the right-hand side of ∂/∂t of one species; `readSystem` reads those of a model.
 * @param path where the text stands in its document, put in front of error messages.
 * @param timeScale divides all of it.
 * @throws WorkbenchError `equation/…` with `detail.span` in the text.
 */
export function readEquation(text: string, scope: Scope, path: ErrorPath = [], timeScale?: Expr): Equation {
  return located(path, () => {
    const expr = parse(text);
    check(expr, scope);
    const { drift, noise, events } = separateRandom(simplify(expr));
    const primitive = (part: Expr) => simplify(expand(part, scope));
    const scaled = (part: Expr) => primitive(timeScale ? call("div", [part, timeScale], part.at) : part);
    return {
      text,
      expr,
      ...(timeScale && { timeScale }),
      drift: scaled(drift),
      noise: noise.map(scaled),
      events: events.map(({ rate, amplitude }) => ({ rate: primitive(rate), amplitude: scaled(amplitude) })),
    };
  });
}

/**
 * Reads an expression that is evaluated once, such as an initial condition: checked, expanded and simplified. `noise` is allowed
 * by the same rule as in equations (`separateRandom` takes it out); `events` need time to happen and are refused.
 */
export function readExpression(text: string, scope: Scope, path: ErrorPath = []): Expr {
  return located(path, () => {
    const expr = parse(text);
    check(expr, scope);
    refuseEvents(expr);
    return simplify(expand(expr, scope));
  });
}

function refuseEvents(expr: Expr): void {
  if (expr.kind !== "call") return;
  if (expr.fn === "events") throw errorAt("equation/form", expr.at, "events happen over time and this expression is evaluated once; use noise(σ)");
  expr.args.forEach(refuseEvents);
}

/**
 * Reads an expression without random terms, for an auxiliary field or a time scale: checked,
 * expanded and simplified.
 */
export function readAlgebraic(text: string, scope: Scope, path: ErrorPath = []): Expr {
  return located(path, () => {
    const expr = parse(text);
    check(expr, scope);
    refuseRandom(expr);
    return simplify(expand(expr, scope));
  });
}

function refuseRandom(expr: Expr): void {
  if (expr.kind !== "call") return;
  if (functions[expr.fn].class === "random")
    throw errorAt("equation/form", expr.at, `${expr.fn} belongs into the equation of a species, where it is drawn once a step; it cannot stand here`);
  expr.args.forEach(refuseRandom);
}

function located<T>(path: ErrorPath, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (path.length === 0 || !(error instanceof WorkbenchError)) throw error;
    throw new WorkbenchError(error.code, [...path, ...error.path], error.message, error.detail);
  }
}
