import { describe, expect, it } from "vitest";
import { readVti } from "../../src/connectors/vti-file";
import { expectedImages, imageBytes } from "../support/image-files";
import { vti } from "../support/vti";

describe("VTK images", () => {
  const two = "appended-raw-zlib.vti";

  it("give their scalars, say what else they hold, and give the array that is named", () => {
    const scalars = readVti(two, imageBytes(two));
    expect(scalars.warnings).toEqual(['The image holds 2 arrays; "v" was read, u left out.']);
    const named = readVti(two, imageBytes(two), "u");
    expect(named).toMatchObject({ shape: [3, 4, 5], warnings: [] });
    expectedImages[two]!.values.forEach((value, i) => expect(2 * named.values[i]!).toBeCloseTo(Number(value), 8));
    expect(() => readVti(two, imageBytes(two), "w")).toThrow(/no array "w"; it has u, v/);
  });

  it("say that vectors were read by their length", () => {
    expect(readVti("vectors.vti", imageBytes("vectors.vti")).warnings).toEqual([
      'The array "flow" has 3 components; its length as a vector was read.',
    ]);
  });

  it("keep single precision where nothing is lost, and double where something would be", () => {
    expect(readVti("base64.vti", imageBytes("base64.vti")).values).toBeInstanceOf(Float32Array);
    expect(readVti("appended-base64.vti", imageBytes("appended-base64.vti")).values).toBeInstanceOf(Float64Array);
  });

  it("say that the first axis of a pattern of Ready counts its fields", () => {
    const pattern = vti({ rule: "<rule/>", arrays: [[1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1]], extent: "0 2 0 1 0 0" }); // prettier-ignore
    expect(readVti("pattern.vti", pattern)).toMatchObject({
      shape: [2, 2, 3],
      values: new Float32Array([1, 2, 3, 4, 5, 6, 6, 5, 4, 3, 2, 1]),
      warnings: [expect.stringMatching(/2 fields of one state.*first axis counts them/) as string],
    });
    expect(readVti("pattern.vti", pattern, "b")).toMatchObject({ shape: [2, 3], values: new Float32Array([6, 5, 4, 3, 2, 1]) });
  });

  it("refuse an extent that the file could not fill, before anything is set aside", () => {
    const text = new TextDecoder("latin1").decode(imageBytes("base64-zlib.vti"));
    const vast = (end: string) => Uint8Array.from(text.replaceAll("0 4 0 3 0 2", `0 ${end} 0 3 0 2`), (character) => character.charCodeAt(0));
    expect(() => readVti("vast.vti", vast("99999999"))).toThrow(/claims to hold 3 × 4 × 100000000 values; at most/);
    expect(() => readVti("vast.vti", vast("9999999"))).toThrow(/cut short/);
  });
});
