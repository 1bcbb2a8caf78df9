import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalAt } from "../../../src/core/field/philox";
import { seriesMetrics } from "../../../src/core/series";
import { meanAndDeviation } from "../../../src/core/series/finite";
import { lyapunovKantz } from "../../../src/core/series/lyapunov-kantz";
import { blockLength, errorOfMean } from "../../../src/core/series/moving-blocks";
import { autoregression } from "../../../src/core/series/surrogates";

const oracle = JSON.parse(readFileSync(new URL("../../golden/oracles/blocks-and-divergence.json", import.meta.url), "utf8")) as {
  blocks: { memory: number; x: number[]; length: number }[];
  henon: { x: number[]; radius: number; curve: number[] };
};
const course = (memory: number, n: number, draw: number) => autoregression({ mean: 0, memory, deviation: 1 }, n, 5, draw);

/** A course on the attractor. */
function henon(draw: number, n: number): Float64Array {
  let [a, b] = [0.01 * draw, 0];
  const out = new Float64Array(n);
  for (let t = -100; t < n; t++) {
    [a, b] = [1 - 1.4 * a * a + b, 0.3 * a];
    if (t >= 0) out[t] = a;
  }
  return out;
}

describe("blocks", () => {
  it.each(oracle.blocks)("have the length that arch chooses where the memory is $memory, rounded", ({ x, length }) => {
    expect(Math.abs(blockLength(Float64Array.from(x)) - length)).toBeLessThan(1);
  });

  it("of one sample give the deviation over √n, by hand", () => {
    // Deviations from 2: −2, −1, 1, 2; sum of squares 10; 10 / (4 · 3).
    expect(errorOfMean(Float64Array.of(0, 1, 3, 4), 1)).toBeCloseTo(Math.sqrt(10 / 12), 12);
  });

  it("give the error of the mean of an autoregression, √((1 + φ)/(1 − φ)/n) of its deviation, on average", () => {
    for (const memory of [0, 0.5, 0.8]) {
      const errors = Array.from({ length: 40 }, (_, draw) => {
        const x = course(memory, 1000, draw);
        return errorOfMean(x, blockLength(x)) ** 2;
      });
      const mean = errors.reduce((sum, error) => sum + error / errors.length, 0);
      expect(Math.sqrt(mean) / Math.sqrt((1 + memory) / (1 - memory) / 1000)).toBeGreaterThan(0.85);
      expect(Math.sqrt(mean) / Math.sqrt((1 + memory) / (1 - memory) / 1000)).toBeLessThan(1.1);
    }
  });

  it("do not depend on the unit, and are never longer than a third", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 8, maxLength: 80 }), (values) => {
        const x = Float64Array.from(values);
        const length = blockLength(x);
        expect(length).toBeGreaterThanOrEqual(1);
        expect(length).toBeLessThanOrEqual(Math.ceil(x.length / 3));
        expect(Number.isFinite(errorOfMean(x, length))).toBe(true);
        if (meanAndDeviation(x).deviation > 1e-3)
          expect(
            errorOfMean(
              x.map((v) => 8 * v),
              length,
            ),
          ).toBeCloseTo(8 * errorOfMean(x, length), 9);
      }),
    );
  });
});

describe("intervals", () => {
  // The truth is what the same measure gives on average, so a bias that all lengths share does not count.
  it.each(["sample-entropy", "permutation-entropy", "petrosian", "generalised-hurst", "multiscale-entropy"])(
    "of %s hold its mean over other draws of an autoregression in at least 85 of 100",
    (id) => {
      const metric = seriesMetrics.get(id);
      const found = Array.from({ length: 40 }, (_, draw) => {
        const result = metric.measure(course(0.6, 500, draw));
        if (result.value === null) throw new Error(result.reason);
        return result;
      });
      const mean = found.reduce((sum, { value }) => sum + value / found.length, 0);
      expect(found.filter(({ interval }) => interval![0] <= mean && mean <= interval![1]).length).toBeGreaterThanOrEqual(34);
    },
  );

  it.each(["lyapunov", "lyapunov-kantz", "correlation-dimension", "recurrence"])(
    "of %s hold its mean over other courses of Hénon's map in most",
    (id) => {
      const metric = seriesMetrics.get(id);
      const found = Array.from({ length: 24 }, (_, draw) => {
        const result = metric.measure(henon(draw, 500), { dimension: 2, lag: 1 } as never);
        if (result.value === null) throw new Error(result.reason);
        return result;
      });
      const mean = found.reduce((sum, { value }) => sum + value / found.length, 0);
      expect(found.filter(({ interval }) => interval![0] <= mean && mean <= interval![1]).length).toBeGreaterThanOrEqual(20);
    },
  );

  it("of R/S hold 0.5 for most white noises", () => {
    const rescaledRange = seriesMetrics.get("rescaled-range");
    const held = Array.from({ length: 40 }, (_, draw) => {
      const result = rescaledRange.measure(Float64Array.from({ length: 512 }, (__, t) => normalAt(8, draw, t, 4)));
      return result.value !== null && result.interval![0] <= 0.5 && 0.5 <= result.interval![1];
    });
    expect(held.filter(Boolean).length).toBeGreaterThanOrEqual(35);
  });
});

describe("Kantz", () => {
  it("has the radius and the divergence that numpy has from the definition", () => {
    const result = lyapunovKantz.measure(oracle.henon.x, { dimension: 2, lag: 1 });
    if (result.value === null) throw new Error(result.reason);
    const { radius, divergence } = result.detail as { radius: number; divergence: number[] };
    expect(radius).toBeCloseTo(oracle.henon.radius, 12);
    divergence.forEach((level, k) => expect(level).toBeCloseTo(oracle.henon.curve[k]!, 9));
    // Hénon's exponent is 0.4192 per step.
    expect(Math.abs(result.value - 0.4192)).toBeLessThan(0.05);
  });

  it("says of noise that the slope follows the radius, or that the curve is level at once", () => {
    const noise = Float64Array.from({ length: 1000 }, (_, t) => normalAt(1, 1, t, 6));
    expect(lyapunovKantz.measure(noise)).toMatchObject({
      warnings: expect.arrayContaining([expect.stringMatching(/follows the radius|level after/)]) as string[],
    });
  });
});
