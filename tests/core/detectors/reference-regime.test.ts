import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { referenceFieldOf, referenceRegime } from "../../../src/core/detectors/reference-regime";
import { NumpyGenerator } from "../../../src/core/field/numpy-random";
import { numpyMoments } from "../../../src/core/field/numpy-sum";
import { referenceReturns } from "../../../src/core/generators/reference-market";

interface Run {
  seed: number;
  returns_sha256: string;
  field_sha256: string;
  "binary_fraction_above_-65mV": number;
  analysis: { regime: string; fractal_dim: number; volatility: number; v_mean: number; v_std: number; lyapunov: number; confidence: string };
  segments: { n: number; mean: number; std: number; D_of_segment_field: number; v_std_mV: number }[];
}
const { values } = JSON.parse(readFileSync(new URL("../../golden/finance_example.json", import.meta.url), "utf8")) as { values: { runs: Run[] } };
const sha256 = (array: Float64Array) => createHash("sha256").update(new Uint8Array(array.buffer)).digest("hex");

describe.each(values.runs)("the reference's finance example, seed $seed", (run) => {
  const generator = new NumpyGenerator(run.seed);
  const { returns, truth } = referenceReturns(generator, 500, 0.02);

  it("has its returns and its field, bit for bit", () => {
    expect(sha256(returns)).toBe(run.returns_sha256);
    const { volts } = referenceFieldOf(returns);
    expect(sha256(volts as Float64Array<ArrayBuffer>)).toBe(run.field_sha256);
    expect(volts.filter((v) => v > -0.065).length / 1024).toBe(run["binary_fraction_above_-65mV"]);
  });
  it("says the same of the whole", () => {
    const { analysis } = run;
    const found = referenceRegime(returns, generator);
    expect([found.regime, found.confidence]).toEqual([analysis.regime, analysis.confidence]);
    expect(found.dimension).toBeCloseTo(analysis.fractal_dim, 9);
    expect(found.volatility).toBeCloseTo(analysis.volatility, 12);
    expect(found.mean).toBeCloseTo(analysis.v_mean, 9);
    expect(found.deviation).toBeCloseTo(analysis.v_std, 9);
    expect(found.lyapunov).toBeCloseTo(analysis.lyapunov, 9);
  });
  it("says the same of each third", () => {
    run.segments.forEach((known, k) => {
      const third = returns.filter((_, t) => truth[t] === k);
      const { mean, deviation } = numpyMoments(third);
      expect(third).toHaveLength(known.n);
      expect(mean).toBeCloseTo(known.mean, 12);
      expect(deviation).toBeCloseTo(known.std, 12);
      const field = referenceFieldOf(third);
      expect(field.dimension).toBeCloseTo(known.D_of_segment_field, 9);
      expect(field.deviation).toBeCloseTo(known.v_std_mV, 9);
    });
  });
});

describe("fault F19: the reference cannot see volatility", () => {
  it.each([100, 10_000])("multiplied by %d, a market keeps its regime, its field's deviation within 2 %% and its dimension within 0.06", (factor) => {
    const { returns } = referenceReturns(new NumpyGenerator(0), 500, 0.02);
    const louder = returns.map((r) => factor * r);
    const [a, b] = [returns, louder].map((series) => referenceRegime(series, new NumpyGenerator(0)));
    expect(b!.regime).toBe(a!.regime);
    expect(Math.abs(b!.deviation / a!.deviation - 1)).toBeLessThan(0.02);
    expect(Math.abs(b!.dimension - a!.dimension)).toBeLessThan(0.06);
    expect(b!.volatility / a!.volatility).toBeCloseTo(factor, 6);
  });
  it("calls 199 of 200 markets normal, as counted outside", () => {
    const words = Array.from({ length: 200 }, (_, seed) => {
      const generator = new NumpyGenerator(seed);
      const { returns } = referenceReturns(generator, 500, 0.02);
      return referenceRegime(returns, generator).regime;
    });
    expect(words.filter((word) => word === "normal")).toHaveLength(199);
  });
});
