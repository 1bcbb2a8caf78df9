import { describe, expect, it } from "vitest";
import { parseTable } from "../../src/notebook/parse-table";

describe("a table", () => {
  it("is parted by what its first line has most of", () => {
    const rows = [{ a: 1, b: "x, y" }];
    expect(parseTable('a,b\n1,"x, y"\n')).toEqual(rows);
    expect(parseTable("a;b\n1;x, y\n")).toEqual(rows);
    expect(parseTable("a\tb\n1\tx, y\n")).toEqual(rows);
  });

  it("has numbers where a whole column is one, and null for an empty place", () =>
    expect(parseTable("n,m\n1,1\n,x\n-2e3,\n")).toEqual([
      { n: 1, m: "1" },
      { n: null, m: "x" },
      { n: -2000, m: null },
    ]));

  it("may begin with a mark of its encoding, and with remarks", () => expect(parseTable("\uFEFF# by whom\n# when\r\na\n5\n")).toEqual([{ a: 5 }]));

  it("is empty without lines", () => expect(parseTable("")).toEqual([]));
});
