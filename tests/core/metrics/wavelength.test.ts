import { describe, expect, it } from "vitest";
import { measureWavelength } from "../../../src/core/metrics/wavelength";

const wave = (shape: readonly number[], at: (...position: number[]) => number) => {
  const size = shape.reduce((product, side) => product * side, 1);
  const values = Float64Array.from({ length: size }, (_, i) => {
    const position: number[] = [];
    for (let axis = shape.length - 1, rest = i; axis >= 0; axis--) {
      position.unshift(rest % shape[axis]!);
      rest = Math.floor(rest / shape[axis]!);
    }
    return at(...position);
  });
  return { shape, values };
};
const turn = 2 * Math.PI;

describe("wavelength of a pattern", () => {
  it.each([4, 8, 12, 16])("is %i cells for stripes of that length", (length) => {
    const stripes = wave([96, 96], (_y, x) => 3 + Math.cos((turn * x) / length));
    expect(measureWavelength(stripes).value).toBeCloseTo(length, 9);
  });

  it("is in units of length, with a spacing of its own for each axis", () => {
    const stripes = wave([40, 60], (y) => Math.sin((turn * y) / 10));
    expect(measureWavelength(stripes, { spacing: [0.3, 0.2] }).value).toBeCloseTo(3, 9);
  });

  it("is that of oblique stripes, and of the three waves of a hexagonal pattern", () => {
    const oblique = wave([60, 60], (y, x) => Math.cos((turn * (5 * x + 3 * y)) / 60));
    expect(measureWavelength(oblique).value).toBeCloseTo(60 / Math.hypot(5, 3), 9);
    // Wave vectors (8, 0), (4, ±7) of a 96 × 96 domain: |k| = 8 and √65, as near to a hexagon as the grid allows.
    const hexagons = wave([96, 96], (y, x) =>
      [
        [8, 0],
        [4, 7],
        [4, -7],
      ].reduce((sum, [kx, ky]) => sum + Math.cos((turn * (kx! * x + ky! * y)) / 96), 0),
    );
    expect(measureWavelength(hexagons).value).toBeCloseTo(96 / ((8 + 2 * Math.sqrt(65)) / 3), 9);
  });

  it("works in three dimensions", () => {
    const layers = wave([24, 24, 24], (z, y) => Math.cos((turn * 3 * (z + y)) / 24));
    expect(measureWavelength(layers).value).toBeCloseTo(24 / Math.hypot(3, 3), 9);
  });

  it("does not take the jump at open rims for a pattern", () => {
    const cut = wave([100, 100], (y, x) => 0.01 * x + Math.cos((turn * (x + 0.5 * y)) / 9.7));
    const expected = 9.7 / Math.hypot(1, 0.5);
    expect(Math.abs(measureWavelength(cut, { periodic: false }).value! / expected - 1)).toBeLessThan(0.01);
  });

  it("does not change with units of the field", () => {
    const mixed = (scale: number, offset: number) =>
      wave([64, 64], (y, x) => scale * (Math.cos((turn * 6 * x) / 64) + 0.9 * Math.cos((turn * 7 * y) / 64)) + offset);
    expect(measureWavelength(mixed(1e6, 5e6)).value).toBeCloseTo(measureWavelength(mixed(1, 0)).value!, 9);
  });

  it("is undefined, with a reason, where nothing repeats", () => {
    expect(measureWavelength(wave([16, 16], () => 0.1))).toMatchObject({ value: null, reason: "the field is uniform" });
    expect(measureWavelength(wave([16, 16], (y) => (y === 3 ? NaN : y)))).toMatchObject({ value: null, reason: "16 of 256 values are not finite" });
    expect(measureWavelength(wave([32, 32], (_y, x) => Math.cos((turn * x) / 32)))).toMatchObject({
      value: null,
      reason: expect.stringMatching(/fewer than 2 times/),
    });
  });

  it("warns when no length stands out", () => {
    const checker = wave([64, 64], (y, x) => ((y * 2654435761 + x * 40503 + ((y * x) ^ (x << 3)) * 97) % 1009) / 1009);
    expect(measureWavelength(checker)).toMatchObject({ warnings: ["no shell stands out of the spectrum: this may be noise"] });
    expect(measureWavelength(wave([64, 64], (_y, x) => Math.cos((turn * x) / 8)))).toMatchObject({ warnings: [] });
  });
});
