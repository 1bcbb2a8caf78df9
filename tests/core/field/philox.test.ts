import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillNormals, normalAt, philox, poissonAt, uniformAt } from "../../../src/core/field/philox";

function block(counter: readonly number[], key: readonly number[]): number[] {
  const out = new Uint32Array(4);
  philox(out, counter[0]!, counter[1]!, counter[2]!, counter[3]!, key[0]!, key[1]!);
  return [...out];
}

describe("philox4x32-10", () => {
  // Known-answer vectors of Random123 (kat_vectors)
  const ones = 0xffffffff;
  it.each([
    { title: "zeros", counter: [0, 0, 0, 0], key: [0, 0], out: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
    { title: "ones", counter: [ones, ones, ones, ones], key: [ones, ones], out: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd] },
    {
      title: "digits of pi",
      counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      key: [0xa4093822, 0x299f31d0],
      out: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    },
  ])("gives the published words for $title", ({ counter, key, out }) => expect(block(counter, key)).toEqual(out));

  it("agrees with the definition by BigInt on any counter and key", () => {
    const word = fc.integer({ min: 0, max: ones });
    fc.assert(
      fc.property(fc.tuple(word, word, word, word), fc.tuple(word, word), (counter, key) => {
        expect(block(counter, key)).toEqual(byDefinition(counter, key));
      }),
    );
  });

  it("places seed, step, cell and stream in key and counter", () => {
    const [seed, step, cell, stream] = [2 ** 53 - 1, 2 ** 40 + 5, 123456, 7];
    const [high, low] = block([cell, 5, 256, stream], [ones, 2 ** 21 - 1]);
    expect(uniformAt(seed, step, cell, stream)).toBe((Math.floor(high! / 32) * 2 ** 26 + Math.floor(low! / 64)) / 2 ** 53);
  });
});

describe("numbers drawn by counter", () => {
  const n = 200_000;
  const uniforms = Float64Array.from({ length: n }, (_, cell) => uniformAt(7, 3, cell, 1)).sort();
  const normals = new Float64Array(n);
  fillNormals(normals, 11, 2 ** 33, 0, 2);

  it("fill a row with what single calls give", () => {
    const row = new Float64Array(9);
    fillNormals(row, 2 ** 52 + 3, 2 ** 35 + 1, 1000, 4);
    expect([...row]).toEqual(Array.from({ length: 9 }, (_, i) => normalAt(2 ** 52 + 3, 2 ** 35 + 1, 1000 + i, 4)));
  });
  it("are uniform: Kolmogorov distance below its 0.1 % quantile 1.95/√n", () => {
    let distance = 0;
    uniforms.forEach((u, i) => (distance = Math.max(distance, (i + 1) / n - u, u - i / n)));
    expect(distance).toBeLessThan(1.95 / Math.sqrt(n));
    expect(uniforms[0]!).toBeGreaterThanOrEqual(0);
    expect(uniforms[n - 1]!).toBeLessThan(1);
  });
  it("are normal: first four moments within four standard errors", () => {
    const moment = (k: number) => normals.reduce((sum, x) => sum + x ** k, 0) / n;
    expect(Math.abs(moment(1))).toBeLessThan(4 * Math.sqrt(1 / n));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
    expect(Math.abs(moment(3))).toBeLessThan(4 * Math.sqrt(15 / n));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / n));
  });
  it("do not repeat between neighbouring cells, steps, streams or seeds", () => {
    const shifted = [
      (i: number) => normalAt(11, 2 ** 33, i + 1, 2),
      (i: number) => normalAt(11, 2 ** 33 + 1, i, 2),
      (i: number) => normalAt(11, 2 ** 33, i, 3),
      (i: number) => normalAt(12, 2 ** 33, i, 2),
    ];
    for (const other of shifted) {
      let product = 0;
      for (let i = 0; i < 50_000; i++) product += normals[i]! * other(i);
      expect(Math.abs(product / 50_000)).toBeLessThan(4 / Math.sqrt(50_000));
    }
  });
  it.each([0.05, 1, 16])("count Poisson events of mean %d: mean and variance within four standard errors", (mean) => {
    const m = 100_000;
    let [sum, squares] = [0, 0];
    for (let cell = 0; cell < m; cell++) {
      const k = poissonAt(mean, 5, 1, cell, 0);
      sum += k;
      squares += (k - mean) ** 2;
    }
    expect(Math.abs(sum / m - mean)).toBeLessThan(4 * Math.sqrt(mean / m));
    expect(Math.abs(squares / m - mean)).toBeLessThan(4 * Math.sqrt((mean + 2 * mean * mean) / m));
  });
  it("count no events of mean 0 and refuse a mean outside [0, 16]", () => {
    expect([0, -1, 16.5, NaN].map((mean) => poissonAt(mean, 1, 1, 1, 1))).toEqual([0, NaN, NaN, NaN]);
  });
});

/** Salmon et al. 2011, §3.3, word for word. */
function byDefinition(counter: readonly number[], key: readonly number[]): number[] {
  let [c0, c1, c2, c3] = counter.map(BigInt) as [bigint, bigint, bigint, bigint];
  let [k0, k1] = key.map(BigInt) as [bigint, bigint];
  const low = (x: bigint) => x & 0xffffffffn;
  for (let round = 0; round < 10; round++) {
    const p0 = c0 * 0xd2511f53n;
    const p1 = c2 * 0xcd9e8d57n;
    [c0, c1, c2, c3] = [(p1 >> 32n) ^ c1 ^ k0, low(p1), (p0 >> 32n) ^ c3 ^ k1, low(p0)];
    [k0, k1] = [low(k0 + 0x9e3779b9n), low(k1 + 0xbb67ae85n)];
  }
  return [c0, c1, c2, c3].map(Number);
}
