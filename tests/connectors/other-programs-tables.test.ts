import { describe, expect, it } from "vitest";
import { bytesAsSource } from "../../src/connectors/byte-source";
import { readSource } from "../../src/connectors/index";
import { expectedTables, tableBytes, tableNames } from "../support/table-files";

const read = (file: string) => readSource(file, bytesAsSource(tableBytes(file)), "table");
const cells = (values: Float64Array) => [...values].map((value) => (Number.isNaN(value) ? null : value));

describe("tables of pandas and Apache Arrow", () => {
  it.each(Object.entries(expectedTables))("reads %s as they do", async (file, { labels, columns }) => {
    const table = await read(file);
    expect(table.labels).toEqual(labels);
    expect(Object.fromEntries(table.columns.map(({ name, values }) => [name, cells(values)]))).toEqual(columns);
  });

  it("leaves none of the files out", () => {
    expect([...tableNames].sort()).toEqual(Object.keys(expectedTables).sort());
  });

  it("tells what it understood: thousands, encoding, columns of words", async () => {
    expect((await read("german.csv")).warnings.join(" ")).toMatch(/"price" has marks between thousands.*"1\.234,56" was read as 1234\.56/);
    expect((await read("french.csv")).warnings.join(" ")).toMatch(/Windows-1252/);
    expect((await read("snappy-12.parquet")).warnings).toContain('Column "city" holds words and was left out.');
  });
});
