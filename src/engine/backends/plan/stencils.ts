import { number, type Expr, type StencilName } from "../../../core/equations/tree";
import type { Grid } from "../../../core/field/grid";
import { bernoulli } from "./bernoulli";
import type { Values } from "./values";

type Axis = "x" | "y" | "z";
/** Difference along one axis. */
type Difference = "dx" | "dy" | "dz" | "dxx" | "dyy" | "dzz" | "dxf" | "dxb" | "dyf" | "dyb" | "dzf" | "dzb";

/** The value of an operand in the cell at an offset from this one. */
export type At = (dx: number, dy: number, dz: number) => number;

/** What a stencil is written with. */
export interface StencilSetting {
  grid: Grid;
  values: Values;
  /** A number that is the same in every cell. */
  slot(expr: Expr): number;
}

/**
 * A stencil as operations on a cell and its neighbours, in the order that docs/decisions/0003 settles: neighbours along x,
 * then y, then z, the lower one first, then the centre, the scale last. In 2D whatever acts along z is 0.
 * Standard ∇²: 5 or 7 points, second order. Isotropic: 9 points (Patra & Karttunen 2006, doi:10.1002/num.20129) or 27
 * (weights 14 for faces, 3 for edges, 1 for corners, −128 for the centre, over 30): the leading error has no direction.
 */
export function stencil(fn: StencilName, setting: StencilSetting, operands: readonly At[]): number {
  const { grid, slot } = setting;
  const [a, b, c] = operands as readonly [At, At, At];
  if (grid.dimensions === 2 && fn.includes("z")) return slot(number(0));
  switch (fn) {
    case "laplacian":
      return laplacian(setting, a);
    case "diffuse":
      return throughFaces(setting, (axis) => fluxes(setting, axis, a, b));
    case "driftdiffuse":
      return throughFaces(setting, (axis) => driftFluxes(setting, axis, a, b, c));
    case "diffusex":
    case "diffusey":
    case "diffusez": {
      const axis = fn.at(-1) as Axis;
      return new Writer(setting).mul(fluxes(setting, axis, a, b), halfSquare(grid, axis));
    }
    case "dxy":
    case "dxz":
    case "dyz":
      return cross(setting, fn[1] as Axis, fn[2] as Axis, a);
    default:
      return difference(setting, fn, a);
  }
}

/** Short words for the operations. */
class Writer {
  private readonly setting: StencilSetting;
  constructor(setting: StencilSetting) {
    this.setting = setting;
  }
  add = (a: number, b: number) => this.setting.values.apply("add", a, b);
  sub = (a: number, b: number) => this.setting.values.apply("sub", a, b);
  times = (factor: number, a: number) => this.setting.values.apply("mul", this.setting.slot(number(factor)), a);
  mul = (a: number, scale: number) => this.setting.values.apply("mul", a, this.setting.slot(number(scale)));
  product = (a: number, b: number) => this.setting.values.apply("mul", a, b);
}

const spacing = ({ hx, hy, hz }: Grid, axis: Axis): number => ({ x: hx, y: hy, z: hz })[axis];
const halfSquare = (grid: Grid, axis: Axis): number => 1 / (2 * spacing(grid, axis) * spacing(grid, axis));
const axesOf = ({ dimensions }: Grid): readonly Axis[] => (dimensions === 3 ? ["x", "y", "z"] : ["x", "y"]);
const isEven = ({ hx, hy, hz, dimensions }: Grid): boolean => hx === hy && (dimensions === 2 || hx === hz);

/** The operand `steps` cells away along an axis. */
const along = (at: At, axis: Axis, steps: number): number => at(axis === "x" ? steps : 0, axis === "y" ? steps : 0, axis === "z" ? steps : 0);

function laplacian(setting: StencilSetting, at: At): number {
  const { grid } = setting;
  const { add, sub, times, mul } = new Writer(setting);
  const pair = (axis: Axis) => add(along(at, axis, -1), along(at, axis, 1));
  const centre = at(0, 0, 0);
  if (grid.stencil === "isotropic") return isotropic(setting, at);
  if (isEven(grid)) {
    const neighbours = axesOf(grid).map(pair).reduce(add);
    return mul(sub(neighbours, times(2 * grid.dimensions, centre)), 1 / (grid.hx * grid.hx));
  }
  return axesOf(grid)
    .map((axis) => mul(sub(pair(axis), times(2, centre)), 1 / (spacing(grid, axis) * spacing(grid, axis))))
    .reduce(add);
}

