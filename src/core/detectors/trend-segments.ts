import type { Channels } from "../define/detector";

/** What a segment may be: a level, or a level and a slope. Neighbouring segments need not meet. */
export type Shape = "steps" | "trends";

/** The best division with a given number of changes. */
export interface Fit {
  changePoints: number[];
  /** Sum of squared innovations over all channels. */
  misfit: number;
}

/** Sums, over a segment that grows sample by sample, from which its least squares follow; one for each channel. */
interface Growing {
  x: Float64Array;
  xx: number;
  x1: number;
  xt: number;
}

/**
 * For each number of changes, the division that lowers the sum of squared innovations most when the noise has the autocorrelation φ
 * from sample to sample: exact least squares of a level (and slope) on every segment after the Prais–Winsten transformation
 * `x_t − φ x_{t−1}`, whose first sample keeps the weight 1 − φ². Dynamic programming over the last change, O(n² · segments) time.
 * @param channels standardised, n samples each.
 * @param memory φ in [0, 1).
 * @param most the largest number of segments.
 * @returns fits with 0, 1, … changes; fewer than asked where the minimum length leaves no room.
 */
export function bestDivisions(channels: Channels, shape: Shape, memory: number, minLength: number, most: number): Fit[] {
  const n = channels[0]!.length;
  const segments = Math.min(most, Math.floor(n / minLength));
  const width = segments + 1;
  /** At `end * width + k`: the least misfit of the samples before `end` in k segments, and where the last of them starts. */
  const best = new Float64Array((n + 1) * width).fill(Infinity);
  const last = new Int32Array((n + 1) * width);
  best[0] = 0;
  for (let from = 0; from + minLength <= n; from++) {
    // Divisions of the samples before `from` are all known by now: each is carried on by one segment to every later end.
    const fewest = from === 0 ? 0 : 1;
    const mostBefore = Math.min(segments - 1, Math.floor(from / minLength));
    if (mostBefore < fewest) continue;
    const cost = growingCost(channels, shape, memory, from);
    for (let to = from + 1; to <= n; to++) {
      const added = cost(to);
      if (to - from < minLength) continue;
      const before = from * width;
      const after = to * width + 1;
      for (let k = fewest; k <= mostBefore; k++) {
        const total = best[before + k]! + added;
        if (total < best[after + k]!) {
          best[after + k] = total;
          last[after + k] = from;
        }
      }
    }
  }
  const fits: Fit[] = [];
  for (let k = 1; k <= segments; k++) fits.push({ changePoints: follow(last, width, k, n), misfit: best[n * width + k]! });
  return fits;
}

/** Where the segments start, from the last back to the second. */
function follow(last: Int32Array, width: number, segments: number, n: number): number[] {
  const changePoints: number[] = [];
  for (let k = segments, to = n; k > 1; k--) {
    to = last[to * width + k]!;
    changePoints.push(to);
  }
  return changePoints.reverse();
}

/** The misfit of `[from, to)`, to be asked for to = from + 1, from + 2, … in turn. Values count from the segment's first, so an offset costs no digits. */
function growingCost(channels: Channels, shape: Shape, memory: number, from: number): (to: number) => number {
  const sums = channels.map((x): Growing => ({ x, xx: 0, x1: 0, xt: 0 }));
  /** Sums of the transformed regressors, the same for every channel. */
  let ones = 1 - memory * memory;
  let mixed = 0;
  let squares = 0;
  const one = 1 - memory;
  return (to) => {
    const t = to - 1 - from;
    if (t === 0) return 0;
    const time = t - memory * (t - 1);
    ones += one * one;
    mixed += one * time;
    squares += time * time;
    const determinant = ones * squares - mixed * mixed;
    const sloped = shape === "trends" && determinant > 1e-12 * ones * squares;
    let misfit = 0;
    for (const sum of sums) {
      const first = sum.x[from]!;
      const y = sum.x[to - 1]! - first - memory * (sum.x[to - 2]! - first);
      sum.xx += y * y;
      sum.x1 += one * y;
      sum.xt += time * y;
      const slope = sloped ? (ones * sum.xt - mixed * sum.x1) / determinant : 0;
      const level = (sum.x1 - slope * mixed) / ones;
      misfit += Math.max(0, sum.xx - level * sum.x1 - slope * sum.xt);
    }
    return misfit;
  };
}
