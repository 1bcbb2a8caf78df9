import { describe, expect, it } from "vitest";
import golden from "../../golden/oracle-lyapunov.json";
import { followTwin, lyapunovExponent, type LyapunovOptions } from "../../../src/core/analysis/lyapunov-exponent";
import type { LyapunovDetail } from "../../../src/core/analysis/lyapunov-growth";
import { startSimulation } from "../../../src/core/simulate";
import { complete } from "../../../src/core/spec/complete";
import type { RunSpecInput } from "../../../src/core/spec/run-spec";
import { plain } from "../../../src/engine/backends/plain/run";

const custom = (equations: Record<string, string>, more: Partial<RunSpecInput> = {}): RunSpecInput => ({
  version: 1,
  model: "custom",
  species: Object.fromEntries(Object.keys(equations).map((name) => [name, {}])),
  equations,
  grid: { shape: [4, 4] },
  initial: { kind: "noise", around: Object.fromEntries(Object.keys(equations).map((name) => [name, 1])), amplitude: 0 },
  integrator: { method: "rk4", dt: 0.05 },
  ...more,
});
const measure = async (spec: RunSpecInput, options: LyapunovOptions) => {
  const result = await lyapunovExponent(complete(spec), plain, options);
  if (result.value === null) throw new Error(result.reason);
  return { ...result, detail: result.detail as LyapunovDetail };
};

