import { describe, expect, it } from "vitest";
import { frontOf, slope, watch, type Point } from "../../support/model-runs";

const stimulated = { kind: "expression", u: "heaviside(0.08*Lx - x)", v: "0" } as const;

async function frontSpeed(a: number, spacing: number): Promise<number> {
  const frames = await watch(
    {
      model: "aliev-panfilov",
      parameters: { a },
      grid: { shape: [1, Math.round(80 / spacing)], spacing },
      initial: stimulated,
      integrator: { method: "rk4", dt: 0.1 * spacing },
      steps: Math.round(400 / spacing),
      record: { every: Math.round(20 / spacing) },
    },
    (read) => spacing * frontOf(read("u"), 0.5),
  );
  return slope(frames.slice(8).map(({ t, taken }): Point => [t, taken]));
}

describe("Aliev–Panfilov", () => {
  // Recovery is slow at rest (ε₀ = 0.002): in the front the equation is bistable with threshold a. The speed on the grid falls
  // short by a share of h², which two grids take off; recovery within the front leaves less than 1 %.
  it.each([0.15, 0.05])("has a front that runs at (1 − 2a)√(kD/2), a = %d", async (a) => {
    const [coarse, fine] = [await frontSpeed(a, 0.4), await frontSpeed(a, 0.2)];
    const continuum = (4 * fine - coarse) / 3;
    expect(Math.abs(continuum / (2 * (1 - 2 * a)) - 1)).toBeLessThan(0.01);
  });

  // Aliev & Panfilov chose their unit of time, 12.9 ms, for the pulse of their figures to last the 330 ms of dog's heart.
  it("has action potentials of 330 ms, from the rise through a tenth of the height to the fall below it", async () => {
    const frames = await watch(
      {
        model: "aliev-panfilov",
        grid: { shape: [1, 120], spacing: 0.5 },
        initial: stimulated,
        integrator: { method: "rk4", dt: 0.05 },
        steps: 1200,
        record: { every: 1 },
      },
      (read) => read("u")[60]!,
    );
    const level = 0.1 * Math.max(...frames.map(({ taken }) => taken));
    const above = frames.filter(({ taken }) => taken > level);
    expect(Math.abs(12.9 * (above.at(-1)!.t - above[0]!.t) - 330)).toBeLessThan(0.01 * 330);
  });
});
