import { fitLine } from "./line-fit";

/** A power law fitted to levels over scales, and how straight it is. */
export interface ScalingFit {
  slope: number;
  /** `ln level = intercept + slope · ln scale`. */
  intercept: number;
  /** Near 1 for noise too: never enough alone. */
  r2: number;
  /** Slopes of the shorter and of the longer half of the scales: they differ where the law breaks. Null for fewer than four scales. */
  halves: readonly [shorter: number, longer: number] | null;
}

/** @param scales above 0, ascending, at least two. @param levels above 0, as many. */
export function fitScaling(scales: readonly number[], levels: readonly number[]): ScalingFit {
  const [x, y] = [scales.map(Math.log), levels.map(Math.log)];
  const { slope, intercept } = fitLine(x, y);
  const mean = y.reduce((sum, value) => sum + value / y.length, 0);
  const total = y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const left = y.reduce((sum, value, i) => sum + (value - intercept - slope * x[i]!) ** 2, 0);
  const middle = x.length >> 1;
  const halves =
    x.length < 4 ? null : ([fitLine(x.slice(0, middle + 1), y.slice(0, middle + 1)).slope, fitLine(x.slice(middle), y.slice(middle)).slope] as const);
  return { slope, intercept, r2: total > 0 ? Math.max(0, 1 - left / total) : 1, halves };
}

/** How much each point moves the slope of least squares: `slope = Σ weight · y`. */
export function slopeWeights(x: readonly number[]): number[] {
  const mean = x.reduce((sum, value) => sum + value / x.length, 0);
  const square = x.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return x.map((value) => (value - mean) / square);
}
