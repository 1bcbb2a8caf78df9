import { describe, expect, it } from "vitest";
import { slope, watch, waveOf, type Point } from "../../support/model-runs";

/** One period of a wave in 32 cells; amplitudes of the wave itself over time. */
const cell = (k: number, amplitude: number, nu: number, until: number) =>
  watch(
    {
      model: "kuramoto-sivashinsky",
      parameters: { nu },
      grid: { shape: [1, 32], spacing: (2 * Math.PI) / k / 32 },
      initial: { kind: "expression", u: `${amplitude}*cos(${k}*x)` },
      integrator: { method: "etdrk4", dt: 0.1 },
      precision: "f64",
      steps: until * 10,
      record: { every: 10 },
    },
    (read) => waveOf(read("u"), 1).amplitude,
  );

describe("Kuramoto–Sivashinsky", () => {
  // Exact in Fourier space, as long as the wave is small.
  it.each([
    [Math.SQRT1_2, 1, 0.25],
    [0.5, 2, 0.125],
    [0.9, 1, 0.9 ** 2 - 0.9 ** 4],
    [1.1, 1, 1.1 ** 2 - 1.1 ** 4],
  ])("has waves that grow at k² − νk⁴, fastest at k = 1/√(2ν) with 1/(4ν): k = %d, ν = %d", async (k, nu, rate) => {
    const frames = await cell(k, 1e-6, nu, 20);
    expect(slope(frames.map(({ t, taken }): Point => [t, Math.log(taken)]))).toBeCloseTo(rate, 6);
  });

  // Just inside the band, k² = 1 − δ, a wave and its half u = A cos kx + B cos 2kx hold each other: B = 1 − k² and
  // A² = 16(4k² − 1)(1 − k²). The third wave changes A by a share of δ, which two values of δ take off.
  it("has steady cells of amplitude 4√((4k² − 1)(1 − k²)) next to k = 1", async () => {
    const shares = [0.04, 0.02].map(async (delta) => {
      const k = Math.sqrt(1 - delta);
      const frames = await cell(k, 1, 1, 300);
      return frames.at(-1)!.taken / (4 * Math.sqrt((4 * k ** 2 - 1) * delta));
    });
    const [wide, narrow] = await Promise.all(shares);
    expect(Math.abs(2 * narrow! - wide! - 1)).toBeLessThan(2e-4);
  });
});
