import type { EquationModel } from "../define/model";
import { eigenvalues } from "./eigenvalues";
import { fixedPoints } from "./fixed-points";
import type { Complex } from "./linear-algebra";
import { linearise, waveAlongX, type Linearisation } from "./linearisation";

/** A uniform state and what small waves on it do, in the continuum on an unbounded domain. */
export interface FixedPoint {
  state: Record<string, number>;
  /** Of the state without waves, k = 0; largest real part first. */
  eigenvalues: Complex[];
  /** Stable at k = 0, unstable at some k > 0. */
  turing: boolean;
  /** A complex pair with positive real part at k = 0. */
  hopf: boolean;
  /** Wavenumber that grows fastest; null where nothing grows at k > 0, 0 where the uniform mode leads. */
  kMostUnstable: number | null;
  /** Its growth rate: the largest real part. */
  growthRate: number | null;
  /** 2π/k. */
  wavelength: number | null;
  /** The band of growing wavenumbers around it. */
  kRange: [number, number] | null;
  /** The leading eigenvalue over k, for drawing. */
  curve: { k: number[]; growth: number[]; frequency: number[] };
}

export interface StabilityReport {
  fixedPoints: FixedPoint[];
  /** Why there are no fixed points, or what limits the analysis. */
  reason?: string;
}

/** Growth below this, relative to the size of the Jacobian, is rounding. */
const negligible = 1e-10;

/**
 * Fixed points and dispersion relation, from the symbolic Jacobian.
 * Source: Turing 1952, Phil. Trans. R. Soc. B 237:37, doi:10.1098/rstb.1952.0012.
 */
export function analyseStability(model: EquationModel, parameters: Readonly<Record<string, number>>): StabilityReport {
  const linear = linearise(model, parameters);
  if (linear.explicit.length > 0)
    return { fixedPoints: [], reason: `the equations name ${linear.explicit.join(", ")}, so no uniform state stays as it is` };
  const points = fixedPoints(model, linear).map((state) => analysePoint(linear, state));
  if (points.length === 0) return { fixedPoints: [], reason: "no fixed point lies within the ranges of the species" };
  const illPosed = points.some(({ growthRate }) => growthRate === Infinity);
  const finite = points.map((point) =>
    point.growthRate === Infinity ? { ...point, kMostUnstable: null, growthRate: null, wavelength: null, kRange: null } : point,
  );
  return illPosed
    ? { fixedPoints: finite, reason: "growth rises without bound with the wavenumber: the equations are ill-posed (a negative diffusivity?)" }
    : { fixedPoints: finite };
}

function analysePoint(linear: Linearisation, state: Float64Array): FixedPoint {
  const leading = (k: number): Complex => eigenvalues(linear.operator(state, waveAlongX(k)))[0] ?? { re: NaN, im: 0 };
  const growth = (k: number) => leading(k).re;
  const atRest = eigenvalues(linear.operator(state, waveAlongX(0)));
  const scale = Math.max(1e-12, ...linear.jacobian(state).map(Math.abs));
  const threshold = negligible * scale;
  const top = scanLimit(linear, state, scale);
  const peak = findPeak(growth, top, threshold);
  const stableAtRest = atRest.every(({ re }) => re < -threshold);
  const common = {
    state: Object.fromEntries(linear.species.map((name, i) => [name, state[i]!])),
    eigenvalues: atRest,
    turing: stableAtRest && peak !== null,
    hopf: atRest.some(({ re, im }) => re > threshold && Math.abs(im) > threshold),
  };
  const shown = peak ? Math.min(top, Math.max(1.5 * peak.band[1], 1e-6)) : Math.min(top, 2 * Math.sqrt(scale));
  const curve = sampleCurve(leading, shown);
  if (!peak) return { ...common, kMostUnstable: null, growthRate: null, wavelength: null, kRange: null, curve };
  const { k, rate, band } = peak;
  return { ...common, kMostUnstable: k, growthRate: rate, wavelength: k > 0 ? (2 * Math.PI) / k : null, kRange: band, curve };
}

