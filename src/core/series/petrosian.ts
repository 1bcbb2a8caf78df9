import { defineSeriesMetric, type MetricResult } from "../define/metric";
import { unusable } from "./usable";

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
    let [turns, sign] = [0, 0];
    for (let i = 1; i < n; i++) {
      const now = Math.sign(series[i]! - series[i - 1]!);
      if (now === 0) continue;
      if (sign !== 0 && now !== sign) turns++;
      sign = now;
    }
    return { value: Math.log(n) / (Math.log(n) + Math.log(n / (n + 0.4 * turns))), detail: { turns } };
  },
});
