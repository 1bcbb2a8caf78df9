import { describe, expect, it } from "vitest";
import { gridSquare, slope, watch, waveOf, type Point } from "../../support/model-runs";

const [cells, spacing, b] = [512, 0.5, 0.5];

/** Growth rates of the waves that fit 5 to 36 times into a ring of film of height u, from tiny noise. */
async function growthRates(u: number, A: number): Promise<{ k: number; growth: number }[]> {
  const counts = Array.from({ length: 32 }, (_, i) => i + 5);
  const frames = await watch(
    {
      model: "thin-film",
      parameters: { A, b },
      grid: { shape: [1, cells], spacing },
      boundary: "periodic",
      initial: { kind: "noise", around: { u }, amplitude: 1e-6 },
      integrator: { method: "heun", dt: 0.0015 / u ** 3 },
      precision: "f64",
      steps: 10_000,
      record: { every: 2500 },
    },
    (read) => {
      const field = read("u");
      return counts.map((count) => Math.log(waveOf(field, count).amplitude));
    },
  );
  return counts.map((count, i) => ({
    k: (2 * Math.PI * count) / (cells * spacing),
    growth: slope(frames.map(({ t, taken }): Point => [t, taken[i]!])),
  }));
}

describe("thin film", () => {
  it.each([
    [1, 0.5],
    [1.2, 0.6],
  ])("breaks up fastest at the wavelength 2π√(2/Π′), every wave growing at u³k²(Π′ − k²): height %d, A = %d", async (u, A) => {
    const steepness = A * (3 / u ** 4 - (4 * b) / u ** 5);
    const rates = await growthRates(u, A);
    // Exact for the k² of the grid.
    for (const { k, growth } of rates) {
      const square = gridSquare(k, spacing);
      expect(growth).toBeCloseTo(u ** 3 * square * (steepness - square), 5);
    }
    // Growth over k² is a line in k²; half of where it crosses 0 is the fastest wave. The grid's k² is smaller by (kh)²/12, 1 % there.
    const line = rates.map(({ k, growth }): Point => [k ** 2, growth / k ** 2]);
    const fall = -slope(line);
    const top = line.reduce((sum, [x, y]) => sum + y + fall * x, 0) / line.length;
    expect(Math.abs(Math.sqrt(fall / top) / Math.sqrt(1 / steepness) - 1)).toBeLessThan(0.01);
    const fastest = rates.reduce((best, next) => (next.growth > best.growth ? next : best));
    expect(Math.abs(fastest.k / Math.sqrt(steepness / 2) - 1)).toBeLessThan(0.05);
  });

  it("keeps a film of 4b/3 or less whole, breaks a higher one into drops on a film of about b, and keeps the volume", async () => {
    const run = async (u: number) => {
      const frames = await watch(
        {
          model: "thin-film",
          parameters: { A: 0.5, b },
          grid: { shape: [40, 40], spacing: 1 },
          initial: { kind: "noise", around: { u }, amplitude: 0.02 },
          integrator: { method: "bogacki-shampine", dt: 0.001 },
          steps: 8000,
          record: { every: 8000 },
        },
        (read) => Array.from(read("u")),
      );
      const { taken, t } = frames[0]!;
      return { t, least: Math.min(...taken), most: Math.max(...taken), mean: taken.reduce((sum, value) => sum + value, 0) / taken.length };
    };
    const whole = await run((4 / 3) * b);
    expect(whole.most - whole.least).toBeLessThan(0.02);
    const drops = await run(1);
    expect(drops.most).toBeGreaterThan(2);
    // A little above b: the pressure of the drops holds it there.
    expect(drops.least).toBeGreaterThan(b);
    expect(drops.least).toBeLessThan(1.15 * b);
    expect(drops.mean).toBeCloseTo(1, 2);
  });
});
