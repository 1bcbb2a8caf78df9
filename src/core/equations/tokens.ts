import { errorAt } from "./names";
import type { Span } from "./tree";

/** A word of the equation. `sign` carries operators in their plain spelling, parentheses and commas. */
export interface Token {
  kind: "number" | "name" | "sign" | "end";
  text: string;
  at: Span;
}

/** Typographic signs that are read as their plain spelling. */
const plain: ReadonlyMap<string, string> = new Map([
  ["−", "-"],
  ["×", "*"],
  ["·", "*"],
  ["⋅", "*"],
  ["÷", "/"],
  ["≤", "<="],
  ["≥", ">="],
  ["≠", "!="],
]);

const space = /\s+/y;
const numeral = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const identifier = /[A-Za-z_][A-Za-z0-9_]*/y;
const sign = /<=|>=|==|!=|\*(?!\*)|[-+/^<>(),−×·⋅÷≤≥≠]/y;

/** What to write instead of signs that other languages have and this one does not. */
const cures: readonly [RegExp, string][] = [
  [/\*\*/y, "powers are written with ^, as in u^2"],
  [/=/y, "only the right-hand side of the equation is given; two values are compared with =="],
  [/&&?|∧/y, "conditions that must all hold are multiplied, as in (u > 0)*(v > 0)"],
  [/\|\|?|∨/y, "of two conditions take the larger, as in max(u > 0, v > 0); an absolute value is abs(u)"],
  [/!/y, "the opposite of a condition is 1 minus it; unequal is !="],
  [/[[\]{}]/y, "group with round parentheses"],
  [/;/y, "arguments are separated by commas"],
  [/[?:]/y, "a choice is written select(condition, a, b)"],
  [/²/y, "write ^2"],
  [/³/y, "write ^3"],
  [/[∇∂Δ]/y, "derivatives are laplacian(u), dx(u), dy(u), dz(u), grad(u) and div(v)"],
  [/[∫∮]/y, "an integral over the domain is integral(u)"],
  [/[⟨⟩]/y, "an average over the domain is mean(u)"],
  [/√/y, "write sqrt(…)"],
  [/π/y, "write pi"],
  [/%/y, "there is no remainder; a percentage is divided by 100"],
  [/['′]/y, "derivatives are laplacian(u), dx(u), dy(u) and dz(u)"],
  [/[\p{L}\p{M}]+/uy, "names use the letters a to z, digits and underscores: spell it out, as in alpha"],
];

/**
 * Cuts an equation into words; the last one is always the `end`.
 * @throws WorkbenchError `equation/syntax` at a character that the language does not have, or a number beyond 1.8e308.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position;
    return pattern.exec(text)?.[0];
  };
  while (position < text.length) {
    const blank = take(space);
    if (blank !== undefined) {
      position += blank.length;
      continue;
    }
    const number = take(numeral);
    const name = take(identifier);
    const word = number ?? name ?? take(sign);
    if (word === undefined) throw foreignSign(text, position);
    const at = { start: position, end: position + word.length };
    if (number !== undefined && !Number.isFinite(Number(number)))
      throw errorAt("equation/syntax", at, `${number} is too large; numbers go up to 1.8e308`);
    const kind = number !== undefined ? "number" : name !== undefined ? "name" : "sign";
    tokens.push({ kind, text: plain.get(word) ?? word, at });
    position = at.end;
  }
  tokens.push({ kind: "end", text: "", at: { start: text.length, end: text.length } });
  return tokens;
}

function foreignSign(text: string, position: number) {
  for (const [pattern, cure] of cures) {
    pattern.lastIndex = position;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined)
      return errorAt("equation/syntax", { start: position, end: position + found.length }, `"${found}" is not part of the language; ${cure}`);
  }
  const found = String.fromCodePoint(text.codePointAt(position)!);
  return errorAt("equation/syntax", { start: position, end: position + found.length }, `"${found}" is not part of the language; remove it`);
}
