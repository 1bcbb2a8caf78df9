import { defineSeriesMetric, type MetricResult } from "../define/metric";
import { intervalByBlocks } from "./moving-blocks";
import { unusable } from "./usable";

/** Samples below which the scatter of blocks says nothing. */
const fewestForInterval = 32;

/** `log n / (log n + log(n / (n + 0.4 N)))`, with N the changes of sign among the n − 1 differences; differences of 0 have the sign before them. */
export const petrosian = defineSeriesMetric({
  id: "petrosian",
  title: "Fractal dimension (Petrosian)",
  unit: "1",
  source: "Petrosian 1995, Proceedings of the 8th IEEE Symposium on Computer-Based Medical Systems, 212, doi:10.1109/CBMS.1995.465426",
  help: "A quick index of how often the course turns: 1 where it never does, little above 1 where it always does. It sees turns alone, not their size.",
  params: {},
  measure(series): MetricResult {
    const refusal = unusable(series, 5, "a course with turns");
    if (refusal) return refusal;
    const n = series.length;
    const turnAt = new Float64Array(n);
    let [turns, sign] = [0, 0];
    for (let i = 1; i < n; i++) {
      const now = Math.sign(series[i]! - series[i - 1]!);
      if (now === 0) continue;
      if (sign !== 0 && now !== sign) turns += turnAt[i] = 1;
      sign = now;
    }
    const below = Math.log(n) + Math.log(n / (n + 0.4 * turns));
    const value = Math.log(n) / below;
    if (n < fewestForInterval) return { value, detail: { turns, withoutInterval: `fewer than ${fewestForInterval} samples make no blocks` } };
    // Turns are n times their share, and each moves the value by its derivative.
    const perTurn = ((0.4 / (n + 0.4 * turns)) * Math.log(n)) / below ** 2;
    const { blockLength, ...found } = intervalByBlocks(
      value,
      turnAt.map((turn) => turn * n * perTurn),
    );
    return { value, ...found, detail: { turns, blockLength } };
  },
});
