import { encode } from "fast-png";
import { describe, expect, it } from "vitest";
import { readPng } from "../../src/connectors/png-file";
import { measureImage } from "../../src/core/metrics/measure-image";
import { blackSet, goldenBytes, goldenImages } from "../support/fractal-images";

const n = 64;
const inTriangle = (i: number): boolean => (Math.floor(i / n) & (i % n)) === 0;
/** A PNG of the Sierpiński triangle from what each pixel stores, inside and outside. */
const triangle = (channels: number, inside: number[], outside: number[], more: object = {}) =>
  encode({
    width: n,
    height: n,
    channels,
    data: Uint8Array.from({ length: n * n * channels }, (_, i) => (inTriangle(Math.floor(i / channels)) ? inside : outside)[i % channels]!),
    ...more,
  });

describe("PNG images", () => {
  it.each(goldenImages)("reads $file with its $pixels black pixels", ({ file, pixels }) => {
    expect(blackSet(file).cells.reduce((a, b) => a + b, 0)).toBe(pixels);
  });

  it("reads 8 and 16 bits of grey as 0 … 1", () => {
    const eight = readPng("a.png", encode({ width: 3, height: 1, channels: 1, data: new Uint8Array([0, 51, 255]) }));
    expect(eight).toMatchObject({ kind: "array", shape: [1, 3], nominalRange: [0, 1], warnings: [] });
    expect([...eight.values]).toEqual([0, Math.fround(0.2), 1]);
    const sixteen = readPng("a.png", encode({ width: 3, height: 1, channels: 1, depth: 16, data: new Uint16Array([0, 1, 65535]) }));
    expect([...sixteen.values]).toEqual([0, Math.fround(1 / 65535), 1]);
  });

  it("turns colour into luminance, and grey stored as colour into that grey exactly", () => {
    const { values } = readPng(
      "a.png",
      encode({ width: 4, height: 1, channels: 3, data: new Uint8Array([255, 0, 0, 0, 255, 0, 0, 0, 255, 77, 77, 77]) }),
    );
    expect([...values]).toEqual([0.2126, 0.7152, 0.0722, 77 / 255].map(Math.fround));
  });

  it("lays alpha over white and says so", () => {
    const { values, warnings } = readPng("a.png", encode({ width: 2, height: 1, channels: 2, data: new Uint8Array([0, 51, 100, 255]) }));
    expect(values[0]).toBeCloseTo(0.8, 6);
    expect(values[1]).toBeCloseTo(100 / 255, 6);
    expect(warnings.join()).toMatch(/over white/);
  });

  it("reads a picture drawn by transparency alone", () => {
    const { values, warnings } = readPng("a.png", triangle(4, [0, 0, 0, 255], [0, 0, 0, 0]));
    expect(values[0]).toBe(1);
    expect(values.filter((value) => value === 1).length).toBe(3 ** 6);
    expect(warnings.join()).toMatch(/transparency/);
  });

  it.each([
    ["white on black", triangle(1, [255], [0]), false],
    ["black on white", triangle(1, [0], [255]), true],
    ["white on black in colour", triangle(3, [255, 255, 255], [0, 0, 0]), false],
    ["black on transparent", triangle(4, [0, 0, 0, 255], [0, 0, 0, 0]), false],
    ["white on transparent", triangle(4, [255, 255, 255, 255], [255, 255, 255, 0]), false],
    ["black on transparent grey", triangle(2, [0, 255], [0, 0]), false],
    [
      "a palette, light on dark",
      triangle(1, [1], [0], {
        palette: [
          [10, 10, 60],
          [250, 240, 200],
        ],
      }),
      false,
    ],
    [
      "a palette, dark on light",
      triangle(1, [1], [0], {
        palette: [
          [250, 240, 200],
          [10, 10, 60],
        ],
      }),
      true,
    ],
  ])("has one dimension drawn as %s, or says that it looks inverted (trap 51)", (_, bytes, inverted) => {
    const { shape, values } = readPng("mask.png", bytes);
    const measured = measureImage({ shape, values, threshold: "otsu", invert: false });
    expect(measured.warnings.some((warning) => warning.includes("looks inverted"))).toBe(inverted);
    const meant = inverted ? measureImage({ shape, values, threshold: "otsu", invert: true }) : measured;
    expect(meant.boxCounting.value).toBeCloseTo(Math.log2(3), 9);
    expect(meant.foreground).toBeCloseTo(3 ** 6 / 4096, 12);
  });

  it("says what is wrong with a file that is no PNG, or cut short, or damaged", () => {
    const whole = goldenBytes("dla.png");
    expect(() => readPng("x.png", new TextEncoder().encode("hello"))).toThrow(/x\.png: this is not a PNG image/);
    expect(() => readPng("x.png", whole.subarray(0, 3000))).toThrow(/damaged or cut short/);
    const damaged = whole.slice();
    damaged.fill(0x55, 200, 600);
    expect(() => readPng("x.png", damaged)).toThrow(/damaged or cut short/);
    // One byte that still unpacks to some picture, but not to this one.
    const flipped = goldenBytes("line.png").slice();
    flipped[Math.floor(flipped.length / 2)]! ^= 255;
    expect(() => readPng("x.png", flipped)).toThrow(/damaged or cut short/);
    const vast = whole.slice();
    new DataView(vast.buffer).setUint32(16, 0x7fffffff);
    expect(() => readPng("x.png", vast)).toThrow(/2147483647 × \d+ pixels; at most 268435456 can be read/);
  });
});
