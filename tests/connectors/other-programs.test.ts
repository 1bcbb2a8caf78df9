import { describe, expect, it } from "vitest";
import { readFile } from "../../src/connectors/index";
import { WorkbenchError } from "../../src/core/errors";
import { expectedImages, imageBytes, imageNames } from "../support/image-files";

describe("files of Pillow, tifffile, nibabel, VTK and NumPy", () => {
  it.each(Object.entries(expectedImages))("reads %s as they do", (file, { shape, values, edge, unit, tolerance = 0 }) => {
    const read = readFile(file, imageBytes(file), "array");
    expect(read.shape).toEqual(shape);
    expect(read.values.length).toBe(values.length);
    // Nine digits are written down; shades are kept in single precision, of which they have seven.
    const digits = read.values instanceof Float32Array ? 1e-7 : 1e-8;
    const wrong = values.findIndex((value, i) => {
      const [is, wanted] = [read.values[i]!, Number(value)];
      if (!Number.isFinite(wanted)) return !Object.is(is, wanted);
      return !(Math.abs(is - wanted) <= tolerance + digits * Math.max(Math.abs(wanted), tolerance === 0 && read.nominalRange ? 1 : 0));
    });
    expect(wrong < 0 ? "none differs" : `${wrong}: ${read.values[wrong]} instead of ${values[wrong]}`).toBe("none differs");
    if (edge === undefined) expect(read.spacing).toBeUndefined();
    else {
      expect(read.spacing?.unit).toBe(unit);
      expect(read.spacing!.edge).toHaveLength(shape.length);
      edge.forEach((length, axis) => expect(read.spacing!.edge[axis]! / length).toBeCloseTo(1, 5));
    }
  });

  const refused: [file: string, why: RegExp][] = [
    ["refused-zstd.tif", /compressed with Zstandard; none, LZW, Deflate and PackBits are read/],
    ["refused-jpeg.tif", /compressed with JPEG/],
    ["refused-group4.tif", /compressed with CCITT Group 4/],
    ["refused-cmyk.tif", /colours are CMYK.*Convert it to RGB/],
    ["refused-complex.tif", /complex numbers of 64 bits/],
    ["refused-cmyk.jpg", /4 colours, as for printing.*Convert it to RGB/],
    ["refused-interlaced1.png", /interlaced with 1 bits? a sample.*Save it without interlacing/],
    ["refused-pair.hdr", /half of a pair of files/],
    ["refused-complex.nii", /complex numbers/],
  ];
  it.each(refused)("refuses %s, saying why and what to do", (file, why) => {
    expect(() => readFile(file, imageBytes(file), "array")).toThrow(WorkbenchError);
    expect(() => readFile(file, imageBytes(file), "array")).toThrow(why);
  });

  it("holds a file for every expectation and refusal", () => {
    expect([...Object.keys(expectedImages), ...refused.map(([file]) => file)].sort()).toEqual(imageNames);
  });
});
