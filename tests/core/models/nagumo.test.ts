import { describe, expect, it } from "vitest";
import { frontOf, slope, watch, type Point } from "../../support/model-runs";

/** Speed of the front between 1 on the left and 0 on the right. */
async function frontSpeed(a: number, D: number, spacing: number): Promise<number> {
  const frames = await watch(
    {
      model: "nagumo",
      parameters: { a, D },
      grid: { shape: [1, Math.round(80 / spacing)], spacing },
      initial: { kind: "expression", u: "heaviside(40 - x)" },
      integrator: { method: "rk4", dt: 0.02 },
      steps: 4000,
      record: { every: 100 },
    },
    (read) => spacing * frontOf(read("u"), 0.5),
  );
  return slope(frames.filter(({ t }) => t > 30).map(({ t, taken }): Point => [t, taken]));
}

describe("Nagumo's bistable medium", () => {
  // The second differences of a grid of 0.25 change the speed by 0.06 to 0.13 %; the next test sees that fall as h².
  it.each([
    [0.25, 1, 0.35355],
    [0.4, 1, 0.14142],
    [0.25, 0.5, 0.25],
    [0.75, 1, -0.35355],
  ])("has a front of speed (1 − 2a)√(D/2): a = %d, D = %d, speed %d", async (a, D, speed) => {
    expect(speed).toBeCloseTo((1 - 2 * a) * Math.sqrt(D / 2), 5);
    expect(Math.abs((await frontSpeed(a, D, 0.25)) / speed - 1)).toBeLessThan(0.002);
  });

  it("comes nearer to it with the square of the spacing, and stands still at a = ½", async () => {
    const exact = 0.5 / Math.SQRT2;
    const [coarse, fine] = [(await frontSpeed(0.25, 1, 0.5)) - exact, (await frontSpeed(0.25, 1, 0.25)) - exact];
    expect(Math.log2(coarse / fine)).toBeCloseTo(2, 0);
    expect(Math.abs(await frontSpeed(0.5, 1, 0.25))).toBeLessThan(1e-5);
  });
});
