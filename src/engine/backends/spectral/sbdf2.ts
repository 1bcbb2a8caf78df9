import { complexArray, type ComplexArray } from "../../../core/field/spectral-fft";
import { implicitWeights, type ModeTable } from "../../../core/field/spectral-weights";
import type { ExplicitPart } from "./explicit-part";
import { addScaled, clearModes, cloneModes, copyModes, multiply } from "./modes";
import type { Scheme } from "./scheme";

/**
 * SBDF2: (3 − 2dt·L)·u₊ = 4u − u₋ + 2dt·(2N(u) − N(u₋)), Ascher, Ruuth, Wetton 1995, doi:10.1137/0732037. Without a step
 * before, one of IMEX Euler: (1 − dt·L)·u₊ = u + dt·N(u), whose error of order dt² is made once.
 */
export function sbdf2(linear: readonly ModeTable[], explicit: ExplicitPart, dt: number): Scheme {
  const starting = linear.map((table) => implicitWeights(table, 1, dt));
  const weights = linear.map((table) => implicitWeights(table, 3, 2 * dt));
  const planes = () => linear.map((table) => complexArray(table.re.length));
  const [before, slopeBefore, sum, slope] = [planes(), planes(), planes(), planes()];
  let hasBefore = false;

  return {
    step(state: readonly ComplexArray[], time: number): void {
      explicit.evaluate(state, time, slope);
      for (const s of linear.keys()) {
        clearModes(sum[s]!);
        addScaled(sum[s]!, state[s]!, hasBefore ? 4 : 1);
        addScaled(sum[s]!, slope[s]!, hasBefore ? 4 * dt : dt);
        if (hasBefore) {
          addScaled(sum[s]!, before[s]!, -1);
          addScaled(sum[s]!, slopeBefore[s]!, -2 * dt);
        }
        copyModes(state[s]!, before[s]!);
        copyModes(slope[s]!, slopeBefore[s]!);
        multiply(state[s]!, (hasBefore ? weights : starting)[s]!, sum[s]!);
      }
      hasBefore = true;
    },
    saveHistory: () => (hasBefore ? [...before, ...slopeBefore].map(cloneModes) : null),
    restoreHistory(history) {
      hasBefore = history !== null;
      for (const [i, target] of [...before, ...slopeBefore].entries()) if (history) copyModes(history[i]!, target);
    },
  };
}
