import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyseStability, type FixedPoint } from "../../../src/core/analysis/stability";
import { largestStableDt } from "../../../src/core/analysis/time-step";
import { brusselator } from "../../../src/core/models/brusselator";
import { giererMeinhardt } from "../../../src/core/models/gierer-meinhardt";
import { grayScott } from "../../../src/core/models/gray-scott";
import { mfn } from "../../../src/core/models/mfn";
import { schnakenberg } from "../../../src/core/models/schnakenberg";
import { euler } from "../../../src/core/solvers/euler";
import { heun } from "../../../src/core/solvers/heun";
import { rk4 } from "../../../src/core/solvers/rk4";
import { modelOf } from "../../support/runs";

const only = (points: FixedPoint[]): FixedPoint => {
  expect(points.length).toBe(1);
  return points[0]!;
};
const defaultsOf = (model: ReturnType<typeof modelOf>) =>
  Object.fromEntries(Object.entries(model.params).map(([name, param]) => [name, param.default]));

/** Values of the linear theory that outsiders computed, to the digits given. */
describe("dispersion", () => {
  it("Schnakenberg, a = 0.1, b = 0.9, d = 10", () => {
    const point = only(analyseStability(schnakenberg, { a: 0.1, b: 0.9, d: 10 }).fixedPoints);
    expect(point.state["u"]).toBeCloseTo(1, 10);
    expect(point.state["v"]).toBeCloseTo(0.9, 10);
    expect(point).toMatchObject({ turing: true, hopf: false });
    expect(point.kRange![0]).toBeCloseTo(0.4472, 4);
    expect(point.kRange![1]).toBeCloseTo(0.7071, 4);
    expect(point.kMostUnstable).toBeCloseTo(0.5644, 4);
    expect(point.wavelength).toBeCloseTo(11.13, 2);
    expect(point.growthRate).toBeCloseTo(0.0572, 4);
  });

  it("Schnakenberg becomes unstable at d = 8.5676, first at k = 0.5845", () => {
    expect(only(analyseStability(schnakenberg, { a: 0.1, b: 0.9, d: 8.567 }).fixedPoints).turing).toBe(false);
    const point = only(analyseStability(schnakenberg, { a: 0.1, b: 0.9, d: 8.5682 }).fixedPoints);
    expect(point.turing).toBe(true);
    expect(point.kMostUnstable).toBeCloseTo(0.5845, 3);
    expect(point.wavelength).toBeCloseTo(10.75, 1);
  });

  it("Schnakenberg, d = 40", () => {
    const point = only(analyseStability(schnakenberg, { a: 0.1, b: 0.9, d: 40 }).fixedPoints);
    expect(point.kRange![0]).toBeCloseTo(0.1836, 4);
    expect(point.kRange![1]).toBeCloseTo(0.861, 4);
    expect(point.wavelength).toBeCloseTo(14.94, 2);
    expect(point.growthRate).toBeCloseTo(0.411, 4);
  });

  it("Brusselator, A = 3, B = 9, with its Turing and Hopf thresholds", () => {
    const parameters = { A: 3, B: 9, D_u: 5, D_v: 12 };
    const point = only(analyseStability(brusselator, parameters).fixedPoints);
    expect(point.state["u"]).toBeCloseTo(3, 9);
    expect(point.state["v"]).toBeCloseTo(3, 9);
    expect(point.wavelength).toBeCloseTo(10.02, 2);
    expect(point.growthRate).toBeCloseTo(0.2247, 4);
    expect(point.kRange![0]).toBeCloseTo(0.5, 4);
    expect(point.kRange![1]).toBeCloseTo(0.7746, 4);
    const at = (B: number) => only(analyseStability(brusselator, { ...parameters, B }).fixedPoints);
    expect(at(8.622).turing).toBe(false);
    expect(at(8.624).turing).toBe(true);
    expect(at(8.6235).wavelength).toBeCloseTo(10.1, 1);
    expect(at(9.999).hopf).toBe(false);
    expect(at(10.001).hopf).toBe(true);
  });

  it.each([
    [30, 14.03, 0.3715],
    [20, 12.89, 0.2791],
  ])("Gierer–Meinhardt, D = %d", (D, wavelength, growthRate) => {
    const point = only(analyseStability(giererMeinhardt, { a: 0.1, b: 1, D }).fixedPoints);
    expect(point.state["u"]).toBeCloseTo(1.1, 9);
    expect(point.state["v"]).toBeCloseTo(1.21, 9);
    expect(point.wavelength).toBeCloseTo(wavelength, 2);
    expect(point.growthRate).toBeCloseTo(growthRate, 4);
  });

  it("MFN v4.1's pair can have no Turing instability (fault F1); ours has one", () => {
    const reference = modelOf({ a: "0.1*laplacian(a) + 0.01*(a*(1-a) - h)", h: "0.05*laplacian(h) + 0.02*(a - h)" });
    for (const { turing } of analyseStability(reference, {}).fixedPoints) expect(turing).toBe(false);
    expect(only(analyseStability(mfn, defaultsOf(mfn)).fixedPoints).turing).toBe(true);
  });
});

