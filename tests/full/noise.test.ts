import { describe, expect, it } from "vitest";
import { simulate } from "../../src/core/simulate";
import { plain } from "../../src/engine/backends/plain/run";

describe("a thousand seeds", () => {
  /** Ornstein–Uhlenbeck: u_t = −u/τ + σ ξ. Euler–Maruyama has the stationary variance σ²dt / (1 − (1 − dt/τ)²), exactly. */
  it("give an Ornstein–Uhlenbeck field its stationary variance and no mean", async () => {
    const [tau, sigma, dt, seeds, cells] = [2, 0.3, 0.1, 1000, 16];
    let [sum, squares] = [0, 0];
    for (let seed = 1; seed <= seeds; seed++) {
      const { fields } = await simulate(
        {
          version: 1,
          model: "custom",
          species: { u: {} },
          params: { tau, sigma },
          equations: { u: "-u/tau + noise(sigma)" },
          grid: { shape: [4, 4] },
          initial: { kind: "noise", around: { u: 0 }, amplitude: 0 },
          integrator: { dt },
          precision: "f64",
          seed,
          steps: 400,
        },
        plain,
      );
      for (const value of fields["u"]!) [sum, squares] = [sum + value, squares + value * value];
    }
    const n = seeds * cells;
    const variance = (sigma * sigma * dt) / (1 - (1 - dt / tau) ** 2);
    expect(Math.abs(sum / n)).toBeLessThan(4 * Math.sqrt(variance / n));
    expect(Math.abs(squares / n / variance - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
  });
});
