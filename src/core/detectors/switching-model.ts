import { meanAndDeviation } from "../series/finite";
import type { Chain } from "./markov-chain";
import { stationaryDistribution } from "./stationary-start";

/** What may differ between states. */
export interface SwitchingRules {
  /** 2 … 4; 1 for comparison. */
  states: number;
  order: 0 | 1;
  switches: "mean" | "variance" | "both";
  start: "stationary" | "free";
}

/**
 * `x_t − μ(s_t) = φ (x_(t−1) − μ(s_(t−1))) + σ(s_t) e_t`, e standard normal, s a Markov chain; φ = 0 for order 0.
 * Hamilton 1989, Econometrica 57:357, doi:10.2307/1912559.
 */
export interface SwitchingModel {
  transition: number[][];
  /** Of the state at sample 0. */
  start: number[];
  means: number[];
  variances: number[];
  memory: number;
}

/** A value of the hidden chain that the density of a sample depends on: the state now and, for order 1, the state before. */
export interface Cell {
  now: number;
  before: number | null;
}

export function cellsOf({ states: K, order }: Pick<SwitchingRules, "states" | "order">): Cell[] {
  const each = Array.from({ length: K }, (_, k) => k);
  return order === 0 ? each.map((now) => ({ now, before: null })) : each.flatMap((before) => each.map((now) => ({ now, before })));
}

/** The chain of cells. With order 1 it begins at sample 1, sample 0 being given. */
export function chainOf({ transition, start }: SwitchingModel, cells: readonly Cell[]): Chain {
  return {
    start: cells.map(({ now, before }) => (before === null ? start[now]! : start[before]! * transition[before]![now]!)),
    transition: cells.map((from) => cells.map(({ now, before }) => (before === null || before === from.now ? transition[from.now]![now]! : 0))),
  };
}

/** Log density of each sample from `order` on in each cell. */
export function cellDensities(x: Float64Array, { means, variances, memory }: SwitchingModel, cells: readonly Cell[]): Float64Array[] {
  return cells.map(({ now, before }) => {
    const variance = variances[now]!;
    const constant = -0.5 * Math.log(2 * Math.PI * variance);
    const square = (e: number) => constant - (e * e) / (2 * variance);
    return before === null
      ? x.map((value) => square(value - means[now]!))
      : x.subarray(1).map((value, t) => square(value - means[now]! - memory * (x[t]! - means[before]!)));
  });
}

/** The same model of the series `offset + scale · x`. */
export function rescaled(model: SwitchingModel, offset: number, scale: number): { means: number[]; deviations: number[] } {
  return { means: model.means.map((mean) => offset + scale * mean), deviations: model.variances.map((variance) => scale * Math.sqrt(variance)) };
}

/** Without states: the least squares of a line of x_t over x_(t−1), or the mean. */
export function singleState(x: Float64Array, order: 0 | 1): { memory: number; variance: number } {
  if (order === 0) return { memory: 0, variance: meanAndDeviation(x).deviation ** 2 };
  const [now, before] = [x.subarray(1), x.subarray(0, x.length - 1)];
  const [y, z] = [meanAndDeviation(now), meanAndDeviation(before)];
  const together = now.reduce((sum, value, t) => sum + (value - y.mean) * (before[t]! - z.mean), 0) / now.length;
  const memory = z.deviation > 0 ? together / z.deviation ** 2 : 0;
  return { memory: clampMemory(memory), variance: Math.max(0, y.deviation ** 2 - memory * together) };
}

/** Short of ±1, where the means could not be told. */
export const clampMemory = (memory: number): number => Math.max(-0.999, Math.min(0.999, memory));

export const startOf = (transition: readonly (readonly number[])[], rule: SwitchingRules["start"], first: readonly number[]): number[] =>
  rule === "stationary" ? stationaryDistribution(transition) : [...first];

/** Numbers estimated. */
export function freedom({ states: K, order, switches, start }: SwitchingRules): number {
  const means = switches === "variance" ? 1 : K;
  const variances = switches === "mean" ? 1 : K;
  return K * (K - 1) + means + variances + order + (start === "free" ? K - 1 : 0);
}
