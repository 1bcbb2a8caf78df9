import { describe, expect, it } from "vitest";
import { csvFile } from "../../src/connectors/csv-file";
import type { ImportedTable } from "../../src/connectors/connector";

const read = (text: string) => csvFile.read("a.csv", new TextEncoder().encode(text)) as ImportedTable;
const valuesOf = (table: ImportedTable, name: string) => [...table.columns.find((column) => column.name === name)!.values];

describe("what stands above a table", () => {
  it("is left out where it is a title, and told", () => {
    const table = read("Daily closes of X, 2020\nSource: exchange\n\ndate,close\n2020-01-02,1\n2020-01-03,3\n2020-01-06,5\n");
    expect(valuesOf(table, "close")).toEqual([1, 3, 5]);
    expect(table.warnings.join(" ")).toMatch(/The 2 lines above the table were left out/);
  });
  it("is obeyed where it names the separator, as Excel writes it", () => {
    const table = read("sep=;\na;b\n1,5;2\n2,5;3\n");
    expect(valuesOf(table, "a")).toEqual([1.5, 2.5]);
    expect(valuesOf(table, "b")).toEqual([2, 3]);
  });
  it("is no title where a header and an empty line stand above numbers, or where rows of words go on", () => {
    expect(valuesOf(read("x\n\n1\n2\n3\n"), "x")).toEqual([1, 2, 3]);
    expect(read("name,x\nann,1\n\nben,2\ncid,3\n").labels).toEqual(["ann", "ben", "cid"]);
  });
});

describe("empty rows", () => {
  it("are gaps between rows of a single column, named in a warning", () => {
    const table = read('x\n1\n\n3\n""\n5\n\n');
    expect(valuesOf(table, "x")).toEqual([1, NaN, 3, NaN, 5]);
    expect(table.warnings.join(" ")).toMatch(/2 empty cells in rows 3, 5/);
  });
  it("are nothing in a table of several columns, and at the ends of any", () => {
    expect(valuesOf(read("\n\na,b\n1,2\n\n3,4\n\n\n"), "a")).toEqual([1, 3]);
    expect(valuesOf(read("x\n\n\n1\n2\n\n\n"), "x")).toEqual([1, 2]);
  });
});

describe("the minus of typesetters", () => {
  it("is a minus", () => expect(valuesOf(read("a,b\n\u22121.5,2\n3,\u22124\n"), "a")).toEqual([-1.5, 3]));
});
