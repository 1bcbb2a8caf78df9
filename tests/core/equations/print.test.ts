import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { check } from "../../../src/core/equations/check";
import { parse } from "../../../src/core/equations/parse";
import { toText } from "../../../src/core/equations/print";
import { call, name, number } from "../../../src/core/equations/tree";
import { finite, shape, spatialScope, spatialTrees, trees } from "./trees";

describe("toText", () => {
  it.each([
    "D_u*laplacian(u) - u*v^2 + F*(1 - u)",
    "a - (b - c)",
    "a/(b*c)*d",
    "(a^b)^c^d",
    "(-2)^-x^2",
    "-(a + b)*c",
    "(a < b) + (c == d)",
    "(a < b) < c",
    "select(u > 0, min(a, -b), 1e-7)",
    "div(D/2*grad(u) - chi*u*grad(c))/tau",
    "dot(vec(1, -u), vec(a, b, c)) + mean(u)",
  ])("writes %s with no more parentheses than it needs", (text) => expect(toText(parse(text))).toBe(text));

  it("drops parentheses that say nothing", () => expect(toText(parse("((a)*(b)) + (c^(2))"))).toBe("a*b + c^2"));

  it("tells a negative number from a negated one", () => {
    expect(toText(number(-3))).toBe("-3");
    expect(toText(call("neg", [number(3)]))).toBe("-(3)");
    expect(toText(call("pow", [number(-3), name("u")]))).toBe("(-3)^u");
  });

  it("is undone by parse, for every tree", () =>
    fc.assert(
      fc.property(trees(finite), (tree) => {
        expect(shape(parse(toText(tree)))).toEqual(shape(tree));
      }),
      { numRuns: 1000 },
    ));

  it("is undone by parse, for every tree of operators and vectors", () =>
    fc.assert(
      fc.property(spatialTrees(finite), (tree) => {
        expect(shape(parse(toText(tree)))).toEqual(shape(tree));
        check(tree, spatialScope);
      }),
      { numRuns: 1000 },
    ));
});
