import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate, powerPlan } from "../../../src/core/equations/evaluate";
import { readExpression } from "../../../src/core/equations/equation";
import type { Expr } from "../../../src/core/equations/tree";
import { modelOf, readNow, sampled, start } from "../../support/runs";

const heat = (dimension: number) => modelOf({ u: "D*laplacian(u)" }, { D: dimension === 3 ? 0.1 : 0.2 });

/** Error of one run against an exact solution: the largest difference over all cells. */
const largestError = (values: ArrayLike<number>, exact: ArrayLike<number>) =>
  Array.from(exact).reduce((worst, value, i) => Math.max(worst, Math.abs(values[i]! - value)), 0);

describe("heat modes", () => {
  it("decay by 1 − Σ 4DΔt sin²(kΔx/2)/Δx² along one axis, to rounding: 0.969552 for wavelength 16", () => {
    const run = start(heat(2), { u: sampled([8, 16], (x) => Math.cos((2 * Math.PI * x) / 16)) }, { shape: [8, 16], dt: 1 });
    run.advance(1);
    const factor = 1 - 4 * 0.2 * Math.sin(Math.PI / 16) ** 2;
    expect(factor).toBeCloseTo(0.969552, 6);
    expect(
      largestError(
        readNow(run, "u"),
        sampled([8, 16], (x) => factor * Math.cos((2 * Math.PI * x) / 16)),
      ),
    ).toBeLessThan(2e-16 * 4);
  });

  it("decay by the sum over three axes in a volume", () => {
    const shape: [number, number, number] = [4, 6, 8];
    const wave = (x: number, y: number, z: number) =>
      Math.cos((2 * Math.PI * x) / 8) * Math.cos((2 * Math.PI * y) / 6) * Math.cos((2 * Math.PI * z) / 4);
    const run = start(heat(3), { u: sampled(shape, wave) }, { shape, dt: 1 });
    run.advance(1);
    const factor = 1 - 4 * 0.1 * [8, 6, 4].reduce((sum, n) => sum + Math.sin(Math.PI / n) ** 2, 0);
    expect(
      largestError(
        readNow(run, "u"),
        sampled(shape, (x, y, z) => factor * wave(x, y, z)),
      ),
    ).toBeLessThan(1e-15);
  });

  it("decay along an axis of its own spacing", () => {
    const run = start(heat(2), { u: sampled([12, 8], (_, y) => Math.cos((2 * Math.PI * y) / 12)) }, { shape: [12, 8], spacing: [2, 1], dt: 1 });
    run.advance(1);
    const factor = 1 - (4 * 0.2 * Math.sin(Math.PI / 12) ** 2) / 4;
    expect(
      largestError(
        readNow(run, "u"),
        sampled([12, 8], (_, y) => factor * Math.cos((2 * Math.PI * y) / 12)),
      ),
    ).toBeLessThan(1e-15);
  });

  it.each(["periodic", "neumann"] as const)("keep their sum under %s boundaries", (boundary) => {
    const run = start(heat(2), { u: sampled([9, 11], (x, y) => (x * 7 + y * 13) % 5) }, { shape: [9, 11], boundary, dt: 1 });
    const before = readNow(run, "u").reduce((sum, value) => sum + value, 0);
    run.advance(50);
    expect(readNow(run, "u").reduce((sum, value) => sum + value, 0)).toBeCloseTo(before, 10);
  });
});

