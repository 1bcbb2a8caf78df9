import type { EquationModel } from "../define/model";
import { nearest, WorkbenchError } from "../errors";
import type { RunSpec } from "../spec/run-spec";
import { spatialParameters } from "../spec/spatial-parameters";
import { linearise } from "./linearisation";
import { planeCurves, type PlaneCurve } from "./plane-curves";
import { unrest } from "./uniform-states";
import { PlaneStates, type PlaneState } from "./plane-states";

/** One of the two parameters of a plane, and its ends. */
export interface PlaneAxis {
  name: string;
  min: number;
  max: number;
}

/** From calm to lively. Saddles, which part others, count only where there is no other state; of the rest the least stable. */
export const planeClasses = ["no fixed point", "stable", "turing", "hopf", "turing and hopf", "unstable"] as const;

/** What uniform states do over a plane of two parameters. */
export interface ParameterPlane {
  x: PlaneAxis;
  y: PlaneAxis;
  /**
   * Lines where a uniform state within the ranges of the species loses stability to waves of finite length or to a uniform
   * oscillation, or meets another and vanishes with it. Points in (x, y) of the plane, each on the true curve.
   */
  curves: PlaneCurve[];
  /** What the uniform states do at each sample, C order [ny][nx], index into `planeClasses`. Samples run from end to end. */
  classes: Uint8Array;
  nx: number;
  ny: number;
  /** Why there is nothing to draw. */
  reason?: string;
}

/** Samples along each axis. */
const samples = 41;

/**
 * Bifurcations of the uniform states over two parameters, in the continuum on an unbounded domain. The equations are read
 * once; the spec's own values of the two parameters do not count.
 * @throws WorkbenchError `parameter/unknown` or `parameter/out-of-range` for axes that are none.
 * Source: Turing 1952, doi:10.1098/rstb.1952.0012; for the curves Kuznetsov 2004, Elements of Applied Bifurcation Theory, §3.
 */
export function parameterPlane(model: EquationModel, spec: Pick<RunSpec, "parameters" | "grid">, x: PlaneAxis, y: PlaneAxis): ParameterPlane {
  checkAxes(model, x, y);
  const centre = [(x.min + x.max) / 2, (y.min + y.max) / 2] as const;
  const { numbers, formulas, arrays } = spatialParameters(model, { parameters: { ...spec.parameters, [x.name]: centre[0], [y.name]: centre[1] } });
  const spread = [...Object.keys(formulas), ...Object.keys(arrays)];
  if (spread.length > 0) return emptyPlane(x, y, unrest.spread(spread));
  const linear = linearise(model, numbers, spec.grid, [], [x.name, y.name]);
  if (linear.moving.length > 0) return emptyPlane(x, y, unrest.moving(linear.moving));

  const [xs, ys] = [samplesOf(x), samplesOf(y)];
  const sampler = new PlaneStates(model, linear, centre);
  const { states, continua, searches } = sampler.over(xs, ys);
  if (continua > searches / 2) return emptyPlane(x, y, "the fixed points form a continuum, as where a total is conserved: none bifurcates by itself");
  const classes = Uint8Array.from(states, (all) => classOf(all.filter(({ values }) => sampler.isWithin(values))));
  return { x, y, curves: planeCurves(sampler, states, xs, ys), classes, nx: xs.length, ny: ys.length };
}

/** A plane with nothing to draw, and why. */
export const emptyPlane = (x: PlaneAxis, y: PlaneAxis, reason: string): ParameterPlane => ({
  x,
  y,
  curves: [],
  classes: new Uint8Array(0),
  nx: 0,
  ny: 0,
  reason,
});

function checkAxes(model: EquationModel, x: PlaneAxis, y: PlaneAxis): void {
  const known = Object.keys(model.params);
  for (const [axis, { name, min, max }] of Object.entries({ x, y })) {
    if (!Object.hasOwn(model.params, name)) {
      const guess = nearest(name, known);
      const sentence = `there is no parameter "${name}"${guess ? `; did you mean "${guess}"? Known` : "; known"}: ${known.join(", ")}`;
      throw new WorkbenchError("parameter/unknown", [axis, "name"], sentence, { known });
    }
    if (!(Number.isFinite(min) && Number.isFinite(max) && min < max))
      throw new WorkbenchError("parameter/out-of-range", [axis], `expected an end above the beginning, got ${min} to ${max}`);
  }
  if (x.name === y.name) throw new WorkbenchError("parameter/out-of-range", ["y", "name"], `expected another parameter than ${x.name}, that of x`);
}

/** Even but for a thousandth of a step: on round numbers curves run through whole rows of samples, where no side can be told. */
const samplesOf = ({ min, max }: PlaneAxis): number[] =>
  Array.from({ length: samples }, (_, i) => {
    const shift = i === 0 || i === samples - 1 ? 0 : 1e-3 * ((i * Math.SQRT2) % 1);
    return min + ((max - min) * (i + shift)) / (samples - 1);
  });

function classOf(states: readonly PlaneState[]): number {
  if (states.length === 0) return planeClasses.indexOf("no fixed point");
  const calm = states.filter(({ character }) => character.unstable % 2 === 0);
  if (calm.length === 0) return planeClasses.indexOf("unstable");
  return Math.max(...calm.map((state) => planeClasses.indexOf(nameOf(state))));
}

function nameOf({ character: { unstable, circles, stationaryWaves, waves } }: PlaneState): (typeof planeClasses)[number] {
  if (unstable === 0) return waves ? "turing" : "stable";
  if (!circles) return "unstable";
  return stationaryWaves ? "turing and hopf" : "hopf";
}
