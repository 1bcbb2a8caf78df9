import { planLanes } from "../field/spectral-fft";

/** Power at the frequencies 2πk/n, k = 1 … ⌊(n − 1)/2⌋: `|Σ (x − mean) exp(−iωt)|² / (2πn)`, so that white noise of variance v has v/2π. */
export function periodogram(x: ArrayLike<number>): { frequencies: Float64Array; power: Float64Array } {
  const n = x.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += x[i]! / n;
  const plan = planLanes(n, 1);
  for (let i = 0; i < n; i++) plan.input.re[i] = x[i]! - mean;
  plan.input.im.fill(0);
  plan.run();
  const count = Math.floor((n - 1) / 2);
  const frequencies = Float64Array.from({ length: count }, (_, k) => (2 * Math.PI * (k + 1)) / n);
  const power = Float64Array.from({ length: count }, (_, k) => (plan.output.re[k + 1]! ** 2 + plan.output.im[k + 1]! ** 2) / (2 * Math.PI * n));
  return { frequencies, power };
}
