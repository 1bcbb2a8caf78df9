import { describe, expect, it } from "vitest";
import { nativeSpec, nativeStart } from "../../benchmarks/gray-scott";
import { compileC } from "../../benchmarks/yardsticks";
import { grayScott } from "../../src/core/models/gray-scott";
import { complete } from "../../src/core/spec/complete";
import { Backends } from "../../src/engine/backends/index";

describe("the start of the benchmarks", () => {
  it("is that of the C program: its generator, its padding left out", () => {
    // By hand: x ← 1664525 x + 1013904223 mod 2³², from 1; the top 24 bits; 16 values of padding come first.
    let x = 1n;
    const top = () => Number((x = (x * 1664525n + 1013904223n) & 0xffffffffn) >> 8n) / 2 ** 24;
    const all = Array.from({ length: 16 + 144 * 128 + 3 }, top);
    const { u, v } = nativeStart([128, 128], "f64");
    expect(u![0]).toBe(0.45 + 0.03 * all[16]!);
    // f64: the C program forms rest + (seed − rest)·w.
    expect(u![2 * 128 + 5]).toBeCloseTo(0.45 + 0.03 * all[16 + 2 * 144 + 5]!, 15);
    expect(v![127 * 128 + 2]).toBeCloseTo(0.24 + 0.02 * all[16 + 127 * 144 + 2]!, 15);
    expect(u!.length).toBe(128 * 128);
  });
});

describe.each([
  ["gray-scott", [128, 128], 128 + 3],
  ["gray-scott-3d", [64, 64, 64], 64 + 3],
] as const)("%s", (program, shape, cell) => {
  it.each(["f32", "f64"] as const)("computes in %s what the C program computes", async (precision) => {
    const native = compileC("-march=native");
    // Where there is no compiler or no source the benchmarks go without it, and say why.
    if ("missing" in native) return expect(native.missing).toMatch(/gcc|no C program/);
    // After "3 steps" the field that it prints a value of is that after two, for it swaps fields; its ghost columns are not periodic at first, but that has not come so far.
    const { check } = native(program, precision, shape[0], 3, 1);
    const { spec } = complete(nativeSpec(shape, precision));
    for (const backend of ["plain", "wasm"] as const) {
      const { simulation } = await new Backends().start(grayScott, spec, nativeStart(shape, precision), undefined, { backend });
      await simulation.advance(2);
      expect(Math.abs((await simulation.read("v"))[cell]! - check!)).toBeLessThan(6e-7);
    }
  });
});