function isotropic(setting: StencilSetting, at: At): number {
  const { hx, dimensions } = setting.grid;
  const { add, sub, times, mul } = new Writer(setting);
  const pair = (axis: Axis) => add(along(at, axis, -1), along(at, axis, 1));
  /** The four corners of a square of cells. */
  const four = (corner: (a: number, b: number) => number) => add(add(corner(-1, -1), corner(1, -1)), add(corner(-1, 1), corner(1, 1)));
  const centre = at(0, 0, 0);
  if (dimensions === 2) {
    const edges = add(pair("x"), pair("y"));
    const corners = four((a, b) => at(a, b, 0));
    return mul(sub(add(times(4, edges), corners), times(20, centre)), 1 / (6 * hx * hx));
  }
  const faces = add(add(pair("x"), pair("y")), pair("z"));
  const edges = add(
    add(
      four((a, b) => at(a, b, 0)),
      four((a, b) => at(a, 0, b)),
    ),
    four((a, b) => at(0, a, b)),
  );
  const corners = add(
    four((a, b) => at(a, b, -1)),
    four((a, b) => at(a, b, 1)),
  );
  return mul(sub(add(add(times(14, faces), times(3, edges)), corners), times(128, centre)), 1 / (30 * hx * hx));
}

function difference(setting: StencilSetting, fn: Difference, at: At): number {
  const { add, sub, times, mul } = new Writer(setting);
  const axis = fn[1] as Axis;
  const h = spacing(setting.grid, axis);
  const [left, centre, right] = [-1, 0, 1].map((steps) => along(at, axis, steps)) as [number, number, number];
  switch (fn[2]) {
    case undefined:
      return mul(sub(right, left), 1 / (2 * h));
    case "f":
      return mul(sub(right, centre), 1 / h);
    case "b":
      return mul(sub(centre, left), 1 / h);
    default:
      return mul(sub(add(left, right), times(2, centre)), 1 / (h * h));
  }
}

/** ∂²/∂a∂b from the four corners: ((++ − −+) − (+− − −−)) / (4 hₐ h_b). */
function cross(setting: StencilSetting, first: Axis, second: Axis, at: At): number {
  const { sub, mul } = new Writer(setting);
  const corner = (i: number, j: number) => {
    const steps = { x: 0, y: 0, z: 0, [first]: i, [second]: j };
    return at(steps.x, steps.y, steps.z);
  };
  const scale = 1 / (4 * spacing(setting.grid, first) * spacing(setting.grid, second));
  return mul(sub(sub(corner(1, 1), corner(-1, 1)), sub(corner(1, -1), corner(-1, -1))), scale);
}

/** What flows in over all faces, from what `inflow` gives for an axis. Sums to 0 over a closed domain but for rounding. */
function throughFaces(setting: StencilSetting, inflow: (axis: Axis) => number): number {
  const { grid } = setting;
  const { add, mul } = new Writer(setting);
  const sums = axesOf(grid).map(inflow);
  if (isEven(grid)) return mul(sums.reduce(add), halfSquare(grid, "x"));
  return sums.map((sum, i) => mul(sum, halfSquare(grid, axesOf(grid)[i]!))).reduce(add);
}

/** Of ∇·(a∇b), a at a face the mean of both cells: twice the flux over the upper face less twice that over the lower, times the spacing. */
function fluxes(setting: StencilSetting, axis: Axis, a: At, b: At): number {
  const { add, sub, product } = new Writer(setting);
  const [aLow, aHere, aHigh] = [-1, 0, 1].map((steps) => along(a, axis, steps)) as [number, number, number];
  const [bLow, bHere, bHigh] = [-1, 0, 1].map((steps) => along(b, axis, steps)) as [number, number, number];
  return sub(product(add(aHere, aHigh), sub(bHigh, bHere)), product(add(aLow, aHere), sub(bHere, bLow)));
}

/**
 * The same of ∇·(a(∇c + c∇p)): the flux of Scharfetter and Gummel (1969, doi:10.1109/T-ED.1969.16566), which solves the equation between two
 * cells for a constant slope of p. With Δ = p₊ − p it is a(c₊B(−Δ) − cB(Δ)), B(x) = x/(eˣ − 1), which is Goldman's flux from cell to cell:
 * 0 where c ∝ e^(−p), and never from an empty cell. Of B(−Δ) = B(Δ) + Δ the smaller one is computed, so nothing cancels.
 */
function driftFluxes(setting: StencilSetting, axis: Axis, a: At, c: At, p: At): number {
  const { values, slot } = setting;
  const { add, sub, product } = new Writer(setting);
  const zero = slot(number(0));
  /** From the cell `steps` on to its lower neighbour. */
  const over = (steps: 0 | 1): number => {
    const [aLow, cLow, pLow] = [a, c, p].map((of) => along(of, axis, steps - 1)) as [number, number, number];
    const [aHigh, cHigh, pHigh] = [a, c, p].map((of) => along(of, axis, steps)) as [number, number, number];
    const rise = sub(pHigh, pLow);
    const spread = bernoulli(values, (value) => slot(number(value)), values.apply("abs", rise));
    const drift = sub(product(cHigh, values.apply("max", rise, zero)), product(cLow, values.apply("max", values.apply("neg", rise), zero)));
    return product(add(aLow, aHigh), add(product(spread, sub(cHigh, cLow)), drift));
  };
  return sub(over(1), over(0));
}
