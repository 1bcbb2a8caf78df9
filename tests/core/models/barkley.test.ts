import { expect, it } from "vitest";
import { frontOf, slope, watch, type Point } from "../../support/model-runs";

/** Speed of a plane front into rest, with two cells to the width √ε. */
async function frontSpeed(b: number, epsilon: number): Promise<number> {
  const spacing = 0.5 * Math.sqrt(epsilon);
  const dt = 0.25 * spacing ** 2;
  const frames = await watch(
    {
      model: "barkley",
      parameters: { a: 0.75, b, epsilon },
      grid: { shape: [1, 800], spacing },
      initial: { kind: "expression", u: "heaviside(0.05*Lx - x)", v: "0" },
      integrator: { method: "rk4", dt },
      steps: 4000,
      record: { every: 400 },
    },
    (read) => spacing * frontOf(read("u"), 0.5),
  );
  return slope(frames.slice(4).map(({ t, taken }): Point => [t, taken]));
}

/**
 * While v stays at rest the equation of u is bistable with threshold θ = b/a, of which the front runs at (1 − 2θ)/√(2ε):
 * the leading order of the theory of fast and slow parts (Tyson & Keener 1988, Physica D 32:327). That v rises within
 * the front slows it in proportion to ε, which the two values of ε take off; ε² and a grid of half √ε leave less than 0.5 %.
 */
it.each([0.06, 0.03])("Barkley's front into rest runs at (1 − 2b/a)/√(2ε) for small ε, b = %d", async (b) => {
  const [coarse, fine] = [await frontSpeed(b, 0.02), await frontSpeed(b, 0.01)].map((speed, i) => speed * Math.sqrt([0.02, 0.01][i]!));
  const limit = 2 * fine! - coarse!;
  expect(Math.abs(limit / ((1 - (2 * b) / 0.75) / Math.SQRT2) - 1)).toBeLessThan(0.005);
});
