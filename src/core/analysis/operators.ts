import type { Axis, FunctionName, StencilName } from "../equations/tree";
import type { Grid } from "../field/grid";
import type { Complex } from "./linear-algebra";

/** What a wave on a uniform state passes through: a stencil, or the mean over the domain. Along one axis `diffuse` is a second difference. */
export type Operator = Exclude<WaveStencil, `diffuse${Axis}`> | "mean";
/** Linear in what it is applied to: `driftdiffuse` is written as such terms before waves are looked at. */
export type WaveStencil = Exclude<StencilName, "driftdiffuse">;

/** Fluxes at faces along one axis are second differences. */
export function operatorOf(fn: WaveStencil): Operator {
  switch (fn) {
    case "diffusex":
      return "dxx";
    case "diffusey":
      return "dyy";
    case "diffusez":
      return "dzz";
    default:
      return fn;
  }
}

/** Operators applied one after another, sorted: on waves they commute. Empty for a reaction. */
export type Chain = readonly Operator[];

/** The chain with one operator more; null where nothing passes: neither the mean of a derivative nor the reverse. */
export function prolonged(chain: Chain, operator: Operator): Chain | null {
  const longer = [...chain, operator].sort();
  if (!longer.includes("mean")) return longer;
  return longer.every((each) => each === "mean") ? ["mean"] : null;
}

/** Whether a function takes one field to another, linearly and at every place alike. */
export const isLinearOperator = (fn: FunctionName): fn is Exclude<Operator, "mean" | "diffuse"> =>
  fn !== "mean" && fn !== "diffuse" && Object.hasOwn(axesOf, fn);

/** Axes along which an operator differs; none for those that treat all alike. */
const axesOf: Record<Operator, string> = {
  laplacian: "",
  diffuse: "",
  mean: "",
  dx: "x",
  dy: "y",
  dz: "z",
  dxf: "x",
  dyf: "y",
  dzf: "z",
  dxb: "x",
  dyb: "y",
  dzb: "z",
  dxx: "xx",
  dyy: "yy",
  dzz: "zz",
  dxy: "xy",
  dxz: "xz",
  dyz: "yz",
};

/** Whether waves of one length fare alike in all directions, in the continuum. */
export const isIsotropic = (chain: Chain): boolean => chain.every((operator) => axesOf[operator] === "");

/** Whether waves to either side along an axis may fare differently. */
export const tellsSides = (chain: Chain, axis: Axis): boolean =>
  chain.some((operator) => axesOf[operator].includes(axis) && axesOf[operator] !== axis + axis);

/** How many derivatives a chain takes: on a wave of wavenumber k it acts as (ik) to this power, times `directionFactor`. */
export const orderOf = (chain: Chain): number =>
  chain.reduce((order, operator) => order + (axesOf[operator].length || (operator === "mean" ? 0 : 2)), 0);

/** @param direction unit vector along which the wave travels. */
export function directionFactor(chain: Chain, direction: readonly [number, number, number]): number {
  let factor = 1;
  for (const operator of chain) for (const axis of axesOf[operator]) factor *= direction["xyz".indexOf(axis)]!;
  return factor;
}

/** xⁿ for a whole n ≥ 0, by repeated multiplication: engines differ in `**`. */
export function power(x: number, n: number): number {
  let result = 1;
  for (let i = 0; i < n; i++) result *= x;
  return result;
}

/** What the derivatives of a chain multiply the wave e^{i(k·x)} by. */
export function derivativeSymbol(chain: Chain, k: readonly [number, number, number]): Complex {
  if (chain.includes("mean")) return { re: 0, im: 0 };
  const order = orderOf(chain);
  const square = power(k[0] * k[0] + k[1] * k[1] + k[2] * k[2], chain.filter((operator) => axesOf[operator] === "").length);
  const size = (order % 4 < 2 ? 1 : -1) * square * directionFactor(chain, k);
  return order % 2 === 0 ? { re: size, im: 0 } : { re: 0, im: size };
}

/** A wave on a grid: cosine and sine of its phase from one cell to the next along x, y, z. */
export interface GridWave {
  cos: readonly [number, number, number];
  sin: readonly [number, number, number];
}

/** What the stencils of a chain multiply a wave by; the wave is not uniform. */
export function gridSymbol(chain: Chain, wave: GridWave, grid: Grid): Complex {
  let [re, im] = [1, 0];
  for (const operator of chain) {
    const next = stencilSymbol(operator, wave, grid);
    [re, im] = [re * next.re - im * next.im, re * next.im + im * next.re];
  }
  return { re, im };
}

function stencilSymbol(operator: Operator, { cos, sin }: GridWave, grid: Grid): Complex {
  const { hx, hy, hz } = grid;
  switch (operator) {
    case "mean":
      return { re: 0, im: 0 };
    case "laplacian":
      return { re: laplacianSymbol(grid, ...cos), im: 0 };
    case "diffuse":
      return { re: laplacianSymbol({ ...grid, stencil: "standard" }, ...cos), im: 0 };
    case "dxy":
      return { re: (-sin[0] * sin[1]) / (hx * hy), im: 0 };
    case "dxz":
      return { re: (-sin[0] * sin[2]) / (hx * hz), im: 0 };
    case "dyz":
      return { re: (-sin[1] * sin[2]) / (hy * hz), im: 0 };
    default: {
      const axis = "xyz".indexOf(operator[1]!);
      const h = [hx, hy, hz][axis]!;
      if (operator.length === 2) return { re: 0, im: sin[axis]! / h };
      if (operator.endsWith("f")) return { re: (cos[axis]! - 1) / h, im: sin[axis]! / h };
      if (operator.endsWith("b")) return { re: (1 - cos[axis]!) / h, im: sin[axis]! / h };
      return { re: (2 * (cos[axis]! - 1)) / h ** 2, im: 0 };
    }
  }
}

/** ∇² of a wave under the stencil, from the cosines of its phase from one cell to the next. */
export function laplacianSymbol({ dimensions, stencil, hx, hy, hz }: Grid, a: number, b: number, c: number): number {
  if (stencil === "standard") return 2 * ((a - 1) / hx ** 2 + (b - 1) / hy ** 2 + (dimensions === 3 ? (c - 1) / hz ** 2 : 0));
  const sum = dimensions === 2 ? (8 * (a + b) + 4 * a * b - 20) / 6 : (28 * (a + b + c) + 12 * (a * b + a * c + b * c) + 8 * a * b * c - 128) / 30;
  return sum / hx ** 2;
}
