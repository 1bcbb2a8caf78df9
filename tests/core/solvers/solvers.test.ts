import { describe, expect, it } from "vitest";
import { adamsBashforth } from "../../../src/core/solvers/adams-bashforth";
import { bogackiShampine } from "../../../src/core/solvers/bogacki-shampine";
import { dormandPrince } from "../../../src/core/solvers/dormand-prince";
import { etdrk4 } from "../../../src/core/solvers/etdrk4";
import { solvers } from "../../../src/core/solvers/index";
import { rk4 } from "../../../src/core/solvers/rk4";
import { semiImplicit } from "../../../src/core/solvers/semi-implicit";
import { isAdaptive, type RungeKutta } from "../../../src/core/solvers/solver";
import { ssprk3 } from "../../../src/core/solvers/ssprk3";

const tableaux = [...solvers].filter((solver) => solver.family === "runge-kutta");
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const dot = (a: readonly number[], b: readonly number[]) => sum(b.map((value, i) => (a[i] ?? 0) * value));

/** Butcher's conditions up to order 5: the left sides and what they have to be. Hairer, Nørsett, Wanner 1993, table II.2.1. */
function conditions({ a, c }: RungeKutta, b: readonly number[]): [order: number, value: number, expected: number][] {
  const by = (vector: readonly number[]) => a.map((row) => dot(row, vector));
  const power = (n: number) => c.map((value) => value ** n);
  const times = (...vectors: (readonly number[])[]) => c.map((_, i) => vectors.reduce((product, vector) => product * vector[i]!, 1));
  const [c1, c2, c3, c4] = [1, 2, 3, 4].map(power) as [number[], number[], number[], number[]];
  const [ac, ac2, aac] = [by(c1), by(c2), by(by(c1))];
  return [
    [1, sum(b), 1],
    [2, dot(b, c1), 1 / 2],
    [3, dot(b, c2), 1 / 3],
    [3, dot(b, ac), 1 / 6],
    [4, dot(b, c3), 1 / 4],
    [4, dot(b, times(c1, ac)), 1 / 8],
    [4, dot(b, ac2), 1 / 12],
    [4, dot(b, aac), 1 / 24],
    [5, dot(b, c4), 1 / 5],
    [5, dot(b, times(c2, ac)), 1 / 10],
    [5, dot(b, times(ac, ac)), 1 / 20],
    [5, dot(b, times(c1, ac2)), 1 / 15],
    [5, dot(b, times(c1, aac)), 1 / 30],
    [5, dot(b, by(c3)), 1 / 20],
    [5, dot(b, by(times(c1, ac))), 1 / 40],
    [5, dot(b, by(ac2)), 1 / 60],
    [5, dot(b, by(aac)), 1 / 120],
  ];
}

describe("Runge–Kutta methods", () => {
  it.each(tableaux.map((solver) => [solver.id, solver] as const))("%s meets every condition of its order and fails one of the next", (_, solver) => {
    const found = conditions(solver, solver.b);
    for (const [order, value, expected] of found) if (order <= solver.order) expect(value).toBeCloseTo(expected, 14);
    expect(found.some(([order, value, expected]) => order === solver.order + 1 && Math.abs(value - expected) > 1e-4)).toBe(solver.order < 5);
  });

  it.each(tableaux.flatMap((solver) => (solver.embedded ? [[solver.id, solver, solver.embedded] as const] : [])))(
    "%s has a second result of its own order, and its last stage is the slope at the new state",
    (_, solver, { b, order }) => {
      const found = conditions(solver, b);
      for (const [of, value, expected] of found) if (of <= order) expect(value).toBeCloseTo(expected, 14);
      expect(found.some(([of, value, expected]) => of === order + 1 && Math.abs(value - expected) > 1e-4)).toBe(true);
      expect(b).toHaveLength(solver.b.length);
      expect([...solver.a.at(-1)!, 0]).toEqual(solver.b);
      expect(solver.c.at(-1)).toBe(1);
    },
  );

  it.each(tableaux.map((solver) => [solver.id, solver] as const))(
    "%s: c are the row sums, and each stage uses earlier ones alone",
    (_, { a, b, c }) => {
      expect(a).toHaveLength(b.length);
      a.forEach((row, i) => {
        expect(sum(row)).toBeCloseTo(c[i]!, 14);
        expect(row.length).toBeLessThanOrEqual(i);
      });
    },
  );

  it("adaptive are the two with an embedded result", () => expect([...solvers].filter(isAdaptive)).toEqual([bogackiShampine, dormandPrince]));

  /** |R| at z from the Taylor coefficients that the order leaves no choice about, and the sixth of Dormand and Prince, 1/600. */
  const factor = (coefficients: readonly number[], re: number, im: number) => {
    let [x, y] = [0, 0];
    for (const coefficient of coefficients.toReversed()) [x, y] = [coefficient + x * re - y * im, x * im + y * re];
    return Math.hypot(x, y);
  };
  it.each([
    ["ssprk3", ssprk3, [1, 1, 1 / 2, 1 / 6]],
    ["bogacki-shampine", bogackiShampine, [1, 1, 1 / 2, 1 / 6]],
    ["rk4", rk4, [1, 1, 1 / 2, 1 / 6, 1 / 24]],
    ["dormand-prince", dormandPrince, [1, 1, 1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 600]],
  ] as const)("the stability intervals end where |R| leaves 1: %s", (_, { realStability: real, imaginaryStability: imaginary }, coefficients) => {
    expect(factor(coefficients, -real, 0)).toBeCloseTo(1, 12);
    expect(factor(coefficients, 0, imaginary)).toBeCloseTo(1, 12);
    for (let i = 1; i < 1000; i++) {
      expect(factor(coefficients, (-real * i) / 1000, 0)).toBeLessThanOrEqual(1 + 1e-15);
      expect(factor(coefficients, 0, (imaginary * i) / 1000)).toBeLessThanOrEqual(1 + 1e-15);
    }
    expect(factor(coefficients, -real * 1.001, 0)).toBeGreaterThan(1);
    expect(factor(coefficients, 0, imaginary * 1.001)).toBeGreaterThan(1);
  });
});

describe("methods of two steps", () => {
  it("Adams–Bashforth is exact for slopes linear in time, and −1 is a root at the end of its real interval", () => {
    const [now, before] = adamsBashforth.b;
    // u' = 1 and u' = 2t from t = 0 to 1, slopes at 0 and −1
    expect(now + before).toBe(1);
    expect(now * 0 + before * -2).toBe(1);
    const z = -adamsBashforth.realStability;
    expect(1 - (1 + now * z) * -1 - before * z).toBe(0);
  });

  it("the semi-implicit one too, where everything is explicit: 3ζ² − 4ζ + 1 = 2z(2ζ − 1)", () =>
    expect(3 + 4 + 1).toBeCloseTo(2 * -semiImplicit.realStability * (-2 - 1), 14));

  it("without a linear part ETDRK4 is the classical method", () =>
    expect([etdrk4.realStability, etdrk4.imaginaryStability]).toEqual([rk4.realStability, rk4.imaginaryStability]));
});

it("every method names its source with a DOI", () => {
  for (const { source } of solvers) expect(source).toMatch(/doi:10\.\d{4,}\/\S+/);
});
