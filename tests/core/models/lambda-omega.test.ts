import { describe, expect, it } from "vitest";
import { gridSquare, slope, unwound, watch, waveOf, type Point } from "../../support/model-runs";

const cells = 512;
const omega_1 = -1;

/** A plane wave of so many turns round the domain, with noise: amplitude r and phase of that wave over time. */
const waves = (turns: number, noise: number, steps: number, every: number) => {
  const q = (2 * Math.PI * turns) / cells;
  const r = Math.sqrt(1 - gridSquare(q, 1));
  return watch(
    {
      model: "lambda-omega",
      parameters: { omega_0: 1, omega_1, D: 1 },
      grid: { shape: [1, cells], spacing: 1 },
      boundary: "periodic",
      initial: { kind: "expression", u: `${r}*cos(${q}*x) + noise(${noise})`, v: `${r}*sin(${q}*x) + noise(${noise})` },
      integrator: { method: "rk4", dt: 0.1 },
      steps,
      record: { every },
    },
    (read) => ({ wave: waveOf(read("u"), turns), phase: Math.atan2(read("v")[0]!, read("u")[0]!) }),
  );
};

describe("λ–ω", () => {
  // Exact on the grid, with its own k² = (2 − 2cos q)/h²; RK4 at ω dt = 0.1 and f32 leave 1e-5.
  it.each([0, 20, 60])("has plane waves of amplitude² 1 − q² that turn at ω(r): %d turns", async (turns) => {
    const square = gridSquare((2 * Math.PI * turns) / cells, 1);
    const frames = await waves(turns, 0, 400, 10);
    const phases = unwound(frames.map(({ taken }) => taken.phase));
    const frequency = slope(frames.map(({ t }, i): Point => [t, phases[i]!]));
    expect(frequency).toBeCloseTo(1 + omega_1 * (1 - square), 4);
    if (turns > 0) expect(frames.at(-1)!.taken.wave.amplitude ** 2).toBeCloseTo(1 - square, 4);
  });

  // Kopell & Howard: stable where r² ≥ 2(1 + ω₁²)/(3 + 2ω₁²), here q² ≤ 1/5 (36.75 turns on the grid). Next to the threshold waves
  // grow too slowly to be told from the stable ones, so 8 % in q are left on either side.
  it("has plane waves that noise destroys beyond q² = 1/(3 + 2ω₁²) and not before", async () => {
    const final = async (turns: number) => (await waves(turns, 0.02, 12000, 12000)).at(-1)!.taken.wave.amplitude;
    const threshold = (cells * 2 * Math.asin(Math.sqrt(0.2) / 2)) / (2 * Math.PI);
    expect(await final(Math.floor(0.93 * threshold))).toBeGreaterThan(0.85);
    expect(await final(Math.ceil(1.08 * threshold))).toBeLessThan(0.3);
  });
});
