import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differentiate, type Variable } from "../../../src/core/equations/differentiate";
import { evaluate } from "../../../src/core/equations/evaluate";
import { parse } from "../../../src/core/equations/parse";
import { toText } from "../../../src/core/equations/print";
import type { Expr, FunctionName } from "../../../src/core/equations/tree";
import { bernoulliSlope } from "../../../src/core/field/bernoulli";
import { errorOf, trees } from "./trees";

const by = (name: string): Variable => ({ kind: "name", name });
const derivative = (text: string, variable: Variable = by("u")) => toText(differentiate(parse(text), variable));

describe("Jacobians derived by hand", () => {
  const jacobian = (equations: Record<string, string>) =>
    Object.values(equations).map((text) => Object.keys(equations).map((species) => derivative(text, by(species))));

  it("Gray–Scott", () =>
    expect(jacobian({ u: "D_u*laplacian(u) - u*v^2 + F*(1 - u)", v: "D_v*laplacian(v) + u*v^2 - (F + k)*v" })).toEqual([
      ["-v^2 - F", "-(2*(u*v))"],
      ["v^2", "2*(u*v) - (F + k)"],
    ]));

  it("Brusselator, with the determinant A² at its steady state", () => {
    const equations = { u: "D_u*laplacian(u) + A - (B + 1)*u + u^2*v", v: "D_v*laplacian(v) + B*u - u^2*v" };
    expect(jacobian(equations)).toEqual([
      ["2*(u*v) - (B + 1)", "u^2"],
      ["B - 2*(u*v)", "-u^2"],
    ]);
    const [A, B] = [3, 9];
    const state = (name: string) => ({ A, B, u: A, v: B / A })[name]!;
    const [[fu, fv], [gu, gv]] = Object.values(equations).map((text) =>
      ["u", "v"].map((s) => evaluate(differentiate(parse(text), by(s)), state)),
    ) as [[number, number], [number, number]];
    expect([fu, fv, gu, gv]).toEqual([B - 1, A * A, -B, -A * A]);
    expect(fu * gv - fv * gu).toBe(A * A);
  });

  it("Gierer–Meinhardt", () =>
    expect(jacobian({ u: "laplacian(u) + a + u^2/v - b*u", v: "D*laplacian(v) + u^2 - v" })).toEqual([
      ["2*u/v - b", "-(u^2/v^2)"],
      ["2*u", "-1"],
    ]));
});

describe("rules", () => {
  it.each([
    ["3", "0"],
    ["u", "1"],
    ["v", "0"],
    ["t*x*u", "t*x"],
    ["exp(2*u)", "2*exp(2*u)"],
    ["log(u)", "1/u"],
    ["sqrt(u)", "1/(2*sqrt(u))"],
    ["sin(u)", "cos(u)"],
    ["cos(u)", "-sin(u)"],
    ["tanh(u)", "1 - tanh(u)^2"],
    ["u^n", "n*u^(n - 1)"],
    ["u^-1", "-u^-2"],
    ["2^u", "0.6931471805599453*2^u"],
    ["1/u", "-(1/u^2)"],
    ["abs(u)", "select(u < 0, -1, 1)"],
    ["min(u, v)", "select(v < u, 0, 1)"],
    ["max(u, v)", "select(u < v, 0, 1)"],
    ["clamp(u, 0, 1)", "select(1 < max(u, 0), 0, select(u < 0, 0, 1))"],
    ["select(u > v, u^2, v)", "select(u > v, 2*u, 0)"],
    ["heaviside(u)*v", "0"],
    ["(u < v)*u", "u < v"],
  ])("%s", (text, expected) => expect(derivative(text)).toBe(expected));

  it("treats stencils as variables of their own", () => {
    const text = "(D + u)*laplacian(u) + laplacian(v) - dx(u)^2";
    expect(derivative(text)).toBe("laplacian(u)");
    expect(derivative(text, { kind: "stencil", fn: "laplacian", field: "u" })).toBe("D + u");
    expect(derivative(text, { kind: "stencil", fn: "laplacian", field: "v" })).toBe("1");
    expect(derivative(text, { kind: "stencil", fn: "dx", field: "u" })).toBe("-(2*dx(u))");
    expect(derivative(text, { kind: "stencil", fn: "dy", field: "u" })).toBe("0");
  });

  it("leaves operators on expressions, integrals and means alone", () => {
    const text = "u*laplacian(u*v) + mean(u)*u + dxx(u) + diffuse(u, v)";
    expect(derivative(text)).toBe("laplacian(u*v) + mean(u)");
    expect(derivative(text, { kind: "stencil", fn: "dxx", field: "u" })).toBe("1");
    expect(derivative(text, { kind: "stencil", fn: "laplacian", field: "u" })).toBe("0");
  });

  it("comes after expand", () => expect(() => derivative("div(u*grad(u))")).toThrow(/expand comes before/));

  it("refuses random terms, pointing at them", () =>
    expect(errorOf(() => derivative("u + noise(u)"))).toMatchObject({
      code: "equation/form",
      character: 5,
      message: expect.stringMatching(/drift/),
    }));
});

