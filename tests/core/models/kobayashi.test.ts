import { describe, expect, it } from "vitest";
import type { RunSpecInput } from "../../../src/core/spec/run-spec";
import { frontOf, slope, watch, type Point } from "../../support/model-runs";

const quiet = { sigma: 0, epsilon: 0.01, tau: 0.0003, alpha: 0.9, gamma: 10, delta_4: 0, delta_6: 0 };

const sumOf = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0);

/** Distance from the corner, in cells, to where a crystal that grows there ends, in a direction in degrees. */
function reach(p: ArrayLike<number>, n: number, degrees: number): number {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const along = Array.from({ length: n - 1 }, (_, r) => {
    // Between four cells, for directions between the axes; the corner lies half a cell outside the first.
    const [x, y] = [r * cos, r * sin];
    const [i, j] = [Math.floor(x), Math.floor(y)];
    const at = (a: number, b: number) => p[Math.min(b, n - 1) * n + Math.min(a, n - 1)]!;
    const [s, t] = [x - i, y - j];
    return (1 - s) * (1 - t) * at(i, j) + s * (1 - t) * at(i + 1, j) + (1 - s) * t * at(i, j + 1) + s * t * at(i + 1, j + 1);
  });
  return frontOf(along, 0.5);
}

/** A quarter of a crystal, between mirrors: its reach by direction, that as cosines of multiples of the angle, and what it holds. */
const quarter = async (parameters: RunSpecInput["parameters"], steps: number) => {
  const n = 110;
  const [frame] = await watch(
    {
      model: "kobayashi",
      parameters: { ...quiet, ...parameters },
      grid: { shape: [n, n], spacing: 0.03 },
      initial: { kind: "expression", p: "heaviside(0.2^2 - (x + 0.015)^2 - (y + 0.015)^2)", T: "0" },
      steps,
      record: { every: steps },
    },
    (read) => {
      const [p, T] = [read("p").slice(), read("T")];
      return { p, heat: sumOf(T), solid: sumOf(p) };
    },
  );
  const { p, heat, solid } = frame!.taken;
  const toward = (degrees: number) => reach(p, n, degrees);
  const harmonic = (fold: number) => {
    const terms = Array.from({ length: 90 }, (_, i) => toward(i + 0.5) * Math.cos((fold * (i + 0.5) * Math.PI) / 180));
    return (2 * sumOf(terms)) / 90;
  };
  const seeded = sumOf(Array.from({ length: n ** 2 }, (_, i) => Number(((i % n) + 0.5) ** 2 + (Math.floor(i / n) + 0.5) ** 2 < (0.2 / 0.03) ** 2)));
  return { toward, harmonic, heat, grown: solid - seeded };
};

describe("Kobayashi's dendrites", () => {
  /** Speed of a plane front along x into a melt at temperature 0, without latent heat. */
  async function frontSpeed(delta_4: number, delta_6: number): Promise<number> {
    const spacing = 0.005;
    const frames = await watch(
      {
        model: "kobayashi",
        parameters: { ...quiet, K: 0, delta_4, delta_6 },
        grid: { shape: [1, 500], spacing },
        initial: { kind: "expression", p: "heaviside(0.3 - x)", T: "0" },
        integrator: { method: "euler", dt: 5e-6 },
        steps: 10_000,
        record: { every: 1000 },
      },
      (read) => spacing * frontOf(read("p"), 0.5),
    );
    return slope(frames.slice(3).map(({ t, taken }): Point => [t, taken]));
  }

  it.each([
    [0, 0],
    [0.05, 0],
    [0, 0.03],
  ])("has plane fronts of speed √2·m·ε(θ)/τ along x, δ₄ = %d, δ₆ = %d", async (delta_4, delta_6) => {
    // p(1 − p)(p − ½ + m) is bistable with the threshold ½ − m (Nagumo's front). The stand-in for the arctangent takes off 0.1 %.
    const m = (0.9 / Math.PI) * Math.atan(10);
    const speed = (Math.SQRT2 * m * 0.01 * (1 + delta_4 + delta_6)) / 0.0003;
    expect(Math.abs((await frontSpeed(delta_4, delta_6)) / speed - 1)).toBeLessThan(0.005);
  });

  it("has a driving force within 0.003·α/π of Kobayashi's arctangent", () => {
    const bend = (q: number) => ((Math.PI / 2) * q * (0.596 + Math.abs(q))) / (1 + 1.192 * Math.abs(q) + q ** 2);
    const worst = Array.from({ length: 4001 }, (_, i) => (i - 2000) / 50).map((q) => Math.abs(bend(q) - Math.atan(q)));
    expect(Math.max(...worst)).toBeLessThan(0.003);
  });

  it("grows four branches along the axes and none between them", async () => {
    const { toward, harmonic, heat, grown } = await quarter({ K: 1.6, delta_4: 0.05 }, 1400);
    expect(toward(90) / toward(0)).toBeCloseTo(1, 3);
    expect(toward(45) / toward(0)).toBeLessThan(0.65);
    for (const fold of [2, 6]) expect(Math.abs(harmonic(fold))).toBeLessThan(0.3 * harmonic(4));
    // All heat is what the melt gave off in freezing: none leaves between mirrors.
    expect(heat / (1.6 * grown)).toBeCloseTo(1, 4);
  });

  it("grows six branches 60° apart, and none between them", async () => {
    const { toward, harmonic } = await quarter({ K: 1.6, delta_6: 0.03 }, 1400);
    // Cells as wide as the interface, Kobayashi's own, make the branch along the grid a tenth shorter.
    expect(Math.abs(toward(60) / toward(0) - 1)).toBeLessThan(0.12);
    for (const between of [30, 90]) expect(toward(between) / toward(0)).toBeLessThan(0.85);
    for (const fold of [2, 4]) expect(Math.abs(harmonic(fold))).toBeLessThan(0.3 * harmonic(6));
  });
});
