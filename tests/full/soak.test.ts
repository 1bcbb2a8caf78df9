import { describe, expect, it } from "vitest";
import { meanAndDeviation } from "../../src/core/series/finite";
import { simulate } from "../../src/core/simulate";
import { wasmBackend } from "../../src/engine/backends/wasm/backend";

describe("a long run in single precision (trap 7)", () => {
  it("stays finite for a million steps and agrees with double precision on what does not depend on the details", async () => {
    // Stripes that have settled: mean and spread of the field, not the place of each stripe, are what precision must not move.
    const run = (precision: "f32" | "f64") =>
      simulate(
        { version: 1, model: "gray-scott", precision, grid: { shape: [32, 32] }, seed: 2, steps: 1_000_000, record: { every: 50_000 } },
        wasmBackend(1, null),
      );
    const [single, double] = [await run("f32"), await run("f64")];
    for (const field of ["u", "v"] as const) {
      const [a, b] = [meanAndDeviation(Float64Array.from(single.fields[field]!)), meanAndDeviation(Float64Array.from(double.fields[field]!))];
      expect(Math.abs(a.mean - b.mean)).toBeLessThan(0.02);
      expect(Math.abs(a.deviation - b.deviation)).toBeLessThan(0.02);
    }
  });
});
