import { describe, expect, it } from "vitest";
import { gridSquare, slope, unwound, watch, waveOf, type Point } from "../../support/model-runs";

const cells = 128;

describe("complex Ginzburg–Landau", () => {
  // Exact on the grid, with its own k²; RK4 at dt = 0.05 and f32 leave 1e-4. With A ~ e^(−iωt) the phase falls at ω.
  it.each([
    [2, -0.4, 5],
    [0, 0.56, 9],
    [1, -1.2, 3],
  ])("has plane waves with |A|² = 1 − q², ω = β + (α − β)q²: α = %d, β = %d, %d turns", async (alpha, beta, turns) => {
    const q = (2 * Math.PI * turns) / cells;
    const square = gridSquare(q, 1);
    const r = Math.sqrt(1 - square);
    const frames = await watch(
      {
        model: "complex-ginzburg-landau",
        parameters: { alpha, beta },
        grid: { shape: [1, cells], spacing: 1 },
        initial: { kind: "expression", u: `${r}*cos(${q}*x)`, v: `${r}*sin(${q}*x)` },
        integrator: { method: "rk4", dt: 0.05 },
        steps: 400,
        record: { every: 10 },
      },
      (read) => ({ amplitude: waveOf(read("u"), turns).amplitude, phase: Math.atan2(read("v")[0]!, read("u")[0]!) }),
    );
    const phases = unwound(frames.map(({ taken }) => taken.phase));
    expect(slope(frames.map(({ t }, i): Point => [t, phases[i]!]))).toBeCloseTo(-(beta + (alpha - beta) * square), 3);
    expect(frames.at(-1)!.taken.amplitude ** 2).toBeCloseTo(1 - square, 4);
  });

  /** Growth of a ripple of so many waves in the phase of the uniform oscillation. */
  const growthOf = async (alpha: number, beta: number, waves: number, from: number, to: number) => {
    const frames = await watch(
      {
        model: "complex-ginzburg-landau",
        parameters: { alpha, beta },
        grid: { shape: [1, cells], spacing: 1 },
        initial: { kind: "expression", u: "1", v: `1e-4*cos(${(2 * Math.PI * waves) / cells}*x)` },
        integrator: { method: "rk4", dt: 0.05 },
        precision: "f64",
        steps: to * 20,
        record: { every: 20 },
      },
      (read) => {
        const [u, v] = [read("u"), read("v")];
        const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
        const mean = Math.atan2(total(v), total(u));
        const phases = u.map((value, i) =>
          Math.atan2(v[i]! * Math.cos(mean) - value * Math.sin(mean), value * Math.cos(mean) + v[i]! * Math.sin(mean)),
        );
        return Math.log(waveOf(phases, waves).amplitude);
      },
    );
    return slope(frames.filter(({ t }) => t > from).map(({ t, taken }): Point => [t, taken]));
  };

  // Benjamin & Feir's instability, 1 + αβ < 0: λ = −(1 + k²) + √(1 − 2αβk² − α²k⁴) for the ripple of wavenumber k, with the
  // grid's k². The other eigenvalue decays at more than 2, long gone after t = 10; the ripple stays below 0.001, and what is of higher order is its square.
  it.each([
    [2, -0.76, 6, "unstable"],
    [1, -1.2, 8, "unstable"],
    [2, -0.4, 6, "stable"],
    [0, 0.56, 6, "stable"],
  ])(
    "the uniform oscillation with α = %d, β = %d has ripples of %d waves that are %s, at the rate of Benjamin and Feir",
    async (alpha, beta, waves, verdict) => {
      const square = gridSquare((2 * Math.PI * waves) / cells, 1);
      const rate = -(1 + square) + Math.sqrt(1 - 2 * alpha * beta * square - alpha ** 2 * square ** 2);
      const measured = await growthOf(alpha, beta, waves, 10, 40);
      expect(rate > 0).toBe(1 + alpha * beta < 0);
      expect(measured > 0 ? "unstable" : "stable").toBe(verdict);
      expect(Math.abs(measured / rate - 1)).toBeLessThan(1e-5);
    },
  );
});
