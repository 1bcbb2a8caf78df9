import fc from "fast-check";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import { parquet } from "../../src/exporters/parquet";
import { provenanceOf, provenanceOfFile } from "../../src/exporters/provenance";

const fileOf = (bytes: Uint8Array) => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
const table = (rows: [number | null, string | null][]) => ({
  columns: [
    { name: "box-counting.low", values: rows.map(([number]) => number) },
    { name: "file", values: rows.map(([, text]) => text) },
  ],
});
const read = (bytes: Uint8Array) => parquetReadObjects({ file: fileOf(bytes) });

describe("Parquet", () => {
  it("reads back as the same numbers and words, to the bit, nulls where they were", async () => {
    const cell = fc.tuple(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })), fc.option(fc.string({ unit: "grapheme" })));
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 40 }), async (rows) => {
        const found = await read(parquet.encode(table(rows), provenanceOf(null)));
        const words = rows.some(([, text]) => text !== null);
        expect(found).toHaveLength(rows.length);
        rows.forEach(([number, text], i) => {
          expect(Object.is(found[i]!["box-counting.low"], number)).toBe(true);
          expect(found[i]!["file"]).toBe(words ? text : null);
        });
      }),
      { numRuns: 60 },
    );
  });
  it("types columns: doubles, also where nothing is known, and text, also where it is only said to be", () => {
    const said = { columns: [...table([[null, "a"]]).columns, { name: "reason", kind: "text" as const, values: [null] }] };
    const { schema } = parquetMetadata(fileOf(parquet.encode(said, provenanceOf(null))));
    expect(schema.slice(1)).toMatchObject([
      { name: "box-counting.low", type: "DOUBLE", repetition_type: "OPTIONAL" },
      { name: "file", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" },
      { name: "reason", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" },
    ]);
  });
  it("holds no NaN and no infinity, and words for numbers in a column of words", async () => {
    const columns = [
      { name: "x", values: Float64Array.of(NaN, Infinity, 1) },
      { name: "mixed", values: ["a", 2, null] },
      { name: "short", values: [7] },
    ];
    expect(await read(parquet.encode({ columns }, provenanceOf(null)))).toEqual([
      { x: null, mixed: "a", short: 7 },
      { x: null, mixed: "2", short: null },
      { x: 1, mixed: null, short: null },
    ]);
  });
  it("tells in its metadata where it comes from", () => {
    const provenance = provenanceOfFile("größe.png", { threshold: "otsu" });
    const { key_value_metadata: entries, created_by: software } = parquetMetadata(fileOf(parquet.encode(table([[1, "a"]]), provenance)));
    expect(software).toBe(provenance.software);
    expect(entries).toEqual(
      expect.arrayContaining([
        { key: "software", value: provenance.software },
        { key: "file", value: String.raw`gr\u00f6\u00dfe.png` },
        { key: "settings", value: '{"threshold":"otsu"}' },
      ]),
    );
  });
  it("writes a table without rows, and one of many", async () => {
    expect(await read(parquet.encode(table([]), provenanceOf(null)))).toEqual([]);
    const many = Array.from({ length: 2500 }, (_, i): [number, string] => [i / 3, `file ${i}.png`]);
    const found = await read(parquet.encode(table(many), provenanceOf(null)));
    expect(found.map((row) => [row["box-counting.low"], row["file"]])).toEqual(many);
  });
});
