import { describe, expect, it } from "vitest";
import { halfStepDifference, halfStepWarning } from "../../src/core/half-step-check";
import { models } from "../../src/core/models/index";
import { solvers } from "../../src/core/solvers/index";
import { isAdaptive } from "../../src/core/solvers/solver";
import { complete } from "../../src/core/spec/complete";
import type { RunSpecInput } from "../../src/core/spec/run-spec";
import { plain } from "../../src/engine/backends/plain/run";

const decay = (dt: number, method = "euler", more: Partial<RunSpecInput> = {}): RunSpecInput => ({
  version: 1,
  model: "custom",
  species: { u: { range: [0, 2] } },
  equations: { u: "-u" },
  grid: { shape: [4, 4] },
  initial: { kind: "noise", around: { u: 1 }, amplitude: 0 },
  integrator: { method, dt },
  precision: "f64",
  steps: 10,
  ...more,
});
const check = (spec: RunSpecInput) => halfStepDifference(complete(spec), plain);

describe("comparison with half the step (trap 10)", () => {
  it("measures the difference that the methods have by hand: (1 − h)ⁿ against (1 − h/2)²ⁿ", async () => {
    const [h, n] = [0.125, 10];
    const { shares, steps, dt } = await check(decay(h));
    expect({ steps, dt }).toEqual({ steps: n, dt: h });
    // A uniform field is measured by its size, 1 at the start.
    expect(shares["u"]).toBeCloseTo((1 - h / 2) ** (2 * n) - (1 - h) ** n, 14);
  });

  it("shrinks with the step as the order says", async () => {
    const shareAt = async (method: string, dt: number) => (await check(decay(dt, method, { steps: Math.round(1 / dt) }))).shares["u"]!;
    for (const [method, order] of [
      ["euler", 1],
      ["heun", 2],
      ["adams-bashforth", 2],
      ["ssprk3", 3],
      ["rk4", 4],
    ] as const) {
      const halvings = Math.log2((await shareAt(method, 0.1)) / (await shareAt(method, 0.05)));
      expect(Math.abs(halvings - order)).toBeLessThan(0.25);
    }
  });

  it("warns of a result that is finite, stable and wrong, and is silent where the step is fine", async () => {
    const wrong = complete(decay(1.8));
    expect(wrong.warnings).toEqual([]);
    const warning = halfStepWarning(await halfStepDifference(wrong, plain));
    expect(warning).toMatch(/^Step too coarse: after 10 steps of dt = 1\.8, u differs by \d+ % of its spread from a run with half the step\. Use/);
    expect(halfStepWarning(await check(decay(0.01)))).toBeNull();
  });

  const quiet = [...models].flatMap((model) =>
    model.kind === "equations" && !/noise|events/.test(Object.values(model.equations).join())
      ? model.presets
          .filter(({ integrator = model.integrator }) => !isAdaptive(solvers.get(integrator.method)))
          .map((preset) => [model.id, preset.id, preset] as const)
      : [],
  );
  it.each(quiet)("is content with %s, preset %s, and takes the first 200 steps of a longer run", async (model, _, preset) => {
    const { id: _id, title: _title, note: _note, ...settings } = preset;
    const difference = await check({ version: 1, model, ...settings, grid: { ...settings.grid, shape: [48, 48] }, steps: 5000 });
    expect(difference.steps).toBe(200);
    expect(halfStepWarning(difference)).toBeNull();
    expect(Math.max(...Object.values(difference.shares))).toBeGreaterThan(0);
  });

  it("does not measure what has died out by what is left of it", async () => {
    const { shares } = await check(decay(0.1, "euler", { initial: { kind: "noise", around: { u: 1 }, amplitude: 0.1 }, steps: 200 }));
    expect(shares["u"]).toBeLessThan(1e-3);
  });

  it("says why where there is nothing to compare", async () => {
    await expect(check({ version: 1, model: "mfn", grid: { shape: [8, 8] }, steps: 4 })).rejects.toThrow(/equation of V draws random numbers/);
    await expect(check({ version: 1, model: "mfn-reference", grid: { shape: [8, 8] }, steps: 4 })).rejects.toThrow(/a step of its own/);
    await expect(check(decay(0.1, "dormand-prince"))).rejects.toThrow(/chooses its steps by their error; compare with a smaller rtol/);
  });
});
