import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyseStability, type FixedPoint } from "../../../src/core/analysis/stability";
import type { EquationModel } from "../../../src/core/define/model";
import { modelOf } from "../../support/runs";

const onRange = (model: EquationModel, range: readonly [number, number]): EquationModel => ({
  ...model,
  species: Object.fromEntries(Object.entries(model.species).map(([name, species]) => [name, { ...species, range }])),
});
const analyse = (equations: Record<string, string>, range: readonly [number, number] = [-10, 10], parameters: Record<string, number> = {}) =>
  analyseStability(onRange(modelOf(equations, parameters), range), parameters);
const pointAt = (points: readonly FixedPoint[], state: Record<string, number>) =>
  points.find((point) => Object.entries(state).every(([name, value]) => Math.abs(point.state[name]! - value) < 1e-9))!;

/** Relations that are known in closed form. */
describe("growth with derivatives of fourth order", () => {
  it.each([0.05, 0.5, 4])("Cahn–Hilliard, κ = %d: λ = (1 − 3u²)k² − κk⁴ about whichever mixed state stands for all", (kappa) => {
    const { fixedPoints, reason } = analyse({ u: "laplacian(u^3 - u - kappa*laplacian(u))" }, [-0.5, 0.5], { kappa });
    expect(reason).toMatch(/continuum/);
    const [point] = fixedPoints as [FixedPoint];
    const drive = 1 - 3 * point.state["u"]! ** 2;
    expect(point).toMatchObject({ turing: false, hopf: false });
    expect(point.kMostUnstable).toBeCloseTo(Math.sqrt(drive / (2 * kappa)), 9);
    expect(point.growthRate).toBeCloseTo(drive ** 2 / (4 * kappa), 10);
    expect(point.kRange![0]).toBe(0);
    expect(point.kRange![1]).toBeCloseTo(Math.sqrt(drive / kappa), 9);
  });

  it("Cahn–Hilliard on a range in which most states are stable is told by one that is not", () => {
    const [point] = analyse({ u: "laplacian(u^3 - u - laplacian(u))" }).fixedPoints as [FixedPoint];
    expect(Math.abs(point.state["u"]!)).toBeLessThan(1 / Math.sqrt(3));
    expect(point.growthRate).toBeGreaterThan(0);
  });

  it.each([0.01, 0.3, 0.9])("Swift–Hohenberg, r = %d: λ = r − (1 − k²)²", (r) => {
    const point = pointAt(analyse({ u: "r*u - (u + 2*laplacian(u) + biharmonic(u)) - u^3" }, [-2, 2], { r }).fixedPoints, { u: 0 });
    expect(point.turing).toBe(true);
    expect(point.kMostUnstable).toBeCloseTo(1, 9);
    expect(point.growthRate).toBeCloseTo(r, 10);
    expect(point.kRange![0]).toBeCloseTo(Math.sqrt(1 - Math.sqrt(r)), 9);
    expect(point.kRange![1]).toBeCloseTo(Math.sqrt(1 + Math.sqrt(r)), 9);
    expect(Math.max(...point.curve.growth)).toBeCloseTo(r, 2);
  });

  it("Kuramoto–Sivashinsky: λ = k² − k⁴ about every state, gradients squared adding nothing", () => {
    const [point] = analyse({ u: "-laplacian(u) - biharmonic(u) - 0.5*dot(grad(u), grad(u))" }).fixedPoints as [FixedPoint];
    expect(point.kMostUnstable).toBeCloseTo(Math.SQRT1_2, 9);
    expect(point.growthRate).toBeCloseTo(0.25, 10);
    expect(point.kRange![1]).toBeCloseTo(1, 9);
    expect(point.wavelength).toBeCloseTo(2 * Math.PI * Math.SQRT2, 8);
  });

  it.each([
    ["biharmonic(u) - u", true],
    ["-laplacian(u) - biharmonic(u) - u", false],
    ["laplacian(u) + biharmonic(u) - u", true],
    ["biharmonic(u) + laplacian(biharmonic(u)) - u", false],
    ["-biharmonic(u) - laplacian(biharmonic(u)) - u", true],
  ])("∂u/∂t = %s is ill-posed: %s; the highest order decides", (equation, illPosed) =>
    expect(analyse({ u: equation }).reason ?? "").toMatch(illPosed ? /ill-posed/ : /^$/),
  );

  it("is cut off by the fourth order in one species and by diffusion in another", () => {
    const { fixedPoints, reason } = analyse({ u: "2*u - 3*v - 0.01*biharmonic(u)", v: "4*u - 4*v + 50*laplacian(v)" });
    expect(reason).toBeUndefined();
    expect(fixedPoints[0]).toMatchObject({ turing: true });
    // by hand: λ of the 2 × 2 matrix with q = k²
    const leading = (q: number) => {
      const [a, d] = [2 - 0.01 * q * q, -4 - 50 * q];
      return (a + d) / 2 + Math.sqrt(Math.max(0, ((a - d) / 2) ** 2 - 12));
    };
    let best = 0;
    for (let q = 0.01; q < 20; q += 1e-4) if (leading(q) > leading(best)) best = q;
    expect(fixedPoints[0]!.kMostUnstable! ** 2).toBeCloseTo(best, 3);
    expect(fixedPoints[0]!.growthRate).toBeCloseTo(leading(best), 8);
  });
});

