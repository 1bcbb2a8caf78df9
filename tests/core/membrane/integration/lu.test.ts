import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factor, solveFactored } from "../../../../src/core/membrane/integration/lu";

describe("a factored matrix", () => {
  it("solves what it was multiplied with", () =>
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 20, maxLength: 20 }), (values) => {
        const n = 4;
        const matrix = Float64Array.from({ length: n * n }, (_, k) => values[k]! + (k % (n + 1) === 0 ? 5 : 0));
        const x = values.slice(16);
        const right = Float64Array.from({ length: n }, (_, i) => x.reduce((sum, value, j) => sum + matrix[i * n + j]! * value, 0));
        const got = new Float64Array(n);
        solveFactored(factor(matrix.slice(), n)!, right, got);
        got.forEach((value, i) => expect(value).toBeCloseTo(x[i]!, 12));
      }),
    ));
  it("may need its rows exchanged", () => {
    const x = new Float64Array(2);
    solveFactored(factor(Float64Array.of(0, 2, 3, 0), 2)!, Float64Array.of(4, 9), x);
    expect([...x]).toEqual([3, 2]);
  });
  it("is null where it is singular or not finite", () => {
    expect(factor(Float64Array.of(1, 2, 2, 4), 2)).toBeNull();
    expect(factor(Float64Array.of(NaN, 1, 1, 1), 2)).toBeNull();
  });
});
