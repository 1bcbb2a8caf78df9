import { describe, expect, it } from "vitest";
import type { EquationModel } from "../../../src/core/define/model";
import { complete } from "../../../src/core/spec/complete";
import { allocate } from "../../../src/engine/backends/allocate";
import { wasmBackend } from "../../../src/engine/backends/wasm/backend";

const huge = complete({
  version: 1,
  model: "gray-scott",
  grid: { shape: [7000, 7000] },
  integrator: { method: "dormand-prince", dt: 1 },
  precision: "f64",
});

describe("the memory of a run", () => {
  it("that no WebAssembly memory holds is refused with what it needs and ways out", async () => {
    const start = Promise.resolve(wasmBackend(1, null).start(huge.model as EquationModel, huge.spec, {}));
    await expect(start).rejects.toMatchObject({
      code: "grid/invalid",
      path: ["grid", "shape"],
      message: expect.stringMatching(
        /7000 × 7000 cells with dormand-prince in f64 need \d+\.\d GiB, and a WebAssembly memory holds 4 GiB at most; take a smaller grid, "precision": "f32", .* or the back end "plain"$/,
      ) as string,
    });
  });
  it("that is not to be had is refused in the same words", () => {
    const none = () => allocate(3 * 2 ** 30, huge.spec, () => new ArrayBuffer(Number.MAX_SAFE_INTEGER));
    expect(none).toThrow(
      expect.objectContaining({
        code: "grid/invalid",
        message: expect.stringMatching(/need 3\.0 GiB, and that much memory is not to be had here/) as string,
      }),
    );
  });
  it("passes other errors on", () => {
    const broken = new TypeError("something else");
    const failing = () =>
      allocate(1, huge.spec, () => {
        throw broken;
      });
    expect(failing).toThrow(broken);
  });
});
