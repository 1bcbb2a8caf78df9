import { describe, expect, it } from "vitest";
import { sampleClients, shuffled } from "../../../src/core/learning/draw";
import { samplingRisk } from "../../../src/core/learning/sampling-risk";

/** By whole numbers: the share of all samples, counted exactly. */
function exactRisk(total: number, attackers: number, sample: number, tolerated: number): number {
  const choose = (n: number, k: number): bigint => {
    if (k < 0 || k > n) return 0n;
    let value = 1n;
    for (let i = 1; i <= k; i++) value = (value * BigInt(n - k + i)) / BigInt(i);
    return value;
  };
  let bad = 0n;
  for (let k = tolerated + 1; k <= sample; k++) bad += choose(attackers, k) * choose(total - attackers, sample - k);
  return Number((bad * 10n ** 18n) / choose(total, sample)) / 1e18;
}

describe("the risk of a sample", () => {
  it.each([
    [50, 10, 20, 5],
    [50, 10, 20, 0],
    [200, 80, 30, 13],
    [200, 20, 30, 10],
    [30, 29, 10, 8],
    [10, 3, 10, 2],
    [10, 3, 10, 3],
    [1000, 200, 100, 30],
  ])("of %i with %i attackers, %i drawn, more than %i", (total, attackers, sample, tolerated) => {
    const exact = exactRisk(total, attackers, sample, tolerated);
    expect(Math.abs(samplingRisk(total, attackers, sample, tolerated) - exact)).toBeLessThan(1e-11);
  });

  it("of a million clients, a fifth of them attackers", () => {
    // scipy.stats.hypergeom(10**6, 200000, 1000).sf(250)
    expect(samplingRisk(1_000_000, 200_000, 1000, 250)).toBeCloseTo(5.02793690006062e-5, 8);
  });

  it("falls with what is tolerated", () => {
    const risks = Array.from({ length: 40 }, (_, t) => samplingRisk(5000, 1000, 60, t));
    risks.forEach((risk, i) => i > 0 && expect(risk).toBeLessThanOrEqual(risks[i - 1]! + 1e-12));
  });
});

describe("lots", () => {
  it("are whole orders and sets without doubles, the same for the same seed, others for another round", () => {
    expect([...shuffled(100, 7)].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(shuffled(100, 7)).toEqual(shuffled(100, 7));
    const drawn = sampleClients(1_000_000, 1000, 3, 0);
    expect(new Set(drawn).size).toBe(1000);
    expect(Math.max(...drawn)).toBeLessThan(1_000_000);
    expect(sampleClients(1_000_000, 1000, 3, 0)).toEqual(drawn);
    expect(sampleClients(1_000_000, 1000, 3, 1)).not.toEqual(drawn);
    expect(sampleClients(5, 9, 3, 0)).toEqual([0, 1, 2, 3, 4]);
  });

  it("draw each client equally often", () => {
    const counts = new Array<number>(10).fill(0);
    for (let round = 0; round < 4000; round++) for (const i of sampleClients(10, 3, 1, round)) counts[i]!++;
    // 1200 expected, standard deviation 29: five of them.
    counts.forEach((count) => expect(Math.abs(count - 1200)).toBeLessThan(145));
  });
});
