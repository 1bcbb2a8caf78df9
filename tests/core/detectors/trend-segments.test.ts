import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestDivisions, type Shape } from "../../../src/core/detectors/trend-segments";

/** Least squares of a segment after the Prais–Winsten transformation, by Gram–Schmidt on the full vectors. */
function misfit(x: readonly number[], shape: Shape, memory: number): number {
  const whiten = (v: readonly number[]) => v.map((value, t) => (t === 0 ? Math.sqrt(1 - memory ** 2) * value : value - memory * v[t - 1]!));
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  const without = (a: readonly number[], b: readonly number[]) => a.map((value, i) => value - (dot(a, b) / dot(b, b)) * b[i]!);
  const one = whiten(x.map(() => 1));
  let rest = without(whiten(x), one);
  if (shape === "trends") rest = without(rest, without(whiten(x.map((_, t) => t)), one));
  return dot(rest, rest);
}

/** The least total over every division into `segments` parts, by trying them all. */
function leastOfAll(x: readonly number[], shape: Shape, memory: number, minLength: number, segments: number): number {
  if (segments === 1) return x.length >= minLength ? misfit(x, shape, memory) : Infinity;
  let least = Infinity;
  for (let at = minLength; at <= x.length - minLength; at++) {
    const rest = leastOfAll(x.slice(at), shape, memory, minLength, segments - 1);
    least = Math.min(least, misfit(x.slice(0, at), shape, memory) + rest);
  }
  return least;
}

describe("best divisions", () => {
  it("cost what trying every division costs", () => {
    const series = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 8, maxLength: 15 });
    fc.assert(
      fc.property(series, fc.constantFrom<Shape>("steps", "trends"), fc.constantFrom(0, 0.5, 0.9), (x, shape, memory) => {
        const fits = bestDivisions([Float64Array.from(x)], shape, memory, 3, 3);
        expect(fits).toHaveLength(Math.min(3, Math.floor(x.length / 3)));
        fits.forEach(({ misfit: found }, k) => expect(found).toBeCloseTo(leastOfAll(x, shape, memory, 3, k + 1), 8));
      }),
      { numRuns: 60 },
    );
  });
});
