import { mfnReference } from "../../src/core/models/mfn-reference";
import { ReferenceSimulation } from "../../src/core/models/mfn-reference-simulation";
import type { NumpyGenerator } from "../../src/core/field/numpy-random";
import { referenceBoxCounting } from "../../src/core/metrics/reference-box-counting";
import { complete } from "../../src/core/spec/complete";

export interface FieldRequest {
  seed: number;
  grid_size: number;
  steps: number;
  alpha?: number;
  spike_probability?: number;
  turing_enabled: boolean;
  quantum_jitter?: boolean;
}

/** A field of `simulate_mycelium_field`, volts in C order. */
export interface ReferenceField {
  n: number;
  values: Float64Array;
  growthEvents: number;
}

/** Simulates as MFN v4.1 does (version A), drawing from the generator given or from one of the seed. */
export function referenceField(request: FieldRequest, generator?: NumpyGenerator): ReferenceField {
  const { seed, grid_size: n, steps, ...parameters } = request;
  const { spec } = complete({
    version: 1,
    model: mfnReference.id,
    grid: { shape: [n, n] },
    seed,
    steps,
    parameters: { variant: "simulate", ...parameters },
  });
  const simulation = generator ? new ReferenceSimulation(spec, generator) : new ReferenceSimulation(spec);
  simulation.advance(steps);
  return { n, values: simulation.read("V") as Float64Array, growthEvents: simulation.counters()["growthEvents"]! };
}

/** Minimum, maximum, mean and population's standard deviation, in the unit of the values; sums in numpy's order, so to its last bit. */
export function statistics(values: Float64Array): { min: number; max: number; mean: number; std: number } {
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const mean = pairwiseSum(values, 0, values.length) / values.length;
  const squares = values.map((value) => (value - mean) * (value - mean));
  return { min, max, mean, std: Math.sqrt(pairwiseSum(squares, 0, squares.length) / squares.length) };
}

/** Values that numpy adds with eight accumulators side by side; longer runs are halved at a multiple of eight. */
const block = 128;

/** The sum of n values from `start` as numpy's `add.reduce` has it (Higham 1993, SIAM J. Sci. Comput. 14:783, on pairwise summation). */
function pairwiseSum(values: Float64Array, start: number, n: number): number {
  if (n < 8) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += values[start + i]!;
    return sum;
  }
  if (n > block) {
    const half = Math.floor(n / 2);
    const first = half - (half % 8);
    return pairwiseSum(values, start, first) + pairwiseSum(values, start + first, n - first);
  }
  const r = values.slice(start, start + 8);
  const whole = n - (n % 8);
  for (let i = 8; i < whole; i += 8) for (let k = 0; k < 8; k++) r[k]! += values[start + i + k]!;
  let sum = r[0]! + r[1]! + (r[2]! + r[3]!) + (r[4]! + r[5]! + (r[6]! + r[7]!));
  for (let i = whole; i < n; i++) sum += values[start + i]!;
  return sum;
}

/** Box dimension of the cells above −60 mV, as MFN v4.1 counts; 0 where there is none (fault F5). */
export const referenceDimension = ({ n, values }: ReferenceField): number =>
  referenceBoxCounting({ shape: [n, n], cells: Uint8Array.from(values, (v) => (v > -0.06 ? 1 : 0)) }).dimension;
