import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { constantValue, evaluate, integerPower, powerPlan, prepare, wholeExponent } from "../../../src/core/equations/evaluate";
import { parse } from "../../../src/core/equations/parse";
import { pow } from "../../../src/core/field/elementary";
import { finite, trees } from "./trees";

const at = (text: string, values: Record<string, number> = {}) => evaluate(parse(text), (name) => values[name] ?? Number.NaN);

describe("evaluate", () => {
  it.each([
    ["1 + 2*3 - 4/8", 6.5],
    ["-2^2", -4],
    ["2^3^2", 512],
    ["(1 < 2) + (2 <= 2) + (1 > 2) + (1 >= 2) + (1 == 1)*10 + (1 != 1)*100", 12],
    ["select(0, 3, 4) + select(-1, 30, 40)", 34],
    ["abs(-3) + sqrt(16)", 7],
    ["min(1, 2) + 10*max(1, 2)", 21],
    ["heaviside(0) + heaviside(1e-300)*2 + heaviside(-1)*4", 2],
    ["clamp(5, 0, 1) + clamp(-5, 0, 1)*2 + clamp(0.25, 0, 1)*4", 2],
    ["clamp(0, 2, 1)", 1],
    ["pi", Math.PI],
    ["laplacian(u) + dx(u) + noise(3) + events(1, 2)", 0],
    ["biharmonic(u^2) + dxy(u) + diffuse(u, v) + dzb(u)", 0],
    ["driftdiffuse(1, u, v) + bernoulli(0)", 1],
    ["mean(3 + laplacian(u))", 3],
  ])("%s", (text, value) => expect(at(text)).toBe(value));

  it.each([
    ["exp(1)", Math.E],
    ["log(10)", Math.LN10],
    ["sin(1)", Math.sin(1)],
    ["cos(1)", Math.cos(1)],
    ["tanh(0.5)", Math.tanh(0.5)],
    ["2^0.3", 2 ** 0.3],
    ["bernoulli(1)", 1 / (Math.E - 1)],
    ["bernoulli(-700)", 700],
    ["bernoulli(1e-9)", 1 - 5e-10],
  ])("%s to 15 digits", (text, value) => expect(at(text)).toBeCloseTo(value, 14));

  it("takes names from the state", () => expect(at("u*v^2 + F", { u: 2, v: 3, F: 0.5 })).toBe(18.5));

  it("has the Gray–Scott steady state of reference-values 4d at rest", () => {
    const [F, k] = [0.055, 0.062];
    const root = Math.sqrt(1 - (4 * (F + k) ** 2) / F);
    const state = { F, k, u: (1 - root) / 2, v: (F * (1 + root)) / (2 * (F + k)) };
    expect(state.u).toBeCloseTo(0.4667, 4);
    expect(state.v).toBeCloseTo(0.2507, 4);
    expect(at("laplacian(u) - u*v^2 + F*(1 - u)", state)).toBeCloseTo(0, 15);
    expect(at("u*v^2 - (F + k)*v", state)).toBeCloseTo(0, 15);
  });

  it("keeps the min, max and comparison rules for −0 and NaN", () => {
    expect(at("min(a, b)", { a: 0, b: -0 })).toBe(0);
    expect(at("max(a, b)", { a: -0, b: 0 })).toBe(-0);
    expect(at("min(a, b)", { a: 1, b: Number.NaN })).toBe(1);
    expect(at("max(a, b)", { a: Number.NaN, b: 1 })).toBe(Number.NaN);
  });
});

describe("integrals and means of a uniform state", () => {
  it("are the value times the volume, and the value", () => {
    expect(at("integral(u^2)", { u: 3, Lx: 4, Ly: 5, Lz: 2 })).toBe(360);
    expect(at("mean(u^2)", { u: 3 })).toBe(9);
  });

  it("are over an area in 2D, where Lz is unknown", () => expect(at("integral(u)", { u: 3, Lx: 4, Ly: 5 })).toBe(60));

  it("are prepared too", () => {
    const state: Record<string, number> = { u: 3, Lx: 4, Ly: 5, Lz: 2 };
    const prepared = prepare(
      parse("integral(u + F) - mean(u) + mean(F)"),
      (name) => () => state[name] ?? 7,
      (name) => name === "u",
    );
    expect(prepared()).toBe(400 - 3 + 7);
    state["u"] = 1;
    expect(prepared()).toBe(320 - 1 + 7);
  });
});

