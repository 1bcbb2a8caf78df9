import { describe, expect, it } from "vitest";
import { frontOf, slope, watch, type Point } from "../../support/model-runs";

const spacing = 0.25;

/** A step from `left` down to `right` that becomes a shock. */
const shock = (left: number, right: number, nu: number) =>
  watch(
    {
      model: "burgers",
      parameters: { nu },
      grid: { shape: [1, 480], spacing },
      boundary: { "x-": { dirichlet: left }, "x+": { dirichlet: right }, other: "neumann" },
      initial: { kind: "expression", u: `${right} + ${left - right}*heaviside(30 - x)` },
      integrator: { method: "rk4", dt: 0.02 },
      precision: "f64",
      steps: 5000,
      record: { every: 250 },
    },
    (read) => {
      const u = Array.from(read("u"));
      return { u, place: spacing * frontOf(u, (left + right) / 2) };
    },
  );

describe("Burgers' equation", () => {
  it.each([
    [1, 0.2, 0.5],
    [0.8, 0, 0.7],
    [1, -0.4, 0.5],
  ])("has shocks from u_L = %d to u_R = %d that run at (u_L + u_R)/2 with the profile of a tanh, ν = %d", async (left, right, nu) => {
    const frames = (await shock(left, right, nu)).filter(({ t }) => t > 50);
    // What flows in and out sets the speed, exactly so for differences of a flux; reading it between cells leaves 1e-4.
    expect(slope(frames.map(({ t, taken }): Point => [t, taken.place]))).toBeCloseTo((left + right) / 2, 3);
    const { u, place } = frames.at(-1)!.taken;
    const exact = (x: number) => (left + right) / 2 - ((left - right) / 2) * Math.tanh(((left - right) * (x - place)) / (4 * nu));
    // Second order in the spacing over the shock's width 4ν/(u_L − u_R).
    const worst = Math.max(...u.map((value, i) => Math.abs(value - exact(i * spacing))));
    expect(worst / (left - right)).toBeLessThan((0.5 * (spacing * (left - right)) ** 2) / (4 * nu) ** 2);
  });

  it("follows Cole and Hopf's solution for a sine that decays: u = 4νk·Σ n·q^(n²)·bₙ sin/(b₀ + 2Σ …)", async () => {
    const [cells, nu] = [256, 0.5];
    const length = 32;
    const k = (2 * Math.PI) / length;
    const [last] = await watch(
      {
        model: "burgers",
        parameters: { nu },
        grid: { shape: [1, cells], spacing: length / cells },
        boundary: "periodic",
        initial: { kind: "expression", u: "sin(2*pi*x/Lx)" },
        integrator: { method: "rk4", dt: 0.004 },
        precision: "f64",
        steps: 2500,
        record: { every: 2500 },
      },
      (read) => Array.from(read("u")),
    );
    const { t, taken } = last!;
    // u = −2ν θ_x/θ with θ_t = νθ_xx and θ(x, 0) = exp(cos(kx)/(2νk)), summed from its values on a fine grid.
    const fine = 2048;
    const start = Array.from({ length: fine }, (_, j) => Math.exp(Math.cos((2 * Math.PI * j) / fine) / (2 * nu * k)));
    const b = Array.from({ length: 60 }, (_, n) => start.reduce((sum, value, j) => sum + value * Math.cos((2 * Math.PI * n * j) / fine), 0) / fine);
    const exact = (x: number) => {
      let [theta, slopeOfTheta] = [b[0]!, 0];
      for (let n = 1; n < b.length; n++) {
        const amplitude = 2 * b[n]! * Math.exp(-nu * (n * k) ** 2 * t);
        theta += amplitude * Math.cos(n * k * x);
        slopeOfTheta -= amplitude * n * k * Math.sin(n * k * x);
      }
      return (-2 * nu * slopeOfTheta) / theta;
    };
    const worst = Math.max(...taken.map((value, i) => Math.abs(value - exact((i * length) / cells))));
    expect(Math.max(...taken)).toBeGreaterThan(0.6);
    expect(worst).toBeLessThan(3e-3);
  });
});
