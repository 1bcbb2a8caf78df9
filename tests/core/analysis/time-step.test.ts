import { describe, expect, it } from "vitest";
import { largestStableDt } from "../../../src/core/analysis/time-step";
import type { EquationModel } from "../../../src/core/define/model";
import { solvers } from "../../../src/core/solvers/index";
import type { GridSpec, RunSpec } from "../../../src/core/spec/run-spec";
import { modelOf, readNow, sampled, start } from "../../support/runs";

const onRange = (model: EquationModel, range: readonly [number, number]): EquationModel => ({
  ...model,
  species: Object.fromEntries(Object.entries(model.species).map(([name, species]) => [name, { ...species, range }])),
});
const grid = (shape: GridSpec["shape"], spacing = 1, stencil: GridSpec["stencil"] = "standard"): GridSpec => ({ shape, spacing, stencil });
const limitOf = (equations: Record<string, string>, method = "euler", on = grid([16, 16]), range: readonly [number, number] = [-10, 10]) =>
  largestStableDt(onRange(modelOf(equations), range), {}, on, solvers.get(method));

describe("the largest stable step, by hand", () => {
  it.each([
    ["∇⁴ in 2D, h = 1: the symbol is at most 8²", "-0.5*biharmonic(u)", grid([8, 8]), 2 / (0.5 * 64)],
    ["∇⁴ in 2D, h = 0.5: (8/h²)²", "-biharmonic(u)", grid([8, 8], 0.5), 2 / 32 ** 2],
    ["∇⁴ in 3D: 12²", "-biharmonic(u)", grid([8, 8, 8]), 2 / 144],
    ["∇⁴ of the 9-point stencil: (16/3)²", "-biharmonic(u)", grid([8, 8], 1, "isotropic"), 2 / (16 / 3) ** 2],
    ["∇²∇²∇²: 8³", "laplacian(biharmonic(u))", grid([8, 8]), 2 / 8 ** 3],
    ["one axis: 4/h²", "dyy(u)", grid([8, 8], 0.5), 2 / 16],
    ["one axis of fluxes: 4/h²", "diffusex(3, u)", grid([8, 8], 0.5), 2 / (3 * 16)],
    ["faces on the 9-point grid: 8, not 16/3", "diffuse(1 + 0*u, u)", grid([8, 8], 1, "isotropic"), 2 / 8],
    ["the mixed derivative takes away as much as it adds", "dxx(u) + dyy(u) + 0.5*dxy(u)", grid([8, 8]), 2 / 8],
    ["upwind: h/c, Courant's condition", "-3*dxb(u)", grid([8, 8], 0.5), 0.5 / 3],
    ["upwind along two axes: h/(a + b)", "-3*dxb(u) + dyf(u)", grid([8, 8]), 1 / 4],
    ["a time scale of its own", "-laplacian(-u)/4", grid([8, 8]), 1],
  ])("Euler: %s", (_, equation, on, expected) => expect(limitOf({ u: equation }, "euler", on)).toBeCloseTo(expected, 10));

  it.each([
    ["ssprk3", 2.5127453266183286],
    ["bogacki-shampine", 2.5127453266183286],
    ["dormand-prince", 3.3065678926349465],
    ["adams-bashforth", 1],
  ])("%s on the real axis", (method, length) => expect(limitOf({ u: "-2*u" }, method)).toBeCloseTo(length / 2, 12));

  it.each([
    ["rk4", 2 * Math.SQRT2],
    ["ssprk3", Math.sqrt(3)],
    ["dormand-prince", 0.9971890086325299],
  ])("the wave equation under %s: its half-axis over c√8/h", (method, length) =>
    expect(limitOf({ u: "v", v: "4*laplacian(u)" }, method, grid([8, 8], 0.5))).toBeCloseTo((length * 0.5) / (2 * Math.sqrt(8)), 10),
  );

  it("Adams–Bashforth amplifies undamped waves like 1 + y⁴/4", () => {
    const dt = limitOf({ u: "-dx(u)" }, "adams-bashforth")!;
    expect(dt ** 4 / 4 / 1e-4).toBeCloseTo(1, 1);
  });

  it("says nothing where the mode grows in truth: downwind differences, negative diffusion", () => {
    expect(limitOf({ u: "-3*dxf(u)" })).toBeNull();
    expect(limitOf({ u: "-laplacian(u)" })).toBeNull();
  });

  it("a mean counts for the uniform state alone", () => {
    expect(limitOf({ u: "1 - 20*mean(u)" })).toBeCloseTo(0.1, 10);
    expect(limitOf({ u: "laplacian(u) - mean(u)" })).toBeCloseTo(0.25, 10);
  });
});

