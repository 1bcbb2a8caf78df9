import { flushFloor, type CellOp } from "../plan/plan";
import { literal } from "./literal";

type Write = (...args: string[]) => string;

const infix =
  (sign: string): Write =>
  (a, b) =>
    `${a} ${sign} ${b}`;
const truth =
  (sign: string): Write =>
  (a, b) =>
    `select(0f, 1f, ${a} ${sign} ${b})`;
const call =
  (fn: string): Write =>
  (...args) =>
    `${fn}(${args.join(", ")})`;

/** The operations of a cell in WGSL, arguments being names. `min` and `max` are spelled out: WGSL's own may swallow NaN. */
export const operationCode: Record<CellOp, Write> = {
  add: infix("+"),
  sub: infix("-"),
  mul: infix("*"),
  div: infix("/"),
  neg: (a) => `-${a}`,
  lt: truth("<"),
  le: truth("<="),
  gt: truth(">"),
  ge: truth(">="),
  eq: truth("=="),
  ne: truth("!="),
  select: (c, a, b) => `select(${b}, ${a}, ${c} != 0f)`,
  min: (a, b) => `select(${a}, ${b}, ${b} < ${a})`,
  max: (a, b) => `select(${a}, ${b}, ${a} < ${b})`,
  pow: call("pow_of"),
  abs: call("abs"),
  sqrt: call("sqrt"),
  exp: call("exp_of"),
  log: call("log_of"),
  sin: call("sin_of"),
  cos: call("cos_of"),
  tanh: call("tanh_of"),
  reciprocal: (a) => `1f / ${a}`,
  flush: (a) => `select(${a}, 0f, abs(${a}) < ${literal(flushFloor.f32)})`,
};
