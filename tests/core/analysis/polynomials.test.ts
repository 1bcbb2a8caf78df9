import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  characteristicOf,
  determinantOf,
  fallsBelowZero,
  pairDeterminant,
  positiveRoots,
  productOf,
  valueOf,
  type Polynomial,
} from "../../../src/core/analysis/polynomials";

const withRoots = (roots: readonly number[]): Polynomial => roots.reduce<Polynomial>((p, root) => productOf(p, [-root, 1]), [1]);

describe("polynomials", () => {
  it("have the positive roots that they are made of", () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 6 }), (roots) => {
        const found = positiveRoots(withRoots(roots));
        const expected = roots.filter((root) => root > 0).sort((a, b) => a - b);
        expect(found).toEqual(expected.map((root) => expect.closeTo(root, 6) as number));
      }),
    ));

  it("fall below 0 between two roots, and not where they touch", () => {
    expect(fallsBelowZero(withRoots([1, 2]))).toBe(true);
    expect(fallsBelowZero(withRoots([1, 1.001]))).toBe(true);
    expect(fallsBelowZero(withRoots([-1, -2]))).toBe(false);
    expect(fallsBelowZero([1, -2, 1])).toBe(false);
    expect(fallsBelowZero([1 + 1e-9, -2, 1])).toBe(false);
    expect(fallsBelowZero([1 - 1e-9, -2, 1])).toBe(true);
    expect(fallsBelowZero([3, 1, -1])).toBe(true);
    expect(fallsBelowZero([3])).toBe(false);
  });

  it("make the determinant of a matrix of them, at every place that of its values", () =>
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 3, maxLength: 3 }), { minLength: 9, maxLength: 9 }), (entries) => {
        const rows = [0, 1, 2].map((i) => entries.slice(3 * i, 3 * i + 3));
        const [a, b, c] = rows.map((row) => row.map((entry) => valueOf(entry, 1.5))) as [number[], number[], number[]];
        const expected = a[0]! * (b[1]! * c[2]! - b[2]! * c[1]!) - a[1]! * (b[0]! * c[2]! - b[2]! * c[0]!) + a[2]! * (b[0]! * c[1]! - b[1]! * c[0]!);
        expect(valueOf(determinantOf(rows), 1.5)).toBeCloseTo(expected, 6);
      }),
    ));

  it("tell by Hurwitz' determinant where a pair reaches the imaginary axis: a₁a₂ = a₃ for three", () => {
    // Companion matrix of (λ + 1)(λ² − 2pλ + 1 + p²): the pair p ± i.
    const pair = (p: number) => {
      const [a1, a2, a3] = [1 - 2 * p, 1 + p * p - 2 * p, 1 + p * p];
      const companion = [
        [[0], [-1], [0]],
        [[0], [0], [-1]],
        [[a3], [a2], [a1]],
      ];
      const a = characteristicOf(companion);
      expect(a.map((each) => each[0])).toEqual([1, a1, a2, a3].map((value) => expect.closeTo(value, 12) as number));
      return valueOf(pairDeterminant(a), 0);
    };
    expect(pair(-0.01)).toBeGreaterThan(0);
    expect(pair(0.01)).toBeLessThan(0);
  });
});
