import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linearise, modeMatrix, uniformMatrix } from "../../../src/core/analysis/linearisation";
import { derivativeSymbol, gridSymbol, type Chain } from "../../../src/core/analysis/operators";
import type { EquationModel } from "../../../src/core/define/model";
import { gridOf } from "../../../src/core/field/grid";
import type { GridSpec } from "../../../src/core/spec/run-spec";
import { modelOf, readNow, start } from "../../support/runs";

const withAuxiliary = (model: EquationModel, auxiliary: Record<string, string>): EquationModel => ({ ...model, auxiliary });

/** Two species under every operator of the language, nested and nonlinear. */
const models: Record<string, EquationModel> = {
  diffusion: modelOf({ u: "0.3*laplacian(u) + 0.1*laplacian(v) + u*v", v: "div((1 + u^2)*grad(v)) - v" }),
  "Cahn–Hilliard": modelOf({ u: "laplacian(u^3 - u - 0.5*laplacian(u))", v: "biharmonic(v) - laplacian(u*v)" }),
  chemotaxis: modelOf({ u: "laplacian(u) - div(2*u*grad(v)/(1 + v^2))", v: "dxx(v) + 0.2*dyy(u) + dxy(u*v)" }),
  flow: modelOf({ u: "-div(vec(0.3*u, -v)) + 2*dot(vec(u, 1), grad(v))", v: "max(u, 0)*dxb(v) + dyf(u*v) - exp(v)*dyb(u) + dxf(v)" }),
  "gradients in the cell": modelOf({ u: "dot(grad(u + v), vec(1, 2)) - 0.5*dot(grad(u), grad(u))", v: "sin(dx(u*v)) + dy(laplacian(v))" }),
  "global coupling": modelOf({ u: "u*(1 - mean(u*v)) + laplacian(u)", v: "v - integral(v^2)/(Lx*Ly) + laplacian(v*mean(u))" }),
  auxiliary: withAuxiliary(modelOf({ u: "laplacian(m) - n", v: "div(n*grad(m))" }), { n: "u*v + laplacian(v)", m: "u - n^2" }),
};
const models3: Record<string, EquationModel> = {
  "3D": modelOf({ u: "laplacian(u^2) - dz(v) + dyz(u*v) + div(u*grad(v))", v: "dzz(v) + dzf(u) - u*dzb(v) + dxz(u)" }),
};

/** How the rates answer to a small wave, by a step of the plain back end: (F(u + εw) − F(u − εw))/2ε with w a cosine or a sine. */
function answer(model: EquationModel, grid: GridSpec, state: readonly number[], column: number, shape: (cell: number) => number): Float64Array[] {
  const names = Object.keys(model.species);
  const { cells } = gridOf(grid);
  const epsilon = 1e-5;
  const stepped = (sign: number) => {
    const fields = names.map((_, i) =>
      Float64Array.from({ length: cells }, (_, cell) => state[i]! + (i === column ? sign * epsilon * shape(cell) : 0)),
    );
    const run = start(model, Object.fromEntries(names.map((name, i) => [name, fields[i]!])), { ...grid, dt: 1 });
    void run.advance(1);
    return names.map((name, i) => readNow(run, name).map((value, cell) => value - fields[i]![cell]!));
  };
  const [up, down] = [stepped(1), stepped(-1)];
  return up.map((values, i) => values.map((value, cell) => (value - down[i]![cell]!) / (2 * epsilon)));
}

function expectSameAnswer(model: EquationModel, grid: GridSpec, state: readonly number[], [p, q, r]: readonly [number, number, number]): void {
  const full = gridOf(grid);
  const { nx, ny, nz, cells } = full;
  const angles = [(2 * Math.PI * p) / nx, (2 * Math.PI * q) / ny, (2 * Math.PI * r) / nz] as const;
  const phase = (cell: number) => angles[0] * (cell % nx) + angles[1] * (Math.floor(cell / nx) % ny) + angles[2] * Math.floor(cell / (nx * ny));
  const isUniform = angles.every((angle) => Math.abs(Math.sin(angle / 2)) < 1e-9);
  const wave = { cos: angles.map(Math.cos), sin: angles.map(Math.sin) } as unknown as Parameters<typeof gridSymbol>[1];
  const local = linearise(model, {}, grid).about(state);
  const matrix = isUniform ? uniformMatrix(local) : modeMatrix(local, (chain) => gridSymbol(chain, wave, full));
  const scale = Math.max(1, ...matrix.re.map(Math.abs), ...matrix.im.map(Math.abs));
  for (let column = 0; column < state.length; column++) {
    const cosine = answer(model, grid, state, column, (cell) => Math.cos(phase(cell)));
    for (let row = 0; row < state.length; row++) {
      const [re, im] = [matrix.re[row * state.length + column]!, matrix.im[row * state.length + column]!];
      let worst = 0;
      for (let cell = 0; cell < cells; cell++)
        worst = Math.max(worst, Math.abs(cosine[row]![cell]! - (re * Math.cos(phase(cell)) - im * Math.sin(phase(cell)))));
      expect(worst / scale).toBeLessThan(2e-5);
    }
  }
}