describe("stencils", () => {
  const quadratic = (x: number, y: number, z: number) => x * x + 2 * y * y + 3 * z * z + x * y - y * z;
  const once = (equation: string, shape: [number, number] | [number, number, number], stencil: "standard" | "isotropic") => {
    const run = start(modelOf({ u: equation }), { u: sampled(shape, quadratic) }, { shape, stencil, boundary: "neumann", dt: 1 });
    const before = readNow(run, "u");
    run.advance(1);
    return readNow(run, "u").map((value, i) => value - before[i]!);
  };
  const centre = (shape: readonly number[]) => {
    const [nx, ny, nz] = [shape.at(-1)!, shape.at(-2)!, shape.length === 3 ? shape[0]! : 1];
    return (Math.floor(nz / 2) * ny + Math.floor(ny / 2)) * nx + Math.floor(nx / 2);
  };

  it.each([
    ["standard", [5, 5], 6],
    ["isotropic", [5, 5], 6],
    ["standard", [5, 5, 5], 12],
    ["isotropic", [5, 5, 5], 12],
  ] as const)("%s ∇² of a quadratic is exact on %j", (stencil, shape, expected) => {
    expect(once("laplacian(u)", [...shape] as [number, number], stencil)[centre(shape)]).toBeCloseTo(expected, 10);
  });

  it("differences are exact for a quadratic", () => {
    expect(once("dx(u)", [5, 5, 5], "standard")[centre([5, 5, 5])]).toBeCloseTo(2 * 2 + 2, 10);
    expect(once("dy(u)", [5, 5, 5], "standard")[centre([5, 5, 5])]).toBeCloseTo(4 * 2 + 2 - 2, 10);
    expect(once("dz(u)", [5, 5, 5], "standard")[centre([5, 5, 5])]).toBeCloseTo(6 * 2 - 2, 10);
  });

  /** (∇² of a wave)/(−k²) by the stencil, from one step; the wave has whole periods, so that cell 0 is at its crest. */
  const symbol = (stencil: "standard" | "isotropic", shape: [number, number] | [number, number, number], k: readonly number[]) => {
    const turn = (2 * Math.PI) / shape[0];
    const wave = sampled(shape, (x, y, z) => Math.cos(turn * (k[0]! * x + k[1]! * y + (k[2] ?? 0) * z)));
    const run = start(modelOf({ u: "0.1*laplacian(u)" }), { u: wave }, { shape, stencil, dt: 1 });
    run.advance(1);
    return (1 - readNow(run, "u")[0]!) / 0.1 / (turn * Math.hypot(...k)) ** 2;
  };

  it.each([
    ["9 points", [64, 64], [5, 0], [3, 4]],
    ["27 points", [32, 32, 32], [3, 0, 0], [2, 2, 1]],
    ["27 points in a plane", [32, 32, 32], [5, 0, 0], [0, 3, 4]],
  ] as const)(
    "isotropic, %s: waves of one length decay alike whatever their direction, unlike the standard stencil's",
    (_, shape, along, oblique) => {
      const difference = (stencil: "standard" | "isotropic") =>
        Math.abs(symbol(stencil, [...shape] as [number, number], along) - symbol(stencil, [...shape] as [number, number], oblique));
      const k2 = ((2 * Math.PI) / shape[0]) ** 2 * along[0] ** 2;
      // 1 − k²h²/12 to fourth order; what is left of direction is of the next order.
      expect(Math.abs(symbol("isotropic", [...shape] as [number, number], oblique) - (1 - k2 / 12))).toBeLessThan(k2 ** 2 / 200);
      expect(difference("isotropic")).toBeLessThan(k2 ** 2 / 200);
      expect(difference("standard")).toBeGreaterThan(k2 / 40);
    },
  );
});

describe("boundaries", () => {
  it("a Dirichlet value one spacing outside pulls the field to the line between the two", () => {
    const run = start(
      heat(2),
      { u: new Float64Array(3 * 9) },
      { shape: [3, 9], boundary: { "x-": { dirichlet: 0 }, "x+": { dirichlet: 10 }, other: "neumann" }, dt: 1 },
    );
    run.advance(3000);
    const values = readNow(run, "u");
    for (let x = 0; x < 9; x++) expect(values[9 + x]).toBeCloseTo(x + 1, 8);
  });

  it("a Neumann slope is the outward derivative", () => {
    const run = start(
      heat(2),
      { u: new Float64Array(3 * 9) },
      { shape: [3, 9], spacing: 0.5, boundary: { "x-": { dirichlet: 0 }, "x+": { neumann: 2 }, other: "neumann" }, dt: 0.25 },
    );
    run.advance(9000);
    const values = readNow(run, "u");
    for (let x = 0; x < 9; x++) expect(values[9 + x]).toBeCloseTo(2 * 0.5 * (x + 1), 6);
  });
});

