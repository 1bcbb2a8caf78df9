import { errorAt } from "./names";
import { simplify } from "./simplify";
import { call, functions, number, type CallExpr, type Expr, type FunctionName, type StencilName } from "./tree";

/** What a derivative is taken by. The stencils of a field are variables beside the field itself. */
export type Variable = { kind: "name"; name: string } | { kind: "stencil"; fn: StencilName; field: string };

/**
 * The partial derivative by the values of a cell, symbolically simplified. A stencil call is a variable of its own: ∂/∂u
 * leaves `laplacian(u)` alone, and so integrals and means. How those answer to a change elsewhere is no partial derivative:
 * `analysis` follows a mode through the tree for that. `abs`, `min`, `max`, `clamp` and `select` get the derivative of the branch that holds; comparisons and
 * `heaviside` have derivative 0, which is true everywhere but at the jump.
 * @param expr an expanded drift: `separateRandom` has taken the random terms out, `expand` the vectors.
 * @throws WorkbenchError `equation/form` at a random term, which has no derivative.
 */
export function differentiate(expr: Expr, by: Variable): Expr {
  const done = new Map<Expr, Expr>();
  const derivative = (node: Expr): Expr => {
    const before = done.get(node);
    if (before) return before;
    const found =
      node.kind === "call" ? ofCall(node, by, derivative) : node.kind === "name" && by.kind === "name" && node.name === by.name ? one : zero;
    done.set(node, found);
    return found;
  };
  return simplify(derivative(expr), { symbolic: true });
}

const zero = number(0);
const one = number(1);
const two = number(2);

function ofCall(expr: CallExpr, by: Variable, derivative: (node: Expr) => Expr): Expr {
  switch (functions[expr.fn].class) {
    case "random":
      throw errorAt("equation/form", expr.at, "a random term has no derivative; take the drift alone");
    case "stencil": {
      const [field, ...others] = expr.args;
      const isIt = by.kind === "stencil" && by.fn === expr.fn && others.length === 0 && field?.kind === "name" && field.name === by.field;
      return isIt ? one : zero;
    }
    case "domain":
      return zero;
    case "vector":
    case "form":
      throw new Error(`${expr.fn} has no derivative: expand comes before differentiate`);
    case "cell": {
      const slopes = expr.args.map(derivative);
      if (slopes.every((slope) => slope === zero)) return zero;
      return chain(expr, expr.args as Triple, slopes as unknown as Triple);
    }
  }
}

type Triple = readonly [Expr, Expr, Expr];

const on =
  (fn: FunctionName) =>
  (...args: Expr[]) =>
    call(fn, args);
const [add, sub, mul, div, pow, neg, lt, select] = [on("add"), on("sub"), on("mul"), on("div"), on("pow"), on("neg"), on("lt"), on("select")];

/** The chain rule: `a`, `b`, `c` are the operands, `da`, `db`, `dc` their derivatives. */
function chain(self: CallExpr, [a, b, c]: Triple, [da, db, dc]: Triple): Expr {
  switch (self.fn) {
    case "add":
    case "sub":
      return call(self.fn, [da, db]);
    case "neg":
      return neg(da);
    case "mul":
      return add(mul(da, b), mul(a, db));
    case "div":
      return sub(div(da, b), div(mul(a, db), pow(b, two)));
    case "pow":
      return ofPower(self, [a, b], [da, db]);
    case "exp":
      return mul(self, da);
    case "log":
      return div(da, a);
    case "sqrt":
      return div(da, mul(two, self));
    case "sin":
      return mul(call("cos", [a]), da);
    case "cos":
      return neg(mul(call("sin", [a]), da));
    case "bernoulli":
      return mul(bernoulliSlope(self, a), da);
    case "tanh":
      return mul(sub(one, pow(self, two)), da);
    case "abs":
      return select(lt(a, zero), neg(da), da);
    case "min":
      return select(lt(b, a), db, da);
    case "max":
      return select(lt(a, b), db, da);
    case "clamp":
      return select(lt(c, call("max", [a, b])), dc, select(lt(a, b), db, da));
    case "select":
      return select(a, db, dc);
    default:
      return zero;
  }
}

/** B′(x) = B(x)(1 − B(−x))/x, and where that is 0/0 the series by Bernoulli numbers, whose first term left out is below 10⁻¹² there. */
function bernoulliSlope(self: Expr, x: Expr): Expr {
  const square = pow(x, two);
  const series = slopeSeries.reduceRight<Expr>((inner, coefficient) => add(number(coefficient), mul(square, inner)), zero);
  return select(lt(call("abs", [x]), number(0.25)), add(number(-1 / 2), mul(x, series)), div(mul(self, sub(one, call("bernoulli", [neg(x)]))), x));
}
/** 2k·B₂ₖ/(2k)! for k = 1 on: of x, x³, x⁵ … */
const slopeSeries = [1 / 6, -1 / 180, 1 / 5040, -1 / 151200, 1 / 4790016, -691 / 108972864000];

/** ∂(aᵇ): without log a where the exponent does not vary, so that a may be negative or 0. */
function ofPower(self: Expr, [a, b]: readonly [Expr, Expr], [da, db]: readonly [Expr, Expr]): Expr {
  const byBase = mul(mul(b, pow(a, sub(b, one))), da);
  const byExponent = mul(mul(self, call("log", [a])), db);
  if (db === zero) return byBase;
  return da === zero ? byExponent : add(byBase, byExponent);
}
