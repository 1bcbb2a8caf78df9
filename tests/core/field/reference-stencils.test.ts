import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { referenceBoundaries, referenceGradient, referenceLaplacian, type ReferenceBoundary } from "../../../src/core/field/reference-stencils";

type Part = { laplacian: number[]; engine_identical: boolean; sum: number; gradient_axis0: number[]; gradient_axis1: number[] };
const golden = JSON.parse(readFileSync(new URL("../../golden/laplacian.json", import.meta.url), "utf8")) as {
  values: { field: number[] } & Record<ReferenceBoundary, Part>;
};
const field = Float64Array.from(golden.values.field);

const laplacian = (u: Float64Array, n: number, boundary: ReferenceBoundary) => {
  const out = new Float64Array(n * n);
  referenceLaplacian(out, u, n, boundary);
  return [...out];
};
const gradient = (boundary: ReferenceBoundary, axis: 0 | 1) => {
  const out = new Float64Array(64);
  referenceGradient(out, field, 8, boundary, axis);
  return [...out];
};

describe.each(referenceBoundaries)("reference stencils, %s", (boundary) => {
  it("equal the reference to the bit", () => {
    const part = golden.values[boundary];
    expect(part.engine_identical).toBe(true);
    expect(laplacian(field, 8, boundary)).toEqual(part.laplacian);
    expect(laplacian(field, 8, boundary).reduce((sum, x) => sum + x, 0)).toBeCloseTo(part.sum, 12);
    expect(gradient(boundary, 0)).toEqual(part.gradient_axis0);
    expect(gradient(boundary, 1)).toEqual(part.gradient_axis1);
  });
  it("conserve the sum unless the boundary holds a value", () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 81, maxLength: 81 }), (n, values) => {
        const sum = laplacian(Float64Array.from(values.slice(0, n * n)), n, boundary).reduce((s, x) => s + x, 0);
        if (boundary !== "dirichlet") expect(sum).toBe(0);
      }),
    ));
  it("see one cell alone as the boundary says", () => {
    expect(laplacian(Float64Array.of(3), 1, boundary)).toEqual([boundary === "dirichlet" ? -12 : 0]);
  });
});