describe("convergence by manufactured solutions", () => {
  /** u = e^{−t} cos(2πx/L) cos(2πy/L) solves u_t = ∇²u + s with this source. */
  const L = 2;
  const k2 = 2 * ((2 * Math.PI) / L) ** 2;
  const mode = "cos(2*pi*x/Lx)*cos(2*pi*y/Ly)";
  const model = modelOf({ u: `laplacian(u) + (${k2} - 1)*exp(-t)*${mode}` });
  const errorOf = (n: number, dt: number, steps: number, method: string) => {
    const shape: [number, number] = [n, n];
    const exact = (time: number) => sampled(shape, (x, y) => Math.exp(-time) * Math.cos((2 * Math.PI * x) / n) * Math.cos((2 * Math.PI * y) / n));
    const run = start(model, { u: exact(0) }, { shape, spacing: L / n, dt, method });
    run.advance(steps);
    return largestError(readNow(run, "u"), exact(run.time));
  };

  it("is of second order in space", () => {
    const [coarse, middle, fine] = [8, 16, 32].map((n) => errorOf(n, 2 ** -12, 256, "rk4"));
    expect(Math.log2(coarse! / middle!)).toBeGreaterThan(1.85);
    expect(Math.log2(coarse! / middle!)).toBeLessThan(2.15);
    expect(Math.log2(middle! / fine!)).toBeGreaterThan(1.95);
    expect(Math.log2(middle! / fine!)).toBeLessThan(2.05);
  });

  it.each([
    ["euler", 1],
    ["heun", 2],
    ["rk4", 4],
  ] as const)("%s is of order %i in time", (method, order) => {
    // Uniform in space, so that the error of time stands alone: u_t = −u² + s(t), u = 1/(1+t) + sin t.
    const ode = modelOf({ u: "-u^2 + (1/(1+t) + sin(t))^2 - 1/(1+t)^2 + cos(t)" });
    const errors = [10, 20, 40].map((steps) => {
      const run = start(ode, { u: [1] }, { shape: [1, 1], dt: 1 / steps, method });
      run.advance(steps);
      return Math.abs(readNow(run, "u")[0]! - (0.5 + Math.sin(1)));
    });
    expect(Math.log2(errors[1]! / errors[2]!)).toBeGreaterThan(order - 0.2);
    expect(Math.log2(errors[1]! / errors[2]!)).toBeLessThan(order + 0.3);
  });
});

