import { describe, expect, it } from "vitest";
import { parameterPlane, planeClasses, type ParameterPlane, type PlaneAxis } from "../../../src/core/analysis/parameter-plane";
import { analyseStability } from "../../../src/core/analysis/stability";
import type { EquationModel } from "../../../src/core/define/model";
import { models } from "../../../src/core/models/index";
import { brusselator } from "../../../src/core/models/brusselator";
import { grayScott } from "../../../src/core/models/gray-scott";
import { schnakenberg } from "../../../src/core/models/schnakenberg";
import { modelOf } from "../../support/runs";

const axis = (name: string, min: number, max: number): PlaneAxis => ({ name, min, max });
const defaults = ({ params }: EquationModel) => Object.fromEntries(Object.entries(params).map(([name, param]) => [name, param.default]));
const planeOf = (model: EquationModel, x: PlaneAxis, y: PlaneAxis, parameters: Record<string, number> = {}): ParameterPlane =>
  parameterPlane(model, { grid: model.grid, parameters: { ...defaults(model), ...parameters } }, x, y);
const pointsOf = ({ curves }: ParameterPlane, kind: ParameterPlane["curves"][number]["kind"]) =>
  curves.filter((curve) => curve.kind === kind).flatMap(({ points }) => points);
const worst = (points: readonly [number, number][], error: (x: number, y: number) => number) =>
  points.reduce((most, [x, y]) => Math.max(most, Math.abs(error(x, y))), 0);
const classAt = ({ classes, nx, ny, x, y }: ParameterPlane, at: readonly [number, number]) => {
  const index = (value: number, { min, max }: PlaneAxis, n: number) => Math.round(((value - min) / (max - min)) * (n - 1));
  return planeClasses[classes[index(at[1], y, ny) * nx + index(at[0], x, nx)]!];
};

describe("the Brusselator over A and B", () => {
  const plane = planeOf(brusselator, axis("A", 2, 5), axis("B", 1, 12));

  it("turns at B = (1 + A √(D_u/D_v))², whether or not it oscillates there", () => {
    const points = pointsOf(plane, "turing");
    expect(worst(points, (A, B) => B / (1 + A * Math.sqrt(5 / 12)) ** 2 - 1)).toBeLessThan(1e-9);
    expect(Math.min(...points.map(([A]) => A))).toBe(2);
    expect(Math.max(...points.map(([, B]) => B))).toBe(12);
  });

  it("oscillates from B = 1 + A²", () => {
    const points = pointsOf(plane, "hopf");
    expect(worst(points, (A, B) => B / (1 + A * A) - 1)).toBeLessThan(1e-9);
    expect([Math.min(...points.map(([A]) => A)), Math.max(...points.map(([, B]) => B))]).toEqual([2, 12]);
  });

  it("is one line each, whose points follow one another", () => {
    expect(plane.curves.map(({ kind }) => kind).sort()).toEqual(["hopf", "turing"]);
    for (const { points } of plane.curves)
      for (const [i, [A, B]] of points.slice(1).entries()) expect(Math.hypot((A - points[i]![0]) / 3, (B - points[i]![1]) / 11)).toBeLessThan(0.05);
  });

  it.each([
    [[3, 5], "stable"],
    [[3, 9], "turing"],
    [[2, 5.125], "hopf"],
    [[3, 11], "turing and hopf"],
  ] as const)("at %j is %s", (at, name) => expect(classAt(plane, at)).toBe(name));
});

