import { describe, expect, it } from "vitest";
import { slope, watch, type Point } from "../../support/model-runs";

describe("Allen–Cahn", () => {
  /** Rate at which the square of the radius falls; a quarter of a disc, or an eighth of a ball, between mirrors. */
  async function shrinking(shape: [number, number] | [number, number, number], spacing: number, D: number, radius: number, steps: number) {
    const [balls, measure] = shape.length === 2 ? [4, Math.PI] : [8, (4 / 3) * Math.PI];
    const place = (shape.length === 2 ? ["x", "y"] : ["x", "y", "z"]).map((axis) => `(${axis} + ${spacing / 2})^2`).join(" + ");
    const frames = await watch(
      {
        model: "allen-cahn",
        parameters: { D },
        grid: { shape, spacing },
        boundary: "neumann",
        initial: { kind: "expression", u: `tanh((${radius} - sqrt(${place}))/sqrt(2*D))` },
        integrator: { method: "heun", dt: (0.1 * spacing) / D },
        steps,
        record: { every: steps / 10 },
      },
      (read) => {
        const volume = Array.from(read("u")).reduce((sum, u) => sum + (u + 1) / 2, 0);
        return spacing ** 2 * ((balls * volume) / measure) ** (2 / shape.length);
      },
    );
    return slope(frames.map(({ t, taken }): Point => [t, taken]));
  }

  // Motion by mean curvature is the limit of thin interfaces, which leaves out D/R²; and the grid slows an interface of two or three
  // cells (√(2D)) by a percent or two.
  it("lets a disc shrink by its curvature, R² = R₀² − 2Dt", async () => {
    expect(Math.abs((await shrinking([76, 76], 0.5, 1, 32, 8000)) / -2 - 1)).toBeLessThan(0.02);
    expect(Math.abs((await shrinking([76, 76], 0.5, 2, 32, 8000)) / -4 - 1)).toBeLessThan(0.02);
  });

  it("lets a ball shrink by its curvature, R² = R₀² − 4Dt", async () => {
    expect(Math.abs((await shrinking([32, 32, 32], 1, 2, 24, 1000)) / -8 - 1)).toBeLessThan(0.03);
  });

  it("has interfaces of profile tanh(x/√(2D))", async () => {
    const [cells, spacing, D] = [160, 0.25, 1.5];
    const [last] = await watch(
      {
        model: "allen-cahn",
        parameters: { D },
        grid: { shape: [1, cells], spacing },
        boundary: "neumann",
        initial: { kind: "expression", u: "select(x < Lx/2, -1, 1)" },
        integrator: { method: "rk4", dt: 0.01 },
        steps: 3000,
        record: { every: 3000 },
      },
      (read) => Array.from(read("u")),
    );
    const middle = (cells / 2 - 0.5) * spacing;
    const errors = last!.taken.map((u, i) => Math.abs(u - Math.tanh((i * spacing - middle) / Math.sqrt(2 * D))));
    expect(Math.max(...errors)).toBeLessThan(2e-3);
  });
});
