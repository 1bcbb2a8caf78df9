import { describe, expect, it } from "vitest";
import { measureImage } from "../../../src/core/metrics/measure-image";
import { applyThreshold } from "../../../src/core/metrics/threshold-rule";
import { cellsIn } from "../../../src/core/metrics/threshold";
import { blackSet, mengerSponge } from "../../support/fractal-images";

const triangle = blackSet("sierpinski-triangle.png");
const two = (low: number, high: number) => Float64Array.from(triangle.cells, (cell) => (cell ? high : low));
const measure = (values: Float64Array, more: Partial<Parameters<typeof measureImage>[0]> = {}) =>
  measureImage({ shape: triangle.shape, values, threshold: "otsu", invert: false, ...more });

describe("measureImage", () => {
  it("takes the brighter of two levels as the set, whatever they are", () => {
    for (const [low, high] of [
      [0, 1],
      [-5, 3],
      [0.2, 0.21],
    ] as const) {
      const { boxCounting, threshold, foreground, warnings } = measure(two(low, high));
      expect(boxCounting.value).toBeCloseTo(Math.log2(3), 9);
      expect(threshold).toEqual({ value: (low + high) / 2, rule: expect.stringContaining("two levels") as string });
      expect(foreground).toBe(3 ** 9 / 512 ** 2);
      expect(warnings).toEqual([]);
    }
  });

  it("takes the darker one when inverted, and warns when that looks wrong", () => {
    const inverted = measure(two(0, 1), { invert: true });
    expect(inverted.boxCounting.value).toBeGreaterThan(1.9);
    expect(inverted.warnings.join()).toMatch(/looks inverted: take back/);
    expect(measure(two(1, 0)).warnings.join()).toMatch(/looks inverted: invert it/);
    expect(measure(two(1, 0), { invert: true }).boxCounting.value).toBeCloseTo(Math.log2(3), 9);
  });

  it("obeys a threshold that is given, and takes all above zero for none", () => {
    const ramp = Float64Array.from({ length: 100 * 100 }, (_, i) => (i % 100) - 50);
    const shape = [100, 100];
    expect(measure(ramp, { shape, threshold: 24 }).foreground).toBe(0.25);
    expect(measure(ramp, { shape, threshold: 24 }).threshold).toEqual({ value: 24, rule: "given" });
    expect(measure(ramp, { shape, threshold: "none" }).foreground).toBe(0.49);
    expect(measure(ramp, { shape, threshold: "otsu" }).threshold.rule).toBe("Otsu");
  });

  it("counts what is not finite and takes it into neither side (trap 47)", () => {
    const values = two(0, 1);
    values.set([NaN, Infinity, -Infinity], 512 * 400);
    const plain = measure(values);
    const inverted = measure(values, { invert: true });
    expect(plain.notFinite).toBe(3);
    expect(plain.warnings.join()).toMatch(/3 of 262144 cells/);
    expect(plain.histogram!.counts.reduce((a, b) => a + b, 0)).toBe(512 * 512 - 3);
    expect(plain.foreground + inverted.foreground).toBeCloseTo(1, 12);
    const set = (invert: boolean) => cellsIn(applyThreshold({ shape: triangle.shape, values }, 0.5, invert).mask);
    expect(set(false) + set(true)).toBe(512 * 512 - 3);
  });

  it("shows the same number for noise of equal density, over the same box edges (fault F7)", () => {
    const { boxCounting, null: noise } = measure(two(0, 1));
    expect(noise.dimension).toBeGreaterThan(boxCounting.value! + 0.05);
    expect(noise.spread).toBeGreaterThan(0);
    expect(noise.spread).toBeLessThan(0.01);
  });

  it("gives the lacunarity at powers of two", () => {
    const { lacunarity } = measure(two(0, 1));
    expect(lacunarity.map(({ r }) => r)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256]);
    expect(lacunarity[0]!.value).toBeCloseTo(512 ** 2 / 3 ** 9, 9);
  });

  it("is undefined with reasons for a uniform or wholly non-finite array", () => {
    const flat = measureImage({ shape: [32, 32], values: new Float64Array(1024).fill(3), threshold: "otsu", invert: false });
    expect(flat.threshold).toEqual({ value: null, rule: "all values are equal" });
    expect(flat.boxCounting.value).toBeNull();
    expect(flat.null).toMatchObject({ dimension: null, reason: expect.any(String) as string });
    const lost = measureImage({ shape: [32, 32], values: new Float64Array(1024).fill(NaN), threshold: "otsu", invert: false });
    expect(lost).toMatchObject({ notFinite: 1024, histogram: null, foreground: 0 });
    // what is not finite would come back from JSON as null
    const facts = [flat, lost].map(({ set: _, ...rest }) => rest);
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });

  it("measures volumes and drops sides of one", () => {
    const { shape, cells } = mengerSponge();
    expect(measureImage({ shape, values: Float32Array.from(cells), threshold: "otsu", invert: false }).boxCounting.value).toBeCloseTo(
      Math.log(20) / Math.log(3),
      9,
    );
    expect(measure(two(0, 1), { shape: [1, 512, 512] }).shape).toEqual([512, 512]);
  });

  it.each([
    [[10], 10, /neither an image nor a volume/],
    [[2, 3], 5, /2 × 3 is 6 cells, but there are 5 values/],
    [[0, 3], 0, /no values/],
    [[2, 2, 2, 2], 16, /neither an image nor a volume/],
  ])("refuses the shape %j with %i values", (shape, length, message) => {
    expect(() => measureImage({ shape, values: new Float64Array(length), threshold: "otsu", invert: false })).toThrow(message);
  });
});
