import { exponentialWeights, implicitWeights, type ExponentialWeights, type ModeTable } from "../field/spectral-weights";
import type { Spectral } from "../solvers/solver";
import type { Linearisation } from "./linearisation";

/** Advances the well-mixed reaction, in place, as a method in Fourier space treats its uniform mode. */
export function spectralStepper(linear: Linearisation, { scheme }: Spectral): (state: Float64Array, dt: number) => void {
  const n = linear.species.length;
  const re = new Float64Array(n);
  for (const { chain, matrix } of linear.constantTerms) if (chain.length === 0) for (let i = 0; i < n; i++) re[i]! += matrix[i * (n + 1)]!;
  /** The rates without the linear part. */
  const rest = (state: Float64Array) => linear.rates(state).map((rate, i) => rate - re[i]! * state[i]!);
  return scheme === "etdrk4" ? exponentialStepper({ re, im: null }, rest) : twoStepper({ re, im: null }, rest);
}

type Rest = (state: Float64Array) => Float64Array;

function exponentialStepper(implicit: ModeTable, rest: Rest): (state: Float64Array, dt: number) => void {
  let weights: { of: ExponentialWeights; dt: number } | undefined;
  return (state, dt) => {
    if (weights?.dt !== dt) weights = { of: exponentialWeights(implicit, dt), dt };
    const { whole, half, stage, first, middle, last } = weights.of;
    const atU = rest(state);
    const a = state.map((value, i) => half.re[i]! * value + stage.re[i]! * atU[i]!);
    const atA = rest(a);
    const atB = rest(state.map((value, i) => half.re[i]! * value + stage.re[i]! * atA[i]!));
    const atC = rest(a.map((value, i) => half.re[i]! * value + stage.re[i]! * (2 * atB[i]! - atU[i]!)));
    for (let i = 0; i < state.length; i++)
      state[i] = whole.re[i]! * state[i]! + first.re[i]! * atU[i]! + 2 * middle.re[i]! * (atA[i]! + atB[i]!) + last.re[i]! * atC[i]!;
  };
}

function twoStepper(implicit: ModeTable, rest: Rest): (state: Float64Array, dt: number) => void {
  let before: { state: Float64Array; rest: Float64Array } | null = null;
  return (state, dt) => {
    const now = { state: state.slice(), rest: rest(state) };
    const weights = before ? implicitWeights(implicit, 3, 2 * dt) : implicitWeights(implicit, 1, dt);
    for (let i = 0; i < state.length; i++) {
      const sum = before ? 4 * now.state[i]! - before.state[i]! + 2 * dt * (2 * now.rest[i]! - before.rest[i]!) : now.state[i]! + dt * now.rest[i]!;
      state[i] = weights.re[i]! * sum;
    }
    before = now;
  };
}
