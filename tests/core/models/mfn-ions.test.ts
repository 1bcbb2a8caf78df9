import { describe, expect, it } from "vitest";
import { models } from "../../../src/core/models/index";
import { thermalVoltage } from "../../../src/core/membrane/nernst";
import { watch } from "../../support/model-runs";

const presetOf = (id: string, side: number) => {
  const { parameters, grid, integrator, initial } = models.get("mfn-ions").presets.find((preset) => preset.id === id)!;
  return { parameters, grid: { ...grid, shape: [side, side] as [number, number] }, integrator, initial };
};
/** The fields at the end of a preset. */
async function end(id: string, steps: number, parameters = {}, side = 48): Promise<Record<string, Float64Array>> {
  const preset = presetOf(id, side);
  const spec = { model: "mfn-ions", ...preset, parameters: { ...preset.parameters, ...parameters }, steps, record: { every: steps } } as Parameters<
    typeof watch
  >[0];
  const frames = await watch(spec, (read) => Object.fromEntries(["V", "Na", "K", "Cl", "Ca", "a"].map((field) => [field, read(field)])));
  return frames.at(-1)!.taken;
}
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
const correlation = (a: Float64Array, b: Float64Array) => {
  const [ma, mb] = [mean(a), mean(b)];
  const product = (u: Float64Array, mu: number, v: Float64Array, mv: number) => u.reduce((sum, x, i) => sum + (x - mu) * (v[i]! - mv), 0);
  return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb));
};
const spread = (values: Float64Array) => Math.max(...values) - Math.min(...values);

describe("MFN with several ions", () => {
  it("shows the activator in the potential, in some hundred steps: up by sodium channels, down by potassium channels", async () => {
    const [up, down] = [await end("depolarised", 400), await end("depolarised", 400, { g_Na: 0, g_K: 20 })];
    expect(correlation(up["V"]!, up["a"]!)).toBeGreaterThan(0.8);
    expect(spread(up["V"]!)).toBeGreaterThan(25);
    expect(correlation(down["V"]!, down["a"]!)).toBeLessThan(-0.8);
  });

  it("raises calcium tenfold under calcium channels, and moves the potential by less than a millivolt", async () => {
    const { Ca, V } = await end("calcium", 400);
    expect(Math.max(...Ca!) / Math.min(...Ca!)).toBeGreaterThan(10);
    expect(spread(V!)).toBeLessThan(1);
  });

  it("keeps its gradients by the sodium pump, and loses them without it", async () => {
    const quiet = { g_Na: 0, sigma: 0 };
    const [pumped, blocked] = [await end("depolarised", 6000, quiet, 8), await end("blocked", 6000, quiet, 8)];
    expect(mean(pumped["V"]!)).toBeCloseTo(-75, 0);
    expect(mean(pumped["Na"]!)).toBeLessThan(14);
    expect(mean(blocked["Na"]!)).toBeGreaterThan(60);
    expect(mean(blocked["V"]!)).toBeGreaterThan(mean(pumped["V"]!) + 15);
    // Chloride is passive: it settles at its equilibrium potential.
    expect(mean(pumped["V"]!)).toBeCloseTo(1e3 * thermalVoltage(310.15) * Math.log(mean(pumped["Cl"]!) / 150), 0);
  });

  it("keeps every ion where membranes are closed", async () => {
    const [before, after] = [await end("junction", 1), await end("junction", 500)];
    for (const name of ["Na", "K", "Cl", "Ca"]) expect(Math.abs(mean(after[name]!) / mean(before[name]!) - 1)).toBeLessThan(1e-12);
    expect(spread(after["V"]!)).toBeGreaterThan(1);
  });
});
