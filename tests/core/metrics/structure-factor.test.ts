import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Field } from "../../../src/core/define/metric";
import { structureFactor, type StructureFactorDetail } from "../../../src/core/metrics/structure-factor";
import { measureWavelength } from "../../../src/core/metrics/wavelength";
import { fbmSurface, stationaryField } from "../../support/fbm-surface";
import { fieldOf, rescaled, transposed, turned, whiteNoise, withSpectrum } from "../../support/grey-fields";

const measure = (field: Field, periodic = false) => {
  const result = structureFactor.measure(field, { periodic });
  if (result.value === null) throw new Error(result.reason);
  return { ...result, detail: result.detail as StructureFactorDetail, interval: result.interval!, warnings: result.warnings ?? [] };
};
const turn = 2 * Math.PI;
const stripes = (side: number, wavelength: number): Field =>
  fieldOf([side, side + 20], (y, x) => 3 + Math.cos((turn * (0.6 * y! + 0.8 * x!)) / wavelength));
/** A ring of waves around one length, as spinodal decomposition and Turing patterns have. */
const ring = (shape: number[], wavelength: number, seed: number): Field =>
  withSpectrum(shape, (k) => Math.exp(-((((k * wavelength) / turn - 1) / 0.15) ** 2) / 2), seed);
const undefinedFor = (make: (seed: number) => Field, seeds: number, periodic: boolean): number =>
  Array.from({ length: seeds }, (_, seed) => structureFactor.measure(make(seed), { periodic })).filter(({ value }) => value === null).length;

describe("structure factor", () => {
  it.each([5, 8, 13.7, 25])("finds stripes %f cells apart, open or not, within its interval", (wavelength) => {
    const { value, interval, detail } = measure(stripes(120, wavelength));
    expect(interval[0]).toBeLessThan(wavelength * 1.001);
    expect(interval[1]).toBeGreaterThan(wavelength * 0.999);
    expect(Math.abs(value / wavelength - 1)).toBeLessThan(0.08);
    expect(detail.quality).toBeGreaterThan(1.5);
  });

  it.each([...(structureFactor.knownAnswers?.() ?? [])])("is $title", ({ field, value, tolerance }) => {
    expect(Math.abs(measure(field).value - value)).toBeLessThanOrEqual(tolerance);
  });

  it("is that of a ring of waves, in an image and in a volume, and what `measureWavelength` says", () => {
    for (let seed = 0; seed < 5; seed++) {
      const field = ring([110, 90], 9, seed);
      expect(Math.abs(measure(field, true).value - 9)).toBeLessThan(0.6);
      expect(measure(field, true).value).toBeCloseTo(measureWavelength(field, { periodic: true }).value!, 9);
    }
    expect(Math.abs(measure(ring([32, 36, 40], 8, 1), true).value - 8)).toBeLessThan(0.6);
  });

  it("tells a sharp peak from a broad one by width and quality", () => {
    const sharp = measure(
      fieldOf([128, 128], (_y, x) => Math.cos((turn * 16 * x!) / 128)),
      true,
    ).detail;
    expect(sharp.peak).toBeCloseTo((turn * 16) / 128, 9);
    expect(sharp.width).toBeCloseTo(turn / 128, 6);
    expect(sharp.quality).toBeCloseTo(16, 5);
    const broad = measure(ring([128, 128], 8, 2), true).detail;
    // A Gaussian of standard deviation 0.15 is 0.353 wide at half its height.
    expect(Math.abs(broad.width / broad.peak - 0.353)).toBeLessThan(0.08);
  });

  it.each([false, true])("is undefined for white noise and red noise of every kind (periodic: %s)", (periodic) => {
    const kinds: ((seed: number) => Field)[] = [
      (seed) => whiteNoise([64, 80], seed),
      (seed) => whiteNoise([18, 20, 22], seed),
      (seed) => stationaryField(80, 2, (lag) => Math.exp(-lag / 4), seed),
      (seed) => stationaryField(80, 2, (lag) => Math.exp(-((lag / 6) ** 2)), seed),
      (seed) => fbmSurface(48, 0.2, seed),
      (seed) => fbmSurface(48, 0.6, seed),
    ];
    // Each is to pass less often than one time in a hundred.
    for (const kind of kinds) expect(undefinedFor(kind, 16, periodic)).toBeGreaterThanOrEqual(15);
    expect(structureFactor.measure(whiteNoise([64, 64], 1), { periodic })).toMatchObject({
      value: null,
      reason: expect.stringMatching(/^no dominant wavelength|fewer than 2 times/) as string,
      detail: { k: expect.any(Array) as number[], power: expect.any(Array) as number[] },
    });
  });

  it("finds a pattern under noise twice as strong", () => {
    const noise = whiteNoise([100, 120], 4);
    const { value } = measure(fieldOf([100, 120], (y, x) => Math.cos((turn * x!) / 10) + 2 * noise.values[y! * 120 + x!]!));
    expect(Math.abs(value - 10)).toBeLessThan(0.6);
  });

  it("is the same when the field is transposed, turned or told in other units", () => {
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 70 }), fc.integer({ min: 40, max: 70 }), fc.nat(1e6), fc.boolean(), (ny, nx, seed, periodic) => {
        const field = ring([ny, nx], 6, seed);
        const { value, detail } = measure(field, periodic);
        for (const other of [transposed(field), turned(field), rescaled(field, -1e-9, 3e-9), rescaled(field, 1e9, 0)]) {
          expect(measure(other, periodic).value / value).toBeCloseTo(1, 7);
          expect(measure(other, periodic).detail.width / detail.width).toBeCloseTo(1, 5);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("puts cells that are not finite at the mean, and says so", () => {
    const pattern = stripes(100, 10);
    const values = Float64Array.from({ length: pattern.values.length }, (_, i) => (i % 97 === 0 ? NaN : pattern.values[i]!));
    const { value, warnings } = measure({ shape: pattern.shape, values });
    expect(Math.abs(value - 10)).toBeLessThan(0.5);
    expect(warnings).toEqual([expect.stringMatching(/^124 of 12000 cells are not finite and are put at the mean/) as string]);
  });

  it.each([
    ["uniform", fieldOf([32, 32], () => 0.1), /uniform/],
    ["empty", fieldOf([0, 0], () => 0), /no cell is finite/],
    ["all NaN", fieldOf([32, 32], () => NaN), /no cell is finite/],
    ["a line", fieldOf([1, 300], (_y, x) => x!), /image or a volume/],
    ["too small", fieldOf([7, 300], (_y, x) => x!), /7 cells; at least 8/],
    ["a slope", fieldOf([64, 64], (_y, x) => x!), /fewer than 2 times|no dominant/],
    ["one bright cell", fieldOf([64, 64], (y, x) => (y === 30 && x === 31 ? 1 : 0)), /fewer than 2 times|no dominant/],
  ] as const)("is undefined, with a reason, when the field is %s", (_, field, reason) => {
    expect(structureFactor.measure(field)).toMatchObject({ value: null, reason: expect.stringMatching(reason) as string });
  });
});
