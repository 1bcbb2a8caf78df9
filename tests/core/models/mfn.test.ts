import { describe, expect, it } from "vitest";
import { measureWavelength } from "../../../src/core/metrics/wavelength";
import { framesOf, growthOfWave, meanOf } from "../../support/measured-runs";

/** The pair is Gierer–Meinhardt with D = D_h/D_a = 20, lengths in √(D_a/r_a) and times in 1/r_a: wavelength 12.89, rate 0.2791 there. */
const [D_a, r_a] = [0.02, 0.05];
const wavelength = 12.89 * Math.sqrt(D_a / r_a);
const rate = 0.2791 * r_a;

describe("MFN, corrected", () => {
  it("has a Turing pair that grows at the rate and wavelength of Gierer–Meinhardt", async () => {
    const cells = 48;
    const frames = await framesOf({
      version: 1,
      model: "mfn",
      parameters: { lambda: 0, sigma: 0 },
      grid: { shape: [1, cells], spacing: wavelength / cells },
      precision: "f64",
      initial: { kind: "expression", V: "-0.07", a: "1.1 + 1e-9*cos(2*pi*x/Lx)", h: "1.21" },
      integrator: { method: "rk4", dt: 0.02 },
      steps: 25_000,
      record: { every: 1_000 },
    });
    const late = frames.filter(({ time }) => time > 160);
    expect(growthOfWave(late, "a", 1).growth / rate).toBeCloseTo(1, 2);
  });

  it("shows the predicted wavelength 8.15 in the potential it drives", async () => {
    const [last] = await framesOf({
      version: 1,
      model: "mfn",
      parameters: { lambda: 0, sigma: 0 },
      grid: { shape: [64, 64] },
      steps: 1_500,
    });
    for (const field of ["a", "V"]) {
      const { value } = measureWavelength({ shape: [64, 64], values: last!.fields[field]! });
      // Peaks settle among the waves that grow; one cell is an eighth of the wave.
      expect(value! / wavelength).toBeGreaterThan(0.85);
      expect(value! / wavelength).toBeLessThan(1.2);
    }
    expect(Math.max(...last!.fields.V!)).toBeGreaterThan(-0.06);
  });

  it("has a membrane that rests at E + λJτ and fluctuates by (σ² + λJ²)τ/2, where cells do not couple", async () => {
    const [E_rest, tau, lambda, J, sigma] = [-0.07, 10, 0.01, 0.02, 0.002];
    const [last] = await framesOf({
      version: 1,
      model: "mfn",
      parameters: { alpha: 0, E_rest, tau, g: 0, lambda, J, sigma },
      grid: { shape: [128, 128] },
      initial: { kind: "expression", V: `${E_rest}`, a: "1.1", h: "1.21" },
      integrator: { method: "euler", dt: 0.25 },
      steps: 300,
    });
    const V = last!.fields.V!;
    const mean = meanOf(V);
    const variance = meanOf(V.map((value) => (value - mean) ** 2));
    // 16384 cells: the mean is known to 0.05 mV, the variance to 2 %; Euler's steps widen it by dt/2τ, 1.25 %.
    expect(mean).toBeCloseTo(E_rest + lambda * J * tau, 4);
    expect(variance / (((sigma ** 2 + lambda * J ** 2) * tau) / 2)).toBeGreaterThan(0.95);
    expect(variance / (((sigma ** 2 + lambda * J ** 2) * tau) / 2)).toBeLessThan(1.08);
  });
});