describe("where operators depend on the state", () => {
  it("diffusion that grows with the field is held to the end of what it spans: twice the box of the fixed points, within the range", () => {
    expect(limitOf({ u: "div(u^2*grad(u)) + u*(1 - u)" }, "euler", grid([8, 8]), [0, 1])).toBeCloseTo(2 / 9, 10);
    expect(limitOf({ u: "div(u^2*grad(u)) + u*(1 - u)" }, "euler", grid([8, 8]), [0, 8])).toBeCloseTo(2 / (8 * 1.5 ** 2), 10);
  });

  it("without fixed points apart, to the range", () =>
    expect(limitOf({ u: "laplacian(u^3)" }, "euler", grid([8, 8]), [0, 2])).toBeCloseTo(2 / (8 * 12), 10));

  it("phases that separate reach as far beyond the states on which waves grow, and no further: Cahn–Hilliard without a range", () => {
    const dt = limitOf({ u: "laplacian(u^3 - u - 0.5*laplacian(u))" })!;
    // the phases lie at u = ±1, waves grow for |u| < 1/√3
    const at = (u: number) => 2 / (8 * (3 * u * u - 1) + 32);
    expect(dt).toBeLessThan(at(1));
    expect(dt).toBeGreaterThan(at(2 / Math.sqrt(3)) - 1e-3);
  });
});

describe("where parameters and places differ", () => {
  const heat = onRange(modelOf({ u: "div(D*grad(u))" }, { D: 1 }), [0, 1]);
  const at = (D: RunSpec["parameters"][string], method = "euler") => largestStableDt(heat, { D }, grid([32, 32]), solvers.get(method))!;

  it("the greatest value of a formula counts, and the end of an array", () => {
    expect(at("1 + 0.5*sin(2*pi*x/Lx)")).toBeCloseTo(1 / (4 * 1.5), 10);
    expect(at({ file: "D.npy", low: 0.2, high: 4 })).toBeCloseTo(1 / 16, 10);
    expect(at(0.25)).toBeCloseTo(1, 10);
  });

  it("spectral methods treat what varies explicitly", () => {
    expect(at("1 + 0.5*sin(2*pi*x/Lx)", "etdrk4")).toBeLessThan(1);
    expect(largestStableDt(heat, { D: 1 }, grid([32, 32]), solvers.get("etdrk4"))).toBeNull();
  });

  it("a flow that turns is fastest in the corners", () => {
    const dt = limitOf({ u: "-div(vec(-(y - Ly/2), x - Lx/2)*u)" }, "rk4", grid([16, 16]))!;
    expect(dt).toBeCloseTo((2 * Math.SQRT2) / (8 + 8), 6);
  });

  it("a forcing in time is looked at more than once", () => expect(limitOf({ u: "-(1 + 3*sin(pi*t/2)^2)*u" })).toBeCloseTo(0.5, 10));
});

