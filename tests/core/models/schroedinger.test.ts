import { describe, expect, it } from "vitest";
import { slope, watch, type Point } from "../../support/model-runs";

const [cells, spacing, sigma] = [480, 0.25, 5];

/** Norm, mean and standard deviation of |ψ|² of a packet of wavenumber k that starts in the middle. */
const packet = (k: number, steps: number, V: number | string = 0, place = "Lx/2") =>
  watch(
    {
      model: "schroedinger",
      parameters: { V },
      grid: { shape: [1, cells], spacing },
      boundary: "periodic",
      initial: {
        kind: "expression",
        u: `exp(-((x - ${place})/${2 * sigma})^2)*cos(${k}*x)`,
        v: `exp(-((x - ${place})/${2 * sigma})^2)*sin(${k}*x)`,
      },
      integrator: { method: "rk4", dt: 0.02 },
      precision: "f64",
      steps,
      record: { every: 100 },
    },
    (read) => {
      const v = read("v");
      const density = Float64Array.from(read("u"), (value, i) => value ** 2 + v[i]! ** 2);
      const norm = density.reduce((sum, value) => sum + value, 0);
      const moment = (about: number, power: number) => density.reduce((sum, value, i) => sum + value * (i * spacing - about) ** power, 0) / norm;
      const mean = moment(0, 1);
      return { norm, mean, deviation: Math.sqrt(moment(mean, 2)) };
    },
  );

describe("Schrödinger's equation, ħ = m = 1", () => {
  it("spreads a Gaussian packet as σ(t) = σ₀√(1 + (t/2σ₀²)²) and keeps the norm", async () => {
    const frames = await packet(0, 3500);
    expect(frames.at(-1)!.t).toBeCloseTo(70, 9);
    // The second differences slow short waves: (h/4σ₀)² is 2e-4.
    for (const { t, taken } of frames)
      expect(Math.abs(taken.deviation / (sigma * Math.sqrt(1 + (t / (2 * sigma ** 2)) ** 2)) - 1)).toBeLessThan(5e-4);
    // RK4 damps by (ωΔt)⁶/144 a step, for the waves of this packet below rounding.
    expect(frames.at(-1)!.taken.norm / frames[0]!.taken.norm).toBeCloseTo(1, 10);
  });

  it.each([0.5, 1])("moves it at the group velocity k, on the grid sin(kh)/h: k = %d", async (k) => {
    const frames = await packet(k, 2000, 0, "Lx/3");
    const speed = slope(frames.map(({ t, taken }): Point => [t, taken.mean]));
    // The mean of sin(kh)/h over the packet's waves, of standard deviation 1/2σ₀ about k.
    expect(speed).toBeCloseTo((Math.sin(k * spacing) / spacing) * Math.exp(-((spacing / (2 * sigma)) ** 2) / 2), 6);
    expect(Math.abs(speed / k - 1)).toBeLessThan(0.011);
    expect(frames.at(-1)!.taken.norm / frames[0]!.taken.norm).toBeCloseTo(1, 8);
  });

  it("swings in a harmonic trap at the trap's frequency without spreading (coherent state)", async () => {
    // V = ω²x²/2 with ω = 1/2σ₀², of which this packet has the width of the ground state.
    const omega = 1 / (2 * sigma ** 2);
    const frames = await packet(0, 15_700, `${omega ** 2 / 2}*(x - Lx/2)^2`, "(Lx/2 - 20)");
    const middle = (cells * spacing) / 2;
    // On the grid a swing that reaches the wavenumber 20ω = 0.4 is slower by (0.4h)²/16, like a pendulum's: 0.08 in place over a turn.
    for (const { t, taken } of frames) {
      expect(Math.abs(taken.mean - middle + 20 * Math.cos(omega * t))).toBeLessThan(0.08);
      expect(Math.abs(taken.deviation / sigma - 1)).toBeLessThan(5e-3);
    }
    expect(frames.at(-1)!.t * omega).toBeGreaterThan(1.99 * Math.PI);
  });
});
