import { describe, expect, it } from "vitest";
import { buffersIn } from "../../src/core/buffers-in";

describe("the buffers in plain data", () => {
  it("are those of typed arrays at any depth, each once", () => {
    const [a, b] = [new Float64Array(3), new Uint8Array(5)];
    expect(buffersIn({ fields: { u: a, again: a.subarray(1) }, list: [{ mask: b }], name: "c", none: null })).toEqual([a.buffer, b.buffer]);
    expect(buffersIn(a)).toEqual([a.buffer]);
    expect(buffersIn("text")).toEqual([]);
  });

  it("leave shared memory where it is", () => expect(buffersIn({ u: new Float32Array(new SharedArrayBuffer(8)) })).toEqual([]));
});
