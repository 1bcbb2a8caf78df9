import { flushFloor, type CellOp } from "../plan/plan";
import { exp, tanh } from "./elementary-exp";
import { log } from "./elementary-log";
import { pow } from "./elementary-pow";
import { cos, sin } from "./elementary-trigonometry";
import { bits, call, f32, f64, shuffle, vector, words, type Definition, type Node } from "./nodes";
import type { SimdOp } from "./opcodes";

const comparisons = ["lt", "le", "gt", "ge", "eq", "ne"] as const;
export type Comparison = (typeof comparisons)[number];
export const isComparison = (op: string): op is Comparison => (comparisons as readonly string[]).includes(op);

const elementary = { exp, log, sin, cos, tanh, pow } as const;
const native = { add: "add", sub: "sub", mul: "mul", div: "div", sqrt: "sqrt", min: "pmin", max: "pmax" } as const;

/** The plan's operations on whole vectors. */
export interface CellOperations {
  number(value: number): Node;
  /** Operations that give numbers; `select` takes a mask first. */
  apply(op: Exclude<CellOp, Comparison>, args: readonly Node[]): Node;
  /** A mask: all bits of the lanes where it holds. */
  compare(op: Comparison, a: Node, b: Node): Node;
}

/** @param constant keeps at hand what is the same in every cell. */
export function cellOperations(precision: "f32" | "f64", constant: (node: Node) => Node): CellOperations {
  const of = (name: string, ...args: readonly Node[]): Node => vector(`${precision === "f32" ? "f32x4" : "f64x2"}.${name}` as SimdOp, ...args);
  const number = (value: number): Node => constant(precision === "f32" ? f32(value) : f64(value));
  const sign = (): Node => constant(precision === "f32" ? words(0x80000000) : bits(0x80000000, 0));
  // The native abs and neg make their mask anew each time.
  const abs = (a: Node): Node => vector("v128.and", a, constant(precision === "f32" ? words(0x7fffffff) : bits(0x7fffffff, -1)));
  const throughDoubles = (definition: Definition, args: readonly Node[]): Node =>
    narrowed([0, 1].map((half) => call(definition, ...args.map((a) => widened(a)[half]!))[0]!));
  return {
    number,
    compare: (op, a, b) => of(op, a, b),
    apply(op, args) {
      const [a, b, c] = args as [Node, Node, Node];
      switch (op) {
        case "exp":
        case "log":
        case "sin":
        case "cos":
        case "tanh":
        case "pow":
          return precision === "f64" ? call(elementary[op], ...args)[0]! : throughDoubles(elementary[op], args);
        case "select":
          return vector("v128.bitselect", b, c, a);
        case "reciprocal":
          return of("div", number(1), a);
        case "abs":
          return abs(a);
        case "neg":
          return vector("v128.xor", a, sign());
        case "flush":
          return vector("v128.andnot", a, vector(precision === "f32" ? "i32x4.gt_s" : "i64x2.gt_s", number(flushFloor[precision]), abs(a)));
        default:
          return of(native[op], ...args);
      }
    },
  };
}

/** Four singles as two pairs of doubles. */
export function widened(a: Node): [Node, Node] {
  return [vector("f64x2.promote_low_f32x4", a), vector("f64x2.promote_low_f32x4", shuffle(a, a, [2, 3, 2, 3]))];
}

/** Two pairs of doubles as four singles, each rounded once. */
export function narrowed([front, back]: readonly Node[]): Node {
  return shuffle(vector("f32x4.demote_f64x2_zero", front!), vector("f32x4.demote_f64x2_zero", back!), [0, 1, 4, 5]);
}
