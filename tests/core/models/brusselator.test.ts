import { describe, expect, it } from "vitest";
import { framesOf, growthOfWave, slopeOf } from "../../support/measured-runs";

const parameters = { A: 3, D_u: 5, D_v: 12 };

/** Growth of a wave that fits once into a ring of the given length, on the state (A, B/A). */
async function growth(B: number, length: number): Promise<number> {
  const cells = 40;
  const frames = await framesOf({
    version: 1,
    model: "brusselator",
    parameters: { ...parameters, B },
    grid: { shape: [1, cells], spacing: length / cells },
    precision: "f64",
    initial: { kind: "expression", u: "3 + 1e-9*cos(2*pi*x/Lx)", v: `${B / 3}` },
    integrator: { method: "rk4", dt: 0.002 },
    steps: 12_000,
    record: { every: 500 },
  });
  return growthOfWave(frames.slice(8), "u", 1).growth;
}

describe("Brusselator", () => {
  it("grows with the wavelength 10.02 at the rate 0.2247, B = 9", async () => {
    expect(await growth(9, 10.02)).toBeCloseTo(0.2247, 3);
    expect(await growth(9, 12.02)).toBeLessThan(0.22);
    expect(await growth(9, 8.35)).toBeLessThan(0.22);
  });

  it("patterns from the Turing threshold 8.623 on, at λ = 10.10", async () => {
    expect(await growth(8.55, 10.1)).toBeLessThan(0);
    expect(await growth(8.7, 10.1)).toBeGreaterThan(0);
  });

  it("swings with the frequency A at the Hopf threshold B = 1 + A², and grows or shrinks at (B − 1 − A²)/2 about it", async () => {
    for (const B of [9.8, 10, 10.2]) {
      const frames = await framesOf({
        version: 1,
        model: "brusselator",
        parameters: { ...parameters, B },
        grid: { shape: [1, 4] },
        precision: "f64",
        initial: { kind: "expression", u: "3 + 1e-6", v: `${B / 3}` },
        integrator: { method: "rk4", dt: 0.005 },
        steps: 4_000,
        record: { every: 1 },
      });
      const swing = frames.map(({ fields }) => fields.u![0]! - 3);
      const tops = [...swing.keys()].filter((i) => swing[i]! > swing[i - 1]! && swing[i]! >= swing[i + 1]!);
      const times = tops.map((i) => frames[i]!.time);
      const half = (B - 10) / 2;
      expect((2 * Math.PI) / slopeOf([...tops.keys()], times)).toBeCloseTo(Math.sqrt(9 - half ** 2), 2);
      expect(
        slopeOf(
          times,
          tops.map((i) => Math.log(swing[i]!)),
        ),
      ).toBeCloseTo(half, 3);
    }
  });
});
