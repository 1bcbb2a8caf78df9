import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { solvers } from "../../src/core/solvers/index";
import { isAdaptive } from "../../src/core/solvers/solver";
import type { BoundarySpec, RunSpecInput } from "../../src/core/spec/run-spec";
import { createEngineHost } from "../../src/engine/host";
import { modelOf, sampled, start } from "../support/runs";

const boundary = fc.constantFrom<BoundarySpec>(
  "periodic",
  "neumann",
  { dirichlet: 0.25 },
  { neumann: -0.1 },
  { "x-": { dirichlet: 1 }, "x+": { neumann: 0.3 }, other: "periodic" },
  { u: { "y-": "dirichlet", other: "neumann" }, v: "periodic" },
);
const stencil = fc.constantFrom("standard" as const, "isotropic" as const);
const shape = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 })),
  fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
);
/** Methods that take noise and any boundary. */
const method = fc.constantFrom(...[...solvers].filter((solver) => solver.family !== "spectral" && !isAdaptive(solver)).map(({ id }) => id));
const precision = fc.constantFrom("f32" as const, "f64" as const);

/** Everything a step may hold: neighbours, slopes, functions, place, time, noise that depends on the state, events. */
const everything = {
  u: "0.2*laplacian(u) - tanh(u*v) + 0.1*dx(v) + exp(-x)*sin(t) + abs(u)^0.5*noise(p) + events(q, 0.1*v)",
  v: "0.1*laplacian(v) + select(u > 0.5, u^3, -v)/(1 + y) + events(0.3, 0.05) - noise(0.02)",
};
const specs = fc
  .record({ shape, stencil, boundary, method, precision, seed: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }) })
  .map(({ shape, stencil, boundary, method, precision, seed }): RunSpecInput => ({
    version: 1,
    model: "custom",
    species: { u: { rest: 0.5 }, v: {} },
    params: { p: 0.05, q: 2 },
    equations: everything,
    grid: { shape, stencil },
    boundary,
    initial: { kind: "noise", around: { u: 1, v: 0.5 }, amplitude: 0.1 },
    integrator: { method, dt: 0.05 },
    precision,
    seed,
  }));
const pieces = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 5 });

describe("a run", () => {
  it("has the same bits in one call, in pieces, beside another run, and after a reset", async () => {
    await fc.assert(
      fc.asyncProperty(specs, pieces, async (spec, cuts) => {
        const [host, other] = [createEngineHost(), createEngineHost()];
        const steps = cuts.reduce((a, b) => a + b, 0);
        const whole = await host.advance((await host.open(spec)).run, steps);
        const { run } = await other.open(spec);
        const neighbour = (await other.open({ ...spec, seed: 1 })).run;
        for (const cut of cuts) {
          await other.advance(run, cut);
          await other.step(neighbour);
        }
        expect((await other.frame(run)).fields).toEqual(whole.fields);
        await other.reset(run);
        for (const cut of cuts) for (let i = 0; i < cut; i++) await other.step(run);
        expect((await other.frame(run)).fields).toEqual(whole.fields);
      }),
      { numRuns: 40 },
    );
  });

  it("goes on from a saved state as if it had never stopped, in a simulation that never ran", () => {
    const model = modelOf(everything, { p: 0.05, q: 2 });
    fc.assert(
      fc.property(shape, stencil, method, precision, fc.nat(6), (shape, stencil, method, precision, at) => {
        const options = { shape, stencil, method, precision, dt: 0.05, boundary: "neumann" as const, seed: 5 };
        const initial = { u: sampled(shape, (x, y) => 1 + 0.1 * x - 0.05 * y), v: sampled(shape, (x, _, z) => 0.5 - 0.02 * x + 0.01 * z) };
        const whole = start(model, initial, options);
        whole.advance(at);
        const saved = structuredClone(whole.save()) as Awaited<ReturnType<typeof whole.save>>;
        whole.advance(6);
        const fresh = start(model, initial, options);
        void fresh.restore(saved);
        fresh.advance(6);
        expect(fresh.save()).toEqual(whole.save());
      }),
      { numRuns: 60 },
    );
  });
});

describe("a mirrored world", () => {
  /** Where a cell comes from when one axis (x = 0) is turned round. */
  const mirrored = (values: ArrayLike<number>, shape: readonly number[], axis: 0 | 1 | 2): Float64Array => {
    const [nx, ny, nz] = [shape.at(-1)!, shape.at(-2)!, shape.length === 3 ? shape[0]! : 1];
    const turn = (i: number, n: number, of: number) => (of === axis ? n - 1 - i : i);
    return sampled(shape, (x, y, z) => values[(turn(z, nz, 2) * ny + turn(y, ny, 1)) * nx + turn(x, nx, 0)]!);
  };
  const sideNames = ["x", "y", "z"] as const;

  it("gives the mirrored bits: no stencil, boundary or row prefers a side", () => {
    const model = modelOf({ u: "0.1*laplacian(u) + u*v - u^3", v: "0.05*laplacian(v) - v/(1 + u^2)" });
    const ends = fc.constantFrom(
      ["periodic", "periodic"] as const,
      ["neumann", { dirichlet: 0.3 }] as const,
      [{ neumann: 0.2 }, "neumann"] as const,
      [{ dirichlet: -1 }, { neumann: -0.4 }] as const,
    );
    fc.assert(
      fc.property(
        shape,
        stencil,
        method,
        precision,
        ends,
        fc.constantFrom(0 as const, 1 as const, 2 as const),
        (shape, stencil, method, precision, ends, axis) => {
          if (axis === 2 && shape.length === 2) return;
          const side = sideNames[axis];
          const run = (flip: boolean) => {
            const field = (f: (x: number, y: number, z: number) => number) => (flip ? mirrored(sampled(shape, f), shape, axis) : sampled(shape, f));
            const [low, high] = flip ? [ends[1], ends[0]] : ends;
            const initial = { u: field((x, y, z) => Math.sin(1 + 3 * x + 5 * y + 7 * z)), v: field((x, y, z) => Math.cos(2 * x - y + 4 * z)) };
            const world: BoundarySpec = { [`${side}-`]: low, [`${side}+`]: high, other: "neumann" };
            const simulation = start(model, initial, { shape, stencil, method, precision, boundary: world, dt: 0.1 });
            simulation.advance(5);
            return simulation;
          };
          const [straight, turned] = [run(false), run(true)];
          for (const field of ["u", "v"]) {
            const values = straight.read(field) as Float64Array;
            expect(Float64Array.from(turned.read(field) as Float64Array)).toEqual(mirrored(values, shape, axis));
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
