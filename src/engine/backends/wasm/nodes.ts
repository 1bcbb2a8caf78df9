import type { Body } from "./body";
import { memoryArgument, signed, simdCode, unsigned } from "./encoder";
import { op, type SimdOp, type ValueType } from "./opcodes";

/**
 * Values of a function as a graph: what the emitted functions are described in. A node that is used more than once is
 * computed once and kept in a local; see `Body`.
 */
export type Node = OpNode | LeafNode | ConstantNode | ResultNode;

/** Instructions that follow those of the arguments. */
export interface OpNode {
  kind: "op";
  type: ValueType;
  args: readonly Node[];
  code: readonly number[];
}

/** Instructions so cheap that they are written again at each use: a local, a small constant. */
export interface LeafNode {
  kind: "leaf";
  type: ValueType;
  code: readonly number[];
}

/** The same 64 bits in both halves of a vector. They lie in memory: loading them takes one instruction, making them three. */
export interface ConstantNode {
  kind: "constant";
  type: "v128";
  bits: bigint;
}

/** One result of a call. */
export interface ResultNode {
  kind: "result";
  type: ValueType;
  of: Call;
  index: number;
}

export interface Call {
  callee: Definition;
  args: readonly Node[];
}

/** A function that is emitted where something calls it. All results are v128. */
export interface Definition {
  name: string;
  params: readonly ValueType[];
  /** How many results. */
  arity: number;
  /** The results; instructions that are no values, such as loops, are written to the body. */
  results: (args: readonly Node[], body: Body) => readonly Node[];
}

export const vector = (name: SimdOp, ...args: Node[]): Node => ({ kind: "op", type: "v128", args, code: simdCode(name) });
export const scalar = (code: number, ...args: Node[]): Node => ({ kind: "op", type: "i32", args, code: [code] });
export const local = (index: number, type: ValueType): Node => ({ kind: "leaf", type, code: [op.localGet, ...unsigned(index)] });
export const integer = (value: number): Node => ({ kind: "leaf", type: "i32", code: [op.i32Const, ...signed(value)] });

/** Loads a vector; `offset` is in bytes. */
export const load = (address: Node, offset: number, name: SimdOp = "v128.load"): Node => ({
  kind: "op",
  type: "v128",
  args: [address],
  code: [...simdCode(name), ...memoryArgument(alignments[name] ?? 2, offset)],
});
const alignments: Partial<Record<SimdOp, number>> = { "v128.load64_splat": 3 };

/** Four lanes of 32 bits out of the eight of a and b. */
export function shuffle(a: Node, b: Node, lanes: readonly [number, number, number, number]): Node {
  const bytes = lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * 4 + byte));
  return { kind: "op", type: "v128", args: [a, b], code: [...simdCode("i8x16.shuffle"), ...bytes] };
}

/** Shifts all lanes by the same number of bits. */
export const shift = (name: "i32x4.shl" | "i32x4.shr_s" | "i32x4.shr_u" | "i64x2.shl" | "i64x2.shr_u", a: Node, by: number): Node =>
  vector(name, a, integer(by));

/** 64 bits, given as the high and the low word. */
export const bits = (high: number, low: number): Node => ({
  kind: "constant",
  type: "v128",
  bits: (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0),
});

/** The same integer in all four lanes. */
export const words = (value: number): Node => bits(value, value);

/** Four words that differ. */
export function lanes(...values: readonly [number, number, number, number]): Node {
  return { kind: "leaf", type: "v128", code: [...simdCode("v128.const"), ...new Uint8Array(Int32Array.from(values).buffer)] };
}

const double = new Float64Array(1);
const single = new Float32Array(double.buffer);
const halves = new Uint32Array(double.buffer);

/** A number in both lanes. */
export function f64(value: number): Node {
  double[0] = value;
  return bits(halves[1]!, halves[0]!);
}

/** A number, rounded to single precision, in all four lanes. */
export function f32(value: number): Node {
  single[0] = value;
  return words(halves[0]!);
}

/** The constant kept in a local, for functions that use it over and over. */
export const held = (constant: Node): Node => ({ kind: "op", type: constant.type, args: [constant], code: [] });

/** The results of one call. */
export function call(callee: Definition, ...args: Node[]): Node[] {
  const of = { callee, args };
  return Array.from({ length: callee.arity }, (_, index) => ({ kind: "result", type: "v128", of, index }));
}

/** Equal for nodes that compute the same. */
export function textOf(node: Node): string {
  if (node.kind === "constant") return String(node.bits);
  const [before, args] =
    node.kind === "result" ? [`${node.of.callee.name} ${node.index}`, node.of.args] : [node.code.join(" "), node.kind === "op" ? node.args : []];
  return `${before}(${args.map(textOf).join()})`;
}
