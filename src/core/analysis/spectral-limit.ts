import type { Grid } from "../field/grid";
import { exp } from "../field/elementary";
import { exponentialWeights, implicitWeights, type ModeTable } from "../field/spectral-weights";
import type { Spectral } from "../solvers/solver";
import { eigenvalues } from "./eigenvalues";
import { complexMatrix, normOf, type ComplexMatrix } from "./linear-algebra";
import { distinct, modeMatrix, operatorsAlone, uniformMatrix, type Linearisation, type LocalOperators } from "./linearisation";
import { derivativeSymbol, isIsotropic, tellsSides, type Chain } from "./operators";
import type { VisitedStates } from "./visited-states";

/** Wavenumbers between 0 and that of the shortest wave: of all directions, or along each axis where they differ. */
const waves = { alike: 32, along: 6 };
/** Growth per step allowed beyond that of the equations: to waves that decay, that neither grow nor decay, and that grow. */
const slack = { decaying: 1e-9, undamped: 1e-4, growing: 0.02 };
/** Steps tried, in units of the time that the explicit part of a wave takes: from, to, and the ratio of one to the next. */
const trial = { from: 0.02, to: 50, ratio: 1.3 };

/**
 * The largest step of a method in Fourier space with which no wave on these states grows by the method's own doing. The
 * linear part by itself sets no bound; what counts is how the rest, treated explicitly, stands against it. For each wave the
 * matrix is formed by which one step multiplies it. Infinite where steps up to 50 times the rest's own time do no harm.
 */
export function spectralLimit(linear: Linearisation, { resting, passed }: VisitedStates, grid: Grid, { scheme }: Spectral): number {
  const stepMatrix = scheme === "etdrk4" ? exponentialStep : twoStep;
  const implicit: LocalOperators = { n: linear.species.length, terms: linear.constantTerms };
  const withReaction = distinct(resting.map((state) => linear.about(state)));
  const withoutReaction = distinct(passed.map((state) => operatorsAlone(linear.about(state))));
  const pairs: [whole: LocalOperators, implicit: LocalOperators][] = [
    ...withReaction.map((local): [LocalOperators, LocalOperators] => [local, implicit]),
    ...withoutReaction.map((local): [LocalOperators, LocalOperators] => [local, operatorsAlone(implicit)]),
  ];
  let limit = Infinity;
  for (const [whole, part] of pairs) {
    const vectors = waveVectors(
      [...whole.terms, ...part.terms].map(({ chain }) => chain),
      grid,
      linear.isConstant,
    );
    limit = limitOf(split(uniformMatrix(whole), uniformMatrix(part)), true, stepMatrix, limit);
    for (const k of vectors) {
      const symbolOf = (chain: Chain) => derivativeSymbol(chain, k);
      limit = limitOf(split(modeMatrix(whole, symbolOf), modeMatrix(part, symbolOf)), false, stepMatrix, limit);
    }
  }
  return limit;
}

/** The matrix of a wave in two parts. */
interface Split {
  whole: ComplexMatrix;
  /** Diagonal, of each species. */
  implicit: ModeTable;
  explicit: ComplexMatrix;
}

function split(whole: ComplexMatrix, part: ComplexMatrix): Split {
  const { n } = whole;
  const diagonal = (values: Float64Array) => Float64Array.from({ length: n }, (_, i) => values[i * (n + 1)]!);
  const difference = (a: Float64Array, b: Float64Array) => a.map((value, i) => value - b[i]!);
  const explicit = { n, re: difference(whole.re, part.re), im: difference(whole.im, part.im) };
  const im = diagonal(part.im);
  return { whole, implicit: { re: diagonal(part.re), im: im.some((value) => value !== 0) ? im : null }, explicit };
}

/** The first step, below `limit`, that amplifies the wave more than the equations do; `limit` where none does. */
function limitOf(parts: Split, isUniform: boolean, stepMatrix: (parts: Split, dt: number) => ComplexMatrix, limit: number): number {
  const size = normOf(parts.explicit);
  const growth = eigenvalues(parts.whole)[0]?.re ?? NaN;
  const isUndamped = Math.abs(growth) <= 1e-9 * normOf(parts.whole);
  // What circles without any operator's doing is a matter of accuracy.
  if (!(size > 1e-12 * normOf(parts.whole)) || (isUniform && isUndamped) || Number.isNaN(growth)) return limit;
  const allowed = 1 + (isUndamped ? slack.undamped : growth > 0 ? slack.growing : slack.decaying);
  const amplifies = (dt: number) => {
    const radius = eigenvalues(stepMatrix(parts, dt)).reduce((most, { re, im }) => Math.max(most, Math.hypot(re, im)), 0);
    return radius > allowed * Math.max(1, exp(growth * dt));
  };
  let [low, high] = [0, trial.from / size];
  while (!amplifies(high)) {
    if (high >= Math.min(limit, trial.to / size)) return limit;
    [low, high] = [high, high * trial.ratio];
  }
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (amplifies(middle)) high = middle;
    else low = middle;
  }
  return Math.min(limit, low);
}

