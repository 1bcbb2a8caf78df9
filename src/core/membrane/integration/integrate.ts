import { WorkbenchError } from "../../errors";
import { pow } from "../../field/elementary";
import { factor, solveFactored, type Factors } from "./lu";
import { A, C, GAMMA, H, STAGE_TIMES, TIME_WEIGHTS } from "./rodas5p";

/** y′ = f(t, y), smooth over the whole of the interval it is integrated over and a thousandth of a step before it. */
export interface OdeProblem {
  rates(t: number, y: Float64Array, rates: Float64Array): void;
  /** Whether f does not depend on t. */
  autonomous: boolean;
}

export interface Tolerance {
  /** Share of a value's size that a step may err by. */
  relative: number;
  /** Error of a step that is negligible, one a component, above 0; also the step that derivatives are formed with. */
  absolute: Float64Array;
}

/** A step that was accepted. */
export interface Step {
  from: number;
  to: number;
  /** The state at a time within the step, of order 4, written into `state`. */
  at(t: number, state: Float64Array): void;
}

export interface Effort {
  accepted: number;
  rejected: number;
  evaluations: number;
}

/** Steps that one interval may take: more is a problem that has run away. */
const MOST_STEPS = 2_000_000;

/**
 * Integrates a stiff or non-stiff problem from `start` to `end` with steps that keep the estimated error of each within the tolerance.
 * Linear sums of the state that f keeps are kept to rounding, by the steps and between their ends: the Jacobian is formed by differences
 * that keep them, and every stage is linear in it.
 * @param y the state, replaced by the one at `end`.
 * @throws WorkbenchError `run/not-finite` where no step is small enough, with the time.
 */
export function integrate(
  problem: OdeProblem,
  start: number,
  end: number,
  y: Float64Array,
  tolerance: Tolerance,
  onStep: (step: Step) => void = () => undefined,
): Effort {
  const n = y.length;
  const effort: Effort = { accepted: 0, rejected: 0, evaluations: 0 };
  const rates = (t: number, state: Float64Array, out: Float64Array) => {
    effort.evaluations++;
    problem.rates(t, state, out);
  };
  const buffers = Array.from({ length: 7 }, () => new Float64Array(n));
  const [next, trial, right, slope, slopeInTime, low, high] = buffers as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const k = STAGE_TIMES.map(() => new Float64Array(n));
  const jacobian = new Float64Array(n * n);
  const matrix = new Float64Array(n * n);

  const differentiate = (t: number, h: number): void => {
    for (let j = 0; j < n; j++) {
      const kept = y[j]!;
      const width = 6e-6 * Math.max(Math.abs(kept), tolerance.absolute[j]! / tolerance.relative);
      y[j] = kept + width;
      rates(t, y, high);
      const above = y[j]!;
      y[j] = kept - width;
      rates(t, y, low);
      const span = above - y[j]!;
      y[j] = kept;
      for (let i = 0; i < n; i++) jacobian[i * n + j] = (high[i]! - low[i]!) / span;
    }
    if (problem.autonomous) return;
    rates(t + 1e-3 * h, y, high);
    rates(t - 1e-3 * h, y, low);
    for (let i = 0; i < n; i++) slopeInTime[i] = (high[i]! - low[i]!) / (2e-3 * h);
  };

  /** The size of the estimated error, in tolerances; the new state is in `next`. NaN where the step failed. */
  const attempt = (t: number, h: number): number => {
    for (let i = 0; i < n * n; i++) matrix[i] = -jacobian[i]!;
    for (let i = 0; i < n; i++) matrix[i * n + i]! += 1 / (GAMMA * h);
    const factors: Factors | null = factor(matrix, n);
    if (!factors) return NaN;
    for (let stage = 0; stage < k.length; stage++) {
      trial.set(y);
      for (let j = 0; j < stage; j++) add(trial, A[stage]![j]!, k[j]!);
      if (stage === 0) right.set(slope);
      else rates(t + STAGE_TIMES[stage]! * h, trial, right);
      for (let j = 0; j < stage; j++) add(right, C[stage]![j]! / h, k[j]!);
      if (!problem.autonomous && TIME_WEIGHTS[stage] !== 0) add(right, h * TIME_WEIGHTS[stage]!, slopeInTime);
      solveFactored(factors, right, k[stage]!);
    }
    const error = k.at(-1)!;
    for (let i = 0; i < n; i++) next[i] = trial[i]! + error[i]!;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const share = error[i]! / (tolerance.absolute[i]! + tolerance.relative * Math.max(Math.abs(y[i]!), Math.abs(next[i]!)));
      sum += share * share;
    }
    return Math.sqrt(sum / n);
  };

  let t = start;
  let h = firstStep(y, end - start);
  let justRejected = false;
  let fresh = false;
  for (let step = 0; t < end; step++) {
    // A last step that would be far shorter than the one before is shared with it.
    const last = t + 1.01 * h >= end;
    if (last) h = end - t;
    if (step >= MOST_STEPS || (!last && !(h > 4 * Number.EPSILON * Math.abs(t)))) throw runaway(t);
    if (!fresh) {
      rates(t, y, slope);
      differentiate(t, h);
      fresh = true;
    }
    const error = attempt(t, h);
    const factorOfStep = error > 0 ? 0.9 / pow(error, 1 / 5) : 6;
    if (!(error <= 1)) {
      effort.rejected++;
      justRejected = true;
      h *= Number.isFinite(error) ? Math.max(0.2, factorOfStep) : 0.1;
      continue;
    }
    effort.accepted++;
    const to = last ? end : t + h;
    onStep(denseStep(t, to, y, next, k));
    y.set(next);
    t = to;
    fresh = false;
    h *= Math.min(justRejected ? 1 : 6, Math.max(0.2, factorOfStep));
    justRejected = false;
  }
  return effort;

  function firstStep(state: Float64Array, span: number): number {
    rates(start, state, slope);
    let size = 0;
    for (let i = 0; i < n; i++) size = Math.max(size, Math.abs(slope[i]!) / (tolerance.absolute[i]! / tolerance.relative + Math.abs(state[i]!)));
    return Math.min(span, size > 0 && Number.isFinite(size) ? 0.01 / size : 1e-3 * span);
  }
}

function add(sum: Float64Array, weight: number, term: Float64Array): void {
  for (let i = 0; i < sum.length; i++) sum[i]! += weight * term[i]!;
}

function denseStep(from: number, to: number, before: Float64Array, after: Float64Array, k: readonly Float64Array[]): Step {
  let rows: Float64Array[] | null = null;
  return {
    from,
    to,
    at(t, state) {
      // Formed only where someone looks inside the step.
      rows ??= H.map((weights) => {
        const row = new Float64Array(before.length);
        weights.forEach((weight, j) => add(row, weight, k[j]!));
        return row;
      });
      const [h1, h2, h3] = rows as [Float64Array, Float64Array, Float64Array];
      const theta = (t - from) / (to - from);
      for (let i = 0; i < state.length; i++)
        state[i] = (1 - theta) * before[i]! + theta * (after[i]! + (1 - theta) * (h1[i]! + theta * (h2[i]! + theta * h3[i]!)));
    },
  };
}

const runaway = (time: number): WorkbenchError =>
  new WorkbenchError(
    "run/not-finite",
    [],
    `the solution cannot be followed beyond t = ${Number(time.toPrecision(6))}: no step is small enough. Are the parameters and the stimulus within reason?`,
    { time },
  );
