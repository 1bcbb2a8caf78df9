import { expect, it } from "vitest";
import { watch } from "../../support/model-runs";

/**
 * Tyson & Fife's oscillations exist for ½ < f < 1 + √2 in the limit q, ε → 0. At q = 0.002, ε = 0.02 the uniform state's trace
 * vanishes at f = 0.516 and 2.360, so 3.5 % is the nearest that a run can tell.
 */
const swings = async (f: number): Promise<number> => {
  const frames = await watch(
    {
      model: "oregonator",
      parameters: { f, q: 0.002, epsilon: 0.02 },
      grid: { shape: [1, 2], spacing: 10 },
      initial: { kind: "noise", around: "fixed-point", amplitude: 1e-5 },
      integrator: { method: "bogacki-shampine", dt: 1e-3, rtol: 1e-5, atol: 1e-8 },
      precision: "f64",
      steps: 12000,
      record: { every: 20 },
    },
    (read) => read("v")[0]!,
  );
  const late = frames.slice(-300).map(({ taken }) => taken);
  return Math.max(...late) - Math.min(...late);
};

it.each([
  [0.965 * 0.5, "rests"],
  [1.065 * 0.5, "oscillates"],
  [0.955 * (1 + Math.SQRT2), "oscillates"],
  [1.01 * (1 + Math.SQRT2), "rests"],
])("the Oregonator with f = %d %s", async (f, expected) => {
  const amplitude = await swings(f);
  if (expected === "rests") expect(amplitude).toBeLessThan(1e-5);
  else expect(amplitude).toBeGreaterThan(0.1);
});
