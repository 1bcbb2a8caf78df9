import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eigenvalues } from "../../../src/core/analysis/eigenvalues";
import { complexMatrix, normOf, solve, solveComplex, type Complex, type ComplexMatrix } from "../../../src/core/analysis/linear-algebra";

const real = (...rows: number[][]) => complexMatrix(rows.length, rows.flat());

function expectSpectrum(matrix: ComplexMatrix, expected: [number, number][], digits = 10) {
  const found = eigenvalues(matrix);
  expect(found).toHaveLength(expected.length);
  found.forEach((value, i) => {
    expect(value.re).toBeCloseTo(expected[i]![0], digits);
    expect(value.im).toBeCloseTo(expected[i]![1], digits);
  });
}

const entry = fc.double({ min: -10, max: 10, noNaN: true });
const anyMatrix = fc
  .integer({ min: 1, max: 8 })
  .chain((n) =>
    fc.record({
      n: fc.constant(n),
      re: fc.array(entry, { minLength: n * n, maxLength: n * n }),
      im: fc.array(entry, { minLength: n * n, maxLength: n * n }),
    }),
  )
  .map(({ n, re, im }) => complexMatrix(n, re, im));

const multiply = (a: Complex, b: Complex): Complex => ({ re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re });

/** Determinant by expansion along the first row: slow, obvious, and nothing like QR. */
function determinant(rows: Complex[][]): Complex {
  if (rows.length === 0) return { re: 1, im: 0 };
  return rows[0]!.reduce(
    (sum, value, column) => {
      const term = multiply(value, determinant(rows.slice(1).map((row) => row.filter((_, j) => j !== column))));
      const sign = column % 2 === 0 ? 1 : -1;
      return { re: sum.re + sign * term.re, im: sum.im + sign * term.im };
    },
    { re: 0, im: 0 },
  );
}

const rowsOf = ({ n, re, im }: ComplexMatrix): Complex[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => ({ re: re[i * n + j]!, im: im[i * n + j]! })));

describe("eigenvalues", () => {
  it("of a diagonal matrix are its diagonal, largest real part first", () =>
    expectSpectrum(
      real([1, 0, 0, 0], [0, 4, 0, 0], [0, 0, -2, 0], [0, 0, 0, 3]),
      [
        [4, 0],
        [3, 0],
        [1, 0],
        [-2, 0],
      ],
      14,
    ));

  it("of a turn by 90° are ±i", () =>
    expect(eigenvalues(real([0, -1], [1, 0]))).toEqual([
      { re: 0, im: 1 },
      { re: 0, im: -1 },
    ]));

  it("of a cyclic shift are the roots of unity", () => {
    const s = Math.sin(Math.PI / 3);
    expectSpectrum(real([0, 1, 0, 0, 0, 0], [0, 0, 1, 0, 0, 0], [0, 0, 0, 1, 0, 0], [0, 0, 0, 0, 1, 0], [0, 0, 0, 0, 0, 1], [1, 0, 0, 0, 0, 0]), [
      [1, 0],
      [0.5, s],
      [0.5, -s],
      [-0.5, s],
      [-0.5, -s],
      [-1, 0],
    ]);
  });

  it("of the companion matrix of (x−1)(x−2)(x−3)(x−4)(x−5) are 5, 4, 3, 2, 1, exactly real", () => {
    const companion = real([15, -85, 225, -274, 120], [1, 0, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 1, 0]);
    expectSpectrum(
      companion,
      [
        [5, 0],
        [4, 0],
        [3, 0],
        [2, 0],
        [1, 0],
      ],
      8,
    );
    expect(eigenvalues(companion).every(({ im }) => im === 0)).toBe(true);
  });

  it("of the second difference on seven points are −4 sin²(jπ/16)", () => {
    const difference = real(
      ...Array.from({ length: 7 }, (_, i) => Array.from({ length: 7 }, (_, j) => (i === j ? -2 : Math.abs(i - j) === 1 ? 1 : 0))),
    );
    expectSpectrum(
      difference,
      Array.from({ length: 7 }, (_, j) => [-4 * Math.sin(((j + 1) * Math.PI) / 16) ** 2, 0]),
      12,
    );
  });

  it("of a triangular complex matrix are its diagonal", () =>
    expectSpectrum(complexMatrix(3, [1, 5, -3, 0, 2, 7, 0, 0, -1], [1, 2, 3, 0, -4, 1, 0, 0, 0.5]), [
      [2, -4],
      [1, 1],
      [-1, 0.5],
    ]));

  it("of a defective block are equal to the square root of rounding", () =>
    expectSpectrum(
      real([2, 1, 0], [0, 2, 1], [0, 0, 2]),
      [
        [2, 0],
        [2, 0],
        [2, 0],
      ],
      4,
    ));

  it("of a matrix with a non-finite entry are none", () => expect(eigenvalues(real([1, Infinity], [0, 1]))).toEqual([]));

  it("sum to the trace and multiply to the determinant", () => {
    fc.assert(
      fc.property(anyMatrix, (matrix) => {
        const { n } = matrix;
        const values = eigenvalues(matrix);
        const scale = Math.max(normOf(matrix), 1e-300);
        const trace = rowsOf(matrix).reduce((sum, row, i) => ({ re: sum.re + row[i]!.re, im: sum.im + row[i]!.im }), { re: 0, im: 0 });
        const total = values.reduce((sum, value) => ({ re: sum.re + value.re, im: sum.im + value.im }), { re: 0, im: 0 });
        expect(Math.hypot(total.re - trace.re, total.im - trace.im) / scale).toBeLessThan(1e-12);
        if (n > 6) return;
        const expected = determinant(rowsOf(matrix));
        const found = values.reduce(multiply, { re: 1, im: 0 });
        expect(Math.hypot(found.re - expected.re, found.im - expected.im)).toBeLessThanOrEqual(1e-11 * scale ** n);
      }),
    );
  });
});

describe("linear systems", () => {
  it("solves a system that needs pivoting", () => {
    const x = solve([0, 2, 1, 1], [4, 3])!;
    expect([...x]).toEqual([1, 2]);
  });

  it("is not misled by rows of very different size", () => {
    const x = solve([1, 1e20, 1, 1], [1e20, 2])!;
    expect(x[0]).toBeCloseTo(1, 12);
    expect(x[1]).toBeCloseTo(1, 12);
  });

  it("is null for a singular matrix", () => {
    expect(solve([1, 2, 2, 4], [1, 2])).toBeNull();
    expect(solve([0, 0, 0, 0], [1, 2])).toBeNull();
  });

  it("has no residual for random complex systems", () => {
    fc.assert(
      fc.property(anyMatrix, (matrix) => {
        const { n, re, im } = matrix;
        // a dominant diagonal keeps the condition number small
        for (let i = 0; i < n; i++) re[i * n + i] = 200;
        const b = Float64Array.from({ length: 2 * n }, (_, i) => i - n);
        const x = solveComplex(matrix, b)!;
        for (let i = 0; i < n; i++) {
          let [sumRe, sumIm] = [0, 0];
          for (let j = 0; j < n; j++) {
            sumRe += re[i * n + j]! * x[j]! - im[i * n + j]! * x[n + j]!;
            sumIm += re[i * n + j]! * x[n + j]! + im[i * n + j]! * x[j]!;
          }
          expect(sumRe).toBeCloseTo(b[i]!, 9);
          expect(sumIm).toBeCloseTo(b[n + i]!, 9);
        }
      }),
    );
  });
});