describe("the fastest wave", () => {
  /** Where dλ/dq = 0 for λ² − Tλ + Δ = 0, T and Δ Schnakenberg's trace and determinant at q = k². */
  const schnakenbergPeak = (d: number) => {
    const trace = (q: number) => -0.2 - (1 + d) * q;
    const determinant = (q: number) => d * q * q + (1 - 0.8 * d) * q + 1;
    // λ = Δ′/T′ put into the quadratic leaves a polynomial in q with one root in the band.
    const rest = (q: number) => {
      const growth = -(2 * d * q + 1 - 0.8 * d) / (1 + d);
      return growth * growth - trace(q) * growth + determinant(q);
    };
    let [low, high] = [0.2, (0.8 * d - 1) / (2 * d)];
    for (let i = 0; i < 100; i++) {
      const middle = (low + high) / 2;
      if (rest(middle) > 0 === rest(low) > 0) low = middle;
      else high = middle;
    }
    return Math.sqrt(low);
  };

  it("is that of the algebra to ten digits", () => {
    const { kMostUnstable, kRange } = only(analyseStability(schnakenberg, { a: 0.1, b: 0.9, d: 10 }).fixedPoints);
    expect(kMostUnstable! / schnakenbergPeak(10)).toBeCloseTo(1, 10);
    expect(kRange![0]).toBeCloseTo(Math.sqrt(0.2), 13);
    expect(kRange![1]).toBeCloseTo(Math.SQRT1_2, 13);
  });

  it("is found in a band of a ten-thousandth of its wavenumber, and not just below the critical ratio", () => {
    // (0.8 d − 1)² = 4 d
    const critical = (5.6 + Math.sqrt(28.8)) / 1.28;
    const at = (d: number) => only(analyseStability(schnakenberg, { a: 0.1, b: 0.9, d }).fixedPoints);
    expect(at(critical * (1 - 1e-8)).turing).toBe(false);
    const point = at(critical * (1 + 1e-8));
    expect(point.turing).toBe(true);
    expect(point.kMostUnstable! ** 4 * critical).toBeCloseTo(1, 6);
    expect(point.kRange![1] / point.kRange![0] - 1).toBeLessThan(3e-4);
  });

  it("can come from cross-diffusion: λ = −q + √(1 + 4q) peaks at q = 3/4 with 5/4", () => {
    const points = analyseStability(modelOf({ u: "laplacian(u) - 4*laplacian(c) + u*(1 - u)", c: "laplacian(c) + u - c" }), {}).fixedPoints;
    const empty = points.find(({ state }) => state["u"] === 0)!;
    expect(empty.kMostUnstable).toBeCloseTo(Math.sqrt(0.75), 12);
    expect(empty.growthRate).toBeCloseTo(1.25, 12);
    expect(empty).toMatchObject({ turing: false, kRange: [0, expect.any(Number)] });
  });

  it("is 0 where the uniform mode leads, with no wavelength", () => {
    const points = analyseStability(modelOf({ u: "laplacian(u) + u*(1 - u)" }), {}).fixedPoints;
    expect(points.find(({ state }) => state["u"] === 0)).toMatchObject({
      kMostUnstable: 0,
      growthRate: 1,
      wavelength: null,
      kRange: [0, expect.closeTo(1, 12)],
    });
  });

  it.each(["dx", "dy"])("of a differential flow is found along its axis: %s", (along) => {
    const flow = modelOf({ u: `laplacian(u) - 8*${along}(u) + 2*u - 2*v`, v: "laplacian(v) + 3*u - 2.5*v" });
    const still = modelOf({ u: "laplacian(u) + 2*u - 2*v", v: "laplacian(v) + 3*u - 2.5*v" });
    expect(only(analyseStability(still, {}).fixedPoints).turing).toBe(false);
    const point = only(analyseStability(flow, {}).fixedPoints);
    expect(point.turing).toBe(true);
    expect(point.kMostUnstable).toBeCloseTo(0.53042878, 7);
    expect(Math.max(...point.curve.growth)).toBeCloseTo(point.growthRate!, 2);
    expect(Math.max(...point.curve.frequency)).toBeGreaterThan(1);
  });

  it("has no end where an activator does not diffuse, and the report says so", () => {
    const { fixedPoints, reason } = analyseStability(modelOf({ u: "0.5*u - v", v: "10*laplacian(v) + 2*u - 3*v" }), {});
    expect(reason).toMatch(/no upper end/);
    const point = only(fixedPoints);
    expect(point).toMatchObject({ turing: true, kMostUnstable: null, wavelength: null });
    expect(point.growthRate).toBeLessThan(0.5);
  });

  it("gives a curve over the whole band", () => {
    const { curve, kRange, growthRate } = only(analyseStability(schnakenberg, { a: 0.1, b: 0.9, d: 10 }).fixedPoints);
    expect(curve.k).toHaveLength(201);
    expect(curve.k[0]).toBe(0);
    expect(curve.k.at(-1)).toBeGreaterThan(kRange![1]);
    expect(curve.growth[0]).toBeCloseTo(-0.1, 12);
    expect(Math.max(...curve.growth)).toBeCloseTo(growthRate!, 4);
  });
});

