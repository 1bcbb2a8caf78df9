import { describe, expect, it } from "vitest";
import { readJpeg } from "../../src/connectors/jpeg-file";
import { imageBytes } from "../support/image-files";

describe("JPEG files", () => {
  it("are shades of 0 … 1, with a word on what JPEG does to them", () => {
    const { nominalRange, warnings, values } = readJpeg("grey.jpg", imageBytes("grey.jpg"));
    expect(nominalRange).toEqual([0, 1]);
    expect(warnings).toEqual([expect.stringMatching(/JPEG changes grey values/)]);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThanOrEqual(1);
  });

  const sizeOf = (bytes: Uint8Array) => bytes.findIndex((byte, i) => byte === 0xff && bytes[i + 1] === 0xc0) + 5;

  it("are refused where they claim more than they could hold, or are cut short", () => {
    const whole = imageBytes("colour.jpg");
    const vast = whole.slice();
    vast.fill(0xff, sizeOf(whole), sizeOf(whole) + 4);
    expect(() => readJpeg("vast.jpg", vast)).toThrow(/vast\.jpg: it claims to hold 65535 × 65535 values; at most/);
    const large = whole.slice();
    large.set([0x20, 0, 0x20, 0], sizeOf(whole));
    expect(() => readJpeg("large.jpg", large)).toThrow(/cut short/);
    expect(() => readJpeg("half.jpg", whole.subarray(0, whole.length / 2))).toThrow(/cut short.*Copy it again/);
  });

  it("are told from lossless and arithmetic ones, and those of 12 bits", () => {
    const whole = imageBytes("colour.jpg");
    const lossless = whole.slice();
    lossless[sizeOf(whole) - 4] = 0xc3;
    expect(() => readJpeg("a.jpg", lossless)).toThrow(/lossless, hierarchical or arithmetic JPEG/);
    const deep = whole.slice();
    deep[sizeOf(whole) - 1] = 12;
    expect(() => readJpeg("a.jpg", deep)).toThrow(/samples have 12 bits/);
  });
});
