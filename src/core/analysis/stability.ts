import type { EquationModel } from "../define/model";
import { eigenvalues } from "./eigenvalues";
import { fixedPoints } from "./fixed-points";
import { highestPeak, type Peak } from "./growth-peak";
import { complexMatrix, normOf, type Complex } from "./linear-algebra";
import { linearise, modeMatrix, type LocalOperators, type Symbol } from "./linearisation";

/** A uniform state and what small waves on it do, in the continuum on an unbounded domain. */
export interface FixedPoint {
  state: Record<string, number>;
  /** Of the state without waves, k = 0; largest real part first. */
  eigenvalues: Complex[];
  /** Stable at k = 0, unstable at some k > 0. */
  turing: boolean;
  /** A complex pair with positive real part at k = 0. */
  hopf: boolean;
  /** Wavenumber that grows fastest; 0 where the uniform mode leads, null where nothing grows at k > 0 or no k grows fastest. */
  kMostUnstable: number | null;
  /** Its growth rate: the largest real part. */
  growthRate: number | null;
  /** 2π/k. */
  wavelength: number | null;
  /** The band of growing wavenumbers around it. */
  kRange: [number, number] | null;
  /** The leading eigenvalue over k, in the direction of fastest growth, for drawing. */
  curve: { k: number[]; growth: number[]; frequency: number[] };
}

export interface StabilityReport {
  fixedPoints: FixedPoint[];
  /** Why there are no fixed points, or what limits the analysis. */
  reason?: string;
}

/** Growth below this, relative to the size of the Jacobian, is rounding. */
const negligible = 1e-10;

const reasons = {
  illPosed: "growth rises without bound with the wavenumber: the equations are ill-posed (a negative diffusivity?)",
  noCutOff: "something that does not diffuse grows at every short wavelength: the band has no upper end, and kRange stops where the scan does",
  continuum: "the fixed points form a continuum, as where a total is conserved; one of them stands for all",
};

/**
 * Fixed points and dispersion relation, from the symbolic Jacobian. Where equations have gradients, growth depends on
 * the wave's direction: those along the axes and the diagonals are compared.
 * Source: Turing 1952, Phil. Trans. R. Soc. B 237:37, doi:10.1098/rstb.1952.0012.
 */
export function analyseStability(model: EquationModel, parameters: Readonly<Record<string, number>>): StabilityReport {
  const linear = linearise(model, parameters);
  if (linear.moving.length > 0)
    return { fixedPoints: [], reason: `the equations name ${linear.moving.join(", ")}, so no uniform state stays as it is` };
  const { points, continuum } = fixedPoints(model, linear);
  if (points.length === 0) return { fixedPoints: [], reason: "no fixed point lies within the ranges of the species" };
  const analysed = points.map((state) => analysePoint(linear.species, state, linear.about(state)));
  const found = [
    ...(continuum ? [reasons.continuum] : []),
    ...(["illPosed", "noCutOff"] as const).filter((tail) => analysed.some((point) => point.tail === tail)).map((tail) => reasons[tail]),
  ];
  return { fixedPoints: analysed.map(({ point }) => point), ...(found.length > 0 ? { reason: found.join("; ") } : {}) };
}

/** What growth does as k → ∞: it ends, tends to a positive rate, or rises for ever. */
type Tail = "ends" | "noCutOff" | "illPosed";