describe("fixed points", () => {
  it.each([
    [0.055, 0.062, [0.4667, 0.2507]],
    [0.062, 0.06093, [0.4209, 0.2921]],
    [0.026, 0.051, [0.3518, 0.2189]],
  ] as const)("Gray–Scott at F = %d, k = %d", (F, k, [u, v]) => {
    const states = analyseStability(grayScott, { F, k, D_u: 0.2, D_v: 0.1 }).fixedPoints.map(({ state }) => state);
    expect(states.length).toBe(3);
    const highest = states.reduce((best, state) => (state["v"]! > best["v"]! ? state : best));
    expect(highest["u"]).toBeCloseTo(u, 4);
    expect(highest["v"]).toBeCloseTo(v, 4);
    expect(states.some((state) => state["u"] === 1 && state["v"] === 0)).toBe(true);
  });

  it.each([
    [0.0367, 0.0649],
    [0.029, 0.057],
    [0.014, 0.055],
  ])("Gray–Scott has the trivial state alone at F = %d, k = %d", (F, k) => {
    const point = only(analyseStability(grayScott, { F, k, D_u: 0.2, D_v: 0.1 }).fixedPoints);
    expect(point.state).toEqual({ u: 1, v: 0 });
    expect(point.eigenvalues[0]!.re).toBeCloseTo(-F, 14);
    expect(point.eigenvalues[1]!.re).toBeCloseTo(-(F + k), 14);
  });

  it("finds the three roots of a cubic, positive ones first", () => {
    const points = analyseStability(modelOf({ u: "u*(1 - u)*(u - 0.25)" }), {}).fixedPoints;
    expect(points.map(({ state }) => Number(state["u"]!.toFixed(9)))).toEqual([0.25, 1, 0]);
    expect(points.map(({ eigenvalues }) => eigenvalues[0]!.re < 0)).toEqual([false, true, true]);
  });

  it("finds every root of random cubics within the range", () => {
    const gap = fc.double({ min: 0.3, max: 8, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: -9, max: -7, noNaN: true }), gap, gap, (a, first, second) => {
        const [b, c] = [a + first, a + first + second];
        const roots = [a, b, c];
        const found = analyseStability(modelOf({ u: "-(u - a)*(u - b)*(u - c)" }, { a, b, c }), { a, b, c }).fixedPoints.map(
          ({ state }) => state["u"]!,
        );
        expect(found.length).toBe(3);
        for (const [i, value] of found.sort((p, q) => p - q).entries()) expect(value).toBeCloseTo(roots[i]!, 7);
      }),
      { numRuns: 40 },
    );
  });

  it("says why there are none", () => {
    expect(analyseStability(modelOf({ u: "1 + u^2" }), {})).toEqual({ fixedPoints: [], reason: expect.stringMatching(/no fixed point/) });
    expect(analyseStability(modelOf({ u: "sin(t) - u" }), {})).toEqual({ fixedPoints: [], reason: expect.stringMatching(/name t/) });
  });

  it("calls a negative diffusivity ill-posed", () => {
    const { fixedPoints, reason } = analyseStability(modelOf({ u: "-laplacian(u) - u" }), {});
    expect(reason).toMatch(/ill-posed/);
    expect(only(fixedPoints)).toMatchObject({ kMostUnstable: null, wavelength: null });
  });
});

