import { describe, expect, it } from "vitest";
import { readTiff } from "../../src/connectors/tiff-file";
import { imageBytes } from "../support/image-files";

const warningsOf = (file: string) => readTiff(file, imageBytes(file)).warnings;

describe("TIFF files", () => {
  it.each([
    ["grey8.tif", []],
    ["stack.tif", []],
    ["imagej.tif", []],
    ["rgba.tif", ["Transparent parts were laid over white."]],
    ["imagej-channels.tif", ["Its pages are 2 channels; the first was read, the others left out."]],
    ["imagej-moments.tif", ["It holds 2 moments of a volume; the first was read."]],
    ["imagej-film.tif", ["Its pages are moments, not depths: the third axis is time."]],
    ["two-channels.tif", ["It has 2 channels; the first was read, the others left out."]],
    [
      "pages.tif",
      [
        "The size of a pixel is from the resolution that the file notes, 1270 dots per inch. It is right if the specimen was scanned at that.",
        "1 of 3 pages differ from the first in size or kind and were left out.",
        "The file says that a pixel measures 20 × 20 µm, but not how far apart its pages are.",
      ],
    ],
  ])("say what was left out of %s", (file, warnings) => expect(warningsOf(file)).toEqual(warnings));

  it("keep shades as 0 … 1, and counts, signs and fractions as they are", () => {
    const range = (file: string) => readTiff(file, imageBytes(file)).nominalRange;
    expect(["grey8.tif", "grey16-big.tif", "bits12.tif", "palette.tif", "bilevel.tif"].map(range)).toEqual(Array(5).fill([0, 1]));
    expect(["int16.tif", "uint32.tif", "float32.tif"].map(range)).toEqual([null, null, null]);
  });

  it("keep every bit of whole numbers of 32 bits and of doubles", () => {
    const exact = (file: string) => readTiff(file, imageBytes(file)).values;
    expect(exact("uint32.tif")).toBeInstanceOf(Float64Array);
    expect(exact("float64-big.tif")).toBeInstanceOf(Float64Array);
    expect(exact("grey16-little.tif")).toBeInstanceOf(Float32Array);
  });
});
