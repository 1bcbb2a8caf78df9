import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../../src/core/equations/evaluate";
import { parse } from "../../../src/core/equations/parse";
import { toText } from "../../../src/core/equations/print";
import { simplify } from "../../../src/core/equations/simplify";
import { finite, trees } from "./trees";

const kernel = (text: string) => toText(simplify(parse(text)));
const symbolic = (text: string) => toText(simplify(parse(text), { symbolic: true }));

/** Numbers around which identities apply, and any other. */
const numbers = fc.oneof(fc.constantFrom(0, -0, 1, -1, 2, 3, -2, 0.5), finite);

describe("in kernels", () => {
  it.each([
    ["2*3*u", "6*u"],
    ["u*2*3", "u*2*3"],
    ["0.1 + 0.2", "0.30000000000000004"],
    ["2*pi*x", "6.283185307179586*x"],
    ["pi*u", "3.141592653589793*u"],
    ["u*1 + 1*v - 0", "u + v"],
    ["u/1", "u"],
    ["u^1 + u^(2 - 1)", "u + u"],
    ["u^0", "1"],
    ["u^(1 + 1)", "u^2"],
    ["--u", "u"],
    ["u + -0", "u"],
    ["select(1 < 2, u, v)", "u"],
    ["select(0, u, v)", "v"],
    ["sqrt(16)*u", "4*u"],
    ["laplacian(2*3*u)", "laplacian(6*u)"],
    ["u*dx(3)", "u*0"],
    ["mean(3) + u", "3 + u"],
    ["div(1*grad(u))", "div(grad(u))"],
  ])("%s becomes %s", (text, simple) => expect(kernel(text)).toBe(simple));

  it.each([
    "u + 0",
    "0*u",
    "u - u",
    "u/u",
    "u + 1 + 2",
    "1/0",
    "0/0*u",
    "log(-1)",
    "laplacian(u)",
    "laplacian(F)",
    "integral(2)",
    "vec(1, 2)",
    "noise(1)",
  ])("%s stays", (text) => expect(kernel(text)).toBe(text));

  it("no finite result changes a bit", () => {
    let finiteResults = 0;
    fc.assert(
      fc.property(trees(numbers), numbers, numbers, numbers, (tree, u, v, F) => {
        const state = (name: string) => ({ u, v, F })[name]!;
        const before = evaluate(tree, state);
        if (!Number.isFinite(before)) return;
        finiteResults++;
        expect(evaluate(simplify(tree), state)).toBe(before);
      }),
      { numRuns: 3000 },
    );
    expect(finiteResults).toBeGreaterThan(500);
  });

  it.each(["u^select(1, 0.5, v)", "u^(v^0 + 1)", "u^-(-3)", "u^select(0*1, v, 17)"])("%s keeps the rule by which the power is computed", (text) => {
    const state = (name: string) => ({ u: 1.7, v: 0.3 })[name]!;
    expect(evaluate(simplify(parse(text)), state)).toBe(evaluate(parse(text), state));
  });

  it("folds a tower of powers without going through it again for every storey", () => {
    expect(kernel(Array(150).fill("1").join("^"))).toBe("1");
    expect(kernel(`u*${Array(150).fill("2").join("^")}`)).toMatch(/^u\*2\^2\^2/);
  });

  it("is done after one pass", () =>
    fc.assert(
      fc.property(trees(numbers), (tree) => {
        const once = simplify(tree);
        expect(simplify(once)).toEqual(once);
      }),
    ));
});

describe("in formulas", () => {
  it.each([
    ["u + 0", "u"],
    ["0 - u", "-u"],
    ["0*u + 0/v", "0"],
    ["u - u", "0"],
    ["u/u", "1"],
    ["u + u", "2*u"],
    ["2*u - 5*u", "-(3*u)"],
    ["u + -v", "u - v"],
    ["-u + v", "v - u"],
    ["u - -v", "u + v"],
    ["u*-2", "-(2*u)"],
    ["-u*-v", "u*v"],
    ["u*2*3", "6*u"],
    ["u*(2*v)", "2*(u*v)"],
    ["u*u^2", "u^3"],
    ["u^3/u", "u^2"],
    ["(u^2)^3", "u^6"],
    ["-u/-v", "u/v"],
    ["-(u - v)", "v - u"],
    ["1^u", "1"],
    ["u*pi", "u*pi"],
    ["select(u > 0, v, v)", "v"],
    ["1/0", "1/0"],
  ])("%s becomes %s", (text, simple) => expect(symbolic(text)).toBe(simple));

  it("keeps the value, to rounding", () => {
    const smooth = trees(fc.integer({ min: -3, max: 3 }), ["add", "sub", "mul", "neg", "sin", "cos", "tanh"]);
    const unit = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(smooth, unit, unit, unit, (tree, u, v, F) => {
        const state = (name: string) => ({ u, v, F })[name]!;
        const before = evaluate(tree, state);
        fc.pre(Math.abs(before) < 1e6);
        const after = evaluate(simplify(tree, { symbolic: true }), state);
        expect(Math.abs(after - before)).toBeLessThan(1e-9 * (1 + magnitude(tree, state)));
      }),
      { numRuns: 1000 },
    );
  });

  it("ends on every tree", () =>
    fc.assert(
      fc.property(trees(numbers), (tree) => void simplify(tree, { symbolic: true })),
      { numRuns: 1000 },
    ));
});

/** The largest intermediate value: rounding is relative to that. */
function magnitude(tree: ReturnType<typeof parse>, state: (name: string) => number): number {
  const own = Math.abs(evaluate(tree, state));
  return tree.kind === "call" ? Math.max(own, ...tree.args.map((arg) => magnitude(arg, state))) : own;
}
