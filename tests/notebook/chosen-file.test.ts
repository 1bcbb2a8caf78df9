import { readFileSync } from "node:fs";
import { encode } from "jpeg-js";
import { describe, expect, it } from "vitest";
import { chosenFile } from "../../src/notebook/api/chosen-file";
import { measureFamily } from "../../src/notebook/api/measure";
import { npyBytes } from "../support/npy-bytes";

const { measure } = measureFamily({} as never);

describe("a file as a field", () => {
  it("is read by how it begins: a PNG whose every cell is known", () => {
    const field = chosenFile("picture", new Uint8Array(readFileSync("public/samples/images/triangle.png"))).field();
    expect(field).toMatchObject({ name: "picture", shape: [256, 256], periodic: false, calibration: null });
    const known = Array.from({ length: 256 * 256 }, (_, i) => Number((Math.floor(i / 256) & (i % 256)) === 0));
    expect([...field.values]).toEqual(known);
    const { value, interval, detail, threshold, warnings, noise } = measure(field, "box-counting", { threshold: 0.5, draws: 4 });
    expect(value).toBeCloseTo(Math.log2(3), 1);
    expect(interval).toHaveLength(2);
    expect(threshold.value).toBe(0.5);
    expect(Object.keys(detail).length).toBeGreaterThan(2);
    expect(warnings).toEqual(expect.any(Array));
    expect(noise.map(({ model }) => model)).toContain("random-mask");
  });

  it("is an array of NumPy, in its own numbers", () => {
    const field = chosenFile("a.npy", npyBytes({ descr: "<f8", shape: "(2, 3)" }, new Float64Array([1, 2, 3, 4, 5, 6]))).field();
    expect([field.shape, [...field.values]]).toEqual([
      [2, 3],
      [1, 2, 3, 4, 5, 6],
    ]);
  });

  it("is a JPEG, with a word on what that costs", () => {
    const grey = new Uint8Array(8 * 16 * 4).fill(255).map((_, i) => (i % 4 === 3 ? 255 : i < 256 ? 0 : 255));
    const field = chosenFile("photo.jpg", new Uint8Array(encode({ width: 16, height: 8, data: grey }, 100).data)).field();
    expect(field.shape).toEqual([8, 16]);
    expect([field.values[0]!, field.values.at(-1)!]).toEqual([expect.closeTo(0, 1), expect.closeTo(1, 1)]);
    expect(field.warnings.join()).toMatch(/JPEG changes grey values/);
  });

  it("says in words what is wrong with it", () => {
    expect(() => chosenFile("a.png", new Uint8Array()).field()).toThrow(/empty/);
    expect(() => chosenFile("a.gif", new TextEncoder().encode("GIF89a")).field()).toThrow(/GIF/);
  });
});

describe("a measure of a field", () => {
  const field = chosenFile("veins.png", new Uint8Array(readFileSync("public/samples/images/veins.png"))).field();

  it("is that of the part and with the rule that were asked for", () => {
    const part = measure(field, "euler-number", {
      region: [
        [0, 100],
        [0, 100],
      ],
      threshold: { rule: "adaptive", window: 31, offset: 0 },
    });
    expect(part.threshold.rule).toMatch(/31/);
    expect(part.value).not.toBe(measure(field, "euler-number").value);
    expect(() =>
      measure(field, "euler-number", {
        region: [
          [0, 1000],
          [0, 100],
        ],
      }),
    ).toThrow(/region/i);
  });

  it("comes in the unit of the file, where that tells how long a cell is", () => {
    const calibrated = { ...field, calibration: { edge: [0.5, 0.5], unit: "mm" } };
    const { value, physical, options } = measure(calibrated, "correlation-length");
    expect(physical).toMatchObject({ value: expect.closeTo(value! / 2, 9), unit: "mm" });
    expect(options).toEqual(expect.any(Object));
  });
});
