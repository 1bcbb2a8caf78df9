import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixedPoints } from "../../../src/core/analysis/fixed-points";
import { linearise } from "../../../src/core/analysis/linearisation";
import type { EquationModel } from "../../../src/core/define/model";
import { modelOf } from "../../support/runs";

const search = (model: EquationModel, parameters: Record<string, number> = {}) => fixedPoints(model, linearise(model, parameters));
const statesOf = (equations: Record<string, string>, parameters: Record<string, number> = {}) =>
  search(modelOf(equations, parameters), parameters).points.map((point) => [...point]);

describe("fixed points of one species", () => {
  it("are found however close they lie beside the width of the range", () =>
    expect(statesOf({ u: "u*(0.001 - u)*(u - 0.002)" })).toEqual([[0.001], [0.002], [0]]));

  it("are all 31 zeros of sin 5u in [−10, 10], positive ones first", () => {
    const found = statesOf({ u: "sin(5*u)" }).map(([u]) => u!);
    const expected = [...Array.from({ length: 15 }, (_, i) => i + 1), 0, ...Array.from({ length: 15 }, (_, i) => i - 15)].map(
      (k) => (k * Math.PI) / 5,
    );
    expect(found).toHaveLength(31);
    found.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 12));
  });

  it("include roots that touch without a change of sign", () => {
    expect(statesOf({ u: "(u - 1)^2" })).toEqual([[1]]);
    const [[expanded]] = statesOf({ u: "u^2 - 2*u + 1" }) as [[number]];
    expect(expanded).toBeCloseTo(1, 6);
  });

  it("are not invented where rates are merely small", () => {
    expect(statesOf({ u: "0.0001 + (u - 1)^2" })).toEqual([]);
    expect(statesOf({ u: "exp(-8*u)" })).toEqual([]);
  });

  it("are not seen in a jump through 0", () => expect(statesOf({ u: "heaviside(u - 0.3) - u" })).toEqual([[1], [0]]));

  it("need rates that are defined: not log at 0", () => expect(statesOf({ u: "log(u)" })).toEqual([[1]]));
});

describe("fixed points of two species", () => {
  it("are all 380 of sin 3u, cos 3v in [−10, 10]²", () => {
    const found = statesOf({ u: "sin(3*u)", v: "cos(3*v)" });
    expect(found).toHaveLength(19 * 20);
    for (const [u, v] of found) expect(Math.hypot(Math.sin(3 * u!), Math.cos(3 * v!))).toBeLessThan(1e-12);
  });

  it("are not seen where a denominator vanishes: Gierer–Meinhardt on the default ranges", () =>
    expect(statesOf({ u: "0.1 + u^2/v - u", v: "u^2 - v" })).toEqual([[1.1, expect.closeTo(1.21, 14)]]));

  it("are the one double root of MFN v4.1's kinetics", () => expect(statesOf({ a: "0.01*(a*(1-a) - h)", h: "0.02*(a - h)" })).toEqual([[0, 0]]));

  it("lie on the circle and the line that define them", () => {
    fc.assert(
      fc.property(fc.double({ min: -6, max: 6, noNaN: true }), fc.double({ min: -6, max: 6, noNaN: true }), (p, q) => {
        const parameters = { p, q, r: 3 };
        const found = statesOf({ u: "(u - p)^2 + (v - q)^2 - r^2", v: "(v - q) - (u - p)" }, parameters).sort((a, b) => a[0]! - b[0]!);
        expect(found).toHaveLength(2);
        const reach = 3 / Math.SQRT2;
        found.forEach(([u, v], i) => {
          expect(u).toBeCloseTo(p + (i === 0 ? -reach : reach), 10);
          expect(v).toBeCloseTo(q + (i === 0 ? -reach : reach), 10);
        });
      }),
      { numRuns: 30 },
    );
  });
});

it("fixed points of three species are the food chain's", () => {
  const found = statesOf({ u: "1 - u*v", v: "u*v - v*w - 0.1*v", w: "v*w - w" });
  expect(found).toEqual([
    [1, 1, 0.9],
    [0.1, 10, 0],
  ]);
});

it("fixed points of three species are all 27 where three cubics meet", () => {
  const found = statesOf({ u: "u*(1 - u)*(u - 3)", v: "v*(2 - v)*(v + 1)", w: "(w - 1)*(w + 2)*(w - 5)" });
  const expected = [0, 1, 3].flatMap((u) => [0, 2, -1].flatMap((v) => [1, -2, 5].map((w) => [u, v, w])));
  expect(found).toHaveLength(27);
  for (const state of expected) expect(found).toContainEqual(state.map((value) => expect.closeTo(value, 10) as number));
});

