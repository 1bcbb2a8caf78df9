import type { CallExpr, Expr } from "../../../src/core/equations/tree";

/** A polynomial in x, y, z: coefficients by exponents, as in "2,0,1" for x²z. */
export type Polynomial = ReadonlyMap<string, number>;

/** An exact field, or a vector of three. */
export type Meaning = Polynomial | readonly [Polynomial, Polynomial, Polynomial];

export const constant = (value: number): Polynomial => new Map([["0,0,0", value]]);
export const monomial = (coefficient: number, x: number, y: number, z: number): Polynomial => new Map([[`${x},${y},${z}`, coefficient]]);

export function plus(a: Polynomial, b: Polynomial, factor = 1): Polynomial {
  const sum = new Map(a);
  for (const [powers, value] of b) sum.set(powers, (sum.get(powers) ?? 0) + factor * value);
  return sum;
}

function times(a: Polynomial, b: Polynomial): Polynomial {
  let product: Polynomial = new Map();
  for (const [p, value] of a) {
    const [i, j, k] = exponents(p);
    const row = [...b].map(([q, other]) => {
      const [l, m, n] = exponents(q);
      return [[i + l, j + m, k + n].join(), value * other] as const;
    });
    product = plus(product, new Map(row));
  }
  return product;
}

const exponents = (powers: string) => powers.split(",").map(Number) as [number, number, number];

function partial(a: Polynomial, axis: number): Polynomial {
  const terms = [...a].map(([powers, value]) => {
    const lowered = exponents(powers);
    const n = lowered[axis]!--;
    return [lowered.join(), n * value] as const;
  });
  return new Map(terms.filter(([, value]) => value !== 0));
}

/** Value at (1, ½, −1): linear and 1 for 1, as a mean is. */
function meanOf(a: Polynomial): Polynomial {
  const values = [...a].map(([powers, value]) => {
    const [, j, k] = exponents(powers);
    return value * 0.5 ** j * (-1) ** k;
  });
  return constant(values.reduce((sum, value) => sum + value, 0));
}

const volume = 8;
const axisIndex = { x: 0, y: 1, z: 2 } as const;
type Vector = readonly [Polynomial, Polynomial, Polynomial];
const isVector = (meaning: Meaning): meaning is Vector => Array.isArray(meaning);

/**
 * What an expression says in the continuum, worked out with exact derivatives of polynomials: written apart from `expand`,
 * straight from the definitions of vector calculus. Only sums, products, quotients by constants, operators.
 */
export function meaningOf(expr: Expr, names: Readonly<Record<string, Polynomial>>): Meaning {
  if (expr.kind === "number") return constant(expr.value);
  if (expr.kind === "name") return names[expr.name]!;
  return ofCall(
    expr,
    expr.args.map((arg) => meaningOf(arg, names)),
  );
}

function ofCall({ fn }: CallExpr, args: readonly Meaning[]): Meaning {
  const [a, b] = args as readonly [Polynomial, Polynomial];
  const each = (meaning: Meaning, change: (component: Polynomial, i: number) => Polynomial): Meaning =>
    isVector(meaning) ? (meaning.map(change) as unknown as Vector) : change(meaning, 0);
  const component = (meaning: Meaning, i: number) => (isVector(meaning) ? meaning[i]! : meaning);
  const divergence = (v: Vector) => v.map(partial).reduce((sum, term) => plus(sum, term));
  const gradient = (field: Polynomial): Vector => [partial(field, 0), partial(field, 1), partial(field, 2)];
  const laplacian = (field: Polynomial) => divergence(gradient(field));
  switch (fn) {
    case "add":
    case "sub":
      return each(args[0]!, (left, i) => plus(left, component(args[1]!, i), fn === "add" ? 1 : -1));
    case "neg":
      return each(args[0]!, (field) => times(field, constant(-1)));
    case "mul":
      return isVector(args[1]!) ? each(args[1], (field) => times(a, field)) : each(args[0]!, (field) => times(field, b));
    case "div":
      return each(args[0]!, (field) => times(field, constant(1 / b.get("0,0,0")!)));
    case "grad":
      return gradient(a);
    case "vec":
      return [a, b, (args[2] as Polynomial | undefined) ?? constant(0)];
    case "dot":
      return (args[0] as Vector).map((left, i) => times(left, component(args[1]!, i))).reduce((sum, term) => plus(sum, term));
    case "divergence":
      return divergence(args[0] as Vector);
    case "laplacian":
      return laplacian(a);
    case "biharmonic":
      return laplacian(laplacian(a));
    case "mean":
      return meanOf(a);
    case "integral":
      return times(meanOf(a), constant(volume));
    case "driftdiffuse":
      return divergence(gradient(b).map((field, i) => times(a, plus(field, times(b, partial(args[2] as Polynomial, i))))) as unknown as Vector);
    case "diffuse":
      return divergence(gradient(b).map((field) => times(a, field)) as unknown as Vector);
    case "diffusex":
    case "diffusey":
    case "diffusez": {
      const axis = axisIndex[fn.at(-1) as "x"];
      return partial(times(a, partial(b, axis)), axis);
    }
    default: {
      // dx, dxf, dxb, dxx, dxy and so on: the axes are in the name.
      const along = /^d([xyz])([xyz])?[fb]?$/.exec(fn);
      if (!along) throw new Error(`no meaning for ${fn}`);
      return [along[1]!, along[2]].reduce((field, axis) => (axis ? partial(field, axisIndex[axis as "x"]) : field), a);
    }
  }
}
