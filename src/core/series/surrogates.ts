import { cos, sin } from "../field/elementary";
import { normalAt, uniformAt } from "../field/philox";
import { complexArray, planLanes, type ComplexArray, type LaneTransform } from "../field/spectral-fft";

/**
 * What a surrogate keeps of the series, all else being left to chance.
 * shuffle: the values. phase: the periodogram and the mean (Theiler et al. 1992, doi:10.1016/0167-2789(92)90102-S).
 * iaaft: the values exactly and the periodogram nearly (Schreiber, Schmitz 1996, doi:10.1103/PhysRevLett.77.635).
 * ar1: mean, variance and lag-1 autocorrelation, as expectations of a first-order autoregression.
 */
export type SurrogateKind = "shuffle" | "phase" | "iaaft" | "ar1";
export const surrogateKinds: readonly SurrogateKind[] = ["shuffle", "phase", "iaaft", "ar1"];

/** Streams of the generator, one a kind. */
const streams = { shuffle: 0x73736866, phase: 0x73706861, iaaft: 0x73696161, ar1: 0x73617231 } as const;
const mostIterations = 200;

/**
 * One surrogate of a series.
 * @param series finite, n ≥ 2.
 * @param draw which of those that belong to the seed; integer from 0.
 */
export function surrogate(series: Float64Array, kind: SurrogateKind, seed: number, draw: number): Float64Array {
  return surrogateMakers[kind](series, seed, draw);
}

const surrogateMakers: Readonly<Record<SurrogateKind, (series: Float64Array, seed: number, draw: number) => Float64Array>> = {
  shuffle: (series, seed, draw) => shuffledSeries(series, seed, draw, streams.shuffle),
  phase: phaseRandomised,
  iaaft: amplitudeAdjusted,
  ar1: (series, seed, draw) => autoregression(fitFirstOrder(series), series.length, seed, draw),
};

/** Every order equally likely: Durstenfeld 1964, doi:10.1145/364520.364540. */
function shuffledSeries(series: Float64Array, seed: number, draw: number, stream: number): Float64Array {
  const out = series.slice();
  for (let last = out.length - 1; last > 0; last--) {
    const other = Math.floor(uniformAt(seed, draw, last, stream) * (last + 1));
    [out[last], out[other]] = [out[other]!, out[last]!];
  }
  return out;
}

/** Each frequency keeps its amplitude and gets a phase drawn evenly; the mean, and for an even length the fastest wave, stay as they are. */
function phaseRandomised(series: Float64Array, seed: number, draw: number): Float64Array {
  const n = series.length;
  const plan = planLanes(n, 1);
  const { re, im } = transformed(series, plan);
  for (let k = 1; 2 * k < n; k++) {
    const angle = 2 * Math.PI * uniformAt(seed, draw, k, streams.phase);
    const size = Math.hypot(re[k]!, im[k]!);
    [re[k], im[k]] = [size * cos(angle), size * sin(angle)];
    [re[n - k], im[n - k]] = [re[k]!, -im[k]!];
  }
  return restored({ re, im }, plan);
}

/** Takes turns: the amplitudes of the series' spectrum, then its values by rank, from a shuffle on, until no rank changes. */
function amplitudeAdjusted(series: Float64Array, seed: number, draw: number): Float64Array {
  const sorted = series.slice().sort();
  const plan = planLanes(series.length, 1);
  const target = transformed(series, plan);
  const sizes = target.re.map((re, k) => Math.hypot(re, target.im[k]!));
  let now = shuffledSeries(series, seed, draw, streams.iaaft);
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    const modes = transformed(now, plan);
    for (let k = 0; k < sizes.length; k++) {
      const size = Math.hypot(modes.re[k]!, modes.im[k]!);
      const factor = size > 0 ? sizes[k]! / size : 0;
      modes.re[k]! *= factor;
      modes.im[k]! *= factor;
    }
    const next = byRank(restored(modes, plan), sorted);
    if (next.every((x, i) => x === now[i])) break;
    now = next;
  }
  return now;
}

/** The sorted values in the order in which `like` ranks its own. */
function byRank(like: Float64Array, sorted: Float64Array): Float64Array {
  const order = Array.from(like, (_, i) => i).sort((i, j) => like[i]! - like[j]! || i - j);
  const out = new Float64Array(like.length);
  order.forEach((at, rank) => (out[at] = sorted[rank]!));
  return out;
}

function transformed(series: Float64Array, plan: LaneTransform): ComplexArray {
  plan.input.re.set(series);
  plan.input.im.fill(0);
  plan.run();
  const out = complexArray(series.length);
  out.re.set(plan.output.re);
  out.im.set(plan.output.im);
  return out;
}

/** The inverse transform's real part. */
function restored({ re, im }: ComplexArray, plan: LaneTransform): Float64Array {
  const n = re.length;
  // Parts exchanged, the transform is its own inverse times n.
  plan.input.re.set(im);
  plan.input.im.set(re);
  plan.run();
  return plan.output.im.map((x) => x / n);
}

/** x_t = mean + memory · (x_(t−1) − mean) + e, e normal; `deviation` is that of x, not of e. */
export interface FirstOrder {
  mean: number;
  memory: number;
  deviation: number;
}

/** By moments; the memory is kept within ±0.9999, where a stationary course exists. */
export function fitFirstOrder(series: Float64Array): FirstOrder {
  const n = series.length;
  let mean = 0;
  for (const x of series) mean += x / n;
  let [square, product] = [0, 0];
  for (let t = 0; t < n; t++) {
    square += (series[t]! - mean) ** 2;
    if (t > 0) product += (series[t]! - mean) * (series[t - 1]! - mean);
  }
  const memory = square > 0 ? Math.max(-0.9999, Math.min(0.9999, product / square)) : 0;
  return { mean, memory, deviation: Math.sqrt(square / n) };
}

/** A course of the autoregression, n samples, begun in its stationary distribution. */
export function autoregression({ mean, memory, deviation }: FirstOrder, n: number, seed: number, draw: number): Float64Array {
  const out = new Float64Array(n);
  const fresh = Math.sqrt(1 - memory * memory);
  let x = 0;
  for (let t = 0; t < n; t++) {
    const e = normalAt(seed, draw, t, streams.ar1);
    x = t === 0 ? e : memory * x + fresh * e;
    out[t] = mean + deviation * x;
  }
  return out;
}
