import { describe, expect, it } from "vitest";
import { measureWavelength } from "../../../src/core/metrics/wavelength";
import type { RunSpecInput } from "../../../src/core/spec/run-spec";
import { framesOf, growthOfWave, meanOf } from "../../support/measured-runs";

const [D, chi, gamma] = [1, 3, 4];

/** Growth rate of waves cos(kx) on the state u = c = 1: the larger root of λ² + λ((D + 1)k² + 1) + k²(D(k² + 1) − χ(1 − 1/γ)). */
function growth(k: number, sensitivity = chi): number {
  const b = (D + 1) * k ** 2 + 1;
  const c = k ** 2 * (D * (k ** 2 + 1) - sensitivity * (1 - 1 / gamma));
  return (-b + Math.sqrt(b ** 2 - 4 * c)) / 2;
}

const length = 64;
const waveNumber = (count: number) => (2 * Math.PI * count) / length;
/** Small waves on a ring of 512 cells, each fitting so many times. */
const waves = (counts: readonly number[], sensitivity: number, steps: number): RunSpecInput => ({
  version: 1,
  model: "keller-segel",
  parameters: { D, chi: sensitivity, gamma, r: 0 },
  grid: { shape: [1, 512], spacing: 0.125 },
  precision: "f64",
  initial: { kind: "expression", u: ["1", ...counts.map((n) => `1e-6*cos(2*pi*${n}*x/Lx)`)].join(" + "), c: "1" },
  integrator: { method: "rk4", dt: 0.01 },
  steps,
  record: { every: 100 },
});

describe("Keller–Segel chemotaxis", () => {
  it("lets every wave grow or die at the rate of the dispersion relation", async () => {
    const counts = [3, 7, 11, 15];
    const frames = (await framesOf(waves(counts, chi, 1000))).slice(4);
    // The grid's own k² is smaller than k² by the factor 1 − (kh)²/12, at most 0.3 % here.
    for (const n of counts) expect(growthOfWave(frames, "u", n).growth).toBeCloseTo(growth(waveNumber(n)), 2);
    expect(growth(waveNumber(7))).toBeGreaterThan(0.15);
    expect(growth(waveNumber(15))).toBeLessThan(-0.2);
  });

  it("gathers cells beyond the sensitivity χ = D(k² + 1)/(1 − 1/γ) of the longest wave, and not below", async () => {
    const critical = (D * (waveNumber(1) ** 2 + 1)) / (1 - 1 / gamma);
    const growthAt = async (share: number) => growthOfWave((await framesOf(waves([1], share * critical, 4000))).slice(10), "u", 1).growth;
    expect(await growthAt(0.9)).toBeCloseTo(growth(waveNumber(1), 0.9 * critical), 5);
    expect(await growthAt(1.1)).toBeCloseTo(growth(waveNumber(1), 1.1 * critical), 5);
    expect(Math.sign(await growthAt(0.99))).toBe(-1);
    expect(Math.sign(await growthAt(1.01))).toBe(1);
  });

  it("first shows heaps at the fastest growing wavelength, keeps the number of cells and never packs them beyond γ", async () => {
    const frames = await framesOf({ version: 1, model: "keller-segel", steps: 4000, record: { every: 500 } });
    const fastest = Array.from({ length: 200 }, (_, i) => 0.005 * (i + 1)).reduce((best, k) => (growth(k) > growth(best) ? k : best));
    const early = measureWavelength({ shape: [128, 128], values: frames[1]!.fields.u! }, { spacing: 0.5 });
    // The spectrum of the noise has a band of growing waves around the fastest; 20 growth times narrow it to some 10 %.
    expect(early.value! / ((2 * Math.PI) / fastest)).toBeGreaterThan(0.9);
    expect(early.value! / ((2 * Math.PI) / fastest)).toBeLessThan(1.1);
    for (const { fields } of frames) {
      expect(meanOf(fields.u!) / meanOf(frames[0]!.fields.u!)).toBeCloseTo(1, 4);
      expect(Math.max(...fields.u!)).toBeLessThan(gamma);
    }
  });
});
