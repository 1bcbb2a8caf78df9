import {
  ascending,
  bin,
  bisector,
  blur2,
  contours,
  cross,
  csvFormat,
  csvParseRows,
  cumsum,
  descending,
  deviation,
  extent,
  format,
  greatest,
  group,
  index,
  interpolate,
  least,
  max,
  maxIndex,
  mean,
  median,
  min,
  minIndex,
  pairs,
  quantile,
  randomExponential,
  randomInt,
  randomLcg,
  randomNormal,
  randomUniform,
  range,
  rank,
  rollup,
  rollups,
  scaleLinear,
  scaleLog,
  sum,
  ticks,
  transpose,
  variance,
  zip,
} from "d3";
import type { Family } from "./family";

type Numbers = ArrayLike<number>;

/** As D3's, which makes a function out of text, and no policy here allows that. */
function csvParse(text: string): Record<string, string>[] {
  const [names = [], ...rows] = csvParseRows(text);
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] ?? ""])));
}

/** The parts of D3 that compute and need no page. */
const d3Parts = Object.freeze({
  ascending,
  bin,
  bisector,
  blur2,
  contours,
  cross,
  csvFormat,
  csvParse,
  csvParseRows,
  cumsum,
  descending,
  deviation,
  extent,
  format,
  greatest,
  group,
  index,
  interpolate,
  least,
  max,
  maxIndex,
  mean,
  median,
  min,
  minIndex,
  pairs,
  quantile,
  randomExponential,
  randomInt,
  randomLcg,
  randomNormal,
  randomUniform,
  range,
  rank,
  rollup,
  rollups,
  scaleLinear,
  scaleLog,
  sum,
  ticks,
  transpose,
  variance,
  zip,
});

export type D3 = typeof d3Parts;

export interface NumbersApi {
  linspace(from: number, to: number, count: number): number[];
  extent(values: Numbers): [number, number];
  d3: D3;
}

export const numbersFamily: Family<NumbersApi> = () => ({
  linspace: (from, to, count) => Array.from({ length: count }, (_, i) => (count === 1 ? from : from + ((to - from) * i) / (count - 1))),
  extent(values) {
    let [low, high] = [Infinity, -Infinity];
    for (let i = 0; i < values.length; i++) {
      low = Math.min(low, values[i]!);
      high = Math.max(high, values[i]!);
    }
    return [low, high];
  },
  d3: d3Parts,
});