describe("largest Lyapunov exponent of a run", () => {
  it.each([0.3, -0.3, -4])("is a for u' = a·u, a = %f", async (a) => {
    const { value, warnings } = await measure(custom({ u: `${a}*u` }, { integrator: { method: "rk4", dt: 0.01 } }), { steps: 2000 });
    // one step of rk4 multiplies by the first five terms of exp(a·dt)
    const exact = Math.log([1, 1, 1 / 2, 1 / 6, 1 / 24].reduce((sum, c, n) => sum + c * (0.01 * a) ** n, 0)) / 0.01;
    expect(Math.abs(value - exact)).toBeLessThan(1e-6);
    expect(warnings).toBeUndefined();
  });

  it("is −r at the steady state of Fisher's equation, the slope of r·u(1 − u) at 1", async () => {
    const { value, interval } = await measure(
      { version: 1, model: "fisher-kpp", parameters: { r: 0.5, D: 1 }, grid: { shape: [6, 8] }, initial: { kind: "expression", u: "0.3" } },
      { steps: 2500, transient: 400 },
    );
    expect(Math.abs(value + 0.5)).toBeLessThan(1e-4);
    expect(interval![0]).toBeLessThanOrEqual(value);
  });

  it("is the slowest rate that a rod with ends at 0 cools by, and 0 where heat is conserved", async () => {
    const rod = custom(
      { u: "laplacian(u)" },
      { grid: { shape: [1, 9] }, boundary: { "x-": { dirichlet: 0 }, "x+": { dirichlet: 0 }, "y-": "periodic", "y+": "periodic" } },
    );
    // the stencil's own eigenvalue: the values 0 stand one spacing outside, 10 spacings apart
    expect((await measure(rod, { steps: 4000 })).value).toBeCloseTo(-4 * Math.sin(Math.PI / 20) ** 2, 4);
    expect(Math.abs((await measure(custom({ u: "laplacian(u)" }), { steps: 1500 })).value)).toBeLessThan(1e-6);
  });

  it("is 0.9056 for Lorenz's equations (Sprott 2003, Chaos and Time-Series Analysis)", { timeout: 30_000 }, async () => {
    const lorenz = custom(
      { x1: "10*(y1 - x1)", y1: "x1*(28 - z1) - y1", z1: "x1*y1 - 8/3*z1" },
      { grid: { shape: [1, 1] }, integrator: { method: "rk4", dt: 0.01 } },
    );
    const { value, interval, detail } = await measure(lorenz, { steps: 100_000, transient: 2000, burst: 100 });
    expect(Math.abs(value - 0.9056)).toBeLessThan(0.02);
    expect(interval![1] - interval![0]).toBeLessThan(0.08);
    expect(detail.running.at(-1)).toBe(value);
    expect(detail.times).toHaveLength(detail.growth.length);
  });

  it("is not above 0 for a Turing pattern at rest", async () => {
    const { value } = await measure(
      { version: 1, model: "schnakenberg", grid: { shape: [1, 32] }, boundary: "neumann", integrator: { method: "rk4", dt: "auto" } },
      { steps: 3000, transient: 20_000 },
    );
    expect(value).toBeLessThan(0);
  });

  it(
    "is that of the Kuramoto–Sivashinsky equation on a ring of 22, found from the linearised equation by another program",
    { timeout: 40_000 },
    async () => {
      const ring = custom(
        { u: "-laplacian(u) - biharmonic(u) - u*dx(u)" },
        {
          grid: { shape: [1, 48], spacing: [1, 22 / 48] },
          boundary: "periodic",
          integrator: { method: "etdrk4", dt: 0.25 },
          initial: { kind: "expression", u: "cos(2*pi*x/Lx)*(1 + sin(2*pi*x/Lx))" },
        },
      );
      const { value, detail } = await measure(ring, { steps: 40_000, transient: 1000, burst: 40 });
      const { exponent, standardError } = golden.kuramotoSivashinsky22;
      expect(detail.standardError).toBeLessThan(0.004);
      expect(Math.abs(value - exponent)).toBeLessThan(3 * Math.hypot(detail.standardError!, standardError));
    },
  );

  it("sees the same noise in both: u' = −u + noise draws them together at rate 1", async () => {
    const { value } = await measure(custom({ u: "-u + noise(0.5)" }, { integrator: { method: "euler", dt: 0.01 } }), { steps: 2000 });
    expect(value).toBeCloseTo(Math.log(0.99) / 0.01, 4);
  });

  it("is the same from any state of the running model, whatever its precision", async () => {
    const spec = custom(
      { u: "u*(1 - u)" },
      { precision: "f32", grid: { shape: [3, 5] }, initial: { kind: "noise", around: { u: 0.4 }, amplitude: 0.05 } },
    );
    const running = await startSimulation(complete(spec), plain);
    await running.advance(400);
    const start = await running.save();
    const { value, range } = await measure(spec, { steps: 400, start });
    expect(value).toBeCloseTo(-1, 4);
    expect(range![1]).toBeCloseTo(800 * 0.05, 9);
  });

  it("keeps to the domain that a mask leaves, and runs methods with memory or steps of their own by another, with a warning", async () => {
    const masked = custom({ u: "-0.2*u" }, { grid: { shape: [6, 6], mask: "3.5 - x" } });
    expect((await measure(masked, { steps: 800 })).value).toBeCloseTo(-0.2, 5);
    for (const [method, instead] of [
      ["dormand-prince", "rk4"],
      ["adams-bashforth", "heun"],
      ["semi-implicit", "etdrk4"],
    ] as const) {
      const { value, warnings, detail } = await measure(custom({ u: "laplacian(u) - 0.2*u" }, { integrator: { method, dt: 0.02 } }), { steps: 800 });
      expect(value).toBeCloseTo(-0.2, 4);
      expect(detail.method).toBe(instead);
      expect(warnings).toEqual([expect.stringContaining(`ran by ${instead}`) as string]);
    }
  });

  it("runs a model with a step of its own", async () => {
    const { value } = await measure({ version: 1, model: "mfn-reference", grid: { shape: [8, 8] } }, { steps: 60 });
    expect(Number.isFinite(value)).toBe(true);
  });

  it("tells how far it is, stops when told, and keeps what it has", async () => {
    const seen: number[] = [];
    const spec = complete(custom({ u: "-0.3*u" }));
    const stopped = await lyapunovExponent(spec, plain, {
      steps: 1000,
      onProgress: ({ done }) => seen.push(done),
      shouldStop: () => seen.at(-1)! >= 500,
    });
    expect(seen.at(-1)).toBeLessThan(520);
    expect(stopped).toMatchObject({
      value: expect.closeTo(-0.3, 5) as number,
      warnings: [expect.stringMatching(/^stopped after 5\d\d of 1000 steps/)],
    });
    const early = await lyapunovExponent(spec, plain, { steps: 1000, shouldStop: () => true });
    expect(early).toMatchObject({ value: null, reason: expect.stringContaining("no burst of steps could be measured") as string });
    for await (const { done, of } of followTwin(spec, plain, { steps: 40 })) expect(done).toBeLessThanOrEqual(of);
  });

  it("warns of what has not converged, and has no interval from a few bursts", async () => {
    const slowing = await measure(custom({ u: "-u^2" }), { steps: 2000 });
    expect(slowing.warnings).toEqual([expect.stringContaining("not converged") as string]);
    const short = await measure(custom({ u: "-0.3*u" }), { steps: 100, burst: 10 });
    expect(short.interval).toBeUndefined();
    expect(short.warnings).toEqual([expect.stringContaining("too few for a standard error") as string]);
  });

  it("refuses what it cannot do, and says what to do instead", async () => {
    const spec = complete(custom({ u: "-u" }));
    await expect(lyapunovExponent(spec, plain, { steps: 0 })).rejects.toThrow(/At steps: expected a whole number/);
    await expect(lyapunovExponent(spec, plain, { steps: 10, perturbation: 1 })).rejects.toThrow(/between 1e-12 and 0.01/);
    await expect(lyapunovExponent(spec, { ...plain, exact: false, title: "Graphics" }, { steps: 10 })).rejects.toThrow(
      /single precision.*take plain or wasm/,
    );
    await expect(lyapunovExponent(complete(custom({ u: "u^3" })), plain, { steps: 4000 })).rejects.toThrow(/left the finite range/);
  });
});
