import { describe, expect, it } from "vitest";
import { parse } from "../../../src/core/equations/parse";
import { errorOf, shape } from "./trees";

const read = (text: string) => shape(parse(text));

describe("precedence", () => {
  it.each([
    ["a + b*c", ["add", "a", ["mul", "b", "c"]]],
    ["(a + b)*c", ["mul", ["add", "a", "b"], "c"]],
    ["a - b - c", ["sub", ["sub", "a", "b"], "c"]],
    ["a/b/c", ["div", ["div", "a", "b"], "c"]],
    ["a*b/c*d", ["mul", ["div", ["mul", "a", "b"], "c"], "d"]],
    ["a^b^c", ["pow", "a", ["pow", "b", "c"]]],
    ["-x^2", ["neg", ["pow", "x", 2]]],
    ["-2^2", ["neg", ["pow", 2, 2]]],
    ["(-2)^2", ["pow", -2, 2]],
    ["2^-3", ["pow", 2, -3]],
    ["2^-x*y", ["mul", ["pow", 2, ["neg", "x"]], "y"]],
    ["2^-x^2", ["pow", 2, ["neg", ["pow", "x", 2]]]],
    ["-x*y", ["mul", ["neg", "x"], "y"]],
    ["x*-y", ["mul", "x", ["neg", "y"]]],
    ["--x", ["neg", ["neg", "x"]]],
    ["+x - +3", ["sub", "x", 3]],
    ["a - -3", ["sub", "a", -3]],
    ["-(3)", ["neg", 3]],
    ["a + b < c*d", ["lt", ["add", "a", "b"], ["mul", "c", "d"]]],
    ["(a < b) == (c >= d)", ["eq", ["lt", "a", "b"], ["ge", "c", "d"]]],
    ["select(a > 0, b, -c)", ["select", ["gt", "a", 0], "b", ["neg", "c"]]],
    ["sin (x)^2", ["pow", ["sin", "x"], 2]],
    ["div(u*grad(v))/2", ["div", ["divergence", ["mul", "u", ["grad", "v"]]], 2]],
    ["dot(vec(1, u), vec(u, v, 2))", ["dot", ["vec", 1, "u"], ["vec", "u", "v", 2]]],
  ])("reads %s", (text, tree) => expect(read(text)).toEqual(tree));

  it.each([
    ["a − b", "a - b"],
    ["a × b · c ⋅ d", "a*b*c*d"],
    ["a ÷ b", "a/b"],
    ["(a ≤ b)*(a ≥ b)*(a ≠ b)", "(a <= b)*(a >= b)*(a != b)"],
    ["\ta\n + b ", "a+b"],
  ])("reads %j as %j", (typographic, plain) => expect(read(typographic)).toEqual(read(plain)));
});

describe("numbers", () => {
  it.each([
    ["1e-3", 0.001],
    [".5", 0.5],
    ["2.", 2],
    ["1.5E+2", 150],
    ["-3", -3],
    ["-0", -0],
    ["1e-400", 0],
  ])("reads %s", (text, value) => expect(read(text)).toBe(value));
});

describe("places", () => {
  it("gives every part its characters, parentheses and signs included", () => {
    const text = "a*(b - cc) + exp(-2)";
    const pieces: string[] = [];
    const visit = (expr: ReturnType<typeof parse>) => {
      pieces.push(text.slice(expr.at.start, expr.at.end));
      if (expr.kind === "call") expr.args.forEach(visit);
    };
    visit(parse(text));
    expect(pieces).toEqual([text, "a*(b - cc)", "a", "(b - cc)", "b", "cc", "exp(-2)", "-2"]);
  });
});

