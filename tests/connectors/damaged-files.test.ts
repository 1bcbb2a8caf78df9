import fc from "fast-check";
import { gzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readFile } from "../../src/connectors/index";
import { WorkbenchError } from "../../src/core/errors";
import { imageBytes, imageNames } from "../support/image-files";

/** Reads what may be damaged: numbers or a refusal in our own words, nothing else. */
function readOrRefuse(file: string, bytes: Uint8Array): void {
  try {
    const { shape, values } = readFile(file, bytes, "array");
    expect(values.length).toBe(shape.reduce((product, side) => product * side, 1));
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    expect(error.code).toMatch(/^data\//);
    expect(error.message).toContain(file.replace(/\.gz$/, ""));
  }
}

describe("damaged files", () => {
  it.each(imageNames)("%s cut short anywhere gives values or a refusal", (file) => {
    const whole = imageBytes(file);
    const length = fc.integer({ min: 0, max: whole.length - 1 });
    fc.assert(
      fc.property(length, (end) => readOrRefuse(file, whole.subarray(0, end))),
      { numRuns: 25 },
    );
  });

  it.each(imageNames)("%s with bits flipped gives values or a refusal", (file) => {
    const whole = imageBytes(file);
    // Half of the flips fall on the beginning, where the headers are.
    const place = fc.oneof(fc.nat({ max: Math.min(whole.length, 400) - 1 }), fc.nat({ max: whole.length - 1 }));
    const flips = fc.array(fc.tuple(place, fc.nat({ max: 7 })), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(flips, (bits) => {
        const damaged = whole.slice();
        for (const [at, bit] of bits) damaged[at]! ^= 1 << bit;
        readOrRefuse(file, damaged);
      }),
      { numRuns: 40 },
    );
  });

  it.each(["grey8.tif", "tiles-rgb-deflate.tif", "int16.nii", "base64-zlib.vti", "little-f4.npy", "colour.jpg"])(
    "%s with bytes set to what is largest gives values or a refusal, and soon",
    (file) => {
      const whole = imageBytes(file);
      for (let at = 0; at < Math.min(whole.length, 360); at++) {
        for (const value of [0, 0x7f, 0xff]) {
          const damaged = whole.slice();
          damaged[at] = value;
          readOrRefuse(file, damaged);
        }
      }
    },
  );

  it("any text gives a matrix or a refusal", () => {
    const word = fc.constantFrom("1", "-2,5", "3.5e2", "nan", "inf", "", " ", ",", ";", "\t", "|", '"', "\n", "\r\n", "# ", "words", "\u00b5", "0x1");
    fc.assert(fc.property(fc.array(word, { maxLength: 60 }), (words) => readOrRefuse("m.csv", new TextEncoder().encode(words.join("")))));
  });

  it("any bytes give values or a refusal, whatever the ending", () => {
    const ending = fc.constantFrom("png", "jpg", "tif", "nii", "vti", "npy", "npz", "csv", "bin", "gz");
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), ending, (bytes, end) => readOrRefuse(`a.${end}`, bytes)));
  });

  it("refuses a NIfTI header of 30 000 × 30 000 × 30 000 before anything is set aside", () => {
    const bytes = imageBytes("int16.nii").slice();
    const view = new DataView(bytes.buffer);
    for (const at of [42, 44, 46]) view.setInt16(at, 30000, true);
    expect(() => readFile("vast.nii", bytes, "array")).toThrow(/claims to hold 30000 × 30000 × 30000 values; at most 268435456 can be read/);
  });

  it("refuses a TIFF of 100 000 × 100 000, whose width and height are the first two entries", () => {
    const bytes = imageBytes("grey8.tif").slice();
    const view = new DataView(bytes.buffer);
    const directory = view.getUint32(4, true);
    for (let entry = directory + 2; entry < bytes.length - 12; entry += 12) {
      if (![256, 257].includes(view.getUint16(entry, true))) continue;
      view.setUint16(entry + 2, 4, true);
      view.setUint32(entry + 8, 100000, true);
    }
    expect(() => readFile("vast.tif", bytes, "array")).toThrow(/100000 × 100000 values; at most/);
  });

  it("refuses a TIFF whose pages come back to themselves", () => {
    const bytes = imageBytes("grey8.tif").slice();
    const view = new DataView(bytes.buffer);
    const directory = view.getUint32(4, true);
    view.setUint32(directory + 2 + 12 * view.getUint16(directory, true), directory, true);
    expect(() => readFile("ring.tif", bytes, "array")).toThrow(/come back to themselves/);
  });

  it("refuses a gzip archive cut short", () => {
    const whole = gzipSync(imageBytes("int16.nii"));
    expect(() => readFile("a.nii.gz", whole.subarray(0, whole.length - 12), "array")).toThrow(/damaged or cut short/);
  });
});
