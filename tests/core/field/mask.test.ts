import { describe, expect, it } from "vitest";
import { maskOf } from "../../../src/core/field/mask";
import type { GridSpec, MaskSpec } from "../../../src/core/spec/run-spec";

const spec = (mask: MaskSpec | undefined, shape: GridSpec["shape"] = [3, 4], parameters: Record<string, number> = {}) => ({
  grid: { shape, spacing: 1, stencil: "standard" as const, ...(mask === undefined ? {} : { mask }) },
  parameters,
});

describe("a mask", () => {
  it("is null where the spec has none", () => expect(maskOf(spec(undefined))).toBeNull());

  it("is inside where the formula is above 0: neither at 0 nor where it is not a number", () => {
    expect([...maskOf(spec("x - 1"))!]).toEqual([0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1]);
    expect([...maskOf(spec("sqrt(1 - y)"))!]).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it("counts the lattice points of a disc: 317 for a radius of 10 about a cell (Gauss, OEIS A000328)", () => {
    const mask = maskOf(spec("r^2 + 0.5 - (x - 10)^2 - (y - 10)^2", [21, 21], { r: 10 }))!;
    expect(mask.reduce((sum, cell) => sum + cell, 0)).toBe(317);
  });

  it("knows a third axis: the 7 lattice points of the unit ball", () => {
    const mask = maskOf(spec("1.5 - (x-1)^2 - (y-1)^2 - (z-1)^2", [3, 3, 3]))!;
    expect(mask.reduce((sum, cell) => sum + cell, 0)).toBe(7);
    expect(mask[13]).toBe(1);
  });

  it("is inside where an array is above 0", () => {
    const array = Float64Array.of(0, 1, 0.2, -1, NaN, 1, 0, 0, 0, 0, 0, 3);
    expect([...maskOf(spec({ file: "m.npy" }), { "grid.mask": array })!]).toEqual([0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1]);
  });

  it.each<[MaskSpec, RegExp]>([
    ["-1 - x", /At grid\.mask: the mask leaves no cell inside; a cell is inside where -1 - x is above 0/],
    [{ file: "m.npy" }, /At grid\.mask\.file: files can be read from the command line only; give a formula here instead of m\.npy/],
    ["t", /At grid\.mask: character 1: .*leave t out/],
    ["noise(1)", /At grid\.mask: character 1: noise draws anew/],
    ["u", /At grid\.mask: character 1: there is no name "u"/],
  ])("refuses %j", (mask, expected) => {
    expect(() => maskOf(spec(mask))).toThrow(expected);
  });

  it("refuses an array that does not fit or is outside everywhere", () => {
    expect(() => maskOf(spec({ file: "m.npy" }), { "grid.mask": [1, 1] })).toThrow(/m\.npy has 2 values, the grid 3 × 4 has 12; they must agree/);
    expect(() => maskOf(spec({ file: "m.npy" }), { "grid.mask": new Float32Array(12) })).toThrow(/no cell inside; .* where m\.npy is above 0/);
  });
});
