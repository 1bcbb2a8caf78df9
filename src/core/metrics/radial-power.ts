import { complexArray } from "../field/spectral-fft";
import { SpectralTransform } from "../field/spectral-transform";

/** Power in shells of |k|: shell j lies around j·width, shell 0 holds the mean. */
export interface RadialPower {
  /** Mean power |û|²/N² of the modes in each shell, in squared units of the field; 0 where it holds none. */
  power: number[];
  /** Power-weighted mean angular wavenumber of the modes in each shell. */
  k: number[];
  /** 2π/L for the longest side L: what the domain resolves. */
  width: number;
}

/**
 * The power spectrum averaged over directions, in 3D over spheres. Wavenumbers are those of space, so that axes may differ
 * in length and spacing. Shells go up to the shortest wave along the finest axis; beyond what a coarser one resolves they hold the
 * modes that there are.
 * @param values C order, `[ny, nx]` or `[nz, ny, nx]`; mean and window are the caller's matter.
 * @param spacing along each axis, in the order of the shape.
 */
export function radialPower(values: Float64Array, shape: readonly number[], spacing: readonly number[]): RadialPower {
  if (shape.length === 1) return radialPower(values, [1, ...shape], [spacing[0]!, ...spacing]);
  const width = (2 * Math.PI) / Math.max(...shape.map((n, axis) => n * spacing[axis]!));
  const highest = Math.PI / Math.min(...spacing.filter((_, axis) => shape[axis]! > 1));
  const shells = Math.max(2, Math.floor(highest / width + 0.5) + 1);
  const transform = new SpectralTransform(shape, "all");
  const modes = complexArray(transform.modes);
  transform.toModes(values, modes);

  const { x, y, z } = transform.waves;
  const along = (waves: Int32Array, axis: number) => squares(waves, shape.at(axis)! * spacing.at(axis)!);
  const [kx, ky, kz] = [along(x, -1), along(y, -2), shape.length === 3 ? along(z, -3) : Float64Array.of(0)];
  const sums = new Float64Array(shells);
  const moments = new Float64Array(shells);
  const counts = new Float64Array(shells);
  for (let c = 0, i = 0; c < kz.length; c++)
    for (let b = 0; b < ky.length; b++)
      for (let a = 0; a < kx.length; a++, i++) {
        const k = Math.sqrt(kx[a]! + ky[b]! + kz[c]!);
        const shell = Math.round(k / width);
        if (shell >= shells) continue;
        // Half of the modes along x are kept; the others are their mirror images.
        const twins = a === 0 || 2 * a === shape.at(-1) ? 1 : 2;
        const energy = twins * (modes.re[i]! * modes.re[i]! + modes.im[i]! * modes.im[i]!);
        sums[shell]! += energy;
        moments[shell]! += energy * k;
        counts[shell]! += twins;
      }
  const cells = values.length;
  return {
    power: Array.from(sums, (sum, shell) => (counts[shell]! > 0 ? sum / counts[shell]! / cells ** 2 : 0)),
    k: Array.from(sums, (sum, shell) => (sum > 0 ? moments[shell]! / sum : shell * width)),
    width,
  };
}

/** k² of each mode along an axis. */
const squares = (waves: Int32Array, extent: number): Float64Array => Float64Array.from(waves, (wave) => ((2 * Math.PI * wave) / extent) ** 2);

/** Fades a field to 0 at its rim by a Hann window along every axis, scaled so that the power of a pattern stays what it is. */
export function fade(values: Float64Array, shape: readonly number[]): void {
  const windows = shape.map((n) => hann(n));
  for (let i = 0; i < values.length; i++)
    for (let axis = shape.length - 1, rest = i; axis >= 0; axis--) {
      const n = shape[axis]!;
      values[i]! *= windows[axis]![rest % n]!;
      rest = Math.floor(rest / n);
    }
}

/** Of mean square 1; an axis of one cell has none. */
function hann(n: number): Float64Array {
  if (n === 1) return Float64Array.of(1);
  const window = Float64Array.from({ length: n }, (_, i) => Math.sin((Math.PI * (i + 0.5)) / n) ** 2);
  const power = window.reduce((sum, value) => sum + value * value, 0) / n;
  return window.map((value) => value / Math.sqrt(power));
}
