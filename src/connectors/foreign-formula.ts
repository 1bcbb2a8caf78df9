import { WorkbenchError } from "../core/errors";

/** What the names and functions of another program's formulas are in our language. */
export interface Dialect {
  /** The file or link, for messages. */
  source: string;
  /** Text of a name in our language; throws `cannot(…)` for one that has no counterpart. */
  name(id: string): string;
  /** Text of a call; the arguments are ours already, each safe inside parentheses or between commas. */
  call(id: string, args: readonly string[]): string;
  /** Whether a call may follow a bare name, as casts do: `(float4)(1)`. */
  casts?: ReadonlySet<string>;
}

/** Refusal of one formula: which, why, and how to mend it. */
export const cannot = (source: string, text: string, why: string): WorkbenchError =>
  new WorkbenchError("data/unreadable", [source], `“${text.replace(/\s+/g, " ").trim()}” cannot be translated: ${why}`);

interface Part {
  text: string;
  /** How tightly its outermost sign holds, as in `binding`; 9 for what needs no parentheses. */
  holds: number;
}

const binding: Record<string, number> = {
  "||": 1,
  "&&": 2,
  "==": 3,
  "!=": 3,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  "^": 8,
};
const unary = 7;
const whole = 9;

const words = /\s*(?:((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[fFlL]?|([A-Za-z_]\w*)|(<=|>=|==|!=|&&|\|\||[-+*/^<>()?:,!%]))/y;

/**
 * A formula in the notation that C, OpenCL and GLSL share (and `^` for powers), in the language of our equations: conditions become
 * products and `select`, names and calls what the dialect says.
 * @throws WorkbenchError `data/unreadable` that quotes the formula and names what has no counterpart.
 */
export function translateFormula(formula: string, dialect: Dialect): string {
  const refuse = (why: string) => cannot(dialect.source, formula, why);
  const tokens = cut(formula, refuse);
  let at = 0;
  const peek = () => tokens[at] ?? "";
  const take = () => tokens[at++] ?? "";
  const expect = (sign: string) => {
    if (take() !== sign) throw refuse(`a “${sign}” is missing`);
  };

  function choice(): Part {
    const condition = from(1);
    if (peek() !== "?") return condition;
    take();
    const yes = choice();
    expect(":");
    return { text: `select(${condition.text}, ${yes.text}, ${choice().text})`, holds: whole };
  }

  function from(least: number): Part {
    let left = prefix();
    for (;;) {
      const sign = peek();
      const holds = binding[sign];
      if (sign === "%") throw refuse("there is no remainder in our equations; give the pattern as a formula without it");
      if (holds === undefined || holds < least) return left;
      take();
      // Powers group to the right, everything else to the left.
      const right = from(sign === "^" ? holds : holds + 1);
      left = combine(sign, left, right, holds);
    }
  }

  function prefix(): Part {
    const sign = peek();
    if (sign === "-" || sign === "+") {
      take();
      const operand = from(unary);
      return sign === "+" ? operand : { text: `-${wrapped(operand, unary)}`, holds: unary };
    }
    if (sign === "!") {
      take();
      return { text: `1 - ${wrapped(truth(from(unary)), 6)}`, holds: 5 };
    }
    return atom();
  }

  function atom(): Part {
    const word = take();
    if (word === "") throw refuse("it ends too early");
    if (word === "(") {
      const cast = dialect.casts?.has(peek()) && tokens[at + 1] === ")";
      if (cast) {
        at += 2;
        return prefix();
      }
      const inner = choice();
      expect(")");
      return inner;
    }
    if (/^[\d.]/.test(word)) return { text: word, holds: whole };
    if (!/^\w/.test(word)) throw refuse(`“${word}” stands where a value is expected`);
    if (peek() !== "(") return { text: dialect.name(word), holds: holdsOf(dialect.name(word)) };
    take();
    const args: string[] = [];
    while (peek() !== ")") {
      args.push(choice().text);
      if (peek() === ",") take();
      else if (peek() !== ")") throw refuse(`the arguments of ${word} are not closed`);
    }
    take();
    const text = dialect.call(word, args);
    return { text, holds: holdsOf(text) };
  }

  const result = choice();
  if (at < tokens.length) throw refuse(`“${peek()}” is one too many`);
  return result.text;
}

function cut(formula: string, refuse: (why: string) => WorkbenchError): string[] {
  const tokens: string[] = [];
  const text = formula.trimEnd();
  words.lastIndex = 0;
  for (let at = 0; at < text.length; at = words.lastIndex) {
    words.lastIndex = at;
    const found = words.exec(text);
    if (!found) throw refuse(`the character “${text.slice(at).trim()[0]}” has no meaning in our equations`);
    tokens.push(found[1] ?? found[2] ?? found[3]!);
  }
  if (tokens.length === 0) throw refuse("it is empty");
  return tokens;
}

function combine(sign: string, left: Part, right: Part, holds: number): Part {
  if (sign === "&&") return { text: `${wrapped(truth(left), 6)}*${wrapped(truth(right), unary)}`, holds: 6 };
  if (sign === "||") return { text: `max(${truth(left).text}, ${truth(right).text})`, holds: whole };
  // Comparisons do not chain, and of equals the right one is wrapped: a - (b - c).
  const strict = holds === 3 || holds === 4;
  const leftText = wrapped(left, sign === "^" || strict ? holds + 1 : holds);
  const rightText = wrapped(right, sign === "^" ? holds : holds + 1);
  const spaced = holds < 6 ? ` ${sign} ` : sign;
  return { text: `${leftText}${spaced}${rightText}`, holds };
}

const wrapped = ({ text, holds }: Part, least: number): string => (holds < least ? `(${text})` : text);

/** A value as 1 where it is not 0, else 0. */
const truth = (part: Part): Part => (part.holds === 3 || part.holds === 4 ? part : { text: `${wrapped(part, 5)} != 0`, holds: 3 });

/** A name, number or call needs no parentheses; anything else that a dialect gives is taken as a sum. */
const holdsOf = (text: string): number =>
  /^(\w+|\d[\w.]*|\w+\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\((?:[^()]|\([^()]*\))*\))$/.test(text) ? whole : 5;
