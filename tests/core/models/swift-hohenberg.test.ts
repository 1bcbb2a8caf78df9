import { describe, expect, it } from "vitest";
import { fftOfArray } from "../../support/fft";
import { watch, waveOf } from "../../support/model-runs";

describe("Swift–Hohenberg", () => {
  // u = A cos x with A² = 4r/3 to leading order; the wave of a third of the length, A³/256, changes A by less than 1e-5.
  it.each([0.1, 0.3])("has rolls of wavelength 2π and amplitude √(4r/3), r = %d", async (r) => {
    const cells = 64;
    const frames = await watch(
      {
        model: "swift-hohenberg",
        parameters: { r, g: 0 },
        grid: { shape: [1, cells], spacing: (8 * 2 * Math.PI) / cells },
        initial: { kind: "expression", u: "0.01*cos(x)" },
        integrator: { method: "etdrk4", dt: 0.5 },
        steps: 400,
        record: { every: 400 },
      },
      (read) => waveOf(read("u"), 8).amplitude,
    );
    expect(Math.abs(frames[0]!.taken / Math.sqrt((4 * r) / 3) - 1)).toBeLessThan(1e-5);
  });

  /** The strongest waves of a pattern that grew from noise: wavenumber, direction in degrees from 0 to 180, amplitude. */
  async function strongest(r: number, g: number, steps: number) {
    // Room for a hexagonal lattice: (1, 0) fits four times along x, (½, √3/2) twice along x and four times along y.
    const [nx, ny] = [32, 32];
    const [Lx, Ly] = [8 * Math.PI, (16 * Math.PI) / Math.sqrt(3)];
    const [frame] = await watch(
      {
        model: "swift-hohenberg",
        parameters: { r, g },
        grid: { shape: [ny, nx], spacing: [Ly / ny, Lx / nx] },
        integrator: { method: "etdrk4", dt: 0.5 },
        steps,
        record: { every: steps },
      },
      (read) => read("u"),
    );
    const [re, im] = [frame!.taken, new Float64Array(nx * ny)];
    fftOfArray(re, im, [ny, nx]);
    const signed = (index: number, count: number) => (index > count / 2 ? index - count : index);
    return Array.from(re, (value, i) => {
      const [kx, ky] = [(2 * Math.PI * signed(i % nx, nx)) / Lx, (2 * Math.PI * signed(Math.floor(i / nx), ny)) / Ly];
      return { k: Math.hypot(kx, ky), angle: (Math.atan2(ky, kx) * 180) / Math.PI, amplitude: (2 * Math.hypot(value, im[i]!)) / re.length };
    })
      .filter(({ k, angle }) => k > 0 && angle >= 0 && angle < 180)
      .sort((one, other) => other.amplitude - one.amplitude);
  }

  it("has rolls from noise where up and down are alike: one wave", async () => {
    const [first, second] = await strongest(0.1, 0, 800);
    expect(first!.k).toBeCloseTo(1, 1);
    expect(second!.amplitude).toBeLessThan(0.05 * first!.amplitude);
  });

  // u = c Σ cos(kᵢ·x) over three directions: to leading order c = (2g + √(4g² + 60r))/15. Waves of k = 0, √3 and 2, damped at 1,
  // 4 and 9, change it by a share of g², here of 1 %.
  it("has hexagons from noise where they differ: three waves of k = 1 at 60°, of the amplitude of theory", async () => {
    const [r, g] = [0.02, 0.3];
    const [one, two, three, next] = await strongest(r, g, 1200);
    const six = [one!, two!, three!];
    expect(six.map(({ angle }) => Math.round(angle)).sort((a, b) => a - b)).toEqual([0, 60, 120]);
    for (const { k, amplitude } of six) {
      expect(k).toBeCloseTo(1, 10);
      expect(Math.abs(amplitude / ((2 * g + Math.sqrt(4 * g ** 2 + 60 * r)) / 15) - 1)).toBeLessThan(0.02);
    }
    expect(next!.amplitude).toBeLessThan(0.01 * one!.amplitude);
  });
});
