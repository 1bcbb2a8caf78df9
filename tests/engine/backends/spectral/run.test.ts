import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WorkbenchError } from "../../../../src/core/errors";
import { startSpectral } from "../../../../src/engine/backends/spectral/run";
import { after, fieldOf, largestDifference, meanOf, modelOf, read, save, specOf, start, type Problem } from "./problem";

const { cos, exp, sin } = Math;
const methods = ["etdrk4", "semi-implicit"];

const reaction: Problem = {
  equations: { u: "D*laplacian(u) - u*v^2 + F*(1 - u)", v: "D/2*laplacian(v) + u*v^2 - (F + 0.06)*v" },
  parameters: { D: 0.02, F: 0.04 },
  shape: [24, 30],
  start: { u: (x, y) => 0.7 + 0.2 * cos(x) * sin(y), v: (x, y) => 0.25 + 0.1 * sin(x + y) + 0.05 * cos(9 * x) },
  dt: 0.5,
};

describe.each(methods)("a run by %s", (method) => {
  const problem = { ...reaction, method };

  it.each(["f32", "f64"] as const)("goes on from a snapshot bit for bit, in %s", (precision) => {
    const straight = start({ ...problem, precision });
    const other = start({ ...problem, precision });
    void straight.advance(7);
    const snapshot = structuredClone(save(straight));
    void straight.advance(9);
    void other.advance(2);
    void other.restore(snapshot);
    expect([other.step, other.time]).toEqual([7, 3.5]);
    expect(other.read("v")).toEqual(snapshot.fields["v"]);
    void other.advance(9);
    for (const field of ["u", "v"]) expect(other.read(field)).toEqual(straight.read(field));
  });

  it("does not depend on how its steps are asked for, nor on being read", () => {
    const [once, often] = [start(problem), start(problem)];
    void once.advance(12);
    for (let i = 0; i < 12; i++) {
      void often.advance(1);
      void often.read("u");
      void save(often);
    }
    expect(often.read("u")).toEqual(once.read("u"));
  });

  it("carries f64 whatever the precision: f32 is rounded when read, no earlier", () => {
    const single = { ...problem, precision: "f32" as const };
    const rounded = Object.fromEntries(
      Object.entries(problem.start).map(([name, place]) => [name, (x: number, y: number, z: number) => Math.fround(place(x, y, z))]),
    );
    expect(after(single, 10)).toEqual(Float64Array.from(after({ ...problem, start: rounded }, 10), Math.fround));
  });

  it("shows the initial state as it was given", () => {
    expect(read(start(problem), "v")).toEqual(fieldOf(problem, problem.start["v"]!));
    expect(save(start(problem)).fields["u"]).toEqual(fieldOf(problem, problem.start["u"]!));
  });

  it("takes new parameters on from the state it has", () => {
    const changed = start(problem);
    void changed.advance(6);
    changed.setParameters({ D: 0.03, F: 0.05 });
    const fresh = start({ ...problem, parameters: { D: 0.03, F: 0.05 } });
    void fresh.restore({ step: 6, fields: save(changed).fields });
    for (const simulation of [changed, fresh]) void simulation.advance(5);
    expect(largestDifference(read(changed, "u"), read(fresh, "u"))).toBeLessThan(1e-14);
    expect(changed.spec.parameters).toEqual({ D: 0.03, F: 0.05 });
    expect(changed.time).toBe(5.5);
  });

  it("moves with its initial state: shifts by whole cells commute with steps", () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 29 }), (down, right) => {
        const [hy, hx] = [(2 * Math.PI) / 24, (2 * Math.PI) / 30];
        const shifted = Object.fromEntries(
          Object.entries(problem.start).map(([name, place]) => [name, (x: number, y: number, z: number) => place(x - right * hx, y - down * hy, z)]),
        );
        const [plain, moved] = [after(problem, 4), after({ ...problem, start: shifted }, 4)];
        const back = plain.map((_, i) => moved[((Math.floor(i / 30) + down) % 24) * 30 + (((i % 30) + right) % 30)]!);
        expect(largestDifference(back, plain)).toBeLessThan(1e-13);
      }),
      { numRuns: 15 },
    ));

  it("treats the axes alike", () => {
    const turned: Problem = {
      ...problem,
      shape: [30, 24],
      start: { u: (x, y, z) => reaction.start["u"]!(y, x, z), v: (x, y, z) => reaction.start["v"]!(y, x, z) },
    };
    const [plain, other] = [after(problem, 5, "v"), after(turned, 5, "v")];
    expect(
      largestDifference(
        plain.map((_, i) => other[(i % 30) * 24 + Math.floor(i / 30)]!),
        plain,
      ),
    ).toBeLessThan(1e-14);
  });
});

