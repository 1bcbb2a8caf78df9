import { localSlopes, longest, straightest, windowFits, type WindowFit } from "./scaling-window";

/** What the log–log plot of a dimension draws. A type and not an interface, so that it passes where any record of facts is taken. */
export type ScalingDetail = {
  /** Ascending, in cells. */
  scales: number[];
  /** Natural logarithm of what scales, one for each scale; its slope against the logarithm of the scale is the dimension. */
  logs: number[];
  /** Dimension between neighbouring scales; one fewer than scales. */
  localSlopes: number[];
  r2: number;
  /** Why this window. */
  reason: string;
  /** `logs = intercept + slope · ln scale` within the window. */
  slopeIntercept: { slope: number; intercept: number };
  /** Scales between which the line was fitted. */
  window: readonly [number, number];
};

export interface ScalingDimension {
  value: number;
  interval: readonly [number, number];
  range: readonly [number, number];
  detail: ScalingDetail;
}

/** Where windows may lie, and what a slope may be. */
export interface ScalingLimits {
  /** Scales outside these are left to the plot. */
  from: number;
  to: number;
  /** Factor that a window spans at least. */
  ratio: number;
  /** Largest dimension there can be: that of the array. */
  embedding: number;
  /** Error of the estimator beyond what its own windows show: half a width added on both sides. */
  margin: number;
}

/** Standard errors below this are rounding: such points lie on a line. */
const onALine = 1e-9;
/** What rounding may add to a slope. */
const rounding = 1e-9;

/**
 * The slope over the window, among all that the limits allow, in which it has the smallest standard error; where points lie
 * exactly on a line, the longest such window. Windows steeper than the array's dimension or falling are no scaling and
 * are passed over. The interval spans the slopes of all windows, since the masses at neighbouring scales share their cells
 * and the regression's own error is far too small, widened by the margin and cut at 0 and at the array's dimension.
 * Null when no window is left.
 */
export function scalingDimension(scales: readonly number[], logs: readonly number[], limits: ScalingLimits): ScalingDimension | null {
  const { from, to, ratio, embedding, margin } = limits;
  const x = scales.map(Math.log);
  const fits = windowFits(scales, x, logs, { from, to, ratio }).filter(({ slope }) => slope >= -rounding && slope <= embedding + rounding);
  const fit = longest(fits.filter(({ standardError }) => standardError < onALine)) ?? straightest(fits);
  if (!fit) return null;
  const slopes = fits.map(({ slope }) => slope);
  const bounds = from > 0 && Number.isFinite(to) ? ` from ${from} to ${to} cells` : "";
  const choices = `${fits.length} windows that span a factor of ${round(ratio)} or more${bounds}`;
  const reason = `the straightest of ${choices}: its slope has the smallest standard error`;
  const interval = [Math.max(0, Math.min(...slopes) - margin), Math.min(embedding, Math.max(...slopes) + margin)] as const;
  return described(scales, logs, fit, interval, reason, embedding);
}

/** A fit with all that its plot needs. */
export function described(
  scales: readonly number[],
  logs: readonly number[],
  fit: WindowFit,
  interval: readonly [number, number],
  reason: string,
  embedding: number,
): ScalingDimension {
  const window = [scales[fit.first]!, scales[fit.last]!] as const;
  const slopes = localSlopes(scales.map(Math.log), logs).map(tidy);
  const slopeIntercept = { slope: fit.slope, intercept: fit.intercept };
  return {
    value: tidy(fit.slope),
    interval: outward(interval, embedding),
    range: window,
    detail: { scales: [...scales], logs: [...logs], localSlopes: slopes, r2: fit.r2, reason, slopeIntercept, window },
  };
}

/** Fewer cells than this have no scaling to speak of. */
const fewestCells = 16;

/** Why a set of so few cells has no dimension; null when it has enough of them. */
export const tooFewCells = (occupied: number): string | null =>
  occupied < fewestCells
    ? `only ${occupied} ${occupied === 1 ? "cell belongs" : "cells belong"} to the set; at least ${fewestCells} are needed`
    : null;

/** Whole numbers from 1 to `largest`, each about `growth` times the last. */
export function geometricScales(largest: number, growth: number): number[] {
  const scales = new Set<number>();
  for (let scale = 1; Math.round(scale) <= largest; scale *= growth) scales.add(Math.round(scale));
  return [...scales.add(largest)];
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** An interval of a value that was rounded holds what the value stands for: its ends move out by the last digit kept. */
export const outward = ([low, high]: readonly [number, number], embedding: number): readonly [number, number] => [
  Math.max(0, tidy(low) - 1e-12),
  Math.min(embedding, tidy(high) + 1e-12),
];

/** Without the rounding errors of the logarithms: a filled square is 2, not 1.9999999999999998. Also turns -0 into 0. */
export const tidy = (value: number): number => Math.round(value * 1e12) / 1e12 + 0;
