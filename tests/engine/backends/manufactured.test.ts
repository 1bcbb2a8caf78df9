import { describe, expect, it } from "vitest";
import type { EquationModel } from "../../../src/core/define/model";
import { defineModel } from "../../../src/core/define/model";
import { initialFields } from "../../../src/core/initial";
import { complete } from "../../../src/core/spec/complete";
import type { BoundarySpec, RunSpecInput } from "../../../src/core/spec/run-spec";
import { solvers } from "../../../src/core/solvers/index";
import { wasmBackend } from "../../../src/engine/backends/wasm/backend";
import { modelOf, readNow, start } from "../../support/runs";

const wasm = wasmBackend(1, null);

/** A completed custom run, its first field after some steps, and the time reached. */
async function run(document: RunSpecInput, steps: number): Promise<{ values: Float64Array; time: number }> {
  const { spec, model } = complete({ ...document, version: 1, model: "custom", precision: "f64" });
  const simulation = await wasm.start(model as EquationModel, spec, initialFields(model as EquationModel, spec));
  await simulation.advance(steps);
  return { values: Float64Array.from(await simulation.read(simulation.fields[0]!)), time: simulation.time };
}

const largest = (values: ArrayLike<number>): number => Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/**
 * u = e^(−t)·(2 + sin(x + ½)·cos(0.7y)) with a source that makes it the solution; every boundary condition is read off it.
 */
const shape = "(2 + sin(x + 0.5)*cos(0.7*y))";
const exact = (x: number, y: number, t: number) => Math.exp(-t) * (2 + Math.sin(x + 0.5) * Math.cos(0.7 * y));
const byX = "exp(-t)*cos(x + 0.5)*cos(0.7*y)";
const byY = "exp(-t)*(-0.7)*sin(x + 0.5)*sin(0.7*y)";
const value = `exp(-t)*${shape}`;
const walls: Record<string, BoundarySpec> = {
  "Dirichlet values": { dirichlet: value },
  "Neumann slopes": { "x-": { neumann: `-(${byX})` }, "x+": { neumann: byX }, "y-": { neumann: `-(${byY})` }, "y+": { neumann: byY } },
  "Robin conditions": {
    "x-": { robin: { a: 2, b: 0.5, c: `2*${value} - 0.5*${byX}` } },
    "x+": { robin: { a: "1 + y", b: 1, c: `(1 + y)*${value} + ${byX}` } },
    "y-": { robin: { a: 1, b: 1, c: `${value} - (${byY})` } },
    "y+": { robin: { a: 1, b: 3, c: `${value} + 3*(${byY})` } },
  },
  "a kind a side": {
    "x-": { dirichlet: value },
    "x+": { neumann: byX },
    "y-": { robin: { a: 1, b: 1, c: `${value} - (${byY})` } },
    "y+": { dirichlet: value },
  },
};

/** Largest error at t = 0.2 on [0, 2]² with n × n cells. */
async function errorOf(equation: string, boundary: BoundarySpec, n: number): Promise<number> {
  const h = 2 / n;
  const steps = Math.ceil(0.2 / (0.1 * h * h));
  const { values, time } = await run(
    {
      version: 1,
      model: "custom",
      species: { u: {} },
      equations: { u: equation },
      grid: { shape: [n, n], spacing: h },
      boundary,
      initial: { kind: "expression", u: shape },
      integrator: { method: "heun", dt: 0.2 / steps },
    },
    steps,
  );
  expect(time).toBeCloseTo(0.2, 12);
  return largest(values.map((found, cell) => found - exact((cell % n) * h, Math.floor(cell / n) * h, time)));
}

