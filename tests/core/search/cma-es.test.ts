import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCmaEs } from "../../../src/core/search/cma-es";
import { symmetricEigen } from "../../../src/core/search/symmetric-eigen";

const functions: Record<string, (x: readonly number[]) => number> = {
  sphere: (x) => x.reduce((sum, value) => sum + value * value, 0),
  rosenbrock: (x) => x.slice(1).reduce((sum, next, i) => sum + 100 * (next - x[i]! ** 2) ** 2 + (1 - x[i]!) ** 2, 0),
  ellipsoid: (x) => x.reduce((sum, value, i) => sum + 10 ** ((6 * i) / (x.length - 1)) * value * value, 0),
};

interface Oracle {
  table: { function: string; n: number; start: number; sigma: number; target: number; median: number }[];
}
const oracle = JSON.parse(readFileSync("tests/golden/cma-es.json", "utf8")) as Oracle;

/** Evaluations until the target, and the best point. */
function minimise(f: (x: readonly number[]) => number, n: number, start: number, sigma: number, target: number, seed: number) {
  const search = createCmaEs({ mean: new Array<number>(n).fill(start), sigma, seed });
  let evaluations = 0;
  for (;;) {
    const samples = search.ask();
    const values = samples.map(f);
    evaluations += samples.length;
    search.tell(values);
    const best = Math.min(...values);
    if (best < target || evaluations > 1e5) return { evaluations, at: samples[values.indexOf(best)]!, best, search };
  }
}

describe("CMA-ES", () => {
  it.each(oracle.table)("finds the minimum of $function in $n dimensions with about as many evaluations as the reference", (row) => {
    const runs = [1, 2, 3].map((seed) => minimise(functions[row.function]!, row.n, row.start, row.sigma, row.target, seed));
    const at = row.function === "rosenbrock" ? 1 : 0;
    for (const run of runs.filter(({ best }) => best < row.target)) for (const value of run.at) expect(Math.abs(value - at)).toBeLessThan(0.01);
    const median = runs.map(({ evaluations }) => evaluations).sort((a, b) => a - b)[1]!;
    expect(median).toBeLessThan(2 * row.median);
    expect(median).toBeGreaterThan(row.median / 2);
  });

  it("learns the shape of an ellipsoid: its own axes come to have the ratio 10³", () => {
    const { search } = minimise(functions["ellipsoid"]!, 5, 0.5, 0.5, 1e-12, 3);
    expect(search.axisRatio()).toBeGreaterThan(200);
    expect(search.axisRatio()).toBeLessThan(5000);
  });

  it("gives the same samples for the same seed, others for another", () => {
    const ask = (seed: number) => createCmaEs({ mean: [1, 2, 3], sigma: 0.3, seed }).ask();
    expect(ask(4)).toEqual(ask(4));
    expect(ask(5)).not.toEqual(ask(4));
  });

  it("takes values that are not finite for the worst", () => {
    const { best } = minimise((x) => (x[0]! < 0 ? NaN : functions["sphere"]!(x)), 2, 0.5, 0.3, 1e-6, 1);
    expect(best).toBeLessThan(1e-6);
  });
});

describe("eigenvectors of a symmetric matrix", () => {
  it("are orthonormal and bring the matrix back", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }).chain((n) => fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: n * n, maxLength: n * n })),
        (flat) => {
          const n = Math.sqrt(flat.length);
          const matrix = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => (flat[i * n + j]! + flat[j * n + i]!) / 2));
          const { values, vectors } = symmetricEigen(matrix);
          for (let i = 0; i < n; i++)
            for (let j = 0; j < n; j++) {
              expect(vectors[i]!.reduce((sum, value, k) => sum + value * vectors[j]![k]!, 0)).toBeCloseTo(i === j ? 1 : 0, 10);
              expect(values.reduce((sum, value, k) => sum + value * vectors[k]![i]! * vectors[k]![j]!, 0)).toBeCloseTo(matrix[i]![j]!, 9);
            }
        },
      ),
    );
  });
});
