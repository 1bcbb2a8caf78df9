import { describe, expect, it } from "vitest";
import { slope, watch, type Point } from "../../support/model-runs";

/**
 * Barenblatt's solution of u_t = ∇²(u^m) in d dimensions, u = t^(−dβ)(C − κr²t^(−2β))₊^(1/(m−1)), with β = 1/(d(m − 1) + 2) and
 * κ = β(m − 1)/2m, from the time at which its height is 1 on. Between mirrors on a grid of spacing 1 about the corner.
 */
function barenblatt(m: 2 | 4, d: 1 | 2, C: number) {
  const beta = 1 / (d * (m - 1) + 2);
  const kappa = (beta * (m - 1)) / (2 * m);
  const start = C ** (1 / ((m - 1) * d * beta));
  const radius = (time: number) => Math.sqrt(C / kappa) * (start + time) ** beta;
  const square = d === 1 ? "(x + 0.5)^2" : "((x + 0.5)^2 + (y + 0.5)^2)";
  const base = `max(0, ${C} - ${kappa}*${square}*${start ** (-2 * beta)})`;
  const formula = `${start ** (-d * beta)}*${m === 2 ? base : `exp(log(max(1e-300, ${base}))/3)*(${base} > 0)`}`;
  const at = (time: number, r: number) =>
    (start + time) ** (-d * beta) * Math.max(0, C - kappa * r ** 2 * (start + time) ** (-2 * beta)) ** (1 / (m - 1));
  return { beta, start, radius, formula, at };
}

describe("porous medium", () => {
  it.each([
    [2, 1, 4],
    [4, 1, 30],
    [2, 2, 8],
    [4, 2, 8],
  ] as const)("spreads as Barenblatt's solution: exponent %d in %d dimensions, front ~ t^(1/(d(m − 1) + 2))", async (m, d, C) => {
    const { beta, start, radius, formula, at } = barenblatt(m, d, C);
    // Until the front has gone twice as far.
    const duration = start * (2 ** (1 / beta) - 1);
    const cells = Math.ceil(1.1 * radius(duration));
    const dt = m === 2 ? 0.1 : 0.05;
    const steps = 10 * Math.ceil(duration / dt / 10);
    const frames = await watch(
      {
        model: "porous-medium",
        parameters: { D_2: m === 2 ? 1 : 0, D_4: m === 4 ? 1 : 0 },
        grid: { shape: [d === 1 ? 1 : cells, cells], spacing: 1 },
        boundary: "neumann",
        initial: { kind: "expression", u: formula },
        integrator: { method: "euler", dt },
        precision: "f64",
        steps,
        record: { every: steps / 10 },
      },
      (read) => {
        const u = Array.from(read("u"));
        const r2 = (i: number) => ((i % cells) + 0.5) ** 2 + (d === 2 ? (Math.floor(i / cells) + 0.5) ** 2 : 0);
        const total = u.reduce((sum, value) => sum + value, 0);
        return { u, total, spread: u.reduce((sum, value, i) => sum + value * r2(i), 0) / total };
      },
    );
    const exponent = slope(frames.map(({ t, taken }): Point => [Math.log(start + t), Math.log(taken.spread) / 2]));
    expect(Math.abs(exponent / beta - 1)).toBeLessThan(0.002);
    const { t, taken } = frames.at(-1)!;
    const row = taken.u.slice(0, cells);
    const front = row.findIndex((value) => value < 1e-3 * row[0]!);
    expect(Math.abs(front - radius(t))).toBeLessThan(1.5);
    // For exponent 4 the profile ends as steeply as a cube root, which the last cell cannot follow.
    const worst = Math.max(...row.map((value, i) => Math.abs(value - at(t, Math.hypot(i + 0.5, d === 2 ? 0.5 : 0)))));
    expect(worst / row[0]!).toBeLessThan(m === 2 ? 0.01 : 0.05);
    expect(taken.total / frames[0]!.taken.total).toBeCloseTo(1, 10);
    // What is dry stays dry: ahead of the front there is no tail, but for cells that square what the one before them holds.
    expect(row[cells - 1]).toBeLessThan(1e-50);
    expect(Math.min(...taken.u)).toBeGreaterThanOrEqual(0);
  });
});
