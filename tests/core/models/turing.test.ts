import { describe, expect, it } from "vitest";
import { slope, watch, waveOf, type Point } from "../../support/model-runs";

/** Growth rate of ten waves on a ring of sixty cells. */
async function growth(parameters: Record<string, number>): Promise<number> {
  const X = (-25 + Math.sqrt(25 ** 2 + 7 * (57 + 55 * parameters.gamma!))) / 7;
  const frames = await watch(
    {
      model: "turing",
      parameters,
      grid: { shape: [1, 60], spacing: 1 },
      initial: { kind: "expression", X: `${X} + 1e-5*cos(pi*x/3)`, Y: "1" },
      integrator: { method: "rk4", dt: 0.1 },
      precision: "f64",
      steps: 2000,
      record: { every: 100 },
    },
    (read) => Math.log(waveOf(read("X"), 10).amplitude),
  );
  return slope(frames.slice(5).map(({ t, taken }): Point => [t, taken]));
}

/**
 * Turing chose his reactions so that at γ = 0 waves of six cells neither grow nor decay: there X = Y = 1, the Jacobian is
 * (−2, −25/16; 2, 3/2), and with the diffusivities ½ and ¼ its determinant is (1 − κ)²/8, κ = 4 sin²(k/2) being 1 for six cells.
 */
describe("Turing's ring of cells", () => {
  // The rate is nearly straight in γ: a residue of 2 % of the step from −0.01 to 0.01.
  it("is stable up to γ = 0 and no further", async () => {
    const [below, above] = [await growth({ gamma: -0.01 }), await growth({ gamma: 0.01 })];
    expect(below).toBeLessThan(0);
    expect(above).toBeGreaterThan(0);
    expect(Math.abs(-0.01 + (0.02 * below) / (below - above))).toBeLessThan(4e-4);
  });

  // Of six cells at γ = 0: (2 D_Y − 3/2 D_X)² = D_X D_Y/2 at D_X = 2 D_Y.
  it("is stable up to D_X = 2 D_Y and no further", async () => {
    const [below, above] = [await growth({ gamma: 0, D_X: 0.5, D_Y: 0.26 }), await growth({ gamma: 0, D_X: 0.5, D_Y: 0.24 })];
    expect(below).toBeLessThan(0);
    expect(above).toBeGreaterThan(0);
    expect(Math.abs(0.26 - (0.02 * below) / (below - above) - 0.25)).toBeLessThan(1e-3);
  });

  // Waves of six cells fit 3.3 times into the ring of twenty that Turing worked out by hand.
  it.each([1, 2, 3, 4])("has three lobes on a ring of twenty, which end at three places without Y (seed %d)", async (seed) => {
    const [frame] = await watch(
      {
        model: "turing",
        seed,
        grid: { shape: [1, 20], spacing: 1 },
        integrator: { method: "euler", dt: 0.05 },
        steps: 8000,
        record: { every: 8000 },
      },
      (read) => read("Y"),
    );
    const isEmpty = Array.from(frame!.taken, (Y) => Y < 0.01);
    expect(isEmpty.filter((empty, cell) => empty && !isEmpty[(cell + 19) % 20]).length).toBe(3);
    expect(Math.min(...frame!.taken)).toBeGreaterThanOrEqual(0);
  });
});
