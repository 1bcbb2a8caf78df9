import { exp } from "../field/elementary";
import { logGamma } from "../series/log-gamma";

/**
 * The chance that a sample of clients holds more attackers than a rule tolerates: the upper tail of the hypergeometric distribution,
 * P(X > tolerated) where X of `sample` clients drawn from `total` are among the `attackers`.
 * @returns a probability, exact to about 10⁻⁸ of itself for a million clients.
 */
export function samplingRisk(total: number, attackers: number, sample: number, tolerated: number): number {
  const least = Math.max(0, sample - (total - attackers));
  const most = Math.min(sample, attackers);
  if (tolerated >= most) return 0;
  if (tolerated < least) return 1;
  // The shorter tail is summed, from its largest term by ratios of neighbours.
  const mode = Math.floor(((sample + 1) * (attackers + 1)) / (total + 2));
  if (tolerated + 1 >= mode) return tail(tolerated + 1, most, 1);
  return 1 - tail(tolerated, least, -1);

  function tail(from: number, to: number, step: 1 | -1): number {
    let term = exp(logProbability(from));
    let sum = 0;
    for (let k = from; step * (to - k) >= 0 && term > 1e-18 * sum; k += step) {
      sum += term;
      term *= step > 0 ? ratio(k) : 1 / ratio(k - 1);
    }
    return Math.min(1, sum);
  }
  /** P(k + 1)/P(k). */
  function ratio(k: number): number {
    return ((attackers - k) * (sample - k)) / ((k + 1) * (total - attackers - sample + k + 1));
  }
  function logProbability(k: number): number {
    return logChoose(attackers, k) + logChoose(total - attackers, sample - k) - logChoose(total, sample);
  }
}

/** log of n over k, for whole numbers. */
const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