describe("a wave on a uniform state", () => {
  const value = fc.double({ min: -1.5, max: 1.5, noNaN: true });
  it.each(Object.entries(models))("meets what a step of the plain back end does to it: %s", (_, model) =>
    fc.assert(
      fc.property(value, value, fc.nat(7), fc.nat(5), fc.constantFrom("standard" as const, "isotropic" as const), (u, v, p, q, stencil) =>
        expectSameAnswer(model, { shape: [6, 8], spacing: stencil === "standard" ? [0.8, 1.25] : 0.9, stencil }, [u, v], [p, q, 0]),
      ),
      { numRuns: 12 },
    ),
  );

  it.each(Object.entries(models3))("and in three dimensions: %s", (_, model) =>
    fc.assert(
      fc.property(
        value,
        value,
        fc.nat(4),
        fc.nat(3),
        fc.nat(5),
        fc.constantFrom("standard" as const, "isotropic" as const),
        (u, v, p, q, r, stencil) =>
          expectSameAnswer(model, { shape: [6, 4, 5], spacing: stencil === "standard" ? [1, 0.8, 1.25] : 0.9, stencil }, [u, v], [p, q, r]),
      ),
      { numRuns: 10 },
    ),
  );

  it("of great length meets the derivative itself: grid symbols tend to those of the continuum", () => {
    const chains: Chain[] = [
      ["laplacian"],
      ["diffuse"],
      ["dx"],
      ["dyf"],
      ["dyb"],
      ["dxx"],
      ["dxy"],
      ["dyz"],
      ["dx", "laplacian"],
      ["laplacian", "laplacian"],
    ];
    for (const stencil of ["standard", "isotropic"] as const) {
      const grid = gridOf({ shape: [4, 4, 4], spacing: 1e-3, stencil });
      const k = [0.3, -0.5, 0.7] as const;
      const angles = k.map((part) => part * 1e-3);
      const wave = { cos: angles.map(Math.cos), sin: angles.map(Math.sin) } as unknown as Parameters<typeof gridSymbol>[1];
      for (const chain of chains) {
        const [onGrid, exact] = [gridSymbol(chain, wave, grid), derivativeSymbol(chain, k)];
        expect(Math.hypot(onGrid.re - exact.re, onGrid.im - exact.im)).toBeLessThan(1e-3 * Math.max(1, Math.hypot(exact.re, exact.im)));
      }
    }
  });
});

describe("the linear part with constant factors", () => {
  const partOf = (equations: Record<string, string>, parameters: Record<string, number> = {}, varying: string[] = []) =>
    linearise(modelOf(equations, parameters), parameters, undefined, varying).constantTerms.map(({ chain, matrix }) => [chain.join(" "), ...matrix]);

  it("is what each equation says of its own species in sums, under factors and operators", () => {
    expect(partOf({ u: "D*laplacian(u) + F*(1 - u) - u^3" }, { D: 0.5, F: 0.25 })).toEqual([
      ["laplacian", 0.5],
      ["", -0.25],
    ]);
    expect(partOf({ u: "laplacian(u^3 - u - 0.5*laplacian(u))" })).toEqual([
      ["laplacian", -1],
      ["laplacian laplacian", -0.5],
    ]);
    expect(partOf({ u: "div((2 + u)*grad(u)) - dx(u)/4" })).toEqual([
      ["diffuse", 2],
      ["dx", -0.25],
    ]);
  });

  it("leaves out other species, products, and parameters that vary in space", () => {
    expect(partOf({ u: "laplacian(v)", v: "u*v + t*laplacian(v) + mean(v)" })).toEqual([]);
    expect(partOf({ u: "D*laplacian(u) - u" }, { D: 1 }, ["D"])).toEqual([["", -1]]);
  });
});
