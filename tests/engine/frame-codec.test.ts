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
    ["one cut short", encodePacket(frame).subarray(0, -8), /ends after \d+ bytes of data, array \d+ in it after \d+/],
    ["one cut off in its header", encodePacket(frame).subarray(0, 40), /ends after 40 bytes, its header after \d+/],
  ])("are refused when they are %s", (_, bytes, why) => expect(() => decodePacket(bytes)).toThrow(why));

  /** A packet whose header says what it likes. */
  const packet = (header: object | string, data = new Uint8Array(0)) => {
    const json = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
    const start = Math.ceil((12 + json.length) / 8) * 8;
    const bytes = new Uint8Array(start + data.length).fill(0x20, 12, start);
    bytes.set(encodePacket(null).subarray(0, 8));
    new DataView(bytes.buffer).setUint32(8, start - 12, true);
    bytes.set(json, 12);
    bytes.set(data, start);
    return bytes;
  };
  const all = (offset: number, length = 64) => ({ type: "u8", offset, length });

  it("may have their arrays in any order, empty ones among them", () => {
    const value = [{ $array: 0 }, { $array: 1 }, { $array: 2 }];
    const data = Uint8Array.from({ length: 16 }, (_, i) => i);
    expect(decodePacket(packet({ value, arrays: [all(8, 2), all(0, 0), all(0, 1)] }, data))).toEqual([
      Uint8Array.of(8, 9),
      new Uint8Array(0),
      Uint8Array.of(0),
    ]);
  });
  it("are refused when arrays share bytes, before any of them is made", () => {
    const many = packet({ value: null, arrays: Array.from({ length: 20_000 }, () => all(0, 2 ** 19)) }, new Uint8Array(2 ** 19));
    expect(() => decodePacket(many)).toThrow(/array 1 begins at byte 0 of the data, before array 0 ends at 524288/);
    expect(() => decodePacket(packet({ value: null, arrays: [all(32, 32), all(0, 33)] }, new Uint8Array(64)))).toThrow(
      /array 0 begins at byte 32 of the data, before array 1 ends at 33/,
    );
  });
  it("are refused when one array is named twice, as it would be sent on twice", () => {
    const value = Array.from({ length: 1000 }, () => ({ $array: 0 }));
    expect(() => decodePacket(packet({ value, arrays: [all(0)] }, new Uint8Array(64)))).toThrow(/names an array that is not there, or one twice/);
  });
  it("are refused when their header is nested without end", () => {
    const nested = (levels: number) => packet(`{"value":${"[".repeat(levels)}${"]".repeat(levels)},"arrays":[]}`);
    expect(decodePacket(nested(100))).toBeInstanceOf(Array);
    for (const levels of [101, 20_000]) expect(() => decodePacket(nested(levels))).toThrow(/more than 100 levels deep/);
  });
  it("are refused when an element type is a name that every object has", () =>
    expect(() => decodePacket(packet({ value: null, arrays: [{ type: "toString", offset: 0, length: 1 }] }))).toThrow(/header is damaged/));
});
