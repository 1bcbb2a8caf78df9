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

/**
 * `cell`: value from values of the same cell. `stencil`: needs neighbours. `vector`: takes or gives a vector. `domain`: one
 * number for the whole domain. `random`: a draw, one per cell and step. `form`: stands for a whole right-hand side.
 */
export type FunctionClass = "cell" | "stencil" | "vector" | "domain" | "random" | "form";

interface FunctionInfo {
  /** Number of arguments; with `upTo` the smallest. */
  arity: number;
  /** Largest number of arguments where it may vary. */
  upTo?: number;
  class: FunctionClass;
  /** How it is written in a call, where that differs from its key: `div` is the division of the tree. */
  written?: string;
  help: string;
}

const cell = (arity: number, help: string): FunctionInfo => ({ arity, class: "cell", help });
const stencil = (help: string, arity = 1): FunctionInfo => ({ arity, class: "stencil", help });
const vector = (arity: number, help: string, more: Pick<FunctionInfo, "upTo" | "written"> = {}): FunctionInfo => ({
  arity,
  class: "vector",
  help,
  ...more,
});
const domain = (help: string): FunctionInfo => ({ arity: 1, class: "domain", help });
const random = (arity: number, help: string): FunctionInfo => ({ arity, class: "random", help });
const form = (arity: number, help: string): FunctionInfo => ({ arity, class: "form", help });

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
  bernoulli: cell(1, "bernoulli(a): a/(eᵃ − 1), which is 1 at 0"),
  abs: cell(1, "absolute value"),
  min: cell(2, "the smaller; b < a ? b : a"),
  max: cell(2, "the larger; a < b ? b : a"),
  heaviside: cell(1, "1 where a > 0, else 0"),
  clamp: cell(3, "clamp(a, low, high): a held within [low, high]"),
  laplacian: stencil("∇², the Laplacian: diffusion"),
  dx: stencil("∂/∂x, central difference"),
  dy: stencil("∂/∂y, central difference"),
  dz: stencil("∂/∂z, central difference"),
  dxx: stencil("∂²/∂x², over three cells"),
  dyy: stencil("∂²/∂y², over three cells"),
  dzz: stencil("∂²/∂z², over three cells"),
  dxy: stencil("∂²/∂x∂y, from the four diagonal neighbours"),
  dxz: stencil("∂²/∂x∂z, from the four diagonal neighbours"),
  dyz: stencil("∂²/∂y∂z, from the four diagonal neighbours"),
  dxf: stencil("∂/∂x, forward difference"),
  dxb: stencil("∂/∂x, backward difference"),
  dyf: stencil("∂/∂y, forward difference"),
  dyb: stencil("∂/∂y, backward difference"),
  dzf: stencil("∂/∂z, forward difference"),
  dzb: stencil("∂/∂z, backward difference"),
  biharmonic: stencil("∇⁴, the Laplacian of the Laplacian"),
  diffuse: stencil("diffuse(a, b): ∇·(a ∇b), with the fluxes at the faces of the cells", 2),
  diffusex: stencil("diffusex(a, b): ∂/∂x (a ∂b/∂x), with the fluxes at the faces of the cells", 2),
  diffusey: stencil("diffusey(a, b): ∂/∂y (a ∂b/∂y), with the fluxes at the faces of the cells", 2),
  diffusez: stencil("diffusez(a, b): ∂/∂z (a ∂b/∂z), with the fluxes at the faces of the cells", 2),
  driftdiffuse: stencil("driftdiffuse(a, c, p): ∇·(a (∇c + c ∇p)), with the fluxes at the faces that are exact where a and ∇p vary little", 3),
  grad: vector(1, "grad(a): the vector of the derivatives of a"),
  vec: vector(2, "vec(a, b) or vec(a, b, c): a vector by its components", { upTo: 3 }),
  dot: vector(2, "dot(v, w): scalar product of two vectors"),
  divergence: vector(1, "div(v): the divergence ∇·v of a vector; a quotient is written a/b", { written: "div" }),
  integral: domain("integral(a): ∫ a over the domain"),
  mean: domain("mean(a): average of a over the domain"),
  memory: form(2, "memory(f, tau): the whole right-hand side (f − m)/tau of a field m that follows f, the recent past counting most"),
  noise: random(1, "noise(σ): white Gaussian noise, σ√dt per step and cell (Itô)"),
  events: random(2, "events(rate, amplitude): Poisson events per cell and unit of time, each adding amplitude"),
} as const satisfies Record<string, FunctionInfo>;

export type Axis = "x" | "y" | "z";

/** Operators on neighbours that are left after `expand`; back ends and analysis know these and no others. */
export type StencilName =
  "laplacian" | "diffuse" | "driftdiffuse" | "dxy" | "dxz" | "dyz" | `d${Axis}` | "dxx" | "dyy" | "dzz" | `d${Axis}${"f" | "b"}` | `diffuse${Axis}`;

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
  /** Algebraic fields: computed from the others, not integrated. */
  auxiliary?: readonly string[];
  /** Which parameters and auxiliary fields differ from cell to cell; absent: all auxiliary fields and no parameter. */
  varying?: readonly string[];
  /** Dimensions of the grid. In two nothing varies along z. Absent: 3. */
  dimensions?: 2 | 3;
  /** Write `driftdiffuse` as the terms that it stands for: analysis and spectral methods know no fluxes of its kind. */
  continuum?: boolean;
  /** The species whose right-hand side this is: `memory` needs it. */
  equationOf?: string;
}

const nowhere: Span = { start: 0, end: 0 };
export const number = (value: number, at: Span = nowhere): NumberExpr => ({ kind: "number", value, at });
export const name = (id: string, at: Span = nowhere): NameExpr => ({ kind: "name", name: id, at });
export const call = (fn: FunctionName, args: readonly Expr[], at: Span = nowhere): CallExpr => ({ kind: "call", fn, args, at });
