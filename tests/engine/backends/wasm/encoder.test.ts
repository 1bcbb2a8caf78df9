import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeModule, signed, unsigned } from "../../../../src/engine/backends/wasm/encoder";
import { op } from "../../../../src/engine/backends/wasm/opcodes";

const hex = (bytes: readonly number[]): string => bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");

describe("numbers in LEB128", () => {
  // The first is the example of DWARF 4, §7.6, the second that of the Wikipedia article; the others follow from the definition.
  it.each([
    [0, "00"],
    [127, "7f"],
    [128, "80 01"],
    [624485, "e5 8e 26"],
    [2 ** 31, "80 80 80 80 08"],
    [2 ** 32 - 1, "ff ff ff ff 0f"],
  ])("%d without a sign", (value, bytes) => expect(hex(unsigned(value))).toBe(bytes));
  it.each([
    [0, "00"],
    [2, "02"],
    [-2, "7e"],
    [63, "3f"],
    [64, "c0 00"],
    [127, "ff 00"],
    [-127, "81 7f"],
    [-123456, "c0 bb 78"],
    [-(2 ** 31), "80 80 80 80 78"],
  ])("%d with a sign", (value, bytes) => expect(hex(signed(value))).toBe(bytes));
});

/** A module that returns a constant, and what the engine reads in it. */
function constantByEngine(value: number): number {
  const code = [op.i32Const, ...signed(value)];
  const bytes = encodeModule({
    memory: { pages: 1, shared: false },
    functions: [{ name: "value", type: { params: [], results: ["i32"] }, locals: ["i32", "i32", "v128"], code }],
    exports: [{ name: "value", function: 0 }],
    data: new Uint8Array(),
  });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory: new WebAssembly.Memory({ initial: 1 }) } });
  return (exports["value"] as () => number)();
}

describe("a module", () => {
  it("carries 32-bit constants", () =>
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 }), (value) => {
        expect(constantByEngine(value)).toBe(value | 0);
      }),
    ));
  it.each([true, false])("takes a memory that is shared: %s, and no other", (shared) => {
    const bytes = encodeModule({ memory: { pages: 2, shared }, functions: [], exports: [], data: Uint8Array.of(1, 2, 3) });
    const module = new WebAssembly.Module(bytes);
    const memory = (of: boolean, initial: number) => new WebAssembly.Memory({ initial, maximum: 9, shared: of });
    const right = memory(shared, 2);
    new WebAssembly.Instance(module, { env: { memory: right } });
    expect([...new Uint8Array(right.buffer, 0, 4)]).toEqual([1, 2, 3, 0]);
    expect(() => new WebAssembly.Instance(module, { env: { memory: memory(!shared, 2) } })).toThrow(WebAssembly.LinkError);
    expect(() => new WebAssembly.Instance(module, { env: { memory: memory(shared, 1) } })).toThrow(WebAssembly.LinkError);
  });
});
