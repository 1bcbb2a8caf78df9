import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Field } from "../../../src/core/define/metric";
import { variogram, type VariogramDetail } from "../../../src/core/metrics/variogram";
import { fbmField, fbmSurface, stationaryField } from "../../support/fbm-surface";
import { goldenJson } from "../../support/fractal-images";
import { fieldOf, goldenSurface, mean, rescaled, transposed, turned, whiteNoise } from "../../support/grey-fields";

const measure = (field: Field) => {
  const result = variogram.measure(field);
  if (result.value === null) throw new Error(result.reason);
  return { ...result, detail: result.detail as VariogramDetail, warnings: result.warnings ?? [], interval: result.interval! };
};
const { surfaces } = goldenJson<{
  surfaces: { file: string; H: number; measuredH: { variogramLags1to16: number }; tolerance: { H_variogram: number } }[];
}>("index.json");
/** γ by its definition, over axis lags of one field. */
const gammaAlong = ({ shape: [ny, nx], values }: Field, dy: number, dx: number): number => {
  let [sum, pairs] = [0, 0];
  for (let y = 0; y < ny! - dy; y++)
    for (let x = Math.max(0, -dx); x < nx! - Math.max(0, dx); x++, pairs++) sum += (values[(y + dy) * nx! + x + dx]! - values[y * nx! + x]!) ** 2;
  return sum / pairs / 2;
};

