import { unzlibSync } from "fflate";
import { describe, expect, it } from "vitest";
import { complete } from "../../src/core/spec/complete";
import { pdf } from "../../src/exporters/pdf";
import { provenanceOf } from "../../src/exporters/provenance";
import { trueTypeOf } from "../../src/exporters/woff";
import { figureFonts, wavePage } from "../support/figure";
import { fileForOracle } from "../support/oracle-files";

const provenance = provenanceOf(complete({ version: 1, model: "gray-scott", grid: { shape: [4, 6] } }).spec);
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

/** Streams of the file, unpacked where they are packed. */
function streamsOf(bytes: Uint8Array): string[] {
  const text = latin1(bytes);
  return [...text.matchAll(/stream\r?\n/g)].map(({ index, 0: { length } }) => {
    const packed = bytes.subarray(index + length, text.indexOf("endstream", index) - 1);
    try {
      return latin1(unzlibSync(packed));
    } catch {
      return latin1(packed);
    }
  });
}

describe("a figure as PDF", () => {
  it("is one page as large as the figure, with spec and hash", async () => {
    const page = wavePage();
    const bytes = fileForOracle("figure.pdf", await pdf.encode({ page, fonts: figureFonts() }, provenance));
    const text = latin1(bytes);
    expect(text).toMatch(/^%PDF-1\.\d/);
    const [width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text)!.slice(1).map(Number) as [number, number];
    expect(width).toBeCloseTo((page.width * 72) / 25.4, 1);
    expect(height).toBeCloseTo((page.height * 72) / 25.4, 1);
    expect(text).toContain(provenance.specHash);
  });
  it("holds the words as letters of three typefaces and the field as one picture", async () => {
    const bytes = await pdf.encode({ page: wavePage(), fonts: figureFonts() }, provenance);
    // U+0446 of "мВ", U+03C9 of "ω" and U+03BB of "λ" can be found and copied.
    const maps = streamsOf(bytes)
      .filter((stream) => stream.includes("begincmap"))
      .join("\n")
      .toLowerCase();
    for (const letter of ["ґ", "ї", "ω", "λ"]) expect(maps).toContain(`<${letter.codePointAt(0)!.toString(16).padStart(4, "0")}>`);
    expect(latin1(bytes).match(/\/Subtype \/Image/g)!.length).toBeGreaterThanOrEqual(1);
  });
  it("gives equal bytes for an equal figure", async () => {
    const [a, b] = [
      await pdf.encode({ page: wavePage(), fonts: figureFonts() }, provenance),
      await pdf.encode({ page: wavePage(), fonts: figureFonts() }, provenance),
    ];
    expect(Buffer.compare(a, b)).toBe(0);
  });
});

describe("a typeface out of WOFF", () => {
  it("has the tables of TrueType, each with the checksum that its directory names", () => {
    const font = trueTypeOf(figureFonts()[0]!);
    const view = new DataView(font.buffer);
    expect(view.getUint32(0)).toBe(0x00010000);
    const tags = Array.from({ length: view.getUint16(4) }, (_, i) => {
      const at = 12 + 16 * i;
      const [offset, length] = [view.getUint32(at + 8), view.getUint32(at + 12)];
      let sum = 0;
      for (let k = 0; k < Math.ceil(length / 4); k++) sum = (sum + view.getUint32(offset + 4 * k)) >>> 0;
      const tag = latin1(font.subarray(at, at + 4));
      // That of `head` leaves out the adjustment of the whole file.
      if (tag !== "head") expect(sum).toBe(view.getUint32(at + 4));
      return tag;
    });
    expect(tags).toEqual(expect.arrayContaining(["cmap", "glyf", "head", "hmtx", "loca"]));
  });
});