describe("fixed points with known answers", () => {
  const within = (equations: Record<string, string>, range: readonly [number, number]) => {
    const model = modelOf(equations);
    const species = Object.fromEntries(Object.entries(model.species).map(([name, each]) => [name, { ...each, range }]));
    return search({ ...model, species });
  };
  /** Π (x − root). */
  const product = (name: string, roots: readonly number[]) => roots.map((root) => `(${name} - ${root})`).join("*");
  const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
  /** Distinct roots of the thousandths of [0, 1], no two nearer than a hundredth. */
  const roots = (count: number) =>
    fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: count, maxLength: count }).map((steps) => steps.map((step) => step / 100));

  it("are the nine of Π (u − i/10)", () => {
    const tenths = Array.from({ length: 9 }, (_, i) => (i + 1) / 10);
    expect(within({ u: product("u", tenths) }, [0, 1]).points.map(([u]) => u)).toEqual(tenths.map((root) => expect.closeTo(root, 12) as number));
  });

  it("are all of random polynomials, those at the ends of the range too", () => {
    fc.assert(
      fc.property(roots(6), (inner) => {
        const all = [...new Set([0, 1, ...inner])];
        const found = sorted(within({ u: product("u", all) }, [0, 1]).points.map(([u]) => u!));
        expect(found).toEqual(sorted(all).map((root) => expect.closeTo(root, 9) as number));
      }),
      { numRuns: 40 },
    );
  });

  it("are found once where they are double", () => {
    fc.assert(
      fc.property(roots(3), ([a, b, c]) => {
        const found = sorted(within({ u: `(u - ${a})^2*(u - ${b})*(u - ${c})^2` }, [0, 1]).points.map(([u]) => u!));
        expect(found).toEqual(sorted([a!, b!, c!]).map((root) => expect.closeTo(root, 5) as number));
      }),
      { numRuns: 40 },
    );
    expect(within({ u: "u^3 - 0.9*u^2 + 0.27*u - 0.027" }, [0, 1]).points.map(([u]) => u)).toEqual([expect.closeTo(0.3, 4)]);
  });

  it("are the nine where two cubics cross, turned by any angle", () => {
    fc.assert(
      fc.property(roots(3), roots(3), fc.integer({ min: 0, max: 90 }), (us, vs, degrees) => {
        const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
        // p and q are u and v turned about (½, ½); the two right-hand sides are mixed.
        const p = `(${c}*(u - 0.5) + ${s}*(v - 0.5) + 0.5)`;
        const q = `(${c}*(v - 0.5) - ${s}*(u - 0.5) + 0.5)`;
        const [f, g] = [product(p, us), product(q, vs)];
        const { points } = within({ u: `${f} + 2*${g}`, v: `${g} - ${f}` }, [-1, 2]);
        expect(points).toHaveLength(9);
        for (const a of us)
          for (const b of vs) {
            const [u, v] = [c * (a - 0.5) - s * (b - 0.5) + 0.5, s * (a - 0.5) + c * (b - 0.5) + 0.5];
            expect(points.some((point) => Math.hypot(point[0]! - u, point[1]! - v) < 1e-8)).toBe(true);
          }
      }),
      { numRuns: 40 },
    );
  });

  it("are the 25 where two Chebyshev polynomials of degree 5 cross", () =>
    expect(within({ u: "v - (16*u^5 - 20*u^3 + 5*u)", v: "u - (16*v^5 - 20*v^3 + 5*v)" }, [-10, 10]).points).toHaveLength(25));

  it("are two, one or none where a line passes a parabola", () => {
    const beside = (offset: number) => within({ u: "v - u^2", v: `v - 2*u + ${offset}` }, [-10, 10]).points.map((point) => [...point]);
    expect(beside(0.999999)).toHaveLength(2);
    expect(beside(1)).toEqual([[expect.closeTo(1, 6), expect.closeTo(1, 6)]]);
    expect(beside(1.000001)).toEqual([]);
  });

  it("are those without some of the species too: May and Leonard's five", () => {
    const { points } = within({ u: "u*(1 - u - 0.5*v - 1.5*w)", v: "v*(1 - v - 0.5*w - 1.5*u)", w: "w*(1 - w - 0.5*u - 1.5*v)" }, [0, 2]);
    expect(points.map((point) => [...point].map((value) => Number(value.toFixed(9))))).toEqual([
      [0.333333333, 0.333333333, 0.333333333],
      [0, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
      [1, 0, 0],
    ]);
  });

  it("are a circle and its centre where the kinetics are those of a field without a frequency", () => {
    const { points, continuum, members } = within({ u: "u - (u^2 + v^2)*u", v: "v - (u^2 + v^2)*v" }, [-1.5, 1.5]);
    expect(continuum).toBe(true);
    expect(points).toHaveLength(2);
    expect(points.map((point) => [...point])).toContainEqual([0, 0]);
    for (const [u, v] of members) expect(Math.hypot(u!, v!)).toBeCloseTo(1, 6);
  });
});

it("members of a continuum are fixed points too, and points beside it are kept", () => {
  const { points, members, continuum } = search(modelOf({ u: "v*(u - 1)", v: "v*(v - 2)" }));
  expect(continuum).toBe(true);
  expect(points.map((point) => [...point])).toContainEqual([1, 2]);
  expect(members.length).toBeGreaterThan(5);
  for (const [, v] of members) expect(v).toBeCloseTo(0, 12);
});

it("a continuum is told as such, and one positive state stands for it", () => {
  const heat = search(modelOf({ u: "laplacian(u)" }));
  expect(heat.continuum).toBe(true);
  expect(heat.points).toHaveLength(1);
  const conserved = search(modelOf({ u: "laplacian(u) + v - u*v", v: "-v + u*v" }));
  expect(conserved.continuum).toBe(true);
  expect(conserved.points).toHaveLength(1);
  expect(search(modelOf({ u: "(u - 1)^2" })).continuum).toBe(false);
});

it("Lx is the extent of the grid, a constant like any other", () => {
  const model = { ...modelOf({ u: "Lx/100 - u" }), grid: { shape: [4, 300] as [number, number], spacing: 2, stencil: "standard" as const } };
  expect(search(model).points.map((point) => [...point])).toEqual([[6]]);
});