describe("Schnakenberg", () => {
  it("over a and b, d = 10: oscillates where b − a = (a + b)³, turns where the determinant touches 0", () => {
    const plane = planeOf(schnakenberg, axis("a", 0, 0.5), axis("b", 0.2, 2));
    expect(worst(pointsOf(plane, "hopf"), (a, b) => (b - a) / (a + b) ** 3 - 1)).toBeLessThan(1e-8);
    // f_u = (b − a)/(a + b), f_v = (a + b)²; d f_u + g_v = 2 √(d det J), g_v = −f_v, det J = f_v.
    expect(worst(pointsOf(plane, "turing"), (a, b) => (10 * (b - a)) / (a + b) / ((a + b) ** 2 + 2 * Math.sqrt(10) * (a + b)) - 1)).toBeLessThan(
      1e-8,
    );
    expect(pointsOf(plane, "hopf").length).toBeGreaterThan(20);
    expect(pointsOf(plane, "turing").length).toBeGreaterThan(20);
  });

  it("becomes unstable at d = 8.5676 where a = 0.1, b = 0.9", () => {
    const points = pointsOf(planeOf(schnakenberg, axis("d", 5, 12), axis("b", 0.8, 1)), "turing");
    const critical = (b: number) => {
      const [fu, fv] = [(b - 0.1) / (b + 0.1), (b + 0.1) ** 2];
      return ((Math.sqrt(fv) + Math.sqrt(fv + fu * fv)) / fu) ** 2;
    };
    expect(critical(0.9)).toBeCloseTo(8.5676, 4);
    expect(worst(points, (d, b) => d / critical(b) - 1)).toBeLessThan(1e-9);
    const beside = points.sort((p, q) => Math.abs(p[1] - 0.9) - Math.abs(q[1] - 0.9))[0]!;
    expect(Math.abs(beside[1] - 0.9)).toBeLessThan(0.005);
  });
});

describe("Gray–Scott over F and k", () => {
  const plane = planeOf(grayScott, axis("F", 0, 0.12), axis("k", 0, 0.1));

  it("has more than the trivial state where F ≥ 4(F + k)²", () => {
    const points = pointsOf(plane, "saddle-node");
    expect(worst(points, (F, k) => F / (4 * (F + k) ** 2) - 1)).toBeLessThan(1e-8);
    expect(points.length).toBeGreaterThan(40);
  });

  it("oscillates where the trace of the Jacobian at the richer state is 0", () => {
    const trace = (F: number, k: number) => {
      const u = (1 - Math.sqrt(1 - (4 * (F + k) ** 2) / F)) / 2;
      const v = (F * (1 - u)) / (F + k);
      return -v * v - F + 2 * u * v - (F + k);
    };
    expect(worst(pointsOf(plane, "hopf"), trace)).toBeLessThan(1e-8);
  });

  it("is calm where the trivial state is alone, and what the richer one is where that exists: saddles do not count", () => {
    expect(classAt(plane, [0.04, 0.1])).toBe("stable");
    expect(classAt(plane, [0.1, 0.02])).toBe("stable");
  });
});

it("finds both folds of a cubic, and the cusp between them: u³ − 3pu + q", () => {
  const model = modelOf({ u: "-(u^3) + 3*p*u - q" }, { p: 1, q: 0 });
  const plane = planeOf(model, axis("p", -1, 1.1), axis("q", -1.5, 1.7));
  const points = pointsOf(plane, "saddle-node");
  // q² = 4p³, p > 0
  expect(worst(points, (p, q) => q * q - 4 * p ** 3)).toBeLessThan(1e-7);
  expect(points.some(([, q]) => q > 1)).toBe(true);
  expect(points.some(([, q]) => q < -1)).toBe(true);
});

it("sees waves that travel, of three species: where the Hurwitz determinant vanishes at some k > 0", () => {
  // Linear kinetics with a wave instability; growth is asked for on a fine scan, which knows nothing of determinants.
  const model = modelOf({ u: "p*u - v - w", v: "5*u - 3*v", w: "D*laplacian(w) + 2*u - w" }, { p: 1, D: 1 });
  const plane = planeOf(model, axis("p", 0, 2.9), axis("D", 0.1, 8));
  const checked = [0.2, 0.9, 1.6, 2.2, 2.7].flatMap((p) => [0.5, 2, 6].map((D) => [p, D] as const));
  for (const [p, D] of checked) {
    const [point] = analyseStability(model, { p, D }).fixedPoints;
    const expected = point!.hopf ? "hopf" : point!.turing ? "turing" : "stable";
    if (Math.abs(point!.eigenvalues[0]!.re) > 0.05) expect(classAt(plane, [p, D])!.split(" ").at(-1)).toBe(expected);
  }
});

