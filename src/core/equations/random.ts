import { call, number, type CallExpr, type Expr } from "./tree";
import { has } from "./walk";

/** Poisson events in a cell: how many per unit of time, and what each adds to the field. */
export interface RandomEvents {
  rate: Expr;
  amplitude: Expr;
}

/** A right-hand side, sorted by how a time step treats its parts. */
export interface Separated {
  /** What is integrated: the expression without its random terms, 0 when nothing is left. */
  drift: Expr;
  /** σ of each `noise(σ)`, with the factors and signs around it, in the order of the text. */
  noise: Expr[];
  /** Each `events(rate, amplitude)`, the factors and signs around it put into the amplitude, in the order of the text. */
  events: RandomEvents[];
}

interface Parts extends Omit<Separated, "drift"> {
  drift: Expr | null;
}

/**
 * Takes a checked expression apart into drift, noise and events. Products are distributed over the random terms;
 * the drift keeps the order of its operations.
 */
export function separateRandom(expr: Expr): Separated {
  const { drift, noise, events } = parts(expr);
  return { drift: drift ?? number(0, expr.at), noise, events };
}

function parts(expr: Expr): Parts {
  if (expr.kind !== "call" || !has(expr, "random")) return { drift: expr, noise: [], events: [] };
  const [a, b] = expr.args as readonly [Expr, Expr];
  const { at } = expr;
  switch (expr.fn) {
    case "noise":
      return { drift: null, noise: [a], events: [] };
    case "events":
      return { drift: null, noise: [], events: [{ rate: a, amplitude: b }] };
    case "neg":
      return each(parts(a), (term) => call("neg", [term], at));
    case "mul":
      return has(a, "random") ? each(parts(a), (term) => call("mul", [term, b], at)) : each(parts(b), (term) => call("mul", [a, term], at));
    case "div":
      return each(parts(a), (term) => call("div", [term, b], at));
    default:
      return sum(expr, parts(a), parts(b));
  }
}

/** `a + b` or `a − b`, the only calls left that a checked expression has around its random terms. */
function sum({ fn, at }: CallExpr, a: Parts, b: Parts): Parts {
  const minus = (term: Expr) => call("neg", [term], at);
  const right = fn === "sub" ? each(b, minus) : b;
  const drift = a.drift && b.drift ? call(fn, [a.drift, b.drift], at) : (a.drift ?? right.drift);
  return { drift, noise: [...a.noise, ...right.noise], events: [...a.events, ...right.events] };
}

function each({ drift, noise, events }: Parts, change: (term: Expr) => Expr): Parts {
  return {
    drift: drift && change(drift),
    noise: noise.map(change),
    events: events.map(({ rate, amplitude }) => ({ rate, amplitude: change(amplitude) })),
  };
}
