import { describe, expect, it } from "vitest";
import { measureFrame } from "../../../src/core/metrics/measure-frame";
import { fade, radialPower } from "../../../src/core/metrics/radial-power";
import { radialSpectrum } from "../../../src/core/metrics/radial-spectrum";
import { normalAt } from "../../../src/core/field/philox";
import { sampled } from "../../support/runs";

const turn = 2 * Math.PI;
/** cos(k·r) with whole periods in x and y. */
const plane = (shape: readonly [number, number], periods: readonly [number, number]) =>
  sampled(shape, (x, y) => 2 + 3 * Math.cos(turn * ((periods[1] * x) / shape[1] + (periods[0] * y) / shape[0])));

describe("the radial spectrum of a plane wave", () => {
  it.each([
    [
      [64, 64],
      [1, 1],
      [5, 3],
    ],
    [
      [48, 80],
      [1, 1],
      [4, 7],
    ],
    [
      [60, 90],
      [0.5, 0.25],
      [6, 5],
    ],
    [
      [64, 32],
      [0.2, 0.7],
      [9, 4],
    ],
    [
      [63, 45],
      [1, 2],
      [5, 5],
    ],
  ] as const)("on %j cells of %j peaks at its wavenumber", (shape, spacing, periods) => {
    const k = turn * Math.hypot(periods[0] / (shape[0] * spacing[0]), periods[1] / (shape[1] * spacing[1]));
    const { k: ks, power, wavelength } = radialSpectrum({ shape, values: plane(shape, periods) }, { spacing });
    expect(ks[power.indexOf(Math.max(...power))]).toBeCloseTo(k, 9);
    expect(wavelength).toBeCloseTo(turn / k, 9);
  });

  it("holds its variance: the power of all modes is the mean square", () => {
    const values = sampled(
      [32, 32],
      (x, y) => Math.cos((turn * 4 * x) / 32) + Math.sin((turn * 7 * y) / 32) + 0.5 * Math.cos((turn * (5 * x + 3 * y)) / 32),
    );
    const { power, k, width } = radialPower(values, [32, 32], [1, 1]);
    // The modes in a shell of a square grid, counted.
    const counts = power.map((_, shell) => {
      let count = 0;
      for (let i = -16; i < 16; i++) for (let j = -16; j < 16; j++) if (Math.round(Math.hypot(i, j)) === shell) count++;
      return count;
    });
    expect(power.reduce((sum, value, shell) => sum + value * counts[shell]!, 0)).toBeCloseTo(0.5 + 0.5 + 0.125, 10);
    expect(k[4]).toBeCloseTo(4 * width, 10);
  });

  it("is that of spheres in three dimensions", () => {
    const values = sampled([24, 20, 16], (x, y, z) => Math.cos(turn * ((2 * x) / 16 + (3 * y) / 20 + (2 * z) / 24)));
    const k = turn * Math.hypot(2 / (16 * 0.5), 3 / 20, 2 / 24);
    expect(radialSpectrum({ shape: [24, 20, 16], values }, { spacing: [1, 1, 0.5] }).wavelength).toBeCloseTo(turn / k, 6);
  });
});

describe("the radial spectrum of other fields", () => {
  const noise = Float64Array.from({ length: 256 * 192 }, (_, cell) => normalAt(7, 0, cell, 0));

  it("is flat for white noise, variance over cells, and has no wavelength", () => {
    const { k, power, wavelength } = radialSpectrum({ shape: [192, 256], values: noise }, { spacing: [1, 2] });
    expect(wavelength).toBeNull();
    const level = 1 / noise.length;
    const slope = (from: number, to: number) => power.slice(from, to).reduce((sum, value) => sum + value, 0) / (to - from) / level;
    const third = Math.floor(k.length / 3);
    for (let part = 0; part < 3; part++) expect(slope(part * third, (part + 1) * third)).toBeCloseTo(1, 0);
    expect(slope(10, k.length)).toBeGreaterThan(0.95);
    expect(slope(10, k.length)).toBeLessThan(1.05);
  });

  it("keeps the power of a pattern where the rim is faded", () => {
    const shape = [64, 64];
    const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value * value, 0) / values.length;
    const values = sampled(shape, (x, y) => Math.cos((turn * 9 * x) / 64) * Math.sin((turn * 8 * y) / 64));
    const faded = values.slice();
    fade(faded, shape);
    expect(mean(faded) / mean(values)).toBeCloseTo(1, 6);
    expect(faded[0]! ** 2).toBeLessThan(1e-4);
  });

  it("is empty for a uniform field and for one that is not finite", () => {
    const empty = { k: [], power: [], wavelength: null };
    expect(radialSpectrum({ shape: [8, 8], values: new Float64Array(64).fill(3) }, {})).toEqual(empty);
    expect(radialSpectrum({ shape: [8, 8], values: new Float64Array(64).fill(NaN) }, {})).toEqual(empty);
  });

  it("comes with every measured frame, in the run's own units of length", () => {
    const values = Float64Array.from(plane([64, 32], [6, 4]));
    const request = { stream: "s", step: 0, shape: [64, 32], values, millivoltsPerUnit: null, periodic: true };
    const { spectrum } = measureFrame([values], { ...request, spacing: [0.5, 0.1] });
    expect(spectrum.wavelength).toBeCloseTo(1 / Math.hypot(6 / 32, 4 / 3.2), 9);
  });
});
