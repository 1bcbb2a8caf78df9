import type { Tokens } from "marked";
import { describe, expect, it } from "vitest";
import { isMaths, markdownTokens, type MathsToken } from "../../src/views/markdown-tokens";

/** Formulas of a text in order, display ones marked by two dollar signs. */
function formulas(text: string): string[] {
  const found = (tokens: readonly ({ type: string } | MathsToken)[]): string[] =>
    tokens.flatMap((token) =>
      isMaths(token)
        ? [token.display ? `$$${token.tex}$$` : token.tex]
        : found((token as Tokens.Generic).tokens ?? (token as Tokens.Generic).items ?? []),
    );
  return found(markdownTokens(text));
}

describe("formulas in Markdown", () => {
  it("are found within a line and in lists", () => {
    expect(formulas("With $u_0 = a + b$ and *then $v_0$*.")).toEqual(["u_0 = a + b", "v_0"]);
    expect(formulas("- first $x$\n- second $y_1$")).toEqual(["x", "y_1"]);
  });

  it("keep what Markdown would take for emphasis or an escape", () =>
    expect(formulas("$a_1 * b_2 * c$ and $\\{x\\}$ and $\\$5$")).toEqual(["a_1 * b_2 * c", "\\{x\\}", "\\$5"]));

  it("stand alone between double signs, over several lines, also right under prose", () => {
    expect(formulas("$$x = 1$$")).toEqual(["$$x = 1$$"]);
    expect(formulas("As follows:\n$$\n\\frac{a}{b}\n$$\nand on.")).toEqual(["$$\\frac{a}{b}$$"]);
  });

  it("are not prices, nor code", () => {
    expect(formulas("It costs $5 or $6.")).toEqual([]);
    expect(formulas("A single $ sign, or `$x$`.")).toEqual([]);
    expect(formulas("```\n$x$\n```")).toEqual([]);
  });
});
