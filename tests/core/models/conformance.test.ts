import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readEquation } from "../../../src/core/equations/equation";
import { evaluate } from "../../../src/core/equations/evaluate";
import { models } from "../../../src/core/models/index";
import { advanceSafely, startSimulation } from "../../../src/core/simulate";
import { complete } from "../../../src/core/spec/complete";
import { hashField } from "../../../src/core/spec/hash";
import type { RunSpecInput } from "../../../src/core/spec/run-spec";
import { plain } from "../../../src/engine/backends/plain/run";

/** A short run on a small grid, and the hash of each field. */
async function hashes(input: RunSpecInput, steps: number): Promise<Record<string, string>> {
  const completed = complete(input);
  const simulation = await startSimulation(completed, plain);
  await advanceSafely(simulation, steps);
  return Object.fromEntries(await Promise.all(simulation.fields.map(async (field) => [field, hashField(await simulation.read(field))] as const)));
}

it("every model file is in the registry", () => {
  const files = readdirSync(new URL("../../../src/core/models", import.meta.url)).filter((file) => file !== "index.ts");
  expect(files.map((file) => file.replace(/\.ts$/, "")).filter((id) => !models.has(id) && !id.startsWith("mfn-reference-"))).toEqual([]);
});

describe.each([...models].map((model) => [model.id, model] as const))("%s", (id, model) => {
  const small: RunSpecInput = { version: 1, model: id, grid: { shape: model.kind === "stepped" ? [24, 24] : [24, 20] } };

  it("says where it comes from and what each thing means", () => {
    expect(model.source).toMatch(/\d{4}|MyceliumFractalNet/);
    expect(model.summary.length).toBeGreaterThan(20);
    for (const param of Object.values(model.params)) expect(param.help.length).toBeGreaterThan(0);
    for (const { title } of Object.values(model.species)) expect(title.length).toBeGreaterThan(0);
  });

  it("has defaults within their ranges and equations that check", () => {
    const { spec, warnings } = complete({ version: 1, model: id });
    expect(warnings).toEqual([]);
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
  });

  it("has presets that stay below their stable step", () => {
    const ids = model.presets.map((preset) => preset.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id: _id, title: _title, note: _note, ...settings } of model.presets)
      expect(complete({ version: 1, model: id, ...settings }).warnings).toEqual([]);
  });

  it("gives the same bytes for the same seed and others for another", async () => {
    const once = await hashes({ ...small, seed: 5 }, 12);
    expect(await hashes({ ...small, seed: 5 }, 12)).toEqual(once);
    const drawsNothing = JSON.stringify(model.kind === "equations" ? [model.initial, model.equations] : "noise").match(/noise|events/) === null;
    if (!drawsNothing) expect(await hashes({ ...small, seed: 6 }, 12)).not.toEqual(once);
  });

  it("has presets that stay finite for a while", async () => {
    for (const { id: _id, title: _title, note: _note, ...settings } of model.presets) {
      const spec = complete({ version: 1, model: id, ...settings, grid: { ...settings.grid, shape: [32, 32] } });
      const simulation = await startSimulation(spec, plain);
      await advanceSafely(simulation, 400);
      expect(simulation.step).toBe(400);
    }
  });
});

describe.each([...models].filter((model) => model.kind === "equations").map((model) => [model.id, model] as const))(
  "%s by its equations",
  (id, model) => {
    it("keeps a uniform field uniform", async () => {
      const quiet = Object.fromEntries(
        Object.keys(model.params)
          .filter((name) => name === "sigma" || name === "lambda")
          .map((name) => [name, 0]),
      );
      const around = Object.fromEntries(Object.entries(model.species).map(([name, { range }]) => [name, range[0] + 0.4 * (range[1] - range[0])]));
      const spec = complete({
        version: 1,
        model: id,
        parameters: quiet,
        grid: { shape: [6, 7] },
        initial: { kind: "noise", around, amplitude: 0 },
        boundary: "neumann",
      });
      const simulation = await startSimulation(spec, plain);
      await advanceSafely(simulation, 5);
      for (const field of simulation.fields) expect(new Set(await simulation.read(field)).size).toBe(1);
    });

    it("has right-hand sides that are finite over the ranges of its species", () => {
      const { auxiliary = {} } = model;
      const scope = { species: Object.keys(model.species), params: Object.keys(model.params), auxiliary: Object.keys(auxiliary) };
      for (const text of Object.values({ ...model.equations, ...auxiliary })) {
        const { drift } = readEquation(text, scope);
        for (const at of [0.02, 0.5, 1]) {
          const value = evaluate(drift, (name) => {
            const range = model.species[name]?.range;
            return range ? range[0] + at * (range[1] - range[0]) : (model.params[name]?.default ?? 1);
          });
          expect(Number.isFinite(value)).toBe(true);
        }
      }
    });

    it("runs in three dimensions", async () => {
      if (!model.dimensions.includes(3)) return;
      const spec = complete({ version: 1, model: id, grid: { shape: [6, 7, 8] }, integrator: { dt: "auto" } });
      const simulation = await startSimulation(spec, plain);
      await advanceSafely(simulation, 20);
      expect((await simulation.read(simulation.fields[0]!)).length).toBe(6 * 7 * 8);
    });
  },
);