describe("against central differences", () => {
  const smooth: readonly FunctionName[] = ["add", "sub", "mul", "neg", "sin", "cos", "tanh", "select", "min", "max", "abs", "clamp"];
  const value = (tree: Expr, u: number, v: number, F: number) => evaluate(tree, (name) => ({ u, v, F })[name]!);
  const unit = fc.double({ min: -2, max: 2, noNaN: true });

  it("agrees, to the difference of the slopes on both sides", () => {
    let compared = 0;
    const tree = trees(fc.integer({ min: -3, max: 3 }), smooth);
    fc.assert(
      fc.property(tree, unit, unit, unit, (tree, a, b, F) => {
        // Off the round numbers, where kinks coincide and no derivative exists.
        const [u, v, h] = [a + 0.12345678, b - 0.23456789, 1e-5];
        const [before, here, after] = [value(tree, u - h, v, F), value(tree, u, v, F), value(tree, u + h, v, F)];
        const [left, right] = [(here - before) / h, (after - here) / h];
        const exact = value(differentiate(tree, by("u")), u, v, F);
        if (left !== 0 && Math.abs(left - right) < 1e-3) compared++;
        expect(Math.abs(exact - (left + right) / 2)).toBeLessThanOrEqual(Math.abs(left - right) + 1e-4 * (1 + Math.abs(here) + Math.abs(exact)));
      }),
      { numRuns: 1500, seed: 7 },
    );
    expect(compared).toBeGreaterThan(200);
  });

  it.each([
    "u^2.5/v",
    "u^v",
    "v^u",
    "exp(-u*v)/(1 + u^2)",
    "log(1 + u*v)^3",
    "sqrt(u + v)*tanh(u/v)",
    "(u/v)^-2",
    "u^4/(F^4 + u^4)",
    "v/(u + F)^2",
    "u*bernoulli(u - v)",
    "bernoulli(v - 4*u)",
  ])("%s", (text) => {
    const tree = parse(text);
    for (const [u, v] of [
      [0.7, 1.3],
      [2.1, 0.4],
      [1, 1],
    ] as const) {
      const h = 1e-5;
      const difference = (value(tree, u + h, v, 0.6) - value(tree, u - h, v, 0.6)) / (2 * h);
      expect(value(differentiate(tree, by("u")), u, v, 0.6)).toBeCloseTo(difference, 6);
    }
  });
});

describe("the slope of bernoulli", () => {
  const slope = (x: number, times = 1) => {
    let tree = parse("bernoulli(u)");
    for (let i = 0; i < times; i++) tree = differentiate(tree, by("u"));
    return evaluate(tree, () => x);
  };
  it.each([0, 1e-12, 0.1, 0.24999, 0.25, 0.3, -0.1, -0.26, 3, -3, 40, -40])("at %d is that of the closed form", (x) =>
    expect(slope(x)).toBeCloseTo(bernoulliSlope(x), 11),
  );
  it("of the second order is 1/6 at 0 and does not jump where the series begins", () => {
    expect(slope(0, 2)).toBeCloseTo(1 / 6, 14);
    expect(Math.abs(slope(0.25, 2) - slope(0.249999999, 2))).toBeLessThan(1e-9);
  });
});

describe("long expressions", () => {
  it("a product of 300 factors has the derivative 300·u²⁹⁹", () => {
    const tree = differentiate(parse(Array(300).fill("u").join("*")), by("u"));
    expect(evaluate(tree, () => 1)).toBe(300);
  });

  it("the longest chain that is read can be differentiated twice", () => {
    const sum = differentiate(differentiate(parse(Array(499).fill("sin(u)").join("+")), by("u")), by("u"));
    expect(evaluate(sum, () => 0.5)).toBeCloseTo(-499 * Math.sin(0.5), 9);
  });
});
