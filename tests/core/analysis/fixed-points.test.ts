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