/** A wavenumber beyond which diffusion has the last word; where nothing diffuses, one that stands for any. */
function scanLimit(linear: Linearisation, state: Float64Array, scale: number): number {
  const spreading = [...linear.diffusivities(state)].filter((D) => D > 0);
  return spreading.length > 0 ? 2 * Math.sqrt((linear.species.length * scale) / Math.min(...spreading)) : 10;
}

interface Peak {
  k: number;
  rate: number;
  band: [number, number];
}

/** The fastest-growing k > 0 and its band: a scan even in k and in log k, then golden section and bisection. */
function findPeak(growth: (k: number) => number, top: number, threshold: number): Peak | null {
  const far = [4, 16, 64].map((factor) => growth(factor * top));
  if (far[0]! > threshold && far[1]! > 2 * far[0]! && far[2]! > 2 * far[1]!) return { k: Infinity, rate: Infinity, band: [0, Infinity] };
  const even = Array.from({ length: 800 }, (_, i) => (top * (i + 1)) / 800);
  const logarithmic = Array.from({ length: 400 }, (_, i) => top * 10 ** (-5 * (1 - i / 400)));
  const ks = [...new Set([...even, ...logarithmic])].sort((a, b) => a - b);
  const rates = ks.map(growth);
  const best = rates.reduce((leader, rate, i) => (rate > rates[leader]! ? i : leader), 0);
  const uniform = growth(0);
  const bestK = best === 0 && uniform >= rates[0]! ? 0 : goldenSection(growth, ks[best - 1] ?? 0, ks[best + 1] ?? top);
  const rate = growth(bestK);
  if (!(rate > threshold)) return null;
  const grows = (k: number) => growth(k) > 0;
  let low = best;
  while (low >= 0 && grows(ks[low]!)) low--;
  let high = best;
  while (high < ks.length && grows(ks[high]!)) high++;
  const lower = low < 0 ? (uniform > 0 ? 0 : edge(grows, 0, Math.min(bestK, ks[0]!))) : edge(grows, ks[low]!, Math.max(bestK, ks[low]!));
  const upper = high >= ks.length ? top : edge(grows, ks[high]!, Math.min(bestK, ks[high]!));
  return { k: bestK, rate, band: [lower, upper] };
}

/** The place between one k that does not grow and one that does. */
function edge(grows: (k: number) => boolean, outside: number, within: number): number {
  let [out, inn] = [outside, within];
  for (let i = 0; i < 100 && Math.abs(inn - out) > 1e-15 * Math.abs(inn); i++) {
    const middle = (out + inn) / 2;
    if (grows(middle)) inn = middle;
    else out = middle;
  }
  return inn;
}

/** Kiefer 1953, Proc. AMS 4:502, doi:10.1090/S0002-9939-1953-0055639-3; then a parabola, for digits that comparison cannot give. */
function goldenSection(f: (k: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [from, to];
  let [c, d] = [b - ratio * (b - a), a + ratio * (b - a)];
  let [fc, fd] = [f(c), f(d)];
  for (let i = 0; i < 60 && b - a > 1e-4 * b; i++) {
    if (fc > fd) [b, d, fd, c, fc] = [d, c, fc, d - ratio * (d - a), f(d - ratio * (d - a))];
    else [a, c, fc, d, fd] = [c, d, fd, c + ratio * (b - c), f(c + ratio * (b - c))];
  }
  const middle = (a + b) / 2;
  const h = 1e-3 * middle;
  const [left, centre, right] = [f(middle - h), f(middle), f(middle + h)];
  const curvature = left - 2 * centre + right;
  const shift = curvature < 0 ? (h * (left - right)) / (2 * curvature) : 0;
  return Math.abs(shift) < h ? middle + shift : middle;
}

function sampleCurve(leading: (k: number) => Complex, top: number): FixedPoint["curve"] {
  const k = Array.from({ length: 201 }, (_, i) => (top * i) / 200);
  const values = k.map(leading);
  return { k, growth: values.map(({ re }) => re), frequency: values.map(({ im }) => im) };
}