describe("prepare", () => {
  it("gives the bits of evaluate, whatever varies", () => {
    const state: Record<string, number> = {};
    const leaf = (name: string) => () => state[name]!;
    fc.assert(
      fc.property(trees(finite), fc.subarray(["u", "v", "F"]), fc.array(fc.tuple(finite, finite), { minLength: 1 }), (expr, varying, states) => {
        Object.assign(state, { u: 0.5, v: -2, F: 3 });
        const prepared = prepare(expr, leaf, (name) => varying.includes(name));
        for (const [first, second] of states) {
          varying.forEach((name, i) => (state[name] = i === 0 ? first : second));
          expect(prepared()).toBe(evaluate(expr, (name) => state[name]!));
        }
      }),
    );
  });
  it("takes stencils and random terms as 0", () => {
    expect(
      prepare(
        parse("laplacian(u) + noise(u) + u"),
        () => () => 7,
        (name) => name === "u",
      )(),
    ).toBe(7);
  });
});

describe("powers", () => {
  const whole = fc.integer({ min: -16, max: 16 });
  it("are exact where products are", () => {
    for (let n = 0; n <= 16; n++) expect(integerPower(3, n)).toBe(3 ** n);
    expect(integerPower(2, -16)).toBe(2 ** -16);
    expect(integerPower(0, 0)).toBe(1);
  });

  it("multiply in the order that is promised", () => {
    const x = 1.1;
    expect(integerPower(x, 3)).toBe(x * x * x);
    expect(integerPower(x, 5)).toBe(x * x * (x * x) * x);
    expect(integerPower(x, 6)).toBe(x * x * x * (x * x * x));
    expect(integerPower(x, -3)).toBe(1 / (x * x * x));
    expect(powerPlan(parse("13"))).toEqual({ kind: "whole", n: 13, steps: ["square", "times", "square", "square", "times"], reciprocal: false });
    expect(powerPlan(parse("-2"))).toEqual({ kind: "whole", n: -2, steps: ["square"], reciprocal: true });
    expect(powerPlan(parse("0"))).toEqual({ kind: "whole", n: 0, steps: [], reciprocal: false });
  });

  it("agree with the square root and with pow", () => {
    expect(at("u^0.5", { u: 2 })).toBe(Math.SQRT2);
    expect(at("u^2.5", { u: 2 })).toBe(pow(2, 2.5));
    expect(at("u^n", { u: 1.7, n: 3 })).toBe(pow(1.7, 3));
  });

  it("follow the plan step by step", () =>
    fc.assert(
      fc.property(fc.double({ min: -4, max: 4, noNaN: true }), whole, (x, n) => {
        const plan = powerPlan({ kind: "number", value: n, at: { start: 0, end: 0 } });
        if (plan.kind !== "whole") throw new Error("whole exponents have a plan of products");
        const r = plan.steps.reduce((r, step) => r * (step === "square" ? r : x), n === 0 ? 1 : x);
        expect(at("u^n".replace("n", String(n)), { u: x })).toBe(plan.reciprocal ? 1 / r : r);
      }),
    ));

  it.each([
    ["2", 2],
    ["-16", -16],
    ["1 + 1", 2],
    ["-(3)", -3],
    ["-0", 0],
    ["17", null],
    ["2.5", null],
    ["n", null],
    ["0*n", null],
    ["1/0", null],
  ])("whole exponent of %s", (text, n) => expect(wholeExponent(parse(text))).toBe(n));
});

describe("constantValue", () => {
  it.each([
    ["2*pi", 2 * Math.PI],
    ["max(1, 4/2)", 2],
    ["2*u", null],
    ["laplacian(u)", null],
    ["noise(1)", null],
    ["laplacian(3) + diffuse(2, pi)", 0],
    ["diffuse(u, 3)", null],
    ["mean(4/2)", 2],
    ["integral(1)", null],
  ])("%s", (text, value) => expect(constantValue(parse(text))).toBe(value));
});