describe("second order in space, by manufactured solutions", () => {
  const laplacian = "exp(-t)*(-1.49)*sin(x + 0.5)*cos(0.7*y)";
  const sources: Record<string, string> = {
    "laplacian(u)": `laplacian(u) - ${value} - (${laplacian})`,
    // ∇·((1 + u²)∇u) = (1 + u²)∇²u + 2u|∇u|²
    "div((1 + u^2)*grad(u))": `0.1*div((1 + u^2)*grad(u)) - ${value} - 0.1*((1 + (${value})^2)*(${laplacian}) + 2*${value}*((${byX})^2 + (${byY})^2))`,
    "dot(vec(y, -x), grad(u)) + 0.2 dxy": `0.5*laplacian(u) + dot(vec(y, -x), grad(u)) + 0.2*dxy(u) - ${value} - 0.5*(${laplacian}) - (y*(${byX}) - x*(${byY})) - 0.2*(exp(-t)*(-0.7)*cos(x + 0.5)*sin(0.7*y))`,
  };
  for (const [boundaryName, boundary] of Object.entries(walls))
    for (const [name, equation] of Object.entries(sources)) {
      // A corner asks for conditions of two sides at once, and the mixed difference reads it.
      if (name.includes("dxy") && boundaryName !== "Dirichlet values") continue;
      it(`${name}, ${boundaryName}`, async () => {
        const [coarse, fine] = [await errorOf(equation, boundary, 16), await errorOf(equation, boundary, 32)];
        expect(Math.log2(coarse / fine)).toBeGreaterThan(1.7);
        expect(fine).toBeLessThan(5e-3);
      });
    }

  it("biharmonic, anisotropic diffusion and a product under ∇² on a periodic domain", async () => {
    const error = async (n: number) => {
      const h = (2 * Math.PI) / n;
      // u = e^(−t)·sin(x)·cos(2y): ∇⁴u = 25u, ∂ₓ(2∂ₓu) = −2u, u_yy = −4u
      const u = "exp(-t)*sin(x)*cos(2*y)";
      const square = `exp(-2*t)*(2*cos(2*x)*cos(2*y)^2 - 8*sin(x)^2*cos(4*y))`;
      const { values, time } = await run(
        {
          version: 1,
          model: "custom",
          species: { u: {} },
          equations: {
            u: `-0.02*biharmonic(u) + div(vec(2*dx(u), 0.5*dy(u))) + 0.1*laplacian(u^2) + (${u})*(0.02*25 + 2 + 2 - 1) - 0.1*${square}`,
          },
          grid: { shape: [n, n], spacing: h },
          initial: { kind: "expression", u: "sin(x)*cos(2*y)" },
          integrator: { method: "rk4", dt: 0.02 * h ** 2 },
        },
        Math.round(0.1 / (0.02 * h ** 2)),
      );
      return largest(values.map((found, cell) => found - Math.exp(-time) * Math.sin((cell % n) * h) * Math.cos(2 * Math.floor(cell / n) * h)));
    };
    const [coarse, fine] = [await error(24), await error(48)];
    expect(Math.log2(coarse / fine)).toBeGreaterThan(1.8);
  });
});

describe("orders in time, with rates that depend on time", () => {
  // u' = −u + sin t from 1: u = 1.5·e^(−t) + (sin t − cos t)/2
  const solution = (t: number) => 1.5 * Math.exp(-t) + (Math.sin(t) - Math.cos(t)) / 2;
  const model = modelOf({ u: "-u + sin(t)" });
  for (const solver of solvers) {
    if (solver.family === "spectral" || (solver.family === "runge-kutta" && solver.embedded)) continue;
    it(`${solver.id} is of order ${solver.order}`, () => {
      const error = (steps: number) => {
        const simulation = start(model, { u: [1] }, { shape: [1, 1], dt: 2 / steps, method: solver.id });
        void simulation.advance(steps);
        return Math.abs(readNow(simulation, "u")[0]! - solution(2));
      };
      expect(Math.log2(error(40) / error(80))).toBeCloseTo(solver.order, 0);
      expect(Math.abs(Math.log2(error(40) / error(80)) - solver.order)).toBeLessThan(0.25);
    });
  }
  for (const [method, order] of [
    ["bogacki-shampine", 3],
    ["dormand-prince", 5],
  ] as const)
    it(`${method} keeps its tolerance and takes steps as its order lets it`, async () => {
      const attempt = async (rtol: number) => {
        const { spec, model: custom } = complete({
          version: 1,
          model: "custom",
          species: { u: {} },
          equations: { u: "-u + sin(t)" },
          grid: { shape: [1, 1] },
          initial: { kind: "expression", u: "1" },
          integrator: { method, dt: 0.1, rtol, atol: rtol },
          precision: "f64",
        });
        const simulation = await wasm.start(custom as EquationModel, spec, initialFields(custom as EquationModel, spec));
        while (simulation.time < 10) await simulation.advance(1);
        return { steps: simulation.step, error: Math.abs((await simulation.read("u"))[0]! - solution(simulation.time)) };
      };
      const [loose, strict] = [await attempt(1e-4), await attempt(1e-8)];
      expect(loose.error).toBeLessThan(1e-3);
      expect(strict.error).toBeLessThan(1e-7);
      // The error of a step goes with dt^(order) here (the estimate of the lower method): 10⁴ times stricter, 10^(4/order) times more steps.
      expect(strict.steps / loose.steps).toBeGreaterThan(0.4 * 10 ** (4 / order));
      expect(strict.steps / loose.steps).toBeLessThan(2.5 * 10 ** (4 / order));
    });
});