function analysePoint(species: readonly string[], state: Float64Array, local: LocalOperators): { point: FixedPoint; tail: Tail } {
  const atRest = eigenvalues(modeMatrix(local, { laplacian: 0, dx: 0, dy: 0, dz: 0 }));
  const reaction = largest(local.reaction);
  const threshold = negligible * (reaction || 1);
  const top = scanLimit(local);
  const [first, ...others] = directionsOf(local).map((direction) => relationAlong(local, direction, top, threshold));
  const along = others.reduce((best, next) => (next.supremum > best.supremum ? next : best), first!);
  const { peak, tail } = along;
  const point: FixedPoint = {
    state: Object.fromEntries(species.map((name, i) => [name, state[i]!])),
    eigenvalues: atRest,
    turing: atRest.every(({ re }) => re < -threshold) && along.supremum > threshold,
    hopf: atRest.some(({ re, im }) => re > threshold && Math.abs(im) > threshold),
    kMostUnstable: null,
    growthRate: null,
    wavelength: null,
    kRange: null,
    curve: sampleCurve(along.leading, Math.min(top, peak ? 1.5 * peak.band[1] : 2 * Math.sqrt((reaction || 1) / (largest(local.diffusion) || 1)))),
  };
  if (!peak || tail === "illPosed") return { point, tail };
  Object.assign(point, { growthRate: peak.growth, kRange: peak.band });
  // Where growth rises towards its limit at k → ∞, the end of the scan is no wavenumber of anything.
  if (peak.k < top) Object.assign(point, { kMostUnstable: peak.k, wavelength: peak.k > 0 ? (2 * Math.PI) / peak.k : null });
  return { point, tail };
}

interface Relation {
  leading(k: number): Complex;
  peak: Peak | null;
  tail: Tail;
  /** Growth at the peak; infinite where it rises for ever. */
  supremum: number;
}

/** A unit vector. */
type Direction = readonly [number, number, number];

function relationAlong(local: LocalOperators, [x, y, z]: Direction, top: number, threshold: number): Relation {
  const wave = (k: number): Symbol => ({ laplacian: -k * k, dx: k * x, dy: k * y, dz: k * z });
  const leading = (k: number): Complex => eigenvalues(modeMatrix(local, wave(k)))[0] ?? { re: NaN, im: 0 };
  const growth = (k: number) => leading(k).re;
  /** Growth at a large k, 0 where it is within rounding of the matrix. */
  const far = (k: number) => {
    const rate = growth(k);
    return rate > Math.max(threshold, 1e-13 * normOf(modeMatrix(local, wave(k)))) ? rate : 0;
  };
  const [here, there] = [far(16 * top), far(64 * top)];
  if (here > 0 && there > 2 * here) return { leading, peak: null, tail: "illPosed", supremum: Infinity };
  const peak = highestPeak(growth, top, threshold);
  return { leading, peak, tail: peak && there > 0 ? "noCutOff" : "ends", supremum: peak?.growth ?? 0 };
}

/** One direction where all are equal; else the axes and diagonals, of which opposite ones are alike. */
function directionsOf({ gradient }: LocalOperators): Direction[] {
  if (!gradient) return [[1, 0, 0]];
  const signs = [0, 1, -1];
  const depths = largest(gradient.dz) > 0 ? signs : [0];
  return signs
    .flatMap((x) => signs.flatMap((y) => depths.map((z): Direction => [x, y, z])))
    .filter((direction) => (direction.find((part) => part !== 0) ?? 0) > 0)
    .map(([x, y, z]): Direction => {
      const length = Math.hypot(x, y, z);
      return [x / length, y / length, z / length];
    });
}

/** A wavenumber beyond which diffusion has the last word; where nothing diffuses, one that stands for any. */
function scanLimit({ reaction, diffusion, gradient }: LocalOperators): number {
  const n = Math.sqrt(reaction.length);
  const widest = largest(diffusion);
  const spreading = eigenvalues(complexMatrix(n, diffusion))
    .map(({ re }) => re)
    .filter((rate) => rate > 1e-12 * widest);
  if (spreading.length === 0) return 10;
  const slowest = Math.min(...spreading);
  const drift = gradient ? Math.max(...Object.values(gradient).map(largest)) : 0;
  return 2 * Math.sqrt((n * (largest(reaction) || slowest)) / slowest) + (n * drift) / slowest;
}

const largest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

function sampleCurve(leading: (k: number) => Complex, top: number): FixedPoint["curve"] {
  const k = Array.from({ length: 201 }, (_, i) => (top * i) / 200);
  const values = k.map(leading);
  return { k, growth: values.map(({ re }) => re), frequency: values.map(({ im }) => Math.abs(im)) };
}
