import { describe, expect, it } from "vitest";
import { frontOf, slope, watch, type Point } from "../../support/model-runs";

/** From u = 0 with the velocity 4a sech(ax), x from the middle. */
const pushed = <T>(a: number, spacing: number, cells: number, steps: number, take: (u: ArrayLike<number>) => T, parameters = {}) =>
  watch(
    {
      model: "sine-gordon",
      parameters: { alpha: 0, J: 0, ...parameters },
      grid: { shape: [1, cells], spacing },
      boundary: "neumann",
      initial: { kind: "expression", u: "0", v: `8*${a}/(exp(${a}*(x - Lx/2)) + exp(-${a}*(x - Lx/2)))` },
      integrator: { method: "rk4", dt: 0.02 },
      steps,
      record: { every: 10 },
    },
    (read) => take(read("u")),
  );

describe("sine–Gordon", () => {
  it.each([0.6, 0.8, 0.9])("has breathers of frequency √(1 − a²) and height 4 arctan(a/√(1 − a²)), a = %d", async (a) => {
    const omega = Math.sqrt(1 - a ** 2);
    const frames = await pushed(a, 0.1, 400, Math.round((6.2 * Math.PI) / omega / 0.02), (u) => u[200]!);
    const crossings = frames.slice(1).flatMap(({ t, taken }, i) => {
      const before = frames[i]!;
      return before.taken * taken < 0 ? [before.t + ((t - before.t) * before.taken) / (before.taken - taken)] : [];
    });
    // Second order in the spacing: 1e-3 for the narrowest.
    expect(Math.abs(Math.PI / slope(crossings.map((t, i): Point => [i, t])) / omega - 1)).toBeLessThan(1.5e-3);
    expect(Math.max(...frames.map(({ taken }) => taken)) / (4 * Math.atan(a / omega))).toBeCloseTo(1, 2);
  });

  it.each([1.25, 2])("has kinks of speed √(1 − 1/a²), contracted to 1/a of their width, a = %d", async (a) => {
    const [spacing, cells] = [0.05, 1000];
    const frames = await pushed(a, spacing, cells, 1000, (u) => {
      const place = frontOf(u, Math.PI);
      const [low, high] = [Math.floor(place) - 1, Math.floor(place) + 2];
      return { place: spacing * place, steepness: (u[low]! - u[high]!) / (3 * spacing) };
    });
    const late = frames.filter(({ t }) => t > 10);
    const speed = slope(late.map(({ t, taken }): Point => [t, taken.place]));
    expect(Math.abs(speed / Math.sqrt(1 - 1 / a ** 2) - 1)).toBeLessThan(2e-3);
    // A kink at rest, 4 arctan e^x, has the steepness 2; Lorentz's factor is a. Three cells of a curved profile take off a/10 %.
    const factor = late.reduce((sum, { taken }) => sum + taken.steepness, 0) / late.length / 2;
    expect(Math.abs(factor / a - 1)).toBeLessThan(0.01);
    expect(Math.abs(factor * Math.sqrt(1 - speed ** 2) - 1)).toBeLessThan(0.01);
  });

  it("balances loss and gain of a driven kink at the speed 1/√(1 + (4α/πJ)²)", async () => {
    // McLaughlin & Scott 1978, Phys. Rev. A 18:1652, to first order in α and J; the next is of the order of J², 1 % here.
    const [alpha, J] = [0.05, 0.05];
    const spacing = 0.1;
    const frames = await pushed(2, spacing, 2400, 5000, (u) => spacing * frontOf(u, Math.PI), { alpha, J });
    const speed = slope(frames.filter(({ t }) => t > 70).map(({ t, taken }): Point => [t, taken]));
    expect(Math.abs(speed * Math.sqrt(1 + ((4 * alpha) / (Math.PI * J)) ** 2) - 1)).toBeLessThan(0.02);
  });
});
