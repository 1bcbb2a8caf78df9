/** Characters of the source text, 0-based, end exclusive. */
export interface Span {
  start: number;
  end: number;
}

/**
 * An expression of the model language. Operators are calls too (`a + b` is `add(a, b)`), so every pass over the
 * tree has three cases and no more.
 */
export type Expr = NumberExpr | NameExpr | CallExpr;

export interface NumberExpr {
  kind: "number";
  value: number;
  at: Span;
}

export interface NameExpr {
  kind: "name";
  name: string;
  at: Span;
}

export interface CallExpr {
  kind: "call";
  fn: FunctionName;
  args: readonly Expr[];
  at: Span;
}

export type FunctionName = keyof typeof functions;

/** `cell`: value from values of the same cell. `stencil`: needs neighbours. `random`: a draw, one per cell and step. */
export type FunctionClass = "cell" | "stencil" | "random";

interface FunctionInfo {
  arity: number;
  class: FunctionClass;
  help: string;
}

const cell = (arity: number, help: string): FunctionInfo => ({ arity, class: "cell", help });
const stencil = (help: string): FunctionInfo => ({ arity: 1, class: "stencil", help });

/** Every operation of the language, with its arity and meaning: the one table that parser, checker, emitters and help read. */
export const functions = {
  add: cell(2, "a + b"),
  sub: cell(2, "a − b"),
  mul: cell(2, "a × b"),
  div: cell(2, "a ÷ b"),
  pow: cell(2, "a ^ b; whole exponents up to 16 are repeated products"),
  neg: cell(1, "−a"),
  lt: cell(2, "1 where a < b, else 0"),
  le: cell(2, "1 where a ≤ b, else 0"),
  gt: cell(2, "1 where a > b, else 0"),
  ge: cell(2, "1 where a ≥ b, else 0"),
  eq: cell(2, "1 where a = b, else 0"),
  ne: cell(2, "1 where a ≠ b, else 0"),
  select: cell(3, "select(c, a, b): a where c is not 0, else b"),
  exp: cell(1, "exponential"),
  log: cell(1, "natural logarithm"),
  sqrt: cell(1, "square root"),
  sin: cell(1, "sine of an angle in radians"),
  cos: cell(1, "cosine of an angle in radians"),
  tanh: cell(1, "hyperbolic tangent"),
  abs: cell(1, "absolute value"),
  min: cell(2, "the smaller; b < a ? b : a"),
  max: cell(2, "the larger; a < b ? b : a"),
  heaviside: cell(1, "1 where a > 0, else 0"),
  clamp: cell(3, "clamp(a, low, high): a held within [low, high]"),
  laplacian: stencil("∇² of a field"),
  dx: stencil("∂/∂x of a field, central difference"),
  dy: stencil("∂/∂y of a field, central difference"),
  dz: stencil("∂/∂z of a field, central difference"),
  noise: { arity: 1, class: "random", help: "noise(σ): white Gaussian noise, σ√dt per step and cell (Itô)" },
  events: { arity: 2, class: "random", help: "events(rate, amplitude): Poisson events per cell and unit of time, each adding amplitude" },
} as const satisfies Record<string, FunctionInfo>;

/** Names that every equation may use beside its species and parameters. */
export const builtinNames = {
  t: "time",
  x: "position along x, index × spacing",
  y: "position along y, index × spacing",
  z: "position along z, index × spacing",
  Lx: "extent of the domain along x",
  Ly: "extent of the domain along y",
  Lz: "extent of the domain along z",
  pi: "π",
} as const;

export type BuiltinName = keyof typeof builtinNames;

/** What names mean where an expression stands. */
export interface Scope {
  species: readonly string[];
  params: readonly string[];
}

const nowhere: Span = { start: 0, end: 0 };
export const number = (value: number, at: Span = nowhere): NumberExpr => ({ kind: "number", value, at });
export const name = (id: string, at: Span = nowhere): NameExpr => ({ kind: "name", name: id, at });
export const call = (fn: FunctionName, args: readonly Expr[], at: Span = nowhere): CallExpr => ({ kind: "call", fn, args, at });
