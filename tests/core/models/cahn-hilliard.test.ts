import { describe, expect, it } from "vitest";
import { gridSquare, slope, watch, waveOf, type Point } from "../../support/model-runs";

describe("Cahn–Hilliard", () => {
  it.each([
    [0, 1],
    [0.3, 0.5],
  ])("separates fastest at the wavelength 2π√(2γ/(1 − 3u²)), every wave growing at k²(1 − 3u² − γk²): u = %d, γ = %d", async (u, gamma) => {
    const [cells, spacing] = [512, 0.5];
    const counts = Array.from({ length: 50 }, (_, i) => i + 5);
    const frames = await watch(
      {
        model: "cahn-hilliard",
        parameters: { M: 1, gamma },
        grid: { shape: [1, cells], spacing },
        initial: { kind: "noise", around: { u }, amplitude: 1e-6 },
        integrator: { method: "heun", dt: 0.001 },
        precision: "f64",
        steps: 10_000,
        record: { every: 2500 },
      },
      (read) => {
        const field = read("u");
        return counts.map((count) => Math.log(waveOf(field, count).amplitude));
      },
    );
    const unstable = 1 - 3 * u ** 2;
    const rates = counts.map((count, i) => ({
      k: (2 * Math.PI * count) / (cells * spacing),
      growth: slope(frames.map(({ t, taken }): Point => [t, taken[i]!])),
    }));
    for (const { k, growth } of rates) {
      const square = gridSquare(k, spacing);
      expect(growth).toBeCloseTo(square * (unstable - gamma * square), 4);
    }
    // Waves of the ring lie 3 % apart near the fastest, the top of the curve is flat.
    const fastest = rates.reduce((best, next) => (next.growth > best.growth ? next : best));
    expect(Math.abs((2 * Math.PI) / fastest.k / (2 * Math.PI * Math.sqrt((2 * gamma) / unstable)) - 1)).toBeLessThan(0.05);
  });

  it("coarsens as the cube root of time (Lifshitz & Slyozov) and keeps the amounts", async () => {
    const n = 192;
    const frames = await watch(
      {
        model: "cahn-hilliard",
        parameters: { M: 1, gamma: 0.5 },
        grid: { shape: [n, n], spacing: 1 },
        initial: { kind: "noise", around: { u: 0 }, amplitude: 0.1 },
        integrator: { method: "euler", dt: 0.04 },
        steps: 50_000,
        record: { every: 500 },
      },
      (read) => {
        const u = read("u");
        let [gradients, total] = [0, 0];
        for (let y = 0; y < n; y++) {
          for (let x = 0; x < n; x++) {
            const here = u[y * n + x]!;
            gradients += (u[y * n + ((x + 1) % n)]! - here) ** 2 + (u[((y + 1) % n) * n + x]! - here) ** 2;
            total += here;
          }
        }
        return { length: n ** 2 / gradients, mean: total / n ** 2 };
      },
    );
    // Area over length of interface, as ∫|∇u|² is proportional to that. Over one decade, t = 200 to 2000, five seeds gave 0.30 to
    // 0.33: some tens of domains are few, and diffusion along interfaces, t^(1/4), still has a share in it.
    const late = frames.filter(({ t }) => t >= 200);
    const exponent = slope(late.map(({ t, taken }): Point => [Math.log(t), Math.log(taken.length)]));
    expect(Math.abs(exponent - 1 / 3)).toBeLessThan(0.04);
    expect(Math.abs(frames.at(-1)!.taken.mean - frames[0]!.taken.mean)).toBeLessThan(1e-5);
  });
});