describe("Keller–Segel with growth, D = 1: patterns form from u = c = 1 for χ > 4, first at k = 1", () => {
  const at = (chi: number, equation = "laplacian(u) - div(chi*u*grad(c)) + u*(1 - u)") =>
    pointAt(analyse({ u: equation, c: "laplacian(c) + u - c" }, [0, 10], { chi }).fixedPoints, { u: 1, c: 1 });

  it("at the threshold", () => {
    expect(at(3.999).turing).toBe(false);
    expect(at(4.001).turing).toBe(true);
    expect(at(4.001).kMostUnstable).toBeCloseTo(1, 3);
  });

  it.each([5, 6, 9])("beyond it, χ = %d: λ = √χ k − 1 − k² leads at k = √χ/2", (chi) => {
    const point = at(chi);
    expect(point.kMostUnstable).toBeCloseTo(Math.sqrt(chi) / 2, 9);
    expect(point.growthRate).toBeCloseTo(chi / 4 - 1, 10);
  });

  it("however the flux is written", () => {
    const usual = at(6);
    for (const equation of [
      "laplacian(u) - diffuse(chi*u, c) + u*(1 - u)",
      "div(grad(u) - chi*u*grad(c)) + u*(1 - u)",
      "dxx(u) + dyy(u) - diffusex(chi*u, c) - diffusey(chi*u, c) + u*(1 - u)",
      "laplacian(u) - chi*dot(grad(u), grad(c)) - chi*u*laplacian(c) + u*(1 - u)",
    ]) {
      expect(at(6, equation).kMostUnstable).toBeCloseTo(usual.kMostUnstable!, 9);
      expect(at(6, equation).growthRate).toBeCloseTo(usual.growthRate!, 10);
    }
  });
});

describe("directions", () => {
  it("the fastest is along the axis that is driven", () => {
    const still = pointAt(analyse({ u: "-0.2*dxx(u) - biharmonic(u) - 0.01*u" }, [-1, 1]).fixedPoints, { u: 0 });
    expect(still.turing).toBe(false);
    const growing = pointAt(analyse({ u: "-0.5*dyy(u) - biharmonic(u) - 0.01*u" }, [-1, 1]).fixedPoints, { u: 0 });
    expect(growing.kMostUnstable).toBeCloseTo(0.5, 9);
    expect(growing.growthRate).toBeCloseTo(1 / 16 - 0.01, 10);
  });

  it("a mixed derivative makes a diagonal the fastest", () => {
    const point = pointAt(analyse({ u: "laplacian(u) - 2.5*dxy(u) + 0.5*u - u^3 - biharmonic(u)" }, [-1, 1]).fixedPoints, { u: 0 });
    // along (1, 1)/√2: −k² + 1.25 k² − k⁴
    expect(point.kMostUnstable).toBeCloseTo(Math.sqrt(1 / 8), 9);
    expect(point.growthRate).toBeCloseTo(0.5 + 1 / 64, 10);
  });
});

