import { describe, expect, it } from "vitest";
import { gridSquare, slope, unwound, watch, waveOf, type Point } from "../../support/model-runs";

const [cells, waves, spacing] = [64, 3, 0.5];
const k = (2 * Math.PI * waves) / (cells * spacing);

/** A standing wave: its phase angle in the plane of u and −v/ω, and its energy, at each time. */
const standing = (c: number, damping: number, omega: number) =>
  watch(
    {
      model: "wave",
      parameters: { c, k: damping },
      grid: { shape: [1, cells], spacing },
      boundary: "periodic",
      initial: { kind: "expression", u: `cos(${k}*x)`, v: `${-damping / 2}*cos(${k}*x)` },
      integrator: { method: "rk4", dt: 0.02 },
      precision: "f64",
      steps: 5000,
      record: { every: 20 },
    },
    (read) => {
      const [u, v] = [Array.from(read("u")), Array.from(read("v"))];
      const [a, b] = [u, v].map((field) => waveOf(field, waves).amplitude * Math.cos(waveOf(field, waves).phase)) as [number, number];
      const strain = u.map((value, i) => (u[(i + 1) % cells]! - value) / spacing);
      return {
        angle: Math.atan2(-(b + (damping / 2) * a) / omega, a),
        size: Math.hypot((b + (damping / 2) * a) / omega, a),
        energy: v.reduce((sum, value, i) => sum + value ** 2 / 2 + (c ** 2 * strain[i]! ** 2) / 2, 0),
      };
    },
  );

describe("wave equation", () => {
  it.each([1, 1.7])("lets standing waves swing at ω = 2c sin(kh/2)/h and keeps their energy, c = %d", async (c) => {
    const omega = c * Math.sqrt(gridSquare(k, spacing));
    expect(omega).toBeCloseTo((2 * c * Math.sin((k * spacing) / 2)) / spacing, 12);
    const frames = await standing(c, 0, omega);
    const angles = unwound(frames.map(({ taken }) => taken.angle));
    // RK4 falls behind by (ωΔt)⁴/120 and damps by (ωΔt)⁶/144 a step: below 1e-7 over this run.
    expect(slope(frames.map(({ t }, i): Point => [t, angles[i]!])) / omega).toBeCloseTo(1, 7);
    expect(frames.at(-1)!.taken.energy / frames[0]!.taken.energy).toBeCloseTo(1, 7);
    // In the continuum ω = ck; three waves on 64 cells are slower by (kh)²/24.
    expect(omega / (c * k)).toBeCloseTo(1 - (k * spacing) ** 2 / 24, 4);
  });

  it("damps them at half the damping, at the frequency √(ω² − k²/4)", async () => {
    const damping = 0.2;
    const omega = Math.sqrt(gridSquare(k, spacing) - damping ** 2 / 4);
    const frames = await standing(1, damping, omega);
    const angles = unwound(frames.map(({ taken }) => taken.angle));
    expect(slope(frames.map(({ t }, i): Point => [t, angles[i]!])) / omega).toBeCloseTo(1, 6);
    expect(slope(frames.map(({ t, taken }): Point => [t, Math.log(taken.size)]))).toBeCloseTo(-damping / 2, 6);
  });
});
