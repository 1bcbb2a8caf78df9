import { describe, expect, it } from "vitest";
import type { EquationModel } from "../../../../src/core/define/model";
import { complete } from "../../../../src/core/spec/complete";
import { settingOf } from "../../../../src/engine/backends/plan/setting";
import { arrange } from "../../../../src/engine/backends/webgpu/arrangement";
import { emitShader } from "../../../../src/engine/backends/webgpu/emit";
import { blockBytes, Blocks } from "../../../../src/engine/backends/webgpu/numbers";
import { cases } from "./cases";

function blocksOf(document: unknown) {
  const { model, spec } = complete(document);
  const { plan, parameters } = settingOf(model as EquationModel, spec);
  const { numbers } = emitShader(plan, arrange(plan, { values: 2 ** 24, buffers: 7 }));
  const { seed, integrator } = spec;
  return { plan, numbers, parameters, blocks: new Blocks(plan, numbers, { seed, dt: integrator.dt, parameters }) };
}

const words = (bytes: Uint8Array<ArrayBuffer>, block: number, stride: number) => new Uint32Array(bytes.buffer, block * stride, 8);
const values = (bytes: Uint8Array<ArrayBuffer>, block: number, stride: number) => new Float32Array(bytes.buffer, block * stride + 32, stride / 4 - 8);

describe("blocks of numbers", () => {
  it("are written once for steps that are all alike", () => {
    const { blocks, plan } = blocksOf(cases["five points"]);
    expect(blocks.steady).toBe(true);
    expect(blocks.write(7, 100)).toHaveLength(plan.passes[0].length * blocks.stride);
  });

  it("carry step and seed in two words each, beyond 2³²", () => {
    const { blocks } = blocksOf({ ...cases["noise"], seed: 5 * 2 ** 32 + 9 });
    const bytes = blocks.write(3 * 2 ** 32 - 1, 2);
    expect(blocks.steady).toBe(false);
    expect([...words(bytes, 0, blocks.stride)].slice(0, 4)).toEqual([2 ** 32 - 1, 2, 9, 5]);
    expect([...words(bytes, 1, blocks.stride)].slice(0, 4)).toEqual([0, 3, 9, 5]);
  });

  it.each([0, 1, 4, 56, 57, 1000])("begin where a uniform binding may, with room for %i numbers", (numbers) => {
    expect(blockBytes(numbers) % 256).toBe(0);
    expect(blockBytes(numbers)).toBeGreaterThanOrEqual(32 + 4 * numbers);
  });

  it("hold numbers that name t at the time of each stage: 0, ½, ½ and 1 of a step of RK4", () => {
    const { blocks, numbers, plan } = blocksOf({ ...cases["rk4"], equations: { u: "D*laplacian(u) + t", v: "0" } });
    const place = numbers.findIndex((expr) => expr.kind === "name" && expr.name === "t");
    expect(plan.passes[0]).toHaveLength(4);
    const bytes = blocks.write(10, 1);
    const times = [0, 1, 2, 3].map((pass) => values(bytes, pass, blocks.stride)[place]!);
    // dt is 0.3
    expect(times).toEqual([3, 3.15, 3.15, 3.3].map(Math.fround));
  });

  it("follow parameters, formulas of them included", () => {
    const { blocks, numbers, parameters } = blocksOf({ ...cases["euler"], equations: { u: "D*laplacian(u) + sqrt(F)", v: "0" } });
    const place = numbers.findIndex((expr) => expr.kind === "call" && expr.fn === "sqrt");
    blocks.setParameters({ ...parameters, F: 0.25 });
    expect(values(blocks.write(0, 1), 0, blocks.stride)[place]).toBe(0.5);
  });
});
