import { complexArray } from "../field/spectral-fft";
import { SpectralTransform } from "../field/spectral-transform";
import type { Fluctuation } from "./finite-field";

/** Products of pairs of cells, gathered in rings (in 3D shells) of lags one cell wide: ring j holds the lags from j − ½ to j + ½. */
export interface PairProducts {
  /** Mean length of the lags in each ring, in cells; ring 0 holds lag 0 alone. */
  lags: number[];
  /** Sum of δf(x)·δf(x + h) over the pairs of each ring. */
  products: number[];
  /** Pairs in each ring of which both cells are finite. */
  pairs: number[];
}

/**
 * Products at all lags by Fourier transforms (Wiener and Khinchin): of the field itself when it is periodic, else of the field
 * in a frame so much larger that no pair reaches round it.
 * @param reach longest lag in cells, at most half the shortest side.
 */
export function pairProducts({ shape, values, known }: Fluctuation, periodic: boolean, reach: number): PairProducts {
  const frame = periodic ? [...shape] : shape.map((side) => smoothLength(side + reach));
  const products = selfProducts(values, shape, frame);
  const counted = known && selfProducts(known, shape, frame);
  const [lags, sums, pairs, vectors] = [zeros(reach + 1), zeros(reach + 1), zeros(reach + 1), zeros(reach + 1)];
  const [nz, ny, nx] = [shape.length === 3 ? shape[0]! : 1, shape.at(-2)!, shape.at(-1)!];
  const [mz, my, mx] = [frame.length === 3 ? frame[0]! : 1, frame.at(-2)!, frame.at(-1)!];
  const deepest = shape.length === 3 ? reach : 0;
  for (let z = -deepest; z <= deepest; z++)
    for (let y = -reach; y <= reach; y++) {
      const row = (((z + mz) % mz) * my + ((y + my) % my)) * mx;
      const columns = (nz - Math.abs(z)) * (ny - Math.abs(y));
      for (let x = -reach; x <= reach; x++) {
        const length = Math.sqrt(z * z + y * y + x * x);
        const ring = Math.round(length);
        if (ring > reach) continue;
        const place = row + ((x + mx) % mx);
        lags[ring]! += length;
        vectors[ring]! += 1;
        sums[ring]! += products[place]!;
        pairs[ring]! += counted ? Math.round(counted[place]!) : periodic ? values.length : columns * (nx - Math.abs(x));
      }
    }
  return { lags: Array.from(lags, (sum, ring) => sum / vectors[ring]!), products: Array.from(sums), pairs: Array.from(pairs) };
}

/** Σ f(x) f(x + h) at every lag h of the frame, into whose corner the values are laid and which is 0 elsewhere. */
function selfProducts(values: ArrayLike<number>, shape: readonly number[], frame: readonly number[]): Float64Array {
  const room = new Float64Array(frame.reduce((product, side) => product * side, 1));
  const [ny, nx] = [shape.at(-2)!, shape.at(-1)!];
  const [my, mx] = [frame.at(-2)!, frame.at(-1)!];
  for (let row = 0; row * nx < values.length; row++) {
    const to = (Math.floor(row / ny) * my + (row % ny)) * mx;
    for (let x = 0; x < nx; x++) room[to + x] = values[row * nx + x]!;
  }
  const transform = new SpectralTransform(frame, "all");
  const { re, im } = complexArray(transform.modes);
  transform.toModes(room, { re, im });
  for (let i = 0; i < re.length; i++) {
    re[i] = re[i]! * re[i]! + im[i]! * im[i]!;
    im[i] = 0;
  }
  transform.toValues({ re, im }, room);
  return room;
}

const zeros = (length: number): Float64Array => new Float64Array(length);

/** The next length whose prime factors are 2, 3 and 5, of which transforms are quick. */
export function smoothLength(least: number): number {
  for (let length = least; ; length++) {
    let rest = length;
    for (const prime of [2, 3, 5]) while (rest % prime === 0) rest /= prime;
    if (rest === 1) return length;
  }
}
