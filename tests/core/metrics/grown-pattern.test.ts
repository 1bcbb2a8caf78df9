import { expect, it } from "vitest";
import { analyseStability } from "../../../src/core/analysis/stability";
import { radialSpectrum } from "../../../src/core/metrics/radial-spectrum";
import { measureWavelength } from "../../../src/core/metrics/wavelength";
import { brusselator } from "../../../src/core/models/brusselator";
import { schnakenberg } from "../../../src/core/models/schnakenberg";
import { simulate } from "../../../src/core/simulate";
import { plain } from "../../../src/engine/backends/plain/run";

it.each([
  ["Schnakenberg", schnakenberg, { a: 0.1, b: 0.9, d: 10 }, 0.02, 8000],
  ["Brusselator", brusselator, { A: 3, B: 9, D_u: 5, D_v: 12 }, 0.015, 2500],
] as const)("the spacing of a grown pattern is that of the fastest mode, within 10 %%: %s", async (_, model, parameters, dt, steps) => {
  const predicted = analyseStability(model, parameters).fixedPoints[0]!.wavelength!;
  const { fields, spec } = await simulate(
    { version: 1, model: model.id, parameters, grid: { shape: [96, 96] }, integrator: { dt }, seed: 11, steps },
    plain,
  );
  const field = { shape: spec.grid.shape, values: fields["u"]! };
  const measured = measureWavelength(field);
  expect(radialSpectrum(field, {}).wavelength).toBe(measured.value);
  expect(measured.value).not.toBeNull();
  expect(Math.abs(measured.value! - predicted) / predicted).toBeLessThan(0.1);
});
