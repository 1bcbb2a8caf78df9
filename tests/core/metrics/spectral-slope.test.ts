import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Field } from "../../../src/core/define/metric";
import { spectralSlope, type SpectralSlopeDetail } from "../../../src/core/metrics/spectral-slope";
import { fbmSurface } from "../../support/fbm-surface";
import { goldenJson } from "../../support/fractal-images";
import { fieldOf, goldenSurface, mean, rescaled, transposed, turned, whiteNoise, withSpectrum } from "../../support/grey-fields";

const measure = (field: Field, periodic = false) => {
  const result = spectralSlope.measure(field, { periodic });
  if (result.value === null) throw new Error(result.reason);
  return { ...result, detail: result.detail as SpectralSlopeDetail, interval: result.interval!, warnings: result.warnings ?? [] };
};
const { surfaces } = goldenJson<{ surfaces: { file: string; H: number; spectralBeta2d: number; tolerance: { H_spectrum: number } }[] }>("index.json");

describe("spectral slope", () => {
  it.each(surfaces)("gives H within $tolerance.H_spectrum of $H for $file, and its interval holds β", ({ file, H, spectralBeta2d, tolerance }) => {
    const { value, interval, detail } = measure(goldenSurface(file));
    expect(Math.abs(detail.H - H)).toBeLessThanOrEqual(tolerance.H_spectrum);
    expect(interval[0]).toBeLessThan(spectralBeta2d);
    expect(interval[1]).toBeGreaterThan(spectralBeta2d);
    expect(detail.surfaceDimension).toBeCloseTo((8 - value) / 2, 12);
  });

  it.each([0, 1, 2, 2.5, 3, 3.5, 4, 6])("is %f for a periodic image whose modes have exactly that spectrum", (beta) => {
    expect(
      Math.abs(
        measure(
          withSpectrum([128, 128], (k) => k ** -beta, 1),
          true,
        ).value - beta,
      ),
    ).toBeLessThan(0.1);
    expect(
      Math.abs(
        measure(
          withSpectrum([96, 150], (k) => k ** -beta, 2),
          true,
        ).value - beta,
      ),
    ).toBeLessThan(0.1);
  });

  it.each([0, 3, 4])("is %f for a periodic volume whose modes have exactly that spectrum", (beta) => {
    const { value, detail } = measure(
      withSpectrum([48, 50, 56], (k) => k ** -beta, 3),
      true,
    );
    expect(Math.abs(value - beta)).toBeLessThan(0.2);
    expect(detail.H).toBeCloseTo((value - 3) / 2, 12);
  });

  it.each([0.3, 0.5, 0.7])("is 2H + 2 over exact surfaces of H = %f, and its interval holds it", (hurst) => {
    const results = Array.from({ length: 9 }, (_, seed) => measure(fbmSurface(128, hurst, 400 + seed)));
    expect(Math.abs(mean(results.map(({ value }) => value)) - (2 * hurst + 2))).toBeLessThan(0.3);
    expect(results.filter(({ interval: [low, high] }) => low <= 2 * hurst + 2 && 2 * hurst + 2 <= high).length).toBeGreaterThanOrEqual(7);
  });

  it("chooses the straight part of a spectrum that bends, and shows its local slopes", () => {
    // Flat up to waves of 24 cells, then falling with β = 3.
    const { value, range, detail } = measure(
      withSpectrum([256, 256], (k) => (1 + (k / 0.26) ** 2) ** -1.5, 1),
      true,
    );
    expect(value).toBeGreaterThan(1);
    expect(range![1]! / range![0]!).toBeGreaterThanOrEqual(6);
    expect(detail.localSlopes).toHaveLength(detail.k.length - 1);
    const [first, last] = [detail.localSlopes.slice(1, 4), detail.localSlopes.slice(-4)];
    expect(Math.abs(mean(first))).toBeLessThan(0.4);
    expect(Math.abs(mean(last) - 3)).toBeLessThan(0.2);
  });

  it("is 0 for noise, of which no dimension is given", () => {
    const results = Array.from({ length: 10 }, (_, seed) => measure(whiteNoise([128, 160], seed)));
    expect(Math.abs(mean(results.map(({ value }) => value)))).toBeLessThan(0.15);
    expect(results.every(({ detail, warnings }) => detail.surfaceDimension === null && warnings.some((one) => one.includes("noise")))).toBe(true);
  });

  it("is the same when the field is transposed, turned or told in other units", () => {
    fc.assert(
      fc.property(fc.integer({ min: 48, max: 80 }), fc.integer({ min: 48, max: 80 }), fc.nat(1e6), fc.boolean(), (ny, nx, seed, periodic) => {
        const base = fbmSurface(80, 0.5, seed);
        const field = fieldOf([ny, nx], (y, x) => base.values[y! * 80 + x!]!);
        const { value } = measure(field, periodic);
        for (const other of [transposed(field), turned(field), rescaled(field, -2e-9, 1e-8), rescaled(field, 1e12, 0)])
          expect(measure(other, periodic).value).toBeCloseTo(value, 5);
      }),
      { numRuns: 12 },
    );
  });

  it("puts cells that are not finite at the mean, and says so", () => {
    const surface = fbmSurface(96, 0.5, 3);
    const values = Float64Array.from(surface.values, (value, i) => (i === 4000 || i === 5000 ? NaN : value));
    expect(measure({ shape: [96, 96], values }).warnings).toEqual([expect.stringMatching(/^2 of 9216 cells are not finite and are put/) as string]);
  });

  it.each([
    ["uniform", fieldOf([64, 64], () => 0.1), /uniform/],
    ["empty", fieldOf([0, 0], () => 0), /no cell is finite/],
    ["all NaN", fieldOf([64, 64], () => NaN), /no cell is finite/],
    ["a line", fieldOf([1, 300], (_y, x) => x!), /image or a volume/],
    ["too small", fieldOf([47, 300], (_y, x) => x!), /47 cells; at least 48/],
  ] as const)("is undefined, with a reason, when the field is %s", (_, field, reason) => {
    expect(spectralSlope.measure(field)).toMatchObject({ value: null, reason: expect.stringMatching(reason) as string });
  });

  it("never gives what is not a number, even where modes are empty", () => {
    const stripes = fieldOf([64, 64], (_y, x) => Math.cos((2 * Math.PI * x!) / 8));
    for (const periodic of [false, true]) {
      const result = spectralSlope.measure(stripes, { periodic });
      if (result.value !== null) for (const value of [result.value, ...result.interval!, ...result.range!]) expect(Number.isFinite(value)).toBe(true);
    }
  });
});
