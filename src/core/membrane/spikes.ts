/** A spike, told from a trace. Times in the trace's unit of time, potentials in its own. */
export interface Spike {
  /** When the trace crosses the level upwards, between two samples. */
  time: number;
  /** Where its rise begins: the potential, and when, at which it first climbs as fast as the slope asked for. */
  threshold: number;
  onset: number;
  /** Highest point, of the parabola through the highest sample and its neighbours. */
  peak: number;
  peakTime: number;
  /** Time spent above half way between threshold and peak; null where the trace ends before. */
  width: number | null;
  /** How far below the threshold it falls before the next spike, and when; null where the trace ends before it turns. */
  afterHyperpolarisation: number | null;
  troughTime: number | null;
}

export interface SpikeTrain {
  spikes: Spike[];
  /** From each spike's crossing to the next one's. */
  intervals: number[];
  /** Spikes per unit of time between the first and the last; null for fewer than two. */
  rate: number | null;
  /** Standard deviation over mean of the intervals; null for fewer than two intervals. */
  variation: number | null;
}

/**
 * Finds spikes by level and slope: the trace must cross `level` upwards, and on its way climb at least at `slope`, so that a slow wave over
 * the level is none. One that is under way at the first sample is left out.
 * @param times rising, as many as values; finite.
 */
export function findSpikes(times: ArrayLike<number>, values: ArrayLike<number>, criterion: { level: number; slope: number }): SpikeTrain {
  const { level, slope } = criterion;
  const n = values.length;
  const climb = (i: number) => (values[i]! - values[i - 1]!) / (times[i]! - times[i - 1]!);
  const spikes: Spike[] = [];
  for (let i = 1; i < n; i++) {
    if (!(values[i - 1]! < level && values[i]! >= level)) continue;
    let top = i;
    let end = i;
    for (; end < n && values[end]! >= level; end++) if (values[end]! > values[top]!) top = end;
    // The rise may be fastest above the level; from there back to where it begins.
    let rise = -1;
    for (let j = top; j > 0 && (j >= i || climb(j) > 0); j--) {
      if (climb(j) >= slope) rise = j;
      else if (rise >= 0 && j < i) break;
    }
    const before = i;
    i = end - 1;
    if (rise < 0) continue;
    const [threshold, onset] = [values[rise - 1]!, times[rise - 1]!];
    const { x: peakTime, y: peak } = apex(times, values, top);
    const half = (threshold + peak) / 2;
    let [up, down] = [top, top];
    while (up > rise && values[up - 1]! >= half) up--;
    while (down < n && values[down]! >= half) down++;
    const width = down < n ? crossing(times, values, down, half) - crossing(times, values, up, half) : null;
    spikes.push({
      time: crossing(times, values, before, level),
      threshold,
      onset,
      peak,
      peakTime,
      width,
      ...troughAfter(times, values, end, level, threshold),
    });
  }
  const intervals = spikes.slice(1).map(({ time }, i) => time - spikes[i]!.time);
  return {
    spikes,
    intervals,
    rate: intervals.length > 0 ? intervals.length / (spikes.at(-1)!.time - spikes[0]!.time) : null,
    variation: variationOf(intervals),
  };
}

/** When the trace passes a value between samples i − 1 and i. */
function crossing(times: ArrayLike<number>, values: ArrayLike<number>, i: number, value: number): number {
  if (i === 0) return times[0]!;
  const share = (value - values[i - 1]!) / (values[i]! - values[i - 1]!);
  return times[i - 1]! + share * (times[i]! - times[i - 1]!);
}

/** The extremum of the parabola through three neighbours, which need not be evenly spaced; the sample itself at an end or on a plateau. */
function apex(times: ArrayLike<number>, values: ArrayLike<number>, i: number): { x: number; y: number } {
  const flat = { x: times[i]!, y: values[i]! };
  if (i === 0 || i === values.length - 1) return flat;
  const [left, right] = [times[i - 1]! - times[i]!, times[i + 1]! - times[i]!];
  const [fall, drop] = [(values[i - 1]! - values[i]!) / left, (values[i + 1]! - values[i]!) / right];
  const curvature = (drop - fall) / (right - left);
  if (!(Math.abs(curvature) > 0)) return flat;
  const gradient = fall - curvature * left;
  const x = -gradient / (2 * curvature);
  return x > left && x < right ? { x: flat.x + x, y: flat.y + x * (gradient + curvature * x) } : flat;
}

/** The lowest point after the sample `from`, up to the next crossing of the level. */
function troughAfter(times: ArrayLike<number>, values: ArrayLike<number>, from: number, level: number, threshold: number) {
  let lowest = from;
  let i = from;
  for (; i < values.length && values[i]! < level; i++) if (values[i]! < values[lowest]!) lowest = i;
  if (lowest >= values.length - 1) return { afterHyperpolarisation: null, troughTime: null };
  const { x, y } = apex(times, values, lowest);
  return { afterHyperpolarisation: threshold - y, troughTime: x };
}

function variationOf(intervals: readonly number[]): number | null {
  if (intervals.length < 2) return null;
  const mean = intervals.reduce((sum, x) => sum + x, 0) / intervals.length;
  return Math.sqrt(intervals.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (intervals.length - 1)) / mean;
}
