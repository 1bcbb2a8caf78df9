import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWritable, literal } from "../../../../src/engine/backends/webgpu/literal";

/** A float literal of WGSL with its suffix, https://www.w3.org/TR/WGSL/#floating-point-literals; a sign is an operator there. */
const wgslFloat = /^(\(-)?(0|[1-9]\d*|\d+\.\d*|\d*\.\d+|\d+(\.\d*)?[eE][+-]?\d+)f\)?$/;

describe("literals of WGSL", () => {
  it("mean exactly the single-precision number", () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        fc.pre(isWritable(value));
        const text = literal(value);
        expect(text).toMatch(wgslFloat);
        expect(Math.fround(Number(text.replace(/[()f]/g, "")))).toBe(value);
      }),
    );
  });

  it.each([Infinity, -Infinity, NaN, -0, 1e-40, 1e39])("do not exist for %s", (value) => {
    expect(isWritable(value)).toBe(false);
    expect(() => literal(value)).toThrow(/no literal/);
  });

  it.each([
    [0, "0f"],
    [-4, "(-4f)"],
    [0.1, "0.10000000149011612f"],
    [1e-30, "1.0000000031710769e-30f"],
  ])("write %s as %s", (value, text) => expect(literal(value)).toBe(text));
});
