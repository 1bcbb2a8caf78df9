import { nearest } from "../errors";
import { callableNames, errorAt, functionCalled, isFunctionName } from "./names";
import { tokenize, type Token } from "./tokens";
import { call, functions, name, number, type Expr, type FunctionName, type Span } from "./tree";

/** Longest text that is read, in characters. */
const maxLength = 10_000;
/** Most parentheses, calls, signs and powers inside one another. */
const maxNesting = 200;
/** Highest tree: it bounds the recursion of every later pass, also for a long sum, which nests without parentheses. */
const maxHeight = 500;

interface Operator {
  fn: FunctionName;
  /** How strongly it holds the operand on its left and on its right; the stronger side wins the operand. */
  left: number;
  right: number;
}

const comparison = (fn: FunctionName): Operator => ({ fn, left: 1, right: 2 });
const operators: ReadonlyMap<string, Operator> = new Map([
  ["<", comparison("lt")],
  ["<=", comparison("le")],
  [">", comparison("gt")],
  [">=", comparison("ge")],
  ["==", comparison("eq")],
  ["!=", comparison("ne")],
  ["+", { fn: "add", left: 3, right: 4 }],
  ["-", { fn: "sub", left: 3, right: 4 }],
  ["*", { fn: "mul", left: 5, right: 6 }],
  ["/", { fn: "div", left: 5, right: 6 }],
  ["^", { fn: "pow", left: 9, right: 8 }],
]);
/** Between product and power: −x·y is (−x)·y and −x² is −(x²). */
const minusStrength = 7;

/** What functions of other languages are called here. */
const synonyms: ReadonlyMap<string, string> = new Map([
  ["ln", "log(a)"],
  ["log10", "log(a)/log(10)"],
  ["log2", "log(a)/log(2)"],
  ["tan", "sin(a)/cos(a)"],
  ["if", "select(condition, a, b)"],
  ["where", "select(condition, a, b)"],
  ["step", "heaviside(a)"],
  ["sigmoid", "1/(1 + exp(-a))"],
  ["nabla", "grad(u), or div(v) of a vector"],
  ["lap", "laplacian(u)"],
  ["avg", "mean(u)"],
  ["average", "mean(u)"],
  ["integrate", "integral(u)"],
  ["sum", "integral(u), or mean(u)"],
]);

/**
 * Reads an equation: `+ - * / ^`, comparisons, parentheses, calls, numbers and names. `^` groups to the right and holds
 * tighter than the minus sign before it; comparisons do not chain; products are written out. A minus directly before a
 * numeral belongs to the number, so that every number of a tree can be written down and read back.
 * @throws WorkbenchError `equation/syntax` or, for a function that does not exist, `equation/name`; `detail.span` points at the characters.
 */
export function parse(text: string): Expr {
  if (text.length > maxLength) {
    const beyond = { start: maxLength, end: text.length };
    throw errorAt("equation/syntax", beyond, `an expression has at most ${maxLength} characters, this one has ${text.length}; shorten it`);
  }
  const expr = new Parser(tokenize(text)).whole();
  if (height(expr) > maxHeight)
    throw errorAt("equation/syntax", expr.at, `more than ${maxHeight} operations follow one another; group some of them in parentheses`);
  return expr;
}

class Parser {
  private next = 0;
  private nesting = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Expr {
    if (this.peek().kind === "end") throw errorAt("equation/syntax", this.peek().at, "the expression is empty; write 0 for nothing");
    const expr = this.expression(0);
    const rest = this.peek();
    if (rest.text === ")") throw errorAt("equation/syntax", rest.at, 'this ")" closes nothing; remove it or open a parenthesis before');
    if (rest.text === ",") throw misplacedComma(rest);
    return expr;
  }

  /** An expression whose operators all hold their left operand at least this strongly. */
  private expression(strength: number): Expr {
    if (++this.nesting > maxNesting)
      throw errorAt("equation/syntax", this.peek().at, `nested more than ${maxNesting} levels deep; simplify the expression`);
    let left = this.operand();
    let compared = false;
    for (;;) {
      this.refuseMissingOperator();
      const token = this.peek();
      const operator = operators.get(token.text);
      if (!operator || operator.left < strength) break;
      const compares = operator.left === 1;
      if (compares && compared) throw errorAt("equation/syntax", token.at, "comparisons do not chain; multiply two of them, as in (a < b)*(b < c)");
      compared = compares;
      this.next++;
      const right = this.expression(operator.right);
      left = call(operator.fn, [left, right], { start: left.at.start, end: right.at.end });
    }
    this.nesting--;
    return left;
  }