describe("what the equations keep is kept", () => {
  const total = (values: ArrayLike<number>) => Array.from(values).reduce((sum, each) => sum + each, 0);
  const conserving = (equations: Record<string, string>, more: Partial<RunSpecInput>) => ({
    version: 1 as const,
    model: "custom",
    species: Object.fromEntries(Object.keys(equations).map((name) => [name, {}])),
    equations,
    grid: { shape: [24, 30] as [number, number] },
    initial: {
      kind: "expression",
      ...Object.fromEntries(Object.keys(equations).map((name) => [name, "1 + 0.3*sin(x/3)*cos(y/4) + noise(0.05)"])),
    } as never,
    integrator: { method: "rk4", dt: 0.02 },
    ...more,
  });
  const cases: [string, RunSpecInput][] = [
    ["non-linear diffusion between walls", conserving({ u: "div((0.2 + u^2)*grad(u))" }, { boundary: "neumann" })],
    ["chemotaxis between walls", conserving({ u: "laplacian(u) - div(0.5*u*grad(c))", c: "laplacian(c) + u - c" }, { boundary: "neumann" })],
    ["Cahn–Hilliard", conserving({ u: "laplacian(u^3 - u - 0.5*laplacian(u))" }, { boundary: "neumann" })],
    ["advection by a flow without sources", conserving({ u: "-div(u*vec(sin(2*pi*y/Ly), 0.3))" }, { boundary: "periodic" })],
    [
      "diffusion in a masked domain",
      conserving({ u: "laplacian(u)" }, { boundary: "neumann", grid: { shape: [24, 30], mask: "90 - (x - 14)^2 - (y - 11)^2" } }),
    ],
    [
      "non-linear diffusion in a masked domain of cells apart",
      conserving({ u: "div((0.2 + u^2)*grad(u))" }, { grid: { shape: [24, 30], mask: "sin(x) + cos(2*y)" } }),
    ],
    [
      "isotropic diffusion in a masked domain",
      conserving({ u: "laplacian(u)" }, { grid: { shape: [24, 30], stencil: "isotropic", mask: "sin(x/2) + cos(y/3)" } }),
    ],
  ];
  it.each(cases)("mass: %s", async (_, document) => {
    const [before, after] = [(await run(document, 0)).values, (await run(document, 200)).values];
    expect(Math.abs(total(after) / total(before) - 1)).toBeLessThan(1e-12);
    expect(largest(after.map((found, i) => found - before[i]!))).toBeGreaterThan(0.01);
  });

  it("mass, with a diffusivity whose formula ends at the wall", async () => {
    const document = conserving(
      { u: "div(sqrt(x)*grad(u))" },
      {
        boundary: "neumann",
        grid: { shape: [1, 32] },
        initial: { kind: "expression", u: "sin(x)^2" } as never,
        integrator: { method: "euler", dt: 0.02 },
      },
    );
    const before = (await run(document, 0)).values;
    const after = (await run(document, 200)).values;
    expect(total(after)).toBeCloseTo(total(before), 10);
    expect(largest(after)).toBeLessThan(largest(before));
  });

  it("a masked cell without neighbours keeps its value, and outside stays 0 (trap 12)", async () => {
    const { values } = await run(
      {
        version: 1,
        model: "custom",
        species: { u: {} },
        equations: { u: "laplacian(u)" },
        grid: { shape: [5, 5], mask: "abs(x - 2) + abs(y - 2) < 0.5" },
        initial: { kind: "expression", u: "7" },
        integrator: { method: "euler", dt: 0.2 },
      },
      50,
    );
    expect([...values]).toEqual(Array.from({ length: 25 }, (_, cell) => (cell === 12 ? 7 : 0)));
  });

  it("energy of the wave equation over a thousand steps of RK4", async () => {
    const document = conserving(
      { u: "v", v: "laplacian(u)" },
      {
        boundary: "periodic",
        grid: { shape: [1, 64] },
        initial: { kind: "expression", u: "sin(2*pi*x/Lx)", v: "0" } as never,
        integrator: { method: "rk4", dt: 0.1 },
      },
    );
    const { values, time } = await run(document, 1000);
    // On the grid a wave of length 64 has ω² = 2 − 2 cos(2π/64).
    const omega = Math.sqrt(2 - 2 * Math.cos((2 * Math.PI) / 64));
    expect(largest(values.map((found, x) => found - Math.cos(omega * time) * Math.sin((2 * Math.PI * x) / 64)))).toBeLessThan(1e-6);
  });
});

