import { describe, expect, it } from "vitest";
import { measureWavelength } from "../../../src/core/metrics/wavelength";
import { slope, watch, waveOf, type Point } from "../../support/model-runs";

/** Murray's figures. */
const { a, b, alpha, rho, K } = { a: 92, b: 64, alpha: 1.5, rho: 18.5, K: 0.1 };

/** The uniform state, by halving on u = a − h, v = b − h/α. */
const rest = (() => {
  const excess = (u: number) => a - u - (rho * u * (b - (a - u) / alpha)) / (1 + u + K * u ** 2);
  let [low, high] = [5, 15];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (excess(middle) < 0 === excess(low) < 0) low = middle;
    else high = middle;
  }
  return { u: low, v: b - (a - low) / alpha };
})();

/** The Jacobian there, and with it Turing's conditions: d·f_u + g_v = 2√(d·det) at k⁴ = det/d. */
const { criticalRatio, criticalWave } = (() => {
  const sum = 1 + rest.u + K * rest.u ** 2;
  const [h_u, h_v] = [(rho * rest.v * (1 - K * rest.u ** 2)) / sum ** 2, (rho * rest.u) / sum];
  const [f_u, f_v, g_u, g_v] = [-1 - h_u, -h_v, -h_u, -alpha - h_v];
  const det = f_u * g_v - f_v * g_u;
  const ratio = ((Math.sqrt(det) + Math.sqrt(det - f_u * g_v)) / f_u) ** 2;
  return { criticalRatio: ratio, criticalWave: (det / ratio) ** 0.25 };
})();

async function growth(d: number): Promise<number> {
  const cells = 80;
  const frames = await watch(
    {
      model: "thomas",
      parameters: { d },
      grid: { shape: [1, cells], spacing: (5 * 2 * Math.PI) / criticalWave / cells },
      initial: { kind: "expression", u: `${rest.u} + 1e-4*cos(${criticalWave}*x)`, v: `${rest.v}` },
      integrator: { method: "rk4", dt: 0.01 },
      precision: "f64",
      steps: 6000,
      record: { every: 300 },
    },
    (read) => Math.log(waveOf(read("u"), 5).amplitude),
  );
  return slope(frames.slice(8).map(({ t, taken }): Point => [t, taken]));
}

describe("Thomas, with Murray's figures", () => {
  it("comes to rest near u = 10, v = 9", async () => {
    const frames = await watch(
      {
        model: "thomas",
        grid: { shape: [1, 2] },
        initial: { kind: "noise", around: { u: 14, v: 12 }, amplitude: 0 },
        integrator: { method: "rk4", dt: 0.01 },
        steps: 3000,
        record: { every: 3000 },
      },
      (read) => [read("u")[0]!, read("v")[0]!],
    );
    const [u, v] = frames[0]!.taken as [number, number];
    // Murray gives whole numbers.
    expect([Math.round(u), Math.round(v)]).toEqual([10, 9]);
    expect(u).toBeCloseTo(rest.u, 3);
  });

  // The rate is nearly straight in d over 4 %.
  it("forms patterns from d = 9.63 on", async () => {
    const [below, above] = [await growth(0.98 * criticalRatio), await growth(1.02 * criticalRatio)];
    expect(criticalRatio).toBeCloseTo(9.63, 2);
    const measured = criticalRatio * (0.98 + (0.04 * below) / (below - above));
    expect(Math.abs(measured / criticalRatio - 1)).toBeLessThan(1e-3);
  });

  it("has patterns of the critical wavelength, 2π/k = 7.38, at d = 10", async () => {
    const cells = 400;
    const frames = await watch(
      {
        model: "thomas",
        grid: { shape: [1, cells], spacing: 0.6 },
        integrator: { method: "euler", dt: 0.01 },
        steps: 40000,
        record: { every: 40000 },
      },
      (read) => read("u"),
    );
    const { value } = measureWavelength({ shape: [1, cells], values: frames[0]!.taken }, { spacing: 0.6 });
    // 33 waves fit: one more or less is 3 %, and the grid lengthens them by 1 %.
    expect(Math.abs(value! / ((2 * Math.PI) / criticalWave) - 1)).toBeLessThan(0.05);
  });
});
