import type { Field } from "../../src/core/define/metric";
import { normalAt } from "../../src/core/field/philox";
import { complexArray } from "../../src/core/field/spectral-fft";
import { SpectralTransform } from "../../src/core/field/spectral-transform";
import { goldenBytes } from "./fractal-images";

export type GreyField = Field & { values: Float64Array };

/** A field by a formula of the position, `at(y, x)` or `at(z, y, x)`. */
export function fieldOf(shape: readonly number[], at: (...position: number[]) => number): GreyField {
  const position = shape.map(() => 0);
  const values = new Float64Array(shape.reduce((product, side) => product * side, 1));
  for (let i = 0; i < values.length; i++) {
    for (let axis = shape.length - 1, rest = i; axis >= 0; axis--) {
      position[axis] = rest % shape[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    values[i] = at(...position);
  }
  return { shape, values };
}

/** Independent standard normal cells. */
export function whiteNoise(shape: readonly number[], seed: number): GreyField {
  let cell = 0;
  return fieldOf(shape, () => normalAt(seed, 0, cell++, 0x776e));
}

/**
 * A periodic field whose every mode has exactly the power that `powerAt` gives for its wavenumber in radians per cell; its
 * phases are those of noise.
 */
export function withSpectrum(shape: readonly number[], powerAt: (k: number) => number, seed: number): GreyField {
  const field = whiteNoise(shape, seed);
  const transform = new SpectralTransform(shape, "all");
  const modes = complexArray(transform.modes);
  transform.toModes(field.values, modes);
  const { x, y, z } = transform.waves;
  const along = (wave: number, axis: number): number => (2 * Math.PI * wave) / shape.at(axis)!;
  for (let c = 0, i = 0; c < z.length; c++)
    for (let b = 0; b < y.length; b++)
      for (let a = 0; a < x.length; a++, i++) {
        const k = Math.hypot(along(x[a]!, -1), along(y[b]!, -2), shape.length === 3 ? along(z[c]!, -3) : 0);
        const factor = i === 0 ? 0 : (Math.sqrt(powerAt(k)) * field.values.length) / Math.hypot(modes.re[i]!, modes.im[i]!);
        modes.re[i]! *= factor;
        modes.im[i]! *= factor;
      }
  transform.toValues(modes, field.values);
  return field;
}

/** A golden surface of 256 × 256 cells. */
export function goldenSurface(file: string): GreyField {
  const bytes = goldenBytes(file);
  return { shape: [256, 256], values: Float64Array.from({ length: 65536 }, (_, i) => (bytes[2 * i]! + 256 * bytes[2 * i + 1]!) / 65535) };
}

/** Rows become columns. */
export const transposed = ({ shape: [ny, nx], values }: Field): GreyField => fieldOf([nx!, ny!], (y, x) => values[x! * nx! + y!]!);

/** A quarter turn. */
export const turned = ({ shape: [ny, nx], values }: Field): GreyField => fieldOf([nx!, ny!], (y, x) => values[(ny! - 1 - x!) * nx! + y!]!);

/** Another unit and another zero. */
export const rescaled = ({ shape, values }: Field, scale: number, offset: number): GreyField => ({
  shape,
  values: Float64Array.from(values, (value) => scale * value + offset),
});

export const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
