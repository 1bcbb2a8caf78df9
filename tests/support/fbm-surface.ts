import type { Field } from "../../src/core/define/metric";
import { fillNormals, normalAt } from "../../src/core/field/philox";
import { complexArray } from "../../src/core/field/spectral-fft";
import { SpectralTransform } from "../../src/core/field/spectral-transform";
import { smoothLength } from "../../src/core/metrics/autocorrelation";

const cellStream = 0x66626d;
const slopeStream = 0x66626e;

/** Those of the last kind of surface asked for: seed after seed has the same. */
let latest: { key: string; amplitudes: Float64Array } = { key: "", amplitudes: new Float64Array(0) };

/** A surface of fractional Brownian motion at `side`² points, of dimension 3 − H: see `fbmField`. */
export const fbmSurface = (side: number, hurst: number, seed: number): Field => fbmField(side, 2, hurst, seed);

/**
 * Fractional Brownian motion on a square or cube of `side` points: mean square increment |h|^{2H}, exactly, in every direction. By
 * circulant embedding of a covariance that differs from it by a random plane only (Stein 2002, doi:10.1198/106186002466;
 * constants after Kroese and Botev 2015, doi:10.1007/978-3-319-10064-7_12). The patch fits into the ball of diameter 1 in
 * which that holds. @param hurst 0 < H < 1. @throws when the embedding is not positive, which would make it inexact.
 */
export function fbmField(side: number, axes: 2 | 3, hurst: number, seed: number): Field {
  const alpha = 2 * hurst;
  const reach = alpha <= 1.5 ? 1 : 2;
  const beta = alpha <= 1.5 ? 0 : (alpha * (2 - alpha)) / (3 * reach * (reach ** 2 - 1));
  const c2 = alpha <= 1.5 ? alpha / 2 : (alpha - beta * (reach - 1) ** 2 * (reach + 2)) / 2;
  const c0 = alpha <= 1.5 ? 1 - alpha / 2 : beta * (reach - 1) ** 3 + 1 - c2;
  const covariance = (h: number): number => (h <= 1 ? c0 - h ** alpha + c2 * h * h : h <= reach ? (beta * (reach - h) ** 3) / h : 0);
  const step = 1 / Math.sqrt(axes) / side;
  const torus = smoothLength(Math.ceil((2 * reach) / step));
  const key = [side, axes, hurst].join();
  if (latest.key !== key) latest = { key, amplitudes: amplitudesOf(torus, axes, (cells) => covariance(cells * step)) };
  const noise = fieldOfAmplitudes(torus, axes, latest.amplitudes, seed);
  const width = noise.shape[0]!;
  const slopes = Array.from({ length: axes }, (_, axis) => Math.sqrt(2 * c2) * step * normalAt(seed, 0, axis, slopeStream));
  const values = Float64Array.from({ length: side ** axes }, (_, i) => {
    let [plane, place, rest] = [0, 0, i];
    for (let axis = 0; axis < axes; axis++, rest = Math.floor(rest / side)) {
      plane += slopes[axis]! * (rest % side);
      place += (rest % side) * width ** axis;
    }
    return (noise.values[place]! - noise.values[0]! + plane) / step ** hurst / Math.SQRT2;
  });
  return { shape: Array<number>(axes).fill(side), values };
}

/**
 * A Gaussian field without mean on a periodic square or cube, whose covariance at a distance in cells is the one given (which
 * must be that of the torus: distances the short way round). @throws when no such field exists.
 */
export function stationaryField(side: number, axes: 2 | 3, covariance: (cells: number) => number, seed: number): Field & { values: Float64Array } {
  return fieldOfAmplitudes(side, axes, amplitudesOf(side, axes, covariance), seed);
}

/** Square roots of the eigenvalues of the covariance: what each Fourier mode of white noise is to be multiplied by. */
function amplitudesOf(side: number, axes: 2 | 3, covariance: (cells: number) => number): Float64Array {
  const transform = new SpectralTransform(Array<number>(axes).fill(side), "all");
  const nearer = Float64Array.from({ length: side }, (_, i) => Math.min(i, side - i) ** 2);
  const table = Float64Array.from({ length: side ** axes }, (_, i) => {
    let [square, rest] = [0, i];
    for (let axis = 0; axis < axes; axis++, rest = Math.floor(rest / side)) square += nearer[rest % side]!;
    return covariance(Math.sqrt(square));
  });
  const spectrum = complexArray(transform.modes);
  transform.toModes(table, spectrum);
  const [lowest, highest] = [spectrum.re.reduce((a, b) => Math.min(a, b)), spectrum.re.reduce((a, b) => Math.max(a, b))];
  if (lowest < -1e-9 * highest) throw new Error(`the covariance is not positive: ${lowest} of ${highest}`);
  return spectrum.re.map((power) => Math.sqrt(Math.max(0, power)));
}

function fieldOfAmplitudes(side: number, axes: 2 | 3, amplitudes: Float64Array, seed: number): Field & { values: Float64Array } {
  const shape = Array<number>(axes).fill(side);
  const transform = new SpectralTransform(shape, "all");
  const values = new Float64Array(side ** axes);
  fillNormals(values, seed, 0, 0, cellStream);
  const modes = complexArray(transform.modes);
  transform.toModes(values, modes);
  for (let i = 0; i < transform.modes; i++) {
    modes.re[i]! *= amplitudes[i]!;
    modes.im[i]! *= amplitudes[i]!;
  }
  transform.toValues(modes, values);
  return { shape, values };
}
