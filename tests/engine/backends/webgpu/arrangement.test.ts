import { describe, expect, it } from "vitest";
import type { EquationModel } from "../../../../src/core/define/model";
import { complete } from "../../../../src/core/spec/complete";
import { settingOf } from "../../../../src/engine/backends/plan/setting";
import { arrange, extents } from "../../../../src/engine/backends/webgpu/arrangement";
import { cases } from "./cases";

function planOf(name: string) {
  const { model, spec } = complete(cases[name]);
  return settingOf(model as EquationModel, spec).plan;
}

describe("planes on the device", () => {
  it("share one buffer where it is large enough, none overlapping", () => {
    const plan = planOf("a diffusivity of the place in 3D");
    const { places, buffers } = arrange(plan, { values: 2 ** 20, buffers: 7 });
    expect(buffers).toHaveLength(1);
    const ends = places.map(({ start, padded }) => start + extents(plan, padded).reduce((product, n) => product * n, 1));
    for (const [i, { start }] of places.entries()) expect(start).toBeGreaterThanOrEqual(i === 0 ? 0 : ends[i - 1]!);
    expect(buffers[0]).toBeGreaterThanOrEqual(ends.at(-1)!);
  });

  it("go into a new buffer where the last is full", () => {
    const plan = planOf("rk4");
    const { places, buffers } = arrange(plan, { values: 2 * 2112, buffers: 8 });
    expect(buffers).toHaveLength(Math.ceil(plan.planes.length / 2));
    expect(places.map(({ buffer }) => buffer)).toEqual(plan.planes.map((_, i) => Math.floor(i / 2)));
    expect(Math.max(...buffers)).toBeLessThanOrEqual(2 * 2112);
  });

  it("keep their ghosts where these are given: the operand of a stencil that names the place", () => {
    const plan = planOf("a diffusivity of the place");
    const { places } = arrange(plan, { values: 2 ** 20, buffers: 7 });
    const padded = places.flatMap((place, plane) => (place.padded ? [plane] : []));
    expect(padded.length).toBeGreaterThan(0);
    expect(plan.statics.map(({ plane }) => plane)).toEqual(expect.arrayContaining(padded));
  });

  it("are refused, with a way out, where they do not fit", () => {
    const few = () => arrange(planOf("rk4"), { values: 2112, buffers: 3 });
    expect(few).toThrow(expect.objectContaining({ code: "backend/unavailable", message: expect.stringMatching(/planes take .* MiB.*smaller grid/) }));
    expect(() => arrange(planOf("rk4"), { values: 64, buffers: 100 })).toThrow(expect.objectContaining({ code: "backend/unavailable" }));
  });
});
