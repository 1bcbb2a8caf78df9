import { describe, expect, it } from "vitest";
import type { EquationModel } from "../../../../src/core/define/model";
import { initialFields } from "../../../../src/core/initial";
import { models } from "../../../../src/core/models/index";
import { complete } from "../../../../src/core/spec/complete";
import { plain } from "../../../../src/engine/backends/plain/run";
import { settingOf } from "../../../../src/engine/backends/plan/setting";
import { arrange } from "../../../../src/engine/backends/webgpu/arrangement";
import { emitShader } from "../../../../src/engine/backends/webgpu/emit";
import { agreement, relativeDifference } from "../../../../src/engine/backends/webgpu/known-field";
import { staticPlanes } from "../../../../src/engine/backends/webgpu/statics";
import { cases } from "./cases";
import { KernelsInJavaScript } from "./kernels-in-javascript";

const roomy = { values: 2 ** 28, buffers: 8 };

function prepare(document: unknown, limits = roomy) {
  const completed = complete(document);
  const model = completed.model as EquationModel;
  const { spec } = completed;
  const { plan, parameters, arrays } = settingOf(model, spec);
  const arrangement = arrange(plan, limits);
  return { model, spec, plan, parameters, arrays, arrangement, shader: emitShader(plan, arrangement) };
}

/** Steps the kernels as JavaScript beside the plain back end. Returns the greatest relative difference of a field. */
async function differenceAfter(steps: number, document: unknown, limits = roomy): Promise<number> {
  const { model, spec, plan, parameters, arrays, arrangement, shader } = prepare(document, limits);
  const kernels = new KernelsInJavaScript(plan, shader, arrangement, { seed: spec.seed, dt: spec.integrator.dt, parameters });
  const initial = initialFields(model, spec);
  for (const { plane, values } of staticPlanes(plan, arrangement, parameters, arrays)) kernels.write(plane, values);
  for (const [i, field] of plan.fields.entries()) kernels.write(plan.state[0][i]!, initial[field]!);
  const reference = await plain.start(model, spec, initial);
  for (let step = 0; step < steps; step++) kernels.advance();
  await reference.advance(steps);
  const differences = await Promise.all(
    plan.fields.map(async (field, i) => relativeDifference(kernels.read(plan.state[kernels.copy][i]!), await reference.read(field))),
  );
  return Math.max(...differences);
}

describe("kernels in WGSL, read as JavaScript", () => {
  it.each(Object.keys(cases))("agree with the plain back end: %s", async (name) => {
    const steps = 3;
    expect(await differenceAfter(steps, cases[name])).toBeLessThan(steps * agreement.afterOneStep);
  });

  it("agree when the planes lie in several buffers", async () => {
    expect(await differenceAfter(2, cases["heun"], { values: 4 * 2112, buffers: 8 })).toBeLessThan(2 * agreement.afterOneStep);
  });
});

describe("a shader", () => {
  const equationModels = [...models].filter(({ kind }) => kind === "equations").map(({ id }) => id);

  it.each(equationModels)("has no literal that WGSL refuses: %s", (model) => {
    const { shader } = prepare({ version: 1, model, precision: "f32" });
    expect(shader.code).not.toMatch(/\b(NaN|Infinity|undefined|null)\b/);
  });

  it("has one kernel for passes that say the same, though both copies name it", () => {
    const { plan, shader } = prepare(cases["rk4"]);
    expect(plan.swaps).toBe(false);
    expect(shader.passes[1]).toEqual(shader.passes[0]);
    expect(shader.code.match(/^fn pass_/gm)).toHaveLength(new Set(shader.passes[0]).size);
  });

  it("keeps infinite, subnormal and negative zero numbers out of its text", () => {
    const odd = { u: "D*laplacian(u) + 1e-40*u + select(u > 1e300, 1, 0)" };
    const { shader, plan } = prepare({ ...cases["euler"], species: { u: {} }, equations: odd, initial: { kind: "expression", u: "0.5" } });
    expect(plan.slots.some((slot) => slot.kind === "number" && slot.value === 1e300)).toBe(true);
    expect(shader.numbers).toHaveLength(new Set(shader.numbers).size);
    expect(shader.code).not.toMatch(/e-40|e\+?300/);
  });
});