it.each([
  ["brusselator", ["A", 2, 5], ["D_v", 1, 15]],
  ["schnakenberg", ["a", 0.01, 0.5], ["d", 1, 40]],
  ["gierer-meinhardt", ["a", 0.01, 1], ["D", 1, 40]],
] as const)("says of %s the same as the analysis of single points", (id, [x, x0, x1], [y, y0, y1]) => {
  const model = models.get(id);
  if (model.kind !== "equations") throw new Error("expected equations");
  const plane = planeOf(model, axis(x, x0, x1), axis(y, y0, y1));
  for (let i = 0; i < plane.classes.length; i += 97) {
    const at = (index: number, from: number, to: number, n: number) => from + ((to - from) * index) / (n - 1);
    const place = { [x]: at(i % plane.nx, x0, x1, plane.nx), [y]: at(Math.floor(i / plane.nx), y0, y1, plane.ny) };
    const { fixedPoints } = analyseStability(model, { ...defaults(model), ...place });
    const calm = fixedPoints.filter(({ eigenvalues }) => eigenvalues.filter(({ re }) => re > 0).length % 2 === 0);
    const name = planeClasses[plane.classes[i]!]!;
    expect(
      calm.some(({ hopf }) => hopf),
      JSON.stringify(place),
    ).toBe(name.includes("hopf"));
    if (!name.includes("hopf"))
      expect(
        calm.some(({ turing }) => turing),
        JSON.stringify(place),
      ).toBe(name === "turing");
  }
});

describe("any model of the library", () => {
  const library = [...models].filter((model): model is EquationModel => model.kind === "equations" && Object.keys(model.params).length > 1);
  it.each(library.map((model) => [model.id, model] as const))("%s has a plane, or says why not", (_, model) => {
    const [x, y] = Object.entries(model.params).map(([name, { min, max }]) => axis(name, min, max));
    const plane = planeOf(model, x!, y!);
    expect(plane.classes).toHaveLength(plane.nx * plane.ny);
    if (plane.reason === undefined) expect(plane.nx).toBeGreaterThan(1);
    else expect(plane.curves).toEqual([]);
    for (const { points } of plane.curves) for (const [a, b] of points) expect(a >= x!.min && a <= x!.max && b >= y!.min && b <= y!.max).toBe(true);
  });
});

describe("what is no plane", () => {
  const refused = (x: PlaneAxis, y: PlaneAxis) => () => planeOf(schnakenberg, x, y);
  it("is refused with the place and the reason", () => {
    expect(refused(axis("e", 0, 1), axis("b", 0, 1))).toThrow(/At x\.name: there is no parameter "e".*a, b, d/);
    expect(refused(axis("a", 0, 1), axis("b", 1, 1))).toThrow(/At y: expected an end above the beginning, got 1 to 1/);
    expect(refused(axis("a", 0, Infinity), axis("b", 0, 1))).toThrow(/At x: /);
    expect(refused(axis("a", 0, 1), axis("a", 0, 1))).toThrow(/another parameter than a/);
  });
  it("says why there is nothing to draw", () => {
    const reasonOf = (equation: string, parameters: Record<string, number | string> = {}) => {
      const model = modelOf({ u: equation }, { p: 1, q: 1, r: 1 });
      return parameterPlane(model, { grid: model.grid, parameters: { p: 1, q: 1, r: 1, ...parameters } }, axis("p", 0, 1), axis("q", 0, 1)).reason;
    };
    expect(reasonOf("p*u + q*sin(t)")).toMatch(/name t/);
    expect(reasonOf("r*u - p - q", { r: "x" })).toMatch(/^r differs from place to place/);
    expect(reasonOf("p*laplacian(u)")).toMatch(/continuum/);
    expect(reasonOf("p - u", { p: "x" })).toBeUndefined();
  });
});
