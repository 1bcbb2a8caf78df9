import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainValue, readCell } from "../../src/connectors/csv-cell";
import { readCsvTable } from "../../src/connectors/csv-file";

const read = (text: string, given = {}) => readCsvTable("t.csv", new TextEncoder().encode(text), given);
const column = (text: string, given = {}) => [...read(text, given).columns[0]!.values];
const told = (text: string, given = {}) => read(text, given).warnings.join(" ");

describe("numbers in cells", () => {
  it("are the nearest doubles to what is written, as the language itself has them", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), fc.integer({ min: 0, max: 15 }), fc.boolean(), (digits, places, negative) => {
        const all = String(digits).padStart(places + 1, "0");
        const text = `${negative ? "-" : ""}${all.slice(0, all.length - places)}${places > 0 ? "." : ""}${places > 0 ? all.slice(-places) : ""}`;
        if (all.length <= 15) expect(plainValue(text, ".")).toBe(Number(text));
        expect(readCell(text, ".")).toMatchObject({ kind: "number", value: Number(text) });
        expect(readCell(text.replace(".", ","), ",")).toMatchObject({ kind: "number", value: Number(text) });
      }),
    );
  });

  it.each([
    ["1.234,56", ",", 1234.56],
    ["1.234.567", ",", 1234567],
    ["1 234,5", ",", 1234.5],
    ["1\u202f234\u202f567,5", ",", 1234567.5],
    ["1,234.56", ".", 1234.56],
    ["-12,345,678", ".", -12345678],
    ["1'234.5", ".", 1234.5],
  ] as const)("take marks between thousands out of %s", (text, decimal, value) =>
    expect(readCell(text, decimal)).toEqual({ kind: "number", value, grouped: true }),
  );

  it.each(["1,23.4", "12,34,567", "1,234'567", "0,123", "1,2345", ",123", "1 23"])("do not take %s for thousands", (text) =>
    expect(readCell(text, ".").kind).not.toBe("number"),
  );
});

describe("thousands and decimal marks", () => {
  it("are found together, and told", () => {
    expect(column("a;b\n1.234,56;1\n999,5;2\n12.345;3\n")).toEqual([1234.56, 999.5, 12345]);
    expect(told("a;b\n1.234,56;1\n999,5;2\n12.345;3\n")).toMatch(/taken out of 2 numbers: "1\.234,56" was read as 1234\.56/);
    expect(column('a,b\n"1,234.56",1\n999.5,2\n')).toEqual([1234.56, 999.5]);
  });

  it("are ambiguous where every number has three digits after its only mark: read as decimals, and told", () => {
    expect(column("a\n1.000\n2.500\n")).toEqual([1, 2.5]);
    expect(told("a\n1.000\n2.500\n")).toMatch(
      /"1\.000" was read as 1, with a decimal point, and no number shows that it is one.*choose the decimal comma/,
    );
    expect(column("a\n1.000\n2.500\n", { decimal: "," })).toEqual([1000, 2500]);
    expect(told("a\n1.000\n2.500\n", { decimal: "." })).toBe("");
  });

  it.each(["a\n1.000\n0.500\n", "a\n1.000\n2.5\n", "a\n1.000\n1234.567\n", "a;b\n1.000;7\n2.000;0.25\n", "a\n1000\n2500\n"])(
    "are not ambiguous in %j",
    (text) => expect(told(text)).toBe(""),
  );

  it("that mix in one column are told in one sentence that names the rows, and the odd ones count as missing", () => {
    const text = "t;v\n0;1.5\n1;2,5\n2;3.5\n3;4,25\n4;5.5\n";
    expect([...read(text).columns[1]!.values]).toEqual([1.5, NaN, 3.5, NaN, 5.5]);
    expect(read(text).warnings).toEqual([
      'Column "v" mixes decimal marks: a comma in rows 3, 5, where a point is expected; these cells count as missing. Write one mark throughout.',
    ]);
  });

  it("take a column of dates that is not the first for labels", () => {
    const { labels, columns } = read("id,date,close\n1,2020-01-01,5\n2,2020-01-02,6\n");
    expect(labels).toEqual(["2020-01-01", "2020-01-02"]);
    expect(columns.map(({ name }) => name)).toEqual(["id", "close"]);
  });

  it("prefer dates to other words before them, and tell when they repeat", () => {
    const { labels, warnings } = read("symbol,date,price\nA,2020-01-01,5\nB,2020-01-01,6\n");
    expect(labels).toEqual(["2020-01-01", "2020-01-01"]);
    expect(warnings.join()).toMatch(/"symbol" holds words and was left out.*A date repeats, in row 3/);
  });

  it("leave it to a person which column labels the rows, or none", () => {
    expect(read("a,b\n1,5\n2,6\n", { labels: 0 })).toMatchObject({ labels: ["1", "2"], columns: [{ name: "b" }] });
    expect(read("d,b\nx,5\ny,6\n", { labels: null })).toMatchObject({ labels: null, warnings: ['Column "d" holds words and was left out.'] });
  });
});
