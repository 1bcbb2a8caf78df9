import { spelling } from "./names";
import type { CallExpr, Expr, FunctionName } from "./tree";

/** How strongly a piece of text holds together: an operand that holds less than its place asks gets parentheses. */
const strength = { comparison: 1, sum: 2, product: 3, minus: 4, power: 5, atom: 6 } as const;

/** Sign, own strength, and the strength that the left and the right operand need. Comparisons do not chain; ^ groups to the right. */
const infix: Partial<Record<FunctionName, readonly [sign: string, own: number, left: number, right: number]>> = {
  lt: [" < ", strength.comparison, strength.sum, strength.sum],
  le: [" <= ", strength.comparison, strength.sum, strength.sum],
  gt: [" > ", strength.comparison, strength.sum, strength.sum],
  ge: [" >= ", strength.comparison, strength.sum, strength.sum],
  eq: [" == ", strength.comparison, strength.sum, strength.sum],
  ne: [" != ", strength.comparison, strength.sum, strength.sum],
  add: [" + ", strength.sum, strength.sum, strength.product],
  sub: [" - ", strength.sum, strength.sum, strength.product],
  mul: ["*", strength.product, strength.product, strength.minus],
  div: ["/", strength.product, strength.product, strength.minus],
  pow: ["^", strength.power, strength.atom, strength.minus],
};

/** The expression as text with the fewest parentheses: `parse(toText(e))` is `e`, for numbers that are finite. */
export function toText(expr: Expr): string {
  return write(expr).text;
}

interface Piece {
  text: string;
  holds: number;
}

function write(expr: Expr): Piece {
  if (expr.kind === "name") return { text: expr.name, holds: strength.atom };
  if (expr.kind === "number") return writeNumber(expr.value);
  if (expr.fn === "neg") return writeMinus(expr);
  const form = infix[expr.fn];
  if (!form) return { text: `${spelling(expr.fn)}(${expr.args.map(toText).join(", ")})`, holds: strength.atom };
  const [sign, holds, left, right] = form;
  return { text: operand(expr.args[0]!, left) + sign + operand(expr.args[1]!, right), holds };
}

function writeNumber(value: number): Piece {
  const minus = value < 0 || Object.is(value, -0);
  return { text: `${minus ? "-" : ""}${Math.abs(value)}`, holds: minus ? strength.minus : strength.atom };
}

/** A minus directly before a numeral would be read as part of the number. */
function writeMinus({ args }: CallExpr): Piece {
  const text = operand(args[0]!, strength.minus);
  const joins = args[0]!.kind === "number" && !text.startsWith("-");
  return { text: joins ? `-(${text})` : `-${text}`, holds: strength.minus };
}

function operand(expr: Expr, needed: number): string {
  const { text, holds } = write(expr);
  return holds < needed ? `(${text})` : text;
}
