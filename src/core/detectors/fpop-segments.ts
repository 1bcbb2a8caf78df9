import { traceBack, type Partition } from "./partition";
import type { CumulativeSums, SegmentCost } from "./segment-cost";

/**
 * Stretches of the level μ, and the start of the last segment that is best there: the lower envelope of one parabola a start,
 * `F(s) + Σ (x − μ)²` over the samples from s on.
 */
interface Envelope {
  count: number;
  /** Where stretch k ends; it begins where the one before ends. */
  end: Float64Array;
  start: Int32Array;
}

/**
 * The division of least squared deviation from segment means plus penalty per change, by functional pruning: a start is dropped once some
 * later one is better at every level its segment could have. Few remain, many changes or none, where PELT keeps every start until something
 * changes. A start s enters once its segment has `minLength` samples; since both parabolas grow alike from there on, it is then
 * held against the others as they were at s.
 *
 * Maidstone, Hocking, Rigaill, Fearnhead 2017, Statistics and Computing 27:519, doi:10.1007/s11222-016-9636-3.
 * @param sums of the series about its mean, n + 1 each.
 */
export function fpopSegments(cost: SegmentCost, sums: CumulativeSums, penalty: number, minLength: number): Partition {
  const { n } = cost;
  const { sum, square, low, high } = sums;
  const best = new Float64Array(n + 1).fill(Infinity);
  const last = new Int32Array(n + 1);
  best[0] = -penalty;
  let [now, next] = [envelope(n), envelope(n)];
  for (let t = minLength; t <= n; t++) {
    const entering = t - minLength;
    if (Number.isFinite(best[entering]!)) {
      enter(now, next, entering, best, sums);
      [now, next] = [next, now];
    }
    let least = Infinity;
    let from = low;
    for (let k = 0; k < now.count; k++) {
      const s = now.start[k]!;
      const to = now.end[k]!;
      const m = t - s;
      const first = sum[t]! - sum[s]!;
      const level = Math.min(to, Math.max(from, first / m));
      const total = best[s]! + square[t]! - square[s]! - 2 * level * first + m * level * level;
      if (total < least) {
        least = total;
        last[t] = s;
      }
      from = to;
    }
    best[t] = least + penalty;
  }
  return traceBack(cost, last);

  function envelope(samples: number): Envelope {
    // A start takes at most two stretches away from others; the envelope stays far below this, and grows where it must.
    const room = Math.min(2 * samples + 2, 4096);
    return { count: 0, end: new Float64Array(room), start: new Int32Array(room) };
  }

  /** Writes into `into` the envelope `of` with the start s wherever it is below all others, as they stand over the samples before s. */
  function enter(of: Envelope, into: Envelope, s: number, reached: Float64Array, { sum, square }: CumulativeSums): void {
    into.count = 0;
    if (of.count === 0) return append(into, high, s);
    let from = low;
    for (let k = 0; k < of.count; k++) {
      const i = of.start[k]!;
      const to = of.end[k]!;
      const m = s - i;
      const first = sum[s]! - sum[i]!;
      const centre = first / m;
      const bottom = reached[i]! + square[s]! - square[i]! - first * centre;
      // The old start is below the new one between centre − half and centre + half.
      const half = Math.sqrt((reached[s]! - bottom) / m);
      if (half > 0) {
        const [left, right] = [centre - half, centre + half];
        if (left > from) append(into, Math.min(left, to), s);
        if (right > from && left < to) append(into, Math.min(right, to), i);
        if (right < to) append(into, to, s);
      } else append(into, to, s);
      from = to;
    }
  }

  function append(into: Envelope, to: number, s: number): void {
    const { count } = into;
    if (count > 0 && into.start[count - 1] === s) {
      into.end[count - 1] = to;
      return;
    }
    if (count > 0 && !(to > into.end[count - 1]!)) return;
    if (count === into.end.length) {
      into.end = grown(into.end, new Float64Array(2 * count));
      into.start = grown(into.start, new Int32Array(2 * count));
    }
    into.end[count] = to;
    into.start[count] = s;
    into.count++;
  }
}

function grown<T extends Float64Array | Int32Array>(values: T, larger: T): T {
  larger.set(values as never);
  return larger;
}
