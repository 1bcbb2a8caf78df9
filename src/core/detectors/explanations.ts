import type { Channels } from "../define/detector";
import { bestDivisions, type Fit, type Shape } from "./trend-segments";

/** One way to account for a series: what its segments are, the autocorrelation of its noise, and where it changes. */
export interface Explanation extends Fit {
  shape: Shape;
  /** Autocorrelation φ of the noise from sample to sample. */
  memory: number;
  /** Minus twice the log-likelihood plus the price of every free number; the smaller, the better. */
  criterion: number;
}

export interface Comparison {
  shapes: readonly Shape[];
  memories: readonly number[];
  /** Smallest noise believed, in standard deviations of the series: what is finer is not asked to be explained. */
  resolution: number;
  /** Factor on the price of every change; 1 is the theory's. */
  strictness: number;
}

/** A level wants three samples, a line four, to leave something that is not fitted; a sixth of a series too short for that. */
const shortest: Readonly<Record<Shape, number>> = { steps: 3, trends: 4 };

/**
 * The least criterion of all divisions into levels or lines, for each autocorrelation, with up to twice √n changes:
 * `N log(misfit / N + resolution²) − segments · channels · log(1 − φ²) + price`, N samples over all channels.
 *
 * A step is priced 3 log n, the leading term of the modified information criterion (Zhang, Siegmund 2007,
 * doi:10.1111/j.1541-0420.2006.00662.x): 2 for where it is, 1 for the new level. A slope, and φ, cost log n each as in Schwarz's criterion.
 * So with c channels a change costs (2 + c) log n between levels and (2 + 2c) log n between lines.
 * @param channels standardised to mean 0 and deviation 1, n ≥ 4 samples.
 */
export function bestExplanation(channels: Channels, { shapes, memories, resolution, strictness }: Comparison): Explanation {
  const n = channels[0]!.length;
  const c = channels.length;
  const samples = n * c;
  const logN = Math.log(n);
  let best: Explanation | undefined;
  for (const shape of shapes) {
    const minLength = Math.min(shortest[shape], Math.max(2, Math.floor(n / 6)));
    const perChange = strictness * (2 + (shape === "steps" ? 1 : 2) * c) * logN;
    for (const memory of memories) {
      const atStart = ((shape === "trends" ? c : 0) + (memory > 0 ? 1 : 0)) * logN;
      for (const fit of bestDivisions(channels, shape, memory, minLength, 2 * mostChanges(n) + 1)) {
        const changes = fit.changePoints.length;
        const misfit = samples * Math.log(fit.misfit / samples + resolution ** 2);
        const criterion = misfit - (changes + 1) * c * Math.log(1 - memory * memory) + changes * perChange + atStart;
        if (!best || criterion < best.criterion) best = { ...fit, shape, memory, criterion };
      }
    }
  }
  if (!best) throw new Error("no explanation was offered");
  return best;
}

/** More changes than √n make regimes shorter than they are many: the series varies on every scale, or in cycles. Twice as many are tried, to see that. */
export const mostChanges = (n: number): number => Math.floor(Math.sqrt(n));
