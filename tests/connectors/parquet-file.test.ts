import { gzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { parquetWriteBuffer, type ColumnSource } from "hyparquet-writer";
import { bytesAsSource } from "../../src/connectors/byte-source";
import { readSource } from "../../src/connectors/index";
import { timeParsers } from "../../src/connectors/parquet-times";

const source = (...columnData: ColumnSource[]) => bytesAsSource(new Uint8Array(parquetWriteBuffer({ columnData })));
const read = (...columnData: ColumnSource[]) => readSource("t.parquet", source(...columnData), "table");

describe("Parquet", () => {
  it("is known by how it begins, whatever its name", async () => {
    const { columns } = await readSource("table.bin", source({ name: "a", data: [1, 2], type: "DOUBLE" }), "table");
    expect(columns).toEqual([{ name: "a", values: new Float64Array([1, 2]) }]);
  });

  it("names the row of a value that is no finite number, and counts what is null", async () => {
    await expect(read({ name: "a", data: [1, NaN], type: "DOUBLE" })).rejects.toThrow(/row 2, column "a" is not a finite number\. Write null/);
    const { columns, warnings } = await read({ name: "a", data: [1, null, 3, null], type: "DOUBLE" });
    expect([...columns[0]!.values]).toEqual([1, NaN, 3, NaN]);
    expect(warnings).toEqual(['Column "a" has 2 empty cells.']);
  });

  it("tells of whole numbers that a double cannot hold", async () => {
    const { columns, warnings } = await read({ name: "a", data: [2n ** 60n + 1n, 7n], type: "INT64" });
    expect([...columns[0]!.values]).toEqual([2 ** 60, 7]);
    expect(warnings.join()).toMatch(/beyond 2⁵³/);
  });

  it.each([
    ["no numbers", [{ name: "a", data: ["x", "y"], type: "STRING" }] satisfies ColumnSource[], /no column of numbers was found among a/],
    ["no rows", [{ name: "a", data: [], type: "DOUBLE" }] satisfies ColumnSource[], /the table has no rows/],
  ])("with %s is refused", async (_, columns, words) => {
    await expect(read(...columns)).rejects.toThrow(words);
  });

  it("that is damaged is refused in words", async () => {
    const whole = parquetWriteBuffer({ columnData: [{ name: "a", data: [1, 2], type: "DOUBLE" }] });
    for (const bytes of [new Uint8Array(whole).subarray(0, 30), new TextEncoder().encode("PAR1 and no more")])
      await expect(readSource("t.parquet", bytesAsSource(bytes), "table")).rejects.toThrow(/t\.parquet: the Parquet file is damaged/);
  });

  it("that is packed in a way that cannot be undone says how to write it", async () => {
    const columnData: ColumnSource[] = [{ name: "a", data: [1, 2], type: "DOUBLE" }];
    const bytes = parquetWriteBuffer({ columnData, codec: "LZ4_RAW", compressors: { LZ4_RAW: (page) => page } });
    await expect(readSource("t.parquet", bytesAsSource(new Uint8Array(bytes)), "table")).rejects.toThrow(
      /packed with LZ4_RAW, which is not read\. Write it with the compression "zstd", "snappy", "gzip" or none/,
    );
  });

  /** Zstandard frames (RFC 8878) of one raw block. */
  const frame = (bytes: number) => Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x20, bytes, 1 | (bytes << 3), bytes >> 5, 0, ...new Uint8Array(bytes));

  it.each([
    ["ZSTD", frame(8), /one of its pages holds 8 bytes and claims 32/],
    ["ZSTD", frame(200), /one of its pages holds 200 bytes and claims 32/],
    ["ZSTD", frame(32).subarray(0, 20), /damaged/],
    ["ZSTD", Uint8Array.of(1, 2, 3, 4), /damaged/],
    ["GZIP", gzipSync(new Uint8Array(8)), /damaged/],
    ["SNAPPY", Uint8Array.of(8, 28, 1, 2, 3, 4, 5, 6, 7, 8), /damaged/],
  ] as const)("whose %s pages hold something else than they claim is refused, and not filled up with zeros (%#)", async (codec, page, words) => {
    const columnData: ColumnSource[] = [{ name: "a", data: [1, 2, 3, 4], type: "DOUBLE" }];
    const bytes = parquetWriteBuffer({ columnData, codec, compressors: { [codec]: () => page } });
    await expect(readSource("t.parquet", bytesAsSource(new Uint8Array(bytes)), "table")).rejects.toThrow(words);
  });

  it("is no image", async () => {
    await expect(readSource("t.parquet", source({ name: "a", data: [1], type: "DOUBLE" }), "array")).rejects.toThrow(/Open it in Regimes/);
  });

  it.each([
    [0n, "1970-01-01"],
    [-1n, "1969-12-31 23:59:59.999999999"],
    [1_614_556_800_000_000_000n, "2021-03-01"],
    [1_614_556_800_000_000_000n + 5_430_250_000_000n, "2021-03-01 01:30:30.25"],
  ])("writes the moment %d nanoseconds after 1970 as %s", (since, words) => expect(timeParsers.timestampFromNanoseconds(since)).toBe(words));
});