describe("the explicit part", () => {
  it("drops what products alias into", () => {
    // cos²(10x) = ½ + ½cos(20x), which 32 cells would show as cos(12x).
    const problem: Problem = { equations: { u: "u^2" }, shape: [1, 32], start: { u: (x) => cos(10 * x) }, dt: 1e-3 };
    const u = after(problem, 1);
    const amplitude = (k: number) => (2 / 32) * u.reduce((sum, value, i) => sum + value * cos((2 * Math.PI * k * i) / 32), 0);
    expect(amplitude(10)).toBeCloseTo(1, 4);
    expect(meanOf(u)).toBeCloseTo(5e-4, 6);
    expect(Math.abs(amplitude(12))).toBeLessThan(1e-15);
  });

  it("drops the outer modes of the state with them, at the first step", () => {
    const problem: Problem = { equations: { u: "u - u^3" }, shape: [1, 32], start: { u: (x) => 0.1 * cos(x) + 0.1 * cos(11 * x) }, dt: 0.01 };
    const smooth = { ...problem, start: { u: (x: number) => 0.1 * cos(x) } };
    expect(largestDifference(after(problem, 1), after(smooth, 1))).toBeLessThan(1e-15);
  });

  it("of a linear coupling keeps every mode", () => {
    const problem: Problem = {
      equations: { u: "dx(v)", v: "-dx(u)" },
      shape: [4, 32],
      start: { u: (x) => sin(15 * x), v: () => 0 },
      dt: 0.002,
    };
    // û' = ik v̂ and v̂' = −ik û: both oscillate with e^(±kt).
    expect(
      largestDifference(
        after(problem, 100),
        fieldOf(problem, (x) => Math.cosh(15 * 0.2) * sin(15 * x)),
      ),
    ).toBeLessThan(1e-6);
  });

  it.each([
    ["diffuse(1 + 0.3*cos(x), u)", "laplacian(u) + dx(0.3*cos(x)*dx(u)) + 0.3*cos(x)*dyy(u)"],
    ["diffuse(1 - u/4, u)", "laplacian(u) - div(u/4*grad(u))"],
    ["dx(u)*laplacian(u^2)", "dx(u)*(2*dot(grad(u), grad(u)) + 2*u*laplacian(u))"],
    ["laplacian(u*dx(u))", "dx(laplacian(u^2))/2"],
    ["u*integral(u)/(Lx*Ly)", "mean(u)*u"],
    ["u*mean(2*(u + 1))/2 - u", "mean(u)*u"],
    ["dxf(u)*dxb(u)", "dx(u)^2"],
    ["exp(log(1 + u^2)*0.5)", "sqrt(1 + u^2)"],
    ["clamp(u, 0.4, 0.6) + heaviside(u - 2)", "min(max(u, 0.4), 0.6)"],
  ])("%s is %s", (one, other) => {
    const problem: Problem = { equations: { u: "" }, shape: [32, 32], start: { u: (x, y) => 0.5 + 0.1 * cos(x) + 0.1 * sin(x + y) }, dt: 0.001 };
    const results = [one, other].map((equation) => after({ ...problem, equations: { u: equation } }, 5));
    expect(largestDifference(results[0]!, results[1]!)).toBeLessThan(1e-14);
    expect(largestDifference(results[0]!, fieldOf(problem, problem.start["u"]!))).toBeGreaterThan(1e-4);
  });

  it("divides by the time scale of a species", () => {
    const problem: Problem = {
      equations: { u: "laplacian(u)" },
      timeScale: "4*k",
      parameters: { k: 0.5 },
      shape: [8, 8],
      start: { u: cos },
      dt: 0.5,
    };
    expect(
      largestDifference(
        after(problem, 4),
        fieldOf(problem, (x) => exp(-1) * cos(x)),
      ),
    ).toBeLessThan(1e-15);
  });

  it("knows a field with a fading memory", () => {
    // m follows 1 with τ = 2 from 0.
    const problem: Problem = { equations: { m: "memory(1, 2)" }, shape: [4, 4], start: { m: () => 0 }, dt: 0.5 };
    expect(
      largestDifference(
        after(problem, 4),
        fieldOf(problem, () => 1 - exp(-1)),
      ),
    ).toBeLessThan(1e-14);
  });
});

