import { describe, expect, it } from "vitest";
import { chooseSolver } from "../../../src/core/analysis/choose-solver";
import { largestStableDt } from "../../../src/core/analysis/time-step";
import type { EquationModel } from "../../../src/core/define/model";
import { giererMeinhardt } from "../../../src/core/models/gierer-meinhardt";
import { grayScott } from "../../../src/core/models/gray-scott";
import { mfn } from "../../../src/core/models/mfn";
import { solvers } from "../../../src/core/solvers/index";
import type { RunSpec } from "../../../src/core/spec/run-spec";
import { modelOf } from "../../support/runs";

const grid: RunSpec["grid"] = { shape: [64, 64], spacing: 1, stencil: "standard" };
const defaultsOf = (model: EquationModel) => Object.fromEntries(Object.entries(model.params).map(([name, param]) => [name, param.default]));
const choose = (
  model: EquationModel,
  on: RunSpec["grid"] = grid,
  boundary: RunSpec["boundary"] = "periodic",
  parameters: RunSpec["parameters"] = defaultsOf(model),
) => chooseSolver(model, parameters, on, boundary);
const limitOf = (model: EquationModel, method: string, on = grid) => largestStableDt(model, defaultsOf(model), on, solvers.get(method))!;
const cahnHilliard = modelOf({ u: "laplacian(u^3 - u - 0.5*laplacian(u))" });

describe("the choice of a method", () => {
  it.each([
    ["Gray–Scott: diffusion holds the step far below the reaction's time", grayScott, "euler"],
    ["Gierer–Meinhardt, D = 30: stiff diffusion", giererMeinhardt, "etdrk4"],
    ["MFN: noise and events", mfn, "euler"],
    ["Cahn–Hilliard", cahnHilliard, "etdrk4"],
    ["Kuramoto–Sivashinsky", modelOf({ u: "-laplacian(u) - biharmonic(u) - 0.5*dot(grad(u), grad(u))" }), "etdrk4"],
    ["advection", modelOf({ u: "-dx(u)" }), "rk4"],
    ["the wave equation", modelOf({ u: "v", v: "laplacian(u)" }), "rk4"],
    ["waves with noise", modelOf({ u: "v", v: "laplacian(u) + noise(0.1)" }), "heun"],
    ["heat", modelOf({ u: "laplacian(u)" }), "euler"],
    ["a reaction about as fast as diffusion", modelOf({ u: "laplacian(u) + 1.5*u*(1 - u)" }), "heun"],
    ["a reaction faster than diffusion", modelOf({ u: "laplacian(u) + 6*u*(1 - u)" }), "rk4"],
    ["a reaction alone", modelOf({ u: "u*(1 - v)", v: "v*(u - 1)" }), "rk4"],
  ])("%s", (_, model, method) => {
    const choice = choose(model);
    expect(choice.method).toBe(method);
    expect(solvers.has(choice.method)).toBe(true);
    expect(choice.because).toMatch(/^[^.]*\D(\d+\.)?\d*/);
    expect(choice.because).not.toMatch(/undefined|NaN|Infinity|\.$/);
  });

  it("takes a step a tenth below the limit, or shorter for accuracy", () => {
    expect(choose(grayScott).dt).toBeCloseTo(0.9 * limitOf(grayScott, "euler"), 12);
    const reaction = modelOf({ u: "laplacian(u) + 6*u*(1 - u)" });
    expect(choose(reaction).dt).toBeCloseTo(0.5 / 6, 10);
    expect(choose(modelOf({ u: "1 + 0*u" })).dt).toBeNull();
    for (const model of [grayScott, giererMeinhardt, mfn, cahnHilliard]) {
      const { method, dt } = choose(model);
      expect(dt!).toBeLessThanOrEqual(0.9 * (largestStableDt(model, defaultsOf(model), grid, solvers.get(method)) ?? Infinity));
    }
  });

  it("stays on the grid where Fourier space does not fit: other sides, a mask", () => {
    for (const boundary of ["neumann", { "x-": "periodic", "x+": "periodic", other: "neumann" }, { u: { dirichlet: 0 } }] as RunSpec["boundary"][])
      expect(choose(cahnHilliard, grid, boundary).method).toBe("euler");
    expect(choose(cahnHilliard, { ...grid, mask: "x - 10" }).method).toBe("euler");
    expect(choose(cahnHilliard, grid, { u: { "x-": "periodic", "x+": "periodic", other: "periodic" } }).method).toBe("etdrk4");
  });

  it("stays on the grid where what is stiff varies in space, and could not be treated exactly", () => {
    const model = modelOf({ u: "div(D*grad(u)) + 0.1*u*(1 - u)" }, { D: 50 });
    expect(choose(model).method).toBe("etdrk4");
    expect(choose(model, grid, "periodic", { D: "50 + x" }).method).toBe("euler");
  });

  it("takes the method with fewer transforms on a large grid", () =>
    expect(choose(cahnHilliard, { ...grid, shape: [160, 160, 160] }).method).toBe("semi-implicit"));

  it("says the numbers that decided", () => {
    expect(choose(grayScott).because).toMatch(
      /^Euler is stable up to dt = 1\.22 on this grid, and the reaction's own time is 10\.3: .*higher order would not be seen$/,
    );
    expect(choose(cahnHilliard).because).toMatch(
      /^derivatives of order 4 hold explicit methods to dt = 0\.05\d* \(RK4\); in Fourier space, .* etdrk4 takes 0\.1\d*$/,
    );
    expect(choose(mfn).because).toMatch(/^the equation of V draws random numbers/);
    expect(choose(modelOf({ u: "-dx(u)" })).because).toBe("waves travel or circle hardly damped: RK4 is stable up to dt = 2.83, Euler up to 0.0141");
  });
});
