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