describe("integrals and means", () => {
  it("act on the uniform state alone", () => {
    const { fixedPoints } = analyse({ u: "laplacian(u) + u*(1 - mean(u))" }, [0, 2]);
    expect(pointAt(fixedPoints, { u: 1 }).eigenvalues).toEqual([{ re: -1, im: 0 }]);
    expect(pointAt(fixedPoints, { u: 1 })).toMatchObject({ turing: false, kMostUnstable: null });
  });

  it("can hold the uniform state where the longest waves grow, and the report says so", () => {
    const { fixedPoints, reason } = analyse({ u: "laplacian(u) + 0.5*(u - 1) - 2*(mean(u) - 1)" }, [0, 2]);
    expect(reason).toMatch(/the longest grows fastest/);
    const [point] = fixedPoints as [FixedPoint];
    expect(point.eigenvalues[0]!.re).toBeCloseTo(-1.5, 12);
    expect(point).toMatchObject({ turing: true, kMostUnstable: null, wavelength: null });
    expect(point.growthRate).toBeCloseTo(0.5, 8);
    expect(point.kRange![1]).toBeCloseTo(Math.SQRT1_2, 9);
  });

  it("an integral counts the volume", () => {
    const model = {
      ...modelOf({ u: "1 - integral(u)/(Lx*Ly)" }),
      grid: { shape: [4, 6] as [number, number], spacing: 0.5, stencil: "standard" as const },
    };
    const { fixedPoints } = analyseStability(model, {});
    expect(fixedPoints.map(({ state }) => state["u"])).toEqual([1]);
    expect(fixedPoints[0]!.eigenvalues[0]!.re).toBeCloseTo(-1, 12);
  });
});

describe("the ways to write a model", () => {
  const plain = analyse({ u: "laplacian(u) + u - u^3/3 - v", v: "0.08*(u + 0.7 - 0.8*v)" }, [-2, 2]);
  const rangeOf = (model: EquationModel) => onRange(model, [-2, 2]);

  it("auxiliary fields, nested, are what stands in their place", () => {
    const model = { ...modelOf({ u: "laplacian(mu)" }), auxiliary: { mu: "w - 0.5*laplacian(u)", w: "u^3 - u" } };
    const [aside] = analyseStability(onRange(model, [-0.5, 0.5]), {}).fixedPoints as [FixedPoint];
    const [inline] = analyse({ u: "laplacian(u^3 - u - 0.5*laplacian(u))" }, [-0.5, 0.5]).fixedPoints as [FixedPoint];
    expect(aside).toEqual(inline);
  });

  it("a time scale divides the rates", () => {
    const model = modelOf({ u: "laplacian(u) + u - u^3/3 - v", v: "u + 0.7 - 0.8*v" });
    const scaled = { ...model, species: { u: model.species["u"]!, v: { ...model.species["v"]!, timeScale: 12.5 } } };
    const [point] = analyseStability(rangeOf(scaled), {}).fixedPoints as [FixedPoint];
    expect(point.state["u"]).toBeCloseTo(plain.fixedPoints[0]!.state["u"]!, 12);
    point.eigenvalues.forEach(({ re, im }, i) => {
      expect(re).toBeCloseTo(plain.fixedPoints[0]!.eigenvalues[i]!.re, 12);
      expect(im).toBeCloseTo(plain.fixedPoints[0]!.eigenvalues[i]!.im, 12);
    });
  });

  it("a memory follows its field", () => {
    const point = pointAt(analyse({ u: "laplacian(u) + u*(1 - m)", m: "memory(u, 3)" }, [0, 2]).fixedPoints, { u: 1, m: 1 });
    // λ² + λ/3 + 1/3 = 0
    expect(point.eigenvalues[0]!.re).toBeCloseTo(-1 / 6, 12);
    expect(point.eigenvalues[0]!.im).toBeCloseTo(Math.sqrt(1 / 3 - 1 / 36), 12);
  });

  it("a parameter that varies leaves no uniform state, and the report names it", () => {
    const model = modelOf({ u: "F - u" }, { F: 1 });
    expect(analyseStability(model, { F: "1 + 0.1*x" })).toEqual({ fixedPoints: [], reason: expect.stringMatching(/^F differs .*no uniform state/) });
    expect(analyseStability(model, { F: { file: "F.npy", low: 0, high: 1 } }).reason).toMatch(/^F differs/);
  });
});

it("growth never exceeds the largest symmetric part: random diffusing pairs", () =>
  fc.assert(
    fc.property(fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 4, maxLength: 4 }), ([a, b, c, d]) => {
      const parameters = { a: a!, b: b!, c: c!, d: d! };
      const { fixedPoints } = analyse({ u: "0.1*laplacian(u) - 0.02*biharmonic(u) + a*u + b*v", v: "laplacian(v) + c*u + d*v" }, [-1, 1], parameters);
      const bound = (a! + d!) / 2 + Math.hypot((a! - d!) / 2, (b! + c!) / 2);
      for (const { growthRate } of fixedPoints) if (growthRate !== null) expect(growthRate).toBeLessThanOrEqual(bound + 1e-9);
    }),
    { numRuns: 60 },
  ));