describe("the program over rows", () => {
  const names = ["u", "v", "p", "x"];
  const leaf = fc.oneof(fc.constantFrom(...names), fc.integer({ min: 0, max: 4 }).map(String));
  const text = fc.letrec<{ expr: string }>((tie) => ({
    expr: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.tuple(fc.constantFrom("+", "-", "*", "/", "<", ">="), tie("expr"), tie("expr")).map(([op, a, b]) => `(${a} ${op} ${b})`),
      fc.tuple(fc.constantFrom("exp", "tanh", "sin", "cos", "abs", "heaviside", "-"), tie("expr")).map(([f, a]) => `${f}(${a})`),
      fc.tuple(tie("expr"), fc.constantFrom(2, 3, 5, -2, 0.5, 1.5)).map(([a, n]) => `(${a})^(${n})`),
      fc.tuple(fc.constantFrom("min", "max"), tie("expr"), tie("expr")).map(([f, a, b]) => `${f}(${a}, ${b})`),
      fc.tuple(tie("expr"), tie("expr"), tie("expr")).map(([a, b, c]) => `select(${a}, ${b}, ${c})`),
    ),
  })).expr;

  it("gives in double precision the very bits of the scalar evaluation", () => {
    fc.assert(
      fc.property(text, (equation) => {
        const model = modelOf({ u: equation, v: "0" }, { p: 0.75 });
        const u = sampled([2, 3], (x, y) => 0.3 * x - 0.7 * y);
        const v = sampled([2, 3], (x, y) => 1.1 * y + 0.2 * x - 0.5);
        const run = start(model, { u, v }, { shape: [2, 3], dt: 1 });
        run.advance(1);
        const expr = readExpression(equation, { species: ["u", "v"], params: ["p"] });
        const expected = u.map((value, cell) => {
          const slope = evaluate(expr, (id) => ({ u: value, v: v[cell]!, p: 0.75, x: cell % 3 })[id]!);
          const next = value + slope;
          return Math.abs(next) < 1e-290 ? 0 : next;
        });
        expect(readNow(run, "u")).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });

  /** What decision 3 says of f32: what no field enters is rounded once, every other operation is. */
  const inSingle = (expr: Expr, value: (name: string) => number): number => {
    const varies = (node: Expr): boolean =>
      node.kind === "call" ? node.args.some(varies) : node.kind === "name" && (node.name === "u" || node.name === "v");
    if (expr.kind !== "call" || !varies(expr)) return Math.fround(evaluate(expr, value));
    const args = expr.args.map((argument) => inSingle(argument, value));
    const plan = expr.fn === "pow" ? powerPlan(expr.args[1]!) : null;
    if (plan?.kind === "whole") {
      const power = plan.steps.reduce((r, step) => Math.fround(r * (step === "square" ? r : args[0]!)), plan.n === 0 ? 1 : args[0]!);
      return plan.reciprocal ? Math.fround(1 / power) : power;
    }
    const literals = args.map((argument, i): Expr => ({ kind: "number", value: argument, at: expr.args[i]!.at }));
    return Math.fround(evaluate({ ...expr, args: literals }, value));
  };

  it("rounds in single precision each operation that a field enters, and the others once", () => {
    fc.assert(
      fc.property(text, (equation) => {
        const model = modelOf({ u: equation, v: "0" }, { p: 0.7 });
        const u = sampled([2, 3], (x, y) => Math.fround(0.3 * x - 0.7 * y));
        const v = sampled([2, 3], (x, y) => Math.fround(1.1 * y + 0.2 * x - 0.5));
        const run = start(model, { u, v }, { shape: [2, 3], dt: 0.3, precision: "f32" });
        run.advance(1);
        const expr = readExpression(equation, { species: ["u", "v"], params: ["p"] });
        const expected = u.map((value, cell) => {
          const slope = inSingle(expr, (id) => ({ u: value, v: v[cell]!, p: 0.7, x: cell % 3 })[id]!);
          const next = Math.fround(value + Math.fround(Math.fround(0.3) * slope));
          return Math.abs(next) < Math.fround(1e-30) ? 0 : next;
        });
        expect(readNow(run, "u")).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });

  it("rounds each operation in single precision", () => {
    const run = start(modelOf({ u: "u*u*u" }), { u: [1.1] }, { shape: [1, 1], dt: 1, precision: "f32" });
    run.advance(1);
    const u = Math.fround(1.1);
    expect(readNow(run, "u")[0]).toBe(Math.fround(u + Math.fround(Math.fround(u * u) * u)));
  });

  it("flushes what is nearer to 0 than the floor", () => {
    const run = start(modelOf({ u: "0" }), { u: [1e-31, -1e-35, 1e-29] }, { shape: [1, 3], dt: 1, precision: "f32" });
    run.advance(1);
    expect([...readNow(run, "u")]).toEqual([0, 0, Math.fround(1e-29)]);
  });
});

describe("noise", () => {
  const shape: [number, number] = [128, 128];
  it("adds σ√dt a step, independent between cells, steps and seeds", () => {
    const run = start(modelOf({ u: "noise(0.5)" }), { u: new Float64Array(128 * 128) }, { shape, dt: 0.25, seed: 7 });
    run.advance(4);
    const values = readNow(run, "u");
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    // Standard errors at 16 384 cells: mean 0.5/128, variance 0.25·√(2/16384).
    expect(Math.abs(mean)).toBeLessThan(4 * (0.5 / 128));
    expect(Math.abs(variance - 0.25)).toBeLessThan(4 * 0.25 * Math.sqrt(2 / 16384));
    const other = start(modelOf({ u: "noise(0.5)" }), { u: new Float64Array(128 * 128) }, { shape, dt: 0.25, seed: 8 });
    other.advance(4);
    const twin = readNow(other, "u");
    const correlation = (partner: (cell: number) => number) => values.reduce((sum, value, cell) => sum + value * partner(cell), 0) / (16384 * 0.25);
    for (const shift of [1, 2, 128]) expect(Math.abs(correlation((cell) => values[(cell + shift) % 16384]!))).toBeLessThan(4 / 128);
    expect(Math.abs(correlation((cell) => twin[cell]!))).toBeLessThan(4 / 128);
  });

  it("goes on unchanged when a run is split, and after a return to an earlier state", () => {
    const model = modelOf({ u: "-u + u*noise(0.1) + events(0.5, 2)" });
    const whole = start(model, { u: new Float64Array(128 * 128).fill(1) }, { shape, dt: 0.1 });
    whole.advance(10);
    const split = start(model, { u: new Float64Array(128 * 128).fill(1) }, { shape, dt: 0.1 });
    split.advance(3);
    const saved = split.save();
    split.advance(5);
    void split.restore(saved as Awaited<typeof saved>);
    split.advance(7);
    expect(readNow(split, "u")).toEqual(readNow(whole, "u"));
  });

  it("draws growth events at a rate per cell and time, whatever the grid (fault F4)", () => {
    const run = start(modelOf({ u: "events(0.3, 1)" }), { u: new Float64Array(128 * 128) }, { shape, dt: 0.5, seed: 3 });
    run.advance(20);
    const counts = readNow(run, "u");
    const mean = counts.reduce((sum, value) => sum + value, 0) / counts.length;
    const variance = counts.reduce((sum, value) => sum + (value - mean) ** 2, 0) / counts.length;
    expect(Math.abs(mean - 3)).toBeLessThan(4 * Math.sqrt(3 / counts.length));
    // Poisson: the variance is the mean; its standard error has the fourth moment 3λ² + λ.
    expect(Math.abs(variance - 3)).toBeLessThan(4 * Math.sqrt((2 * 9 + 3) / counts.length));
  });
});