  private operand(): Expr {
    const token = this.tokens[this.next++]!;
    if (token.kind === "number") return number(Number(token.text), token.at);
    if (token.kind === "name") return this.peek().text === "(" ? this.callOf(token) : name(token.text, token.at);
    if (token.text === "(") return this.group(token);
    if (token.text === "+") return this.expression(minusStrength);
    if (token.text === "-") return this.negative(token);
    throw this.missingOperand(token);
  }

  private negative(minus: Token): Expr {
    const literal = this.peek().kind === "number";
    const operand = this.expression(minusStrength);
    const at = { start: minus.at.start, end: operand.at.end };
    return literal && operand.kind === "number" ? number(-operand.value, at) : call("neg", [operand], at);
  }

  private group(open: Token): Expr {
    const inner = this.expression(0);
    const close = this.close(open);
    return { ...inner, at: { start: open.at.start, end: close.end } };
  }

  private callOf(id: Token): Expr {
    const open = this.tokens[this.next++]!;
    const fn = functionCalled(id.text);
    if (!fn) throw noFunction(id);
    const args: Expr[] = [];
    if (this.peek().text !== ")") {
      args.push(this.expression(0));
      while (this.peek().text === ",") {
        this.next++;
        args.push(this.expression(0));
      }
    }
    const close = this.close(open);
    return call(fn, args, { start: id.at.start, end: close.end });
  }

  private close(open: Token): Span {
    const token = this.tokens[this.next++]!;
    if (token.text === ")") return token.at;
    if (token.text === ",") throw misplacedComma(token);
    throw errorAt("equation/syntax", open.at, 'this "(" is never closed; add a ")"');
  }

  private refuseMissingOperator(): void {
    const token = this.peek();
    if (token.kind !== "number" && token.kind !== "name" && token.text !== "(") return;
    const before = this.tokens[this.next - 1]!;
    const left = before.text === ")" ? "(…)" : before.text;
    const right = token.text === "(" ? "(…)" : token.text;
    const cure = functionCalled(left)
      ? `arguments stand in parentheses: write ${left}(${right})`
      : `products are written out: write ${left}*${right}`;
    throw errorAt("equation/syntax", token.at, `an operator is missing between ${left} and ${right}; ${cure}`);
  }

  private missingOperand(token: Token) {
    const before = this.tokens[this.next - 2];
    const place = before ? ` after "${before.text}"` : "";
    const found = token.kind === "end" ? "the expression ends" : `"${token.text}" stands`;
    return errorAt("equation/syntax", token.at, `${found} where a value is expected${place}; add a number, a name or a parenthesis`);
  }

  private peek(): Token {
    return this.tokens[this.next]!;
  }
}

function misplacedComma(comma: Token) {
  return errorAt("equation/syntax", comma.at, "a comma only separates the arguments of a function; decimals are written with a point, as in 0.5");
}

function noFunction(id: Token) {
  const fn = id.text;
  if (isFunctionName(fn)) return errorAt("equation/name", id.at, `${fn} is not called by name; write ${functions[fn].help.split(/[:;]/)[0]}`);
  const here = synonyms.get(fn);
  if (here !== undefined) return errorAt("equation/name", id.at, `there is no function "${fn}"; write ${here}`, callableNames);
  const guess = nearest(fn, callableNames);
  const cure = guess === undefined ? `a product is written ${fn}*(…)` : `did you mean "${guess}", or the product ${fn}*(…)?`;
  return errorAt("equation/name", id.at, `there is no function "${fn}"; ${cure}`, callableNames);
}

/** Levels of a tree, found without recursion because the tree may be too high for it. */
function height(expr: Expr): number {
  let level: readonly Expr[] = [expr];
  let levels = 0;
  for (; level.length > 0; levels++) level = level.flatMap((node) => (node.kind === "call" ? node.args : []));
  return levels;
}
