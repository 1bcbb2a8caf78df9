import { describe, expect, it } from "vitest";
import { ensemble } from "../../src/core/detectors/ensemble";
import { autoregressiveNoise } from "../support/autoregressive-noise";

/** Share of the seeds 1, 2, … for which any change is reported. */
function alarms(n: number, memory: number, seeds: number): number {
  let count = 0;
  for (let seed = 1; seed <= seeds; seed++) if (ensemble.detect([autoregressiveNoise(n, memory, seed)]).changePoints.length > 0) count++;
  return count / seeds;
}

describe("where nothing changes, the ensemble with its defaults reports a change in at most one series of twenty", () => {
  it.each([
    [200, 0, 1000],
    [200, 0.3, 1000],
    [200, 0.7, 1000],
    [1000, 0, 1000],
    [1000, 0.3, 200],
    [1000, 0.7, 200],
  ])("n = %i, noise with autocorrelation %f, %i seeds", { timeout: 1_800_000 }, (n, memory, seeds) => {
    const share = alarms(n, memory, seeds);
    console.log(`n = ${n}, φ = ${memory}: ${share}`);
    expect(share).toBeLessThanOrEqual(0.05);
  });
});