describe("variogram", () => {
  it.each(surfaces)("gives H within $tolerance.H_variogram of $H for $file, and what another script measured within 0.01", (surface) => {
    const { value, detail, interval } = measure(goldenSurface(surface.file));
    expect(Math.abs(detail.H - surface.H)).toBeLessThanOrEqual(surface.tolerance.H_variogram);
    expect(Math.abs(detail.H - surface.measuredH.variogramLags1to16)).toBeLessThan(0.01);
    expect(value).toBeCloseTo(3 - detail.H, 12);
    expect(interval[0]).toBeLessThan(3 - surface.H);
    expect(interval[1]).toBeGreaterThan(3 - surface.H);
  });

  it.each([0.1, 0.3, 0.5, 0.7])("is within 0.05 of 3 − H over exact surfaces of H = %f, and its interval holds it", (hurst) => {
    const results = Array.from({ length: 12 }, (_, seed) => measure(fbmSurface(96, hurst, 100 + seed)));
    expect(Math.abs(mean(results.map(({ value }) => value)) - (3 - hurst))).toBeLessThan(0.05);
    const covered = results.filter(({ interval }) => interval[0] <= 3 - hurst && 3 - hurst <= interval[1]);
    // Of intervals that cover in 95 % of cases fewer than 9 of 12 would be a chance of one in five hundred.
    expect(covered.length).toBeGreaterThanOrEqual(9);
  });

  it("does so at H = 0.8, whose surfaces are slow to make", () => {
    const results = Array.from({ length: 8 }, (_, seed) => measure(fbmSurface(128, 0.8, 200 + seed)));
    expect(Math.abs(mean(results.map(({ value }) => value)) - 2.2)).toBeLessThan(0.05);
  });

  it("is within 0.05 of 4 − H in a volume", () => {
    const values = Array.from({ length: 3 }, (_, seed) => measure(fbmField(24, 3, 0.3, 300 + seed)).value);
    expect(Math.abs(mean(values) - 3.7)).toBeLessThan(0.05);
  });

  it("is the definition, along axes and diagonals of an oblong field", () => {
    const field = whiteNoise([40, 64], 5);
    const { detail, range } = measure(field);
    expect(range).toEqual([1, 10]);
    const unit = (gammaAlong(field, 0, 1) + gammaAlong(field, 1, 0)) / 2;
    expect(detail.gamma[0]! / unit).toBeCloseTo(1, 10);
    const oblique = (gammaAlong(field, 2, 2) + gammaAlong(field, 2, -2)) / 2;
    expect(detail.gamma[detail.lags.findIndex((lag) => Math.abs(lag - Math.sqrt(8)) < 1e-9)]! / oblique).toBeCloseTo(1, 10);
    expect(detail.pairs[0]).toBe(40 * 63 + 39 * 64);
    expect(detail.directions).toHaveLength(4);
    expect(detail.localH).toHaveLength(detail.lags.length - 1);
  });

  it.each([...(variogram.knownAnswers?.() ?? [])])("is $title", ({ field, value, tolerance }) => {
    expect(Math.abs(measure(field).value - value)).toBeLessThanOrEqual(tolerance);
  });

  it("fills space for noise, in an image and in a volume, and never exceeds it", () => {
    for (let seed = 0; seed < 10; seed++) {
      const { value, detail } = measure(whiteNoise([64, 96], seed));
      expect(Math.abs(detail.H)).toBeLessThan(0.03);
      expect(value).toBeLessThanOrEqual(3);
      expect(value).toBeGreaterThan(2.97);
    }
    expect(measure(whiteNoise([20, 24, 28], 1)).value).toBeGreaterThan(3.95);
  });

  it("is the same when the field is transposed, turned, or told in other units", () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 60 }), fc.integer({ min: 16, max: 60 }), fc.nat(1e6), (ny, nx, seed) => {
        const base = fbmSurface(60, 0.4, seed);
        const field = fieldOf([ny, nx], (y, x) => base.values[y! * 60 + x!]!);
        const { value, interval } = measure(field);
        for (const other of [transposed(field), rescaled(field, -3e-7, 2e-6), rescaled(field, 1e9, 0)]) {
          const again = measure(other);
          expect(again.value).toBeCloseTo(value, 7);
          expect(again.interval[0]).toBeCloseTo(interval[0], 5);
        }
        expect(measure(turned(field)).value).toBeCloseTo(value, 9);
      }),
      { numRuns: 15 },
    );
  });

  it("tells directions apart", () => {
    // Along y each column is a walk of its own, H = 1/2; across x they have nothing to do with one another.
    const steps = whiteNoise([128, 128], 3);
    const walks = fieldOf([128, 128], () => 0);
    for (let i = 0; i < walks.values.length; i++) walks.values[i] = steps.values[i]! + (i < 128 ? 0 : walks.values[i - 128]!);
    const along = (step: number[]): number => measure(walks).detail.directions.find((one) => one.step.join() === step.join())!.H!;
    expect(Math.abs(along([1, 0]) - 0.5)).toBeLessThan(0.03);
    expect(Math.abs(along([0, 1]))).toBeLessThan(0.05);
  });

  it("warns when the curve bends: a field with a correlation length of 3 cells has no exponent", () => {
    const field = stationaryField(128, 2, (lag) => Math.exp(-((lag / 3) ** 2)), 4);
    expect(measure(field).warnings).toEqual([expect.stringContaining("the curve bends") as string]);
    expect(measure(fbmSurface(128, 0.5, 1)).warnings).toEqual([]);
  });

  it("leaves out what is not finite, and says so", () => {
    const surface = fbmSurface(96, 0.4, 8);
    const values = Float64Array.from(surface.values, (value, i) => (i % 11 === 0 ? (i % 2 === 0 ? NaN : Infinity) : value));
    const holed = measure({ shape: [96, 96], values });
    expect(Math.abs(holed.value - measure(surface).value)).toBeLessThan(0.02);
    expect(holed.warnings).toEqual([expect.stringMatching(/^838 of 9216 cells are not finite/) as string]);
  });

  it.each([
    ["uniform", fieldOf([32, 32], () => 0.1), /uniform/],
    ["empty", fieldOf([0, 0], () => 0), /no cell is finite/],
    ["all NaN", fieldOf([32, 32], () => NaN), /no cell is finite/],
    ["a line", fieldOf([1, 300], (_y, x) => x!), /image or a volume/],
    ["too small", fieldOf([15, 300], (_y, x) => x!), /15 cells; at least 16/],
    ["made of stripes two cells apart", fieldOf([64, 64], (_y, x) => x! % 2), /do not differ|repeats/],
    ["made of a checkerboard", fieldOf([64, 64], (y, x) => (x! + y!) % 2), /do not differ|repeats/],
  ] as const)("is undefined, with a reason, when the field is %s", (_, field, reason) => {
    expect(variogram.measure(field)).toMatchObject({ value: null, reason: expect.stringMatching(reason) as string });
  });

  it("takes a stack of one plane for an image", () => {
    const { shape, values } = fbmSurface(32, 0.3, 2);
    expect(variogram.measure({ shape: [1, ...shape], values })).toEqual(variogram.measure({ shape, values }));
  });
});