/** u₊ = G·u of ETDRK4: a = E·u + Q·N·u, b = E·u + Q·N·a, c = E·a + Q·(2N·b − N·u), u₊ = E²·u + f₁·N·u + 2f₂·N·(a + b) + f₃·N·c. */
function exponentialStep({ implicit, explicit }: Split, dt: number): ComplexMatrix {
  const { whole, half, stage, first, middle, last } = exponentialWeights(implicit, dt);
  const { n } = explicit;
  const a = sum(diagonal(half, n), scaled(stage, explicit));
  const atA = product(explicit, a);
  const atB = product(explicit, sum(diagonal(half, n), scaled(stage, atA)));
  const atC = product(explicit, sum(scaled(half, a), scaled(stage, sum(times(atB, 2), times(explicit, -1)))));
  return sum(sum(diagonal(whole, n), scaled(first, explicit)), sum(times(scaled(middle, sum(atA, atB)), 2), scaled(last, atC)));
}

/** The companion matrix of SBDF2: (3 − 2dt·L)·u₊ = (4 + 4dt·N)·u − (1 + 2dt·N)·u₋. */
function twoStep({ implicit, explicit }: Split, dt: number): ComplexMatrix {
  const { n } = explicit;
  const one = complexMatrix(n);
  for (let i = 0; i < n; i++) one.re[i * (n + 1)] = 1;
  const weights = implicitWeights(implicit, 3, 2 * dt);
  const now = scaled(weights, sum(times(one, 4), times(explicit, 4 * dt)));
  const before = scaled(weights, sum(times(one, -1), times(explicit, -2 * dt)));
  const companion = complexMatrix(2 * n);
  for (let i = 0; i < n; i++) {
    companion.re[(n + i) * 2 * n + i] = 1;
    for (let j = 0; j < n; j++) {
      for (const part of ["re", "im"] as const) {
        companion[part][i * 2 * n + j] = now[part][i * n + j]!;
        companion[part][i * 2 * n + n + j] = before[part][i * n + j]!;
      }
    }
  }
  return companion;
}

function diagonal({ re, im }: ModeTable, n: number): ComplexMatrix {
  const matrix = complexMatrix(n);
  for (let i = 0; i < n; i++) {
    matrix.re[i * (n + 1)] = re[i]!;
    matrix.im[i * (n + 1)] = im?.[i] ?? 0;
  }
  return matrix;
}

/** Rows multiplied by the entries of a table. */
function scaled({ re, im }: ModeTable, matrix: ComplexMatrix): ComplexMatrix {
  const { n } = matrix;
  const result = complexMatrix(n);
  for (let k = 0; k < n * n; k++) {
    const [a, b] = [re[Math.floor(k / n)]!, im?.[Math.floor(k / n)] ?? 0];
    result.re[k] = a * matrix.re[k]! - b * matrix.im[k]!;
    result.im[k] = a * matrix.im[k]! + b * matrix.re[k]!;
  }
  return result;
}

const times = ({ n, re, im }: ComplexMatrix, factor: number): ComplexMatrix => ({
  n,
  re: re.map((value) => value * factor),
  im: im.map((value) => value * factor),
});
const sum = (a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix => ({
  n: a.n,
  re: a.re.map((value, i) => value + b.re[i]!),
  im: a.im.map((value, i) => value + b.im[i]!),
});

function product(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  const { n } = a;
  const result = complexMatrix(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < n; k++) {
        const [p, q] = [i * n + k, k * n + j];
        result.re[i * n + j]! += a.re[p]! * b.re[q]! - a.im[p]! * b.im[q]!;
        result.im[i * n + j]! += a.re[p]! * b.im[q]! + a.im[p]! * b.re[q]!;
      }
    }
  }
  return result;
}

/** Wave vectors up to the shortest waves that the methods keep: two thirds of them where fields are multiplied. */
function waveVectors(chains: readonly Chain[], { dimensions, hx, hy, hz }: Grid, keepsAll: boolean): [number, number, number][] {
  const top = keepsAll ? Math.PI : (2 / 3) * Math.PI;
  const tops = [top / hx, top / hy, dimensions === 3 ? top / hz : 0] as const;
  if (chains.every((chain) => isIsotropic(chain))) {
    const longest = Math.hypot(...tops);
    return Array.from({ length: waves.alike }, (_, i) => [(longest * (i + 1)) / waves.alike, 0, 0]);
  }
  const [xs, ys, zs] = (["x", "y", "z"] as const).map((axis, i) => {
    const half = Array.from({ length: waves.along + 1 }, (_, step) => (tops[i]! * step) / waves.along);
    if (tops[i] === 0) return [0];
    return chains.some((chain) => tellsSides(chain, axis)) && i > 0 ? [...half.slice(1).map((k) => -k), ...half] : half;
  }) as [number[], number[], number[]];
  return xs.flatMap((x) => ys.flatMap((y) => zs.map((z): [number, number, number] => [x, y, z]))).filter((k) => k.some((part) => part !== 0));
}
