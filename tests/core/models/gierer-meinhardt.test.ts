import { describe, expect, it } from "vitest";
import { framesOf, growthOfWave } from "../../support/measured-runs";

describe("Gierer–Meinhardt", () => {
  it.each([
    [30, 14.03, 0.3715],
    [20, 12.89, 0.2791],
  ])("grows at D = %d with the wavelength %d at the rate %d", async (D, wavelength, rate) => {
    const cells = 48;
    // One wave of the predicted length, and one a quarter longer and shorter: the predicted one grows fastest.
    const growth = async (length: number) => {
      const frames = await framesOf({
        version: 1,
        model: "gierer-meinhardt",
        parameters: { a: 0.1, b: 1, D },
        grid: { shape: [1, cells], spacing: length / cells },
        precision: "f64",
        initial: { kind: "expression", u: "1.1 + 1e-9*cos(2*pi*x/Lx)", v: "1.21" },
        integrator: { method: "rk4", dt: "auto" },
        steps: 40_000,
        record: { every: 500 },
      });
      return growthOfWave(
        frames.filter(({ time }) => time > 8 && time < 24),
        "u",
        1,
      ).growth;
    };
    expect(await growth(wavelength)).toBeCloseTo(rate, 3);
    expect(await growth(1.25 * wavelength)).toBeLessThan(rate - 0.005);
    expect(await growth(0.8 * wavelength)).toBeLessThan(rate - 0.005);
  });

  it("puts one peak into each predicted wavelength of a ring", async () => {
    const [last] = await framesOf({
      version: 1,
      model: "gierer-meinhardt",
      parameters: { a: 0.1, b: 1, D: 20 },
      grid: { shape: [1, 129], spacing: 1 },
      integrator: { method: "euler", dt: 0.008 },
      steps: 20_000,
    });
    const u = last!.fields.u!;
    const peaks = u.reduce((count, value, x) => count + Number(value > u[(x + 128) % 129]! && value >= u[(x + 1) % 129]!), 0);
    // 129/12.89 = 10; noise shifts the count by one or two.
    expect(Math.abs(peaks - 10)).toBeLessThanOrEqual(2);
  });
});