describe("errors", () => {
  it.each([
    ["", 1, /empty; write 0/],
    ["  ", 3, /empty/],
    ["2*", 3, /expression ends where a value is expected after "\*"/],
    ["u + * v", 5, /"\*" stands where a value is expected after "\+"/],
    ["exp()*", 7, /expression ends/],
    ["2u", 2, /write 2\*u/],
    ["u v", 3, /write u\*v/],
    ["(u)(v)", 4, /write \(…\)\*\(…\)/],
    ["2(u + 1)", 2, /write 2\*\(…\)/],
    ["u + sin v", 9, /write sin\(v\)/],
    ["(u + (v)", 1, /never closed/],
    ["1 + min(u, v", 8, /never closed/],
    ["u + v)", 6, /closes nothing/],
    ["0,5*u", 2, /decimals are written with a point/],
    ["(u, v)", 3, /comma only separates/],
    ["a < b < c", 7, /\(a < b\)\*\(b < c\)/],
    ["a == b != c", 8, /do not chain/],
    ["u = v", 3, /==/],
    ["u**2", 2, /u\^2/],
    ["u²", 2, /\^2/],
    ["2*µ", 3, /spell it out/],
    ["u && v", 3, /multiplied/],
    ["u | v", 3, /max/],
    ["!u", 1, /1 minus it/],
    ["a[0]", 2, /round parentheses/],
    ["u ? 1 : 2", 3, /select/],
    ["min(u; v)", 6, /commas/],
    ["∇²u", 1, /laplacian/],
    ["∫u", 1, /integral\(u\)/],
    ["u - ⟨u⟩", 5, /mean\(u\)/],
    ["u + div v", 9, /write div\(v\)/],
    ["a # b", 3, /"#" is not part of the language/],
    ["u + 😀", 5, /"😀"/],
    ["u + 1e999", 5, /too large/],
  ])("%j: at character %i", (text, character, message) => {
    const error = errorOf(() => parse(text));
    expect(error).toMatchObject({ code: "equation/syntax", character, message: expect.stringMatching(message) });
    expect(error.message).toMatch(new RegExp(`^character ${character}: `));
  });

  it.each([
    ["1 + u(1 - u)", 5, /no function "u"; a product is written u\*\(…\)/],
    ["2*Laplacian(u)", 3, /did you mean "laplacian"/],
    ["sine(u)", 1, /did you mean "sin"/],
    ["ln(u)", 1, /write log\(a\)/],
    ["u*tan(v)", 3, /sin\(a\)\/cos\(a\)/],
    ["pow(u, 2)", 1, /write a \^ b/],
    ["u + add(u, v)", 5, /write a \+ b/],
    ["toString(u)", 1, /no function "toString"/],
    ["divergence(u)", 1, /write div\(v\)/],
    ["average(u)", 1, /write mean\(u\)/],
    ["biharmonik(u)", 1, /did you mean "biharmonic"/],
    ["__proto__(u)", 1, /no function/],
  ])("%j: no such function at character %i", (text, character, message) =>
    expect(errorOf(() => parse(text))).toMatchObject({ code: "equation/name", character, message: expect.stringMatching(message) }),
  );

  it("underlines the whole word", () => expect(errorOf(() => parse("1 + lapalcian(u)")).underlined).toEqual([4, 13]));
});

describe("absurd input", () => {
  it.each([
    ["parentheses", "(".repeat(500) + "u" + ")".repeat(500)],
    ["minus signs", "-".repeat(500) + "u"],
    ["powers", Array(500).fill("u").join("^")],
    ["calls", "exp(".repeat(500) + "u" + ")".repeat(500)],
  ])("refuses 500 nested %s", (_, text) =>
    expect(errorOf(() => parse(text))).toMatchObject({ code: "equation/syntax", message: expect.stringMatching(/nested more than 200/) }),
  );

  it("accepts 150 nested parentheses and a sum of 400 terms", () => {
    expect(read("(".repeat(150) + "u" + ")".repeat(150))).toBe("u");
    expect(() => parse(Array(400).fill("u").join("+"))).not.toThrow();
  });

  it("refuses a chain too long for later passes", () =>
    expect(errorOf(() => parse(Array(4000).fill("u").join("+"))).message).toMatch(/group some of them in parentheses/));

  it("refuses a text beyond 10 000 characters, pointing at the first one too many", () =>
    expect(errorOf(() => parse(" ".repeat(10_000) + "u"))).toMatchObject({ character: 10_001, message: expect.stringMatching(/at most 10000/) }));
});