describe("the largest stable step", () => {
  const grid = (shape: [number, number] | [number, number, number], spacing: number, stencil: "standard" | "isotropic" = "standard") => ({
    shape,
    spacing,
    stencil,
  });
  const heat = modelOf({ u: "D*laplacian(u)" }, { D: 0.5 });
  const limit = (g: ReturnType<typeof grid>, solver = euler) => largestStableDt(heat, { D: 0.5 }, g, solver)!;

  it.each([
    ["Euler, 2D", grid([8, 8], 2), euler, 4 / (4 * 0.5)],
    ["Euler, 3D", grid([8, 8, 8], 2), euler, 4 / (6 * 0.5)],
    ["Heun, 2D", grid([8, 8], 1), heun, 1 / (4 * 0.5)],
    ["RK4, 2D", grid([8, 8], 1), rk4, 2.785293563405282 / (8 * 0.5)],
  ] as const)("is the textbook's for diffusion: %s", (_, g, solver, expected) =>
    expect(limit({ ...g, shape: [...g.shape] as [number, number] }, solver)).toBeCloseTo(expected, 12),
  );

  it("is that of the isotropic stencil's most negative symbol: −16/3 in 2D", () => {
    const symbol = (a: number, b: number) => (4 * (2 * Math.cos(a) + 2 * Math.cos(b)) + 4 * Math.cos(a) * Math.cos(b) - 20) / 6;
    let least = 0;
    for (let i = 0; i <= 200; i++) for (let j = 0; j <= 200; j++) least = Math.min(least, symbol((Math.PI * i) / 200, (Math.PI * j) / 200));
    expect(limit(grid([8, 8], 1, "isotropic"))).toBeCloseTo(2 / (0.5 * -least), 10);
  });

  it("is that of the 27-point stencil over all directions", () => {
    const symbol = (a: number, b: number, c: number) => (28 * (a + b + c) + 12 * (a * b + a * c + b * c) + 8 * a * b * c - 128) / 30;
    let least = 0;
    const cosines = Array.from({ length: 41 }, (_, i) => Math.cos((Math.PI * i) / 40));
    for (const a of cosines) for (const b of cosines) for (const c of cosines) least = Math.min(least, symbol(a, b, c));
    expect(limit(grid([8, 8, 8], 1, "isotropic"))).toBeCloseTo(2 / (0.5 * -least), 10);
  });

  it("counts the reaction too: Schnakenberg, d = 10, h = 1", () => {
    const dt = largestStableDt(schnakenberg, { a: 0.1, b: 0.9, d: 10 }, grid([64, 64], 1), euler)!;
    expect(dt).toBeGreaterThan(0.0246);
    expect(dt).toBeLessThan(2 / 80);
  });

  it("holds on a run: just below it a mode decays, just above it grows", () => {
    // The alternating mode of pure decay: u ← (1 − dt)·u.
    const decay = modelOf({ u: "-u" });
    expect(largestStableDt(decay, {}, grid([4, 4], 1), euler)).toBeCloseTo(2, 12);
    expect(largestStableDt(decay, {}, grid([4, 4], 1), rk4)).toBeCloseTo(2.785293563405282, 12);
  });

  it("takes the method's region for a damped oscillation: Euler needs dt < −2 Re λ/|λ|²", () => {
    const spiral = modelOf({ u: "-0.1*u - v", v: "u - 0.1*v" });
    expect(largestStableDt(spiral, {}, grid([4, 4], 1), euler)).toBeCloseTo(0.2 / 1.01, 8);
  });

  it("is Euler's for advection and diffusion: the lesser of h²/(4D) and 2D/c²", () => {
    const model = (c: number) => modelOf({ u: "laplacian(u) - c*dx(u)" }, { c });
    const at = (c: number) => largestStableDt(model(c), { c }, grid([8, 8], 1), euler)!;
    expect(at(1)).toBeCloseTo(0.25, 10);
    expect(at(5)).toBeCloseTo(2 / 25, 4);
  });

  it("is RK4's interval on the imaginary axis for advection alone; Euler gets the step that amplifies by 0.01 %", () => {
    const model = modelOf({ u: "-3*dx(u)" });
    expect(largestStableDt(model, {}, grid([8, 8], 0.5), rk4)).toBeCloseTo((2.8284271247461903 * 0.5) / 3, 10);
    expect(Math.hypot(1, (largestStableDt(model, {}, grid([8, 8], 0.5), euler)! * 3) / 0.5)).toBeCloseTo(1.0001, 10);
  });

  it("takes spacings that differ by axis", () => {
    const dt = largestStableDt(heat, { D: 0.5 }, { shape: [8, 8], spacing: [1, 2], stencil: "standard" }, euler);
    expect(dt).toBeCloseTo(2 / (0.5 * 4 * (1 + 1 / 4)), 12);
  });

  it("is far shorter than linear theory's where a limit cycle passes stiff states", () => {
    const parameters = { A: 3, B: 12, D_u: 0.5, D_v: 1.2 };
    const dt = largestStableDt(brusselator, parameters, grid([8, 8], 1), euler)!;
    expect(dt).toBeLessThan(0.03);
    // the well-mixed reaction by hand, Euler at 0.9 of the limit and at the linear limit
    const stays = (step: number) => {
      let [u, v] = [3.1, 4.1];
      for (let i = 0; i < 60 / step; i++) [u, v] = [u + step * (3 - 13 * u + u * u * v), v + step * (12 * u - u * u * v)];
      return Number.isFinite(u + v);
    };
    expect(stays(0.9 * dt)).toBe(true);
    expect(stays(0.135)).toBe(false);
  });

  it("lets a centre that turns by ω grow by 0.01 % a step under Euler, and leaves Runge–Kutta its 2√2/ω", () => {
    const turning = modelOf({ u: "-3*v", v: "3*u" });
    expect(largestStableDt(turning, {}, grid([4, 4], 1), euler)).toBeCloseTo(Math.sqrt(2e-4 + 1e-8) / 3, 8);
    expect(largestStableDt(turning, {}, grid([4, 4], 1), rk4)).toBeCloseTo(Math.sqrt(8) / 3, 8);
  });

  it("sees what reaction turns and diffusion hardly damps: a step with which no wave of it grows by more than that", () => {
    const dt = largestStableDt(modelOf({ u: "laplacian(u) + 3*v", v: "laplacian(v) - 3*u" }), {}, grid([64, 64], 1), euler)!;
    const factors = Array.from({ length: 65 }, (_, j) => Math.hypot(1 - dt * (2 - 2 * Math.cos((Math.PI * j) / 64)), 3 * dt));
    expect(Math.max(...factors)).toBeLessThan(1 + 1.001e-4);
    expect(dt).toBeGreaterThan(0.0047);
    const damped = modelOf({ u: "0.1*laplacian(u) - 0.3*u + 3*v", v: "0.1*laplacian(v) - 0.3*v - 3*u" });
    expect(largestStableDt(damped, {}, grid([64, 64], 1), euler)).toBeCloseTo(0.6 / (0.09 + 9), 6);
  });

  it("sets no bound where nothing decays", () => expect(largestStableDt(modelOf({ u: "u + 1" }), {}, grid([4, 4], 1), euler)).toBeNull());
});