describe("parameters that differ from cell to cell", () => {
  const problem: Problem = { equations: { u: "0.1*laplacian(u) - k*u" }, shape: [16, 16], start: { u: () => 1 }, dt: 0.05 };
  const written = (k: string) => ({ ...problem, equations: { u: `0.1*laplacian(u) - (${k})*u` } });

  it("may be formulas, in time too", () => {
    const formula = "1 + 0.2*cos(x - t)*sin(2*pi*y/Ly)";
    expect(after({ ...problem, parameters: { k: formula } }, 10)).toEqual(after(written(formula), 10));
  });

  it("may be arrays, with the values of 0 and 1", () => {
    const picture = fieldOf(problem, (x) => (1 + cos(x)) / 2);
    const fromArray: Problem = { ...problem, parameters: { k: { file: "k.npy", low: 0.5, high: 1.5 } }, arrays: { "parameters.k": picture } };
    expect(largestDifference(after(fromArray, 10), after(written("0.5 + (1 + cos(x))/2"), 10))).toBeLessThan(1e-15);
  });

  it("may become formulas in the middle of a run, and numbers again", () => {
    const simulation = start({ ...problem, parameters: { k: 1 } });
    void simulation.advance(4);
    const before = save(simulation);
    simulation.setParameters({ k: "1 + 0*x" });
    expect(largestDifference(read(simulation, "u"), before.fields["u"]!)).toBeLessThan(1e-15);
    void simulation.advance(4);
    simulation.setParameters({ k: 1 });
    void simulation.advance(2);
    expect(
      largestDifference(
        read(simulation, "u"),
        fieldOf(problem, () => exp(-0.5)),
      ),
    ).toBeLessThan(1e-7);
    void simulation.restore(before);
    expect(read(simulation, "u")).toEqual(before.fields["u"]);
  });
});

describe("what Fourier space cannot hold", () => {
  const problem: Problem = { equations: { u: "laplacian(u)" }, shape: [8, 8], start: { u: () => 1 }, dt: 0.1 };
  const startWith = (change: object, equation = "laplacian(u)") => {
    const changed = { ...problem, equations: { u: equation } };
    return () => startSpectral(modelOf(changed), { ...specOf(changed), ...change }, { u: fieldOf(problem, () => 1) });
  };

  it.each([
    ["sides that are not periodic", startWith({ boundary: "neumann" }), /boundary.*periodic sides/],
    ["one axis that is not", startWith({ boundary: { "x-": "neumann", "x+": "neumann", other: "periodic" } }), /periodic sides/],
    ["a mask", startWith({ grid: { ...specOf(problem).grid, mask: "1 - x" } }), /grid\.mask.*leave the mask out/],
    ["noise", startWith({}, "laplacian(u) + noise(0.1)"), /equations\.u.*no place for noise.*euler/],
    ["events", startWith({}, "laplacian(u) + events(1, 0.1)"), /equations\.u.*no place for events/],
  ])("%s is refused with a way out", (_, run, sentence) => {
    expect(run).toThrow(WorkbenchError);
    expect(run).toThrow(sentence);
  });
});