/** Grid runs of the plain back end about a state at rest: what decays below the limit grows above it. */
describe("the limit holds on a run", () => {
  const cases: [string, Record<string, string>, Record<string, number>, GridSpec][] = [
    ["heat, 9 points", { u: "laplacian(u)" }, { u: 0.5 }, grid([12, 12], 1, "isotropic")],
    ["fourth order", { u: "-0.3*u - 2*laplacian(u) - biharmonic(u) - u" }, { u: 0 }, grid([12, 12])],
    ["advection, diffusion and decay", { u: "0.2*laplacian(u) - 0.7*dx(u) + 0.4*dyf(u) - 0.1*u" }, { u: 0 }, grid([24, 24])],
    [
      "cross-diffusion",
      { u: "laplacian(u) + 0.4*div(u*grad(v)) - u + 1", v: "2*laplacian(v) - 0.5*laplacian(u) - v + 1" },
      { u: 1, v: 1 },
      grid([12, 12]),
    ],
    ["global coupling", { u: "laplacian(u) - 3*u + 9 - 6*mean(u)" }, { u: 1 }, grid([12, 12])],
    ["in 3D", { u: "laplacian(u) + 0.5*dzz(u) - 0.3*dz(u) - u" }, { u: 0 }, grid([12, 8, 8])],
  ];
  const stepping = ["euler", "heun", "ssprk3", "rk4", "adams-bashforth"];

  /** How far from rest a run ends that started a millionth from it, in units of that; infinite where it ran off. */
  async function deviation(
    equations: Record<string, string>,
    rest: Record<string, number>,
    on: GridSpec,
    method: string,
    dt: number,
    steps: number,
  ): Promise<number> {
    let seed = 1;
    const noise = () => {
      seed = (seed * 16807) % 2147483647;
      return seed / 2147483647 - 0.5;
    };
    const fields = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, sampled(on.shape, () => value + 1e-6 * noise())]));
    const run = await start(modelOf(equations), fields, { ...on, method, dt });
    await run.advance(steps);
    const apart = Object.entries(rest).flatMap(([name, value]) => [...readNow(run, name)].map((here) => Math.abs(here - value)));
    return apart.every(Number.isFinite) ? Math.max(...apart) / 1e-6 : Infinity;
  }
  const about = (equations: Record<string, string>, rest: Record<string, number>): EquationModel => {
    const model = modelOf(equations);
    return {
      ...model,
      species: Object.fromEntries(
        Object.entries(model.species).map(([name, own]) => [name, { ...own, range: [rest[name]! - 1e-3, rest[name]! + 1e-3] }]),
      ),
    };
  };

  it.each(cases.flatMap(([title, ...rest]) => stepping.map((method) => [title, method, ...rest] as const)))(
    "%s, %s",
    async (_, method, equations, rest, on) => {
      const limit = largestStableDt(about(equations, rest), {}, on, solvers.get(method))!;
      expect(await deviation(equations, rest, on, method, 0.97 * limit, 600)).toBeLessThan(1);
      expect(await deviation(equations, rest, on, method, 1.03 * limit, 600)).toBeGreaterThan(100);
    },
  );

  const explicitRest: [string, Record<string, string>, Record<string, number>][] = [
    ["a reaction that is all explicit", { u: "1 - u^3" }, { u: 1 }],
    ["a reaction against its linear part", { u: "3 - 2*u - u^3" }, { u: 1 }],
    ["phases that are stiff", { u: "laplacian(u^3 - u - 0.2*laplacian(u))" }, { u: 1 }],
    ["two species", { u: "laplacian(u) - 3*u - 0.3*v^3 + 3.3", v: "laplacian(v) + 0.5*laplacian(u*v) - v*u^2 + u" }, { u: 1, v: 1 }],
    ["a flow that follows the field", { u: "0.5*laplacian(u) - u*dx(u) - 0.1*u^3 + 0.1" }, { u: 1 }],
  ];
  it.each(explicitRest.flatMap(([title, ...rest]) => ["etdrk4", "semi-implicit"].map((method) => [title, method, ...rest] as const)))(
    "in Fourier space: %s, %s",
    async (_, method, equations, rest) => {
      const on = grid([32, 32], 0.7);
      const limit = largestStableDt(about(equations, rest), {}, on, solvers.get(method))!;
      expect(limit).toBeGreaterThan(0);
      expect(await deviation(equations, rest, on, method, 0.95 * limit, 400)).toBeLessThan(1);
      expect(await deviation(equations, rest, on, method, 1.2 * limit, 400)).toBeGreaterThan(100);
    },
  );
});

describe("in Fourier space, by hand", () => {
  it.each([
    ["1 - u^3", 0, 3],
    ["5 - 4*u - u^3", 4, 3],
    ["8 - 7*u - u^3", 7, 3],
  ])("the semi-implicit method ends at ζ = −1, where 8 = dt·(6|n| − 2|l|): %s", (equation, l, n) =>
    expect(limitOf({ u: equation }, "semi-implicit", grid([8, 8]), [0, 2])).toBeCloseTo(8 / (6 * n - 2 * l), 6),
  );

  it("ETDRK4 has no bound where the linear part outdoes the rest", () =>
    expect(limitOf({ u: "5 - 4*u - u^3" }, "etdrk4", grid([8, 8]), [0, 2])).toBeNull());

  it("so does the semi-implicit method from |l| = 3|n| on", () =>
    expect(limitOf({ u: "10 - 9*u - u^3" }, "semi-implicit", grid([8, 8]), [0, 2])).toBeNull());
});
