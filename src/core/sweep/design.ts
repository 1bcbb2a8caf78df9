import { exp, log } from "../field/elementary";
import { uniformAt } from "../field/philox";
import { countOf, type Swept, type SweepSpec } from "./sweep-spec";

/** Streams of random numbers: where in its stratum a sample lies, and the order of the strata. */
const place = 0x5eed01;
const order = 0x5eed02;

/**
 * The values of the parameters at each point of a design, in the order of `parameters`. On a grid the last parameter varies fastest.
 * Latin hypercube: each of the `samples` strata of each parameter holds one point (McKay, Beckman, Conover 1979,
 * doi:10.1080/00401706.1979.10489755). A point depends on the design's seed alone.
 */
export function pointsOf({ parameters, design, samples, seed }: Pick<SweepSpec, "parameters" | "design" | "samples" | "seed">): number[][] {
  if (design === "grid") return gridPoints(parameters);
  const strata = design === "random" ? null : parameters.map((_, axis) => permutation(samples, seed, axis));
  return Array.from({ length: samples }, (_, i) =>
    parameters.map((swept, axis) => {
      const share = uniformAt(seed, axis, i, place);
      return valueAt(swept, strata ? (strata[axis]![i]! + share) / samples : share);
    }),
  );
}

/** The values that a parameter takes on a grid, both ends among them. */
export function gridValues(swept: Swept): number[] {
  if ("values" in swept) return [...swept.values];
  const { from, to, count } = swept;
  return Array.from({ length: count }, (_, i) => (i === 0 ? from : i === count - 1 ? to : rounded(valueAt(swept, i / (count - 1)))));
}

/** Twelve digits, so that 0.04 of a grid is the 0.04 that one types. */
const rounded = (value: number): number => Number(value.toPrecision(12));

function gridPoints(parameters: readonly Swept[]): number[][] {
  return parameters.reduce<number[][]>((points, swept) => points.flatMap((point) => gridValues(swept).map((value) => [...point, value])), [[]]);
}

/** @param share from the lower end, 0 … 1. */
function valueAt(swept: Swept, share: number): number {
  if ("values" in swept) return swept.values[Math.min(countOf(swept) - 1, Math.floor(share * countOf(swept)))]!;
  const { from, to, scale } = swept;
  if (scale === "linear") return from + (to - from) * share;
  return from * exp(share * log(to / from));
}

/** A random order of 0 … n − 1 (Fisher and Yates). */
function permutation(n: number, seed: number, axis: number): Uint32Array {
  const numbers = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(uniformAt(seed, axis, i, order) * (i + 1));
    [numbers[i], numbers[j]] = [numbers[j]!, numbers[i]!];
  }
  return numbers;
}
