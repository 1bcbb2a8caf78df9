import { Marked, type Token, type TokenizerExtension } from "marked";

/** A formula among the tokens of a text. */
export interface MathsToken {
  type: "maths";
  raw: string;
  tex: string;
  display: boolean;
}

export const isMaths = (token: { type: string }): token is MathsToken => token.type === "maths";

const displayMaths: TokenizerExtension = {
  name: "displayMaths",
  level: "block",
  start: (text) => text.match(/^\$\$/m)?.index,
  // Spaces around the formula are taken off afterwards: told apart here, they would be tried in every way.
  tokenizer: (text) => maths(/^\$\$((?:(?!\$\$)[\s\S])+)\$\$[ \t]*(?:\n+|$)/.exec(text), true),
};

/** A formula begins and ends with something other than a space, and no digit follows it, so that "$5 and $6" stays text. */
const inlineMaths: TokenizerExtension = {
  name: "inlineMaths",
  level: "inline",
  start: (text) => text.indexOf("$"),
  tokenizer: (text) => maths(/^\$(?!\s)((?:\\.|[^$\\\n])+?)(?<!\s)\$(?!\d)/.exec(text), false),
};

const maths = (match: RegExpExecArray | null, display: boolean): MathsToken | undefined =>
  match && match[1]!.trim() !== "" ? { type: "maths", raw: match[0], tex: match[1]!.trim(), display } : undefined;

const reader = new Marked({ gfm: true, extensions: [displayMaths, inlineMaths] });

/** Reads Markdown with formulas between dollar signs into marked's tokens. */
export const markdownTokens = (text: string): (Token | MathsToken)[] => reader.lexer(text);
