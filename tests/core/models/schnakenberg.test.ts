import { describe, expect, it } from "vitest";
import { measureWavelength } from "../../../src/core/metrics/wavelength";
import { framesOf, growthOfWave } from "../../support/measured-runs";

/** Growth of a wave that fits once into a ring, its length 2π/k, on the state (1, 0.9). */
async function growth(d: number, k: number): Promise<number> {
  const cells = 48;
  const frames = await framesOf({
    version: 1,
    model: "schnakenberg",
    parameters: { a: 0.1, b: 0.9, d },
    grid: { shape: [1, cells], spacing: (2 * Math.PI) / k / cells },
    precision: "f64",
    initial: { kind: "expression", u: "1 + 1e-8*cos(2*pi*x/Lx)", v: "0.9" },
    integrator: { method: "rk4", dt: "auto" },
    steps: 24_000,
    record: { every: 2_000 },
  });
  return growthOfWave(
    frames.filter(({ time }) => time > 10 && time < 50),
    "u",
    1,
  ).growth;
}

describe("Schnakenberg", () => {
  it("grows at the rate 0.0572 at d = 10 and 0.4110 at d = 40, for the fastest wave", async () => {
    // 48 cells to a wave resolve its k² to 0.15 %.
    expect(await growth(10, 0.5644)).toBeCloseTo(0.0572, 3);
    expect(await growth(40, (2 * Math.PI) / 14.94)).toBeCloseTo(0.411, 2);
  });

  it("patterns from the critical ratio 8.5676 on, at λ = 10.750", async () => {
    const k = (2 * Math.PI) / 10.75;
    expect(await growth(8.4, k)).toBeLessThan(0);
    expect(await growth(8.75, k)).toBeGreaterThan(0);
  });

  it("settles into spots whose distance is near the predicted wavelength 11.13", async () => {
    const [last] = await framesOf({
      version: 1,
      model: "schnakenberg",
      grid: { shape: [128, 128] },
      integrator: { method: "euler", dt: 0.02 },
      steps: 10_000,
    });
    const { value } = measureWavelength({ shape: [128, 128], values: last!.fields.u! });
    // Saturation picks among the band 8.9 to 14.05 that grows; the domain resolves some 8 %.
    expect(value! / 11.13).toBeGreaterThan(0.85);
    expect(value! / 11.13).toBeLessThan(1.15);
  });
});
