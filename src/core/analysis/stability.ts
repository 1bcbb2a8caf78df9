import type { EquationModel } from "../define/model";
import type { GridSpec, RunSpec } from "../spec/run-spec";
import { directionsOf, dispersionAlong, largest, negligibleGrowth, scanLimit, type Tail } from "./dispersion";
import { eigenvalues } from "./eigenvalues";
import type { Complex } from "./linear-algebra";
import { uniformMatrix, type LocalOperators } from "./linearisation";
import { orderOf } from "./operators";
import { named, uniformStates } from "./uniform-states";

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

/** The uniform states of some equations. */
export interface UniformStability {
  fixedPoints: FixedPoint[];
  /** Why there are no fixed points, or what limits the analysis. */
  reason?: string;
}

/** What mathematics says of a spec before it runs. */
export interface StabilityReport extends UniformStability {
  /** The largest stable step of every method that may run the equations on their domain; null where nothing bounds it. */
  steps: { method: string; dt: number | null }[];
  /** Sentences, where theory can tell that a run will leave the finite range. */
  foresight: string[];
}

/** What limits an analysis of uniform states. */
const limits = {
  illPosed: "growth rises without bound with the wavenumber: the equations are ill-posed (a negative diffusivity?)",
  longest: "an integral or a mean holds the uniform state; of the waves that fit into the domain, the longest grows fastest",
  noCutOff: "something that does not diffuse grows at every short wavelength: the band has no upper end, and kRange stops where the scan does",
};

/**
 * Fixed points and dispersion relation, from the symbolic Jacobian. Where equations tell directions apart, growth depends
 * on the wave's: those along the axes and the diagonals are compared.
 * @param grid gives the extents and the dimensions, for equations that name or need them.
 * Source: Turing 1952, Phil. Trans. R. Soc. B 237:37, doi:10.1098/rstb.1952.0012.
 */
export function analyseStability(model: EquationModel, parameters: RunSpec["parameters"], grid: GridSpec = model.grid): UniformStability {
  const { linear, states, reason } = uniformStates(model, parameters, grid);
  if (!linear) return { fixedPoints: [], reason };
  const analysed = states.map((state) => analysePoint(linear.species, state, linear.about(state)));
  const remarks = [
    ...(reason === undefined ? [] : [reason]),
    ...(["illPosed", "noCutOff", "longest"] as const).filter((tail) => analysed.some((point) => point.tail === tail)).map((tail) => limits[tail]),
  ];
  return { fixedPoints: analysed.map(({ point }) => point), ...(remarks.length > 0 ? { reason: remarks.join("; ") } : {}) };
}

function analysePoint(species: readonly string[], state: Float64Array, local: LocalOperators): { point: FixedPoint; tail: Tail } {
  const atRest = eigenvalues(uniformMatrix(local));
  const top = scanLimit(local);
  const threshold = negligibleGrowth(local, top);
  const [first, ...others] = directionsOf(local).map((direction) => dispersionAlong(local, direction, top, threshold));
  const along = others.reduce((best, next) => (next.supremum > best.supremum ? next : best), first!);
  const { peak, tail } = along;
  const point: FixedPoint = {
    state: named(species, state),
    eigenvalues: atRest,
    turing: atRest.every(({ re }) => re < -threshold) && along.supremum > threshold,
    hopf: atRest.some(({ re, im }) => re > threshold && Math.abs(im) > threshold),
    kMostUnstable: null,
    growthRate: null,
    wavelength: null,
    kRange: null,
    curve: sampleCurve(along.leading, Math.min(top, peak ? 1.5 * peak.band[1] : restingWidth(local))),
  };
  if (!peak || tail === "illPosed") return { point, tail };
  Object.assign(point, { growthRate: peak.growth, kRange: peak.band });
  // Where growth rises towards its limit at k → ∞ or k → 0, the end of the scan is no wavenumber of anything.
  if (peak.k < top && tail !== "longest") Object.assign(point, { kMostUnstable: peak.k, wavelength: peak.k > 0 ? (2 * Math.PI) / peak.k : null });
  return { point, tail };
}

/** A width for the curve of a state on which nothing grows: that at which diffusion and reaction are of one size. */
function restingWidth({ terms }: LocalOperators): number {
  const diffusion = terms.find(({ chain }) => orderOf(chain) === 2);
  return 2 * Math.sqrt((largest(terms[0]!.matrix) || 1) / ((diffusion && largest(diffusion.matrix)) || 1));
}

function sampleCurve(leading: (k: number) => Complex, top: number): FixedPoint["curve"] {
  const k = Array.from({ length: 201 }, (_, i) => (top * i) / 200);
  const values = k.map(leading);
  return { k, growth: values.map(({ re }) => re), frequency: values.map(({ im }) => Math.abs(im)) };
}
