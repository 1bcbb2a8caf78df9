import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodePacket, encodePacket } from "../../src/engine/frame-codec";

const frame = {
  run: "run-1",
  step: 7,
  time: 0.7,
  shape: [2, 3],
  fields: { u: Float32Array.of(0.1, -0, 3, NaN, Infinity, 1e-40), V: Float64Array.of(0.1, -0, Number.MIN_VALUE) },
  counters: { growthEvents: 3 },
  cellUpdatesPerSecond: 0,
  paused: false,
};

describe("packets", () => {
  it("bring a frame back bit for bit, each array in a buffer of its own", () => {
    const back = decodePacket(encodePacket(frame)) as typeof frame;
    expect(back).toEqual(frame);
    expect(Object.is(back.fields.u[1], -0)).toBe(true);
    expect(back.fields.u.buffer.byteLength).toBe(24);
  });
  it("are laid out as documented", () => {
    const bytes = encodePacket({ values: Uint16Array.of(1, 515) });
    const view = new DataView(bytes.buffer);
    expect(new TextDecoder().decode(bytes.subarray(0, 4))).toBe("PMFN");
    expect(view.getUint32(4, true)).toBe(1);
    const start = 12 + view.getUint32(8, true);
    expect(start % 8).toBe(0);
    expect(JSON.parse(new TextDecoder().decode(bytes.subarray(12, start)))).toEqual({
      value: { values: { $array: 0 } },
      arrays: [{ type: "u16", offset: 0, length: 2 }],
    });
    expect([...bytes.subarray(start)]).toEqual([1, 0, 3, 2, 0, 0, 0, 0]);
  });
  it("bring back any plain value", () => {
    fc.assert(
      fc.property(
        fc.record({
          a: fc.jsonValue({ noUnicodeString: false }),
          f: fc.float32Array(),
          d: fc.float64Array(),
          b: fc.uint8Array(),
          nested: fc.array(fc.record({ w: fc.uint16Array() })),
        }),
        (value) => {
          const plain = { ...value, a: JSON.parse(JSON.stringify(value.a)) as unknown };
          fc.pre(!JSON.stringify(plain.a).includes("$array") && !JSON.stringify(plain.a).includes("__proto__"));
          expect(decodePacket(encodePacket(plain))).toEqual(plain);
        },
      ),
      { numRuns: 40 },
    );
  });
  it("are read from the middle of a larger buffer", () => {
    const bytes = encodePacket(frame);
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    expect(decodePacket(larger.subarray(3))).toEqual(frame);
  });
  it.each([
    ["nothing", new Uint8Array(0), /does not begin with "PMFN"/],
    ["a web page", new TextEncoder().encode("<!doctype html><p>not found"), /does not begin with "PMFN"/],
    ["a later version", encodePacket(null).fill(9, 4, 5), /of version 9, this program knows 1/],
    ["a damaged header", encodePacket({ a: 1 }).fill(0x7d, 12, 14), /header is damaged/],
    ["one cut short", encodePacket(frame).subarray(0, -8), /ends after \d+ bytes, an array in it after \d+/],
  ])("are refused when they are %s", (_, bytes, why) => expect(() => decodePacket(bytes)).toThrow(why));
});
