import type { Expr, FunctionName } from "../../../core/equations/tree";
import type { Grid } from "../../../core/field/grid";
import type { Side } from "../../../core/spec/sides";

/**
 * A time step as data: passes over planes, each a list of operations on one cell. Whatever computes (row loops, WASM,
 * WGSL) is derived from this and from nothing else, so that all of them take the same operations in the same order.
 */
export interface Plan {
  precision: "f32" | "f64";
  grid: Grid;
  /** Field names, in the order of the planes of `state`. */
  fields: readonly string[];
  planes: readonly Plane[];
  rowMaps: readonly RowMap[];
  /** Numbers that are the same in every cell: formulas in f64, rounded once to the precision. See `SlotNames`. */
  slots: readonly Expr[];
  /** Planes that vary in space alone: filled before the first step, ghosts included, and when parameters change. */
  statics: readonly Static[];
  /** Sums over the domain. That of plane i in this list becomes the name `sum#i` for the slots of later passes. */
  sums: readonly PlaneId[];
  /**
   * The passes of one step, in order, for a state in copy 0 and for one in copy 1. They differ in planes alone.
   * Methods that end in the copy they began in have the same list twice.
   */
  passes: readonly [readonly Pass[], readonly Pass[]];
  /** Planes of the fields by copy. */
  state: readonly [readonly PlaneId[], readonly PlaneId[]];
  /** The new state lies in the other copy. */
  swaps: boolean;
  /** Planes beside the state on which the next step depends, such as the slopes of the step before. */
  carried: readonly PlaneId[];
  /** Step control: sum `error` over `values`, the cells inside the mask times the fields, is the square of the scaled error of a method of this order. */
  control: { error: number; values: number; order: number } | null;
  /** One pass a step, and nothing in it changes from step to step: several steps may run as a wavefront. */
  blockable: boolean;
}

export type PlaneId = number;

/** All planes of a plan lie in memory alike; see `Layout`. */
export interface Plane {
  /** For reading: "u", "u next", "slope 0 of u", "mask". */
  title: string;
  /** What the cells outside each side hold; null for a plane that is only read at the cell itself. */
  ghosts: Partial<Record<Side, Ghost>> | null;
  /** Which row stands for one outside, by index into `rowMaps`. */
  rowMap: number;
}

/**
 * A cell outside, from the domain's nearest cell: `wrap` is the far end's, `copy` the edge's own, `value` a number at the
 * outside cell's place, `affine` is factor·edge + offset, half a spacing further in, at the face. Formulas hold t,
 * parameters, x, y and z. `given`: filled with the plane itself, which no pass writes.
 */
export type Ghost =
  { kind: "wrap" } | { kind: "copy" } | { kind: "given" } | { kind: "value"; value: Expr } | { kind: "affine"; factor: Expr; offset: Expr };

/** For the sides along y and z: rows outside are those of the far end, of the edge, or rows of their own in the padding. */
export type RowMap = Record<"y-" | "y+" | "z-" | "z+", "wrap" | "copy" | "own">;

/** `expr` names x, y, z and parameters, and is computed in f64 and rounded once; `array` is a key of the arrays given with the run ("grid.mask", "parameters.F"). */
export type StaticSource = { expr: Expr } | { array: string; low?: number; high?: number };
export type Static = { plane: PlaneId } & StaticSource;

/** Names in slots beside the parameters and Lx, Ly, Lz: t (of the stage), dt, step, and `sum#i`. */
export type SlotNames = "t" | "dt" | "step" | `sum#${number}`;

/** One sweep over all cells, without dependence between cells: what is written is not read at an offset in the same pass. */
export interface Pass {
  /** Time of the stage: t + at·dt, for slots that name t. */
  at: number;
  /** Time at which the planes written are read at offsets: t + ghostsAt·dt, for ghosts that name t. */
  ghostsAt: number;
  /** Operations of a cell, arguments before their use. */
  values: readonly Value[];
  /** Written after all loads of the cell. */
  stores: readonly { plane: PlaneId; value: number }[];
  /** Slots to evaluate anew before the pass: they name t, dt, step or a sum. */
  slots: readonly number[];
  /** Sums, by index into the plan's, to take of planes that this pass has written. */
  sums: readonly number[];
}

export type Value =
  | { op: "load"; plane: PlaneId; dx: number; dy: number; dz: number }
  | { op: "slot"; slot: number }
  /** A standard normal of (seed, step, cell, stream) as in core/field/philox, rounded to the precision. */
  | { op: "normal"; stream: number }
  /** A Poisson count with mean rate · dt, that product in f64. */
  | { op: "poisson"; stream: number; args: readonly [number] }
  | { op: CellOp; args: readonly number[] };

/**
 * Cell operations, each rounded to the precision. `exp`, `log`, `sin`, `cos`, `tanh`, `pow` compute in f64 and round once.
 * Comparisons give 1 or 0; `select(c, a, b)` is a where c is not 0; `min(a, b)` is b < a ? b : a, `max` a < b ? b : a;
 * `flush` makes what is nearer to 0 than 1e-30 (f32) or 1e-290 (f64) +0.
 */
export type CellOp =
  | Extract<
      FunctionName,
      | "add"
      | "sub"
      | "mul"
      | "div"
      | "neg"
      | "lt"
      | "le"
      | "gt"
      | "ge"
      | "eq"
      | "ne"
      | "select"
      | "min"
      | "max"
      | "pow"
      | "abs"
      | "sqrt"
      | "exp"
      | "log"
      | "sin"
      | "cos"
      | "tanh"
    >
  | "reciprocal"
  | "flush";

/** Values nearer to 0 than this are flushed: part of what a step means. */
export const flushFloor = { f32: Math.fround(1e-30), f64: 1e-290 };
