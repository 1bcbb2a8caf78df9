import { describe, expect, it } from "vitest";
import { measureWavelength } from "../../../src/core/metrics/wavelength";
import { slope, watch, waveOf, type Point } from "../../support/model-runs";

const [a, c] = [12, 1];
const rest = a / 5;

/**
 * Where 1 + u² carries the state at rest u = a/5, the waves of k² = √(5bu/(c(1 + u²))) grow first, from
 * c(3u² − 5) − bu = 2√(5cbu(1 + u²)) on, whatever σ: the condition of Turing for the Jacobian of Lengyel & Epstein.
 */
const threshold = (() => {
  const cross = Math.sqrt(5 * c * rest * (1 + rest ** 2));
  return ((-cross + Math.sqrt(cross ** 2 + rest * c * (3 * rest ** 2 - 5))) / rest) ** 2;
})();
const critical = ((5 * threshold * rest) / (c * (1 + rest ** 2))) ** 0.25;

/** Growth rate of the critical wave, five of which make up the domain. */
async function growth(b: number, starch: number): Promise<number> {
  const cells = 80;
  const spacing = (5 * 2 * Math.PI) / critical / cells;
  const frames = await watch(
    {
      model: "lengyel-epstein",
      parameters: { a, b, c, starch },
      grid: { shape: [1, cells], spacing },
      initial: { kind: "expression", u: `${rest} + 1e-4*cos(${critical}*x)`, v: `${1 + rest ** 2}` },
      integrator: { method: "rk4", dt: 0.005 },
      precision: "f64",
      steps: 16000,
      record: { every: 800 },
    },
    (read) => Math.log(waveOf(read("u"), 5).amplitude),
  );
  return slope(frames.slice(8).map(({ t, taken }): Point => [t, taken]));
}

describe("Lengyel–Epstein", () => {
  // The rate is nearly straight in b over 4 %; on the grid k² is 1 % less, which moves the threshold, an extremum, by far less.
  it.each([10, 20])("forms patterns below b = 0.3956, whatever σ: %d", async (starch) => {
    const [below, above] = [await growth(0.98 * threshold, starch), await growth(1.02 * threshold, starch)];
    expect(threshold).toBeCloseTo(0.3956, 4);
    expect(below).toBeGreaterThan(0);
    expect(above).toBeLessThan(0);
    const measured = threshold * (0.98 + (0.04 * below) / (below - above));
    expect(Math.abs(measured / threshold - 1)).toBeLessThan(5e-4);
  });

  it("has patterns of the critical wavelength, 2π/k = 6.86, next to the threshold", async () => {
    const cells = 512;
    const frames = await watch(
      {
        model: "lengyel-epstein",
        parameters: { a, b: 0.37, c, starch: 20 },
        grid: { shape: [1, cells], spacing: 0.5 },
        integrator: { method: "euler", dt: 0.005 },
        steps: 40000,
        record: { every: 40000 },
      },
      (read) => read("u"),
    );
    const { value } = measureWavelength({ shape: [1, cells], values: frames[0]!.taken }, { spacing: 0.5 });
    // 37 waves fit: one more or less is 3 %, and the grid lengthens them by 1 %.
    expect(Math.abs(value! / ((2 * Math.PI) / critical) - 1)).toBeLessThan(0.05);
  });
});