describe("the rest of the language, by exact results", () => {
  const custom = (more: Partial<RunSpecInput>): RunSpecInput => ({
    version: 1,
    model: "custom",
    species: { u: {} },
    grid: { shape: [6, 8] },
    integrator: { method: "rk4", dt: 0.01 },
    ...more,
  });

  it("an integral couples all cells: u' = 1 − ⟨u⟩ relaxes the mean alone", async () => {
    const document = custom({ equations: { u: "1 - mean(u)" }, initial: { kind: "expression", u: "x/8" } as never });
    const { values } = await run(document, 100);
    const mean = 3.5 / 8;
    const risen = (1 - mean) * (1 - Math.exp(-1));
    expect(largest(values.map((found, cell) => found - ((cell % 8) / 8 + risen)))).toBeLessThan(1e-9);
  });

  it("integral is the mean times the volume, inside the mask where there is one", async () => {
    const document = custom({
      equations: { u: "integral(v)", v: "0" },
      species: { u: {}, v: {} },
      grid: { shape: [6, 8], spacing: 0.5, mask: "x < 2" },
      initial: { kind: "expression", u: "0", v: "2" } as never,
    });
    const { values } = await run(document, 100);
    // 24 cells of 0.25 hold 2 each
    expect(values[0]).toBeCloseTo(12, 9);
    expect(values[7]).toBe(0);
  });

  it("memory follows with its time, and a time scale slows a field", async () => {
    const document = custom({
      species: { m: {}, u: {}, w: { timeScale: 4 } },
      equations: { m: "memory(u, 2)", u: "0", w: "-w" },
      initial: { kind: "expression", m: "0", u: "1", w: "1" } as never,
    });
    const { spec, model } = complete({ ...document, precision: "f64" });
    const simulation = await wasm.start(model as EquationModel, spec, initialFields(model as EquationModel, spec));
    await simulation.advance(100);
    expect((await simulation.read("m"))[0]).toBeCloseTo(1 - Math.exp(-0.5), 10);
    expect((await simulation.read("w"))[0]).toBeCloseTo(Math.exp(-0.25), 10);
  });

  it("a parameter that varies in space is the same number as the same formula in the equation", async () => {
    const base = custom({ params: { F: 0.5 }, initial: { kind: "expression", u: "1" } as never });
    const byParameter = await run({ ...base, equations: { u: "-F*u" }, parameters: { F: "0.2 + 0.1*x" } }, 10);
    const byHand = await run({ ...base, equations: { u: "-(0.2 + 0.1*x)*u" } }, 10);
    expect(byParameter.values).toEqual(byHand.values);
    const { spec, model } = complete({
      ...base,
      equations: { u: "-F*u" },
      parameters: { F: { file: "F.npy", low: 0.2, high: 1.2 } },
      precision: "f64",
    });
    const image = Float64Array.from({ length: 48 }, (_, cell) => (cell % 8) / 10);
    const simulation = await wasm.start(model as EquationModel, spec, initialFields(model as EquationModel, spec, { "parameters.F": image }), {
      "parameters.F": image,
    });
    await simulation.advance(10);
    expect(largest(Float64Array.from(await simulation.read("u")).map((found, i) => found - byHand.values[i]!))).toBeLessThan(1e-14);
  });

  it("an auxiliary field is its formula, and takes a condition of its own", async () => {
    const base = custom({ initial: { kind: "expression", u: "sin(x) + 0.1*y" } as never, boundary: "neumann" });
    const named = await run({ ...base, auxiliary: { mu: "u^3 - u - laplacian(u)" }, equations: { u: "0.1*laplacian(mu)" } }, 20);
    const written = await run({ ...base, equations: { u: "0.1*laplacian(u^3 - u - laplacian(u))" } }, 20);
    expect(named.values).toEqual(written.values);
    const held = await run(
      {
        ...base,
        auxiliary: { mu: "u^3 - u - laplacian(u)" },
        equations: { u: "0.1*laplacian(mu)" },
        boundary: { u: "neumann", mu: { dirichlet: 0 } },
      },
      20,
    );
    expect(largest(held.values.map((found, i) => found - named.values[i]!))).toBeGreaterThan(1e-3);
  });

  it("upwind differences carry a step without overshoot", async () => {
    const document = custom({
      equations: { u: "-max(c, 0)*dxb(u) - min(c, 0)*dxf(u)" },
      params: { c: -1 },
      grid: { shape: [1, 40] },
      initial: { kind: "expression", u: "x > 20" } as never,
      integrator: { method: "euler", dt: 0.5 },
    });
    const { values } = await run(document, 20);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThanOrEqual(1);
    expect(values[15]).toBeGreaterThan(0.5);
  });

  it("goes on from a saved state to the bit with methods that remember", async () => {
    for (const method of ["adams-bashforth", "dormand-prince"]) {
      const { spec, model } = complete({
        ...custom({ equations: { u: "laplacian(u) + u - u^3" }, initial: { kind: "expression", u: "sin(x) + 0.1*y" } as never }),
        integrator: { method, dt: 0.05 },
        precision: "f64",
      });
      const simulation = await wasm.start(model as EquationModel, spec, initialFields(model as EquationModel, spec));
      await simulation.advance(5);
      const saved = await simulation.save();
      await simulation.advance(7);
      const there = [await simulation.read("u"), simulation.time];
      await simulation.restore(saved);
      await simulation.advance(7);
      expect([await simulation.read("u"), simulation.time]).toEqual(there);
    }
  });

  it("a step whose error is no number is rejected and halved, never taken (traps 2, 6)", async () => {
    const document = custom({
      equations: { u: "sqrt(1 - u)" },
      initial: { kind: "expression", u: "0" } as never,
      integrator: { method: "dormand-prince", dt: 30 },
    });
    const { values, time } = await run(document, 3);
    expect(values.every(Number.isFinite)).toBe(true);
    expect(time).toBeLessThan(2);
    // u' = √(1 − u) from 0: u = t − t²/4
    expect(values[0]).toBeCloseTo(time - time ** 2 / 4, 3);
  });
});

it("a model declared in code may have auxiliary fields too", () => {
  const model = defineModel({ ...modelOf({ u: "laplacian(w)" }), auxiliary: { w: "2*u" } });
  const simulation = start(model, { u: [1, 2, 4, 8] }, { shape: [1, 4], dt: 0.1 });
  void simulation.advance(1);
  expect(readNow(simulation, "u")[1]).toBeCloseTo(2 + 0.1 * 2 * (1 + 4 - 4), 12);
});
