import { describe, expect, it } from "vitest";
import { compareOnKnownField, relativeDifference } from "../../../../src/engine/backends/webgpu/known-field";
import { findWebGpu, probe } from "../../../../src/engine/backends/webgpu/run";
import { plain } from "../../../../src/engine/backends/plain/run";
import type { Backend } from "../../../../src/core/backend";

const start: Backend["start"] = (...args) => plain.start(...args);

/** The plain back end with what a device might do to the values it is given or gives back. */
const spoiled =
  (spoil: (value: number, step: number) => number): Backend["start"] =>
  async (...args) => {
    const simulation = await plain.start(...args);
    return {
      fields: simulation.fields,
      spec: simulation.spec,
      step: 0,
      time: 0,
      advance: (steps) => simulation.advance(steps),
      read: async (field) => (await simulation.read(field)).map((value) => spoil(value, simulation.step)),
      save: () => simulation.save(),
      restore: (snapshot) => simulation.restore(snapshot),
      setParameters: (parameters) => simulation.setParameters(parameters),
    };
  };

describe("the trial of a device", () => {
  it("finds nothing wrong with the reference itself", async () => expect(await compareOnKnownField(start, start)).toBeNull());

  it("notices values held in half precision", async () => {
    // Beyond the largest half-precision number all is infinite; below it, 11 bits are left.
    const half = (value: number) => (Math.abs(value) > 65504 ? 65504 : value);
    expect(await compareOnKnownField(spoiled(half), start)).toMatch(/70001 comes back as 65504/);
  });

  it("notices small values that are lost", async () => {
    expect(
      await compareOnKnownField(
        spoiled((value) => (Math.abs(value) < 6e-5 ? 0 : value)),
        start,
      ),
    ).toMatch(/comes back as 0/);
  });

  it("notices steps that are a little wrong, and those that end in NaN", async () => {
    expect(
      await compareOnKnownField(
        spoiled((value, step) => (step > 0 ? value * 1.0001 : value)),
        start,
      ),
    ).toMatch(/differs from the processor's by 1\.0e-4/);
    expect(
      await compareOnKnownField(
        spoiled((value, step) => (step > 0 ? NaN : value)),
        start,
      ),
    ).toMatch(/differs from the processor's by NaN/);
  });
});

describe("where there is no WebGPU", () => {
  it("a probe says so and does not reject", async () => {
    expect(await probe()).toEqual({ able: false, because: expect.stringMatching(/there is no WebGPU here/) });
    expect(await findWebGpu({ allowSoftware: true })).toMatch(/there is no WebGPU here/);
  });
});

describe("relativeDifference", () => {
  it("is the greatest distance over the greatest size", () => expect(relativeDifference([1, 2.5, -4], [1, 2, -4])).toBe(0.125));
  it("is 0 for equal fields of zeros and NaN where a value is", () => {
    expect(relativeDifference([0, 0], [0, 0])).toBe(0);
    expect(relativeDifference([NaN, 1], [0, 1])).toBeNaN();
  });
});
