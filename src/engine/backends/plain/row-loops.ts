import { cos, exp, log, pow, sin, tanh } from "../../../core/field/elementary";
import type { CellOp } from "../plan/plan";

/** One typed array holds every plane and row: loops see one kind of array and whole-number offsets. */
export type Memory = Float32Array | Float64Array;

/** out[i] = f(a[i], b[i], c[i]) for i in 0 … n − 1; offsets into the memory. */
type Loop = (m: Memory, out: number, n: number, a: number, b: number, c: number) => void;

const unary =
  (f: (a: number) => number): Loop =>
  (m, out, n, a) => {
    for (let i = 0; i < n; i++) m[out + i] = f(m[a + i]!);
  };

/** Loops over rows. A single operation is rounded by its store, so none needs to round itself. */
export const loops: Record<Exclude<CellOp, "flush">, Loop> = {
  add: (m, out, n, a, b) => {
    for (let i = 0; i < n; i++) m[out + i] = m[a + i]! + m[b + i]!;
  },
  sub: (m, out, n, a, b) => {
    for (let i = 0; i < n; i++) m[out + i] = m[a + i]! - m[b + i]!;
  },
  mul: (m, out, n, a, b) => {
    for (let i = 0; i < n; i++) m[out + i] = m[a + i]! * m[b + i]!;
  },
  div: (m, out, n, a, b) => {
    for (let i = 0; i < n; i++) m[out + i] = m[a + i]! / m[b + i]!;
  },
  neg: (m, out, n, a) => {
    for (let i = 0; i < n; i++) m[out + i] = -m[a + i]!;
  },
  reciprocal: (m, out, n, a) => {
    for (let i = 0; i < n; i++) m[out + i] = 1 / m[a + i]!;
  },
  lt: (m, out, n, a, b) => {
    for (let i = 0; i < n; i++) m[out + i] = m[a + i]! < m[b + i]! ? 1 : 0;
  },
  le: (m, out, n, a, b) => {
    for (let i = 0; i < n; i++) m[out + i] = m[a + i]! <= m[b + i]! ? 1 : 0;
  },
  gt: (m, out, n, a, b) => {
    for (let i = 0; i < n; i++) m[out + i] = m[a + i]! > m[b + i]! ? 1 : 0;
  },
  ge: (m, out, n, a, b) => {
    for (let i = 0; i < n; i++) m[out + i] = m[a + i]! >= m[b + i]! ? 1 : 0;
  },
  eq: (m, out, n, a, b) => {
    for (let i = 0; i < n; i++) m[out + i] = m[a + i]! === m[b + i]! ? 1 : 0;
  },
  ne: (m, out, n, a, b) => {
    for (let i = 0; i < n; i++) m[out + i] = m[a + i]! !== m[b + i]! ? 1 : 0;
  },
  select: (m, out, n, a, b, c) => {
    for (let i = 0; i < n; i++) m[out + i] = m[a + i]! !== 0 ? m[b + i]! : m[c + i]!;
  },
  min: (m, out, n, a, b) => {
    for (let i = 0; i < n; i++) m[out + i] = m[b + i]! < m[a + i]! ? m[b + i]! : m[a + i]!;
  },
  max: (m, out, n, a, b) => {
    for (let i = 0; i < n; i++) m[out + i] = m[a + i]! < m[b + i]! ? m[b + i]! : m[a + i]!;
  },
  pow: (m, out, n, a, b) => {
    for (let i = 0; i < n; i++) m[out + i] = pow(m[a + i]!, m[b + i]!);
  },
  abs: unary(Math.abs),
  sqrt: unary(Math.sqrt),
  exp: unary(exp),
  log: unary(log),
  sin: unary(sin),
  cos: unary(cos),
  tanh: unary(tanh),
};

/** out[i] = f(row[i], scalar): the operations whose operand is so often the same in every cell that a row for it would cost. */
type ScalarLoop = (m: Memory, out: number, n: number, row: number, scalar: number) => void;

export const rowByScalar: Partial<Record<CellOp, ScalarLoop>> = {
  add: (m, out, n, row, scalar) => {
    for (let i = 0; i < n; i++) m[out + i] = m[row + i]! + scalar;
  },
  sub: (m, out, n, row, scalar) => {
    for (let i = 0; i < n; i++) m[out + i] = m[row + i]! - scalar;
  },
  mul: (m, out, n, row, scalar) => {
    for (let i = 0; i < n; i++) m[out + i] = m[row + i]! * scalar;
  },
  div: (m, out, n, row, scalar) => {
    for (let i = 0; i < n; i++) m[out + i] = m[row + i]! / scalar;
  },
};

export const scalarByRow: Partial<Record<CellOp, ScalarLoop>> = {
  add: rowByScalar.add!,
  sub: (m, out, n, row, scalar) => {
    for (let i = 0; i < n; i++) m[out + i] = scalar - m[row + i]!;
  },
  mul: rowByScalar.mul!,
  div: (m, out, n, row, scalar) => {
    for (let i = 0; i < n; i++) m[out + i] = scalar / m[row + i]!;
  },
};

/** Values nearer to 0 than `floor` become +0: denormal numbers slow every later step and mean nothing. */
export function flush(m: Memory, out: number, n: number, a: number, floor: number): void {
  for (let i = 0; i < n; i++) {
    const value = m[a + i]!;
    m[out + i] = Math.abs(value) < floor ? 0 : value;
  }
}
