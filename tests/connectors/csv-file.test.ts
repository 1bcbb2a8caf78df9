import { describe, expect, it } from "vitest";
import { readCsvTable } from "../../src/connectors/csv-file";
import { findLayout } from "../../src/connectors/csv-layout";
import { readCsvMatrix } from "../../src/connectors/csv-matrix";

const bytes = (text: string) => new TextEncoder().encode(text);
const table = (text: string) => readCsvTable("t.csv", bytes(text));
const columnsOf = (text: string) => Object.fromEntries(table(text).columns.map(({ name, values }) => [name, [...values]]));

describe("CSV tables", () => {
  const rows = [
    [1.5, -20.25, 3],
    [4, 5.75, -0.5],
    [7.125, 8, 9e-3],
  ];
  const cases = [",", ";", "\t"].flatMap((delimiter) =>
    [".", ","].flatMap((decimal) =>
      ["", "\ufeff"].flatMap((bom) =>
        ["\n", "\r\n"].flatMap((end) =>
          [
            ["a", "b", "c"],
            ['"size, in mm; wet"', '"say ""b"""', "c"],
          ].map((header) => ({ delimiter, decimal, bom, end, header })),
        ),
      ),
    ),
  );

  it.each(cases)(
    "reads $header between $delimiter with decimal $decimal, BOM $bom, line end $end (trap 45)",
    ({ delimiter, decimal, bom, end, header }) => {
      const cell = (value: number) => {
        const text = String(value).replace(".", decimal);
        return decimal === delimiter ? `"${text}"` : text;
      };
      const text = bom + [header.join(delimiter), ...rows.map((row) => row.map(cell).join(delimiter))].join(end) + end;
      const given = decimal === delimiter ? ({ delimiter: ",", decimal: "," } as const) : {};
      const read = readCsvTable("m.csv", bytes(text), given);
      expect(read.columns.map(({ name }) => name)).toEqual(
        header.map((name) => (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name)),
      );
      expect(read.columns.map(({ values }) => [...values])).toEqual([0, 1, 2].map((k) => rows.map((row) => row[k])));
      expect(read.warnings).toEqual([]);
    },
  );

  it("is not fooled by a header full of commas (trap 45)", () => {
    expect(columnsOf("time, in s, since start;height, in m\n0;1,5\n1;2,5\n")).toEqual({
      "time, in s, since start": [0, 1],
      "height, in m": [1.5, 2.5],
    });
  });

  it("reads one column of decimal commas under a name", () => {
    expect(columnsOf("height\n1,5\n2,5\n3,25\n")).toEqual({ height: [1.5, 2.5, 3.25] });
  });

  it("reads blanks between numbers as numpy.savetxt writes them, comments left out", () => {
    expect(columnsOf("# x y\n 1.0e+00  2.5e-01\n-3.0e+00 4.0e+00\n")).toEqual({ "column 1": [1, -3], "column 2": [0.25, 4] });
  });

  it("takes a first column of dates as labels and leaves out other words with a warning", () => {
    const { columns, labels, warnings } = table("month,value,note\n1959-01,2.5,fine\n1959-02,2.75,cold\n");
    expect(labels).toEqual(["1959-01", "1959-02"]);
    expect(columns).toEqual([{ name: "value", values: new Float64Array([2.5, 2.75]) }]);
    expect(warnings).toEqual(['Column "note" holds words and was left out.']);
  });

  it("makes empty cells NaN and names their rows, counted with the header", () => {
    const { columns, warnings } = table("a,b\n1,2\n,3\n4,NA\n5,null\n6,\n");
    expect([...columns[0]!.values]).toEqual([1, NaN, 4, 5, 6]);
    expect([...columns[1]!.values]).toEqual([2, 3, NaN, NaN, NaN]);
    expect(warnings).toEqual(['Column "a" has an empty cell in row 3.', 'Column "b" has 3 empty cells in rows 4, 5, 6.']);
  });

  it.each(["nan", "NaN", "inf", "-Inf", "Infinity", "+inf", "1e999", "1.#INF"])("refuses %s written out, naming the row", (word) => {
    expect(() => table(`a,b\n1,2\n3,${word}\n5,6\n`)).toThrow(/t\.csv: row 3, column "b" is not a finite number/);
  });

  it("counts a stray word among numbers as missing and names its row", () => {
    const { columns, warnings } = table("a\n1\noops\n3\n");
    expect([...columns[0]!.values]).toEqual([1, NaN, 3]);
    expect(warnings).toEqual(['Column "a" holds words in row 3; they count as missing.']);
  });

  it("lets a person decide the layout, and shows the one found (trap 45)", () => {
    expect(findLayout("1,5\n2,5\n")).toEqual({ delimiter: ",", decimal: ".", header: false, labels: null });
    const { columns } = readCsvTable("t.csv", bytes("1,5\n2,5\n"), { delimiter: ";", decimal: "," });
    expect([...columns[0]!.values]).toEqual([1.5, 2.5]);
    expect([...readCsvTable("t.csv", bytes("1990,1991\n1,2\n"), { header: true }).columns[1]!.values]).toEqual([2]);
  });

  it("reads UTF-16 and Windows-1252", () => {
    const utf16 = new Uint8Array([0xff, 0xfe, ...[..."a\n1\n2\n"].flatMap((letter) => [letter.charCodeAt(0), 0])]);
    expect([...readCsvTable("u.csv", utf16).columns[0]!.values]).toEqual([1, 2]);
    const latin = readCsvTable("l.csv", new Uint8Array([0xb5, 0x56, 10, 49, 10, 50, 10]));
    expect(latin.columns[0]!.name).toBe("µV");
    expect(latin.warnings.join()).toMatch(/Windows-1252/);
  });

  it.each([
    ["", /empty/],
    [" \n\n", /empty/],
    ["one,two\nthree,four\n", /no column of numbers/],
    ["only a header,of names\n", /no column of numbers/],
    ["a\u0000b\n1\n", /not a text file/],
  ])("says what is wrong with %j", (text, message) => expect(() => table(text)).toThrow(message));
});

describe("CSV matrices", () => {
  it("reads rows of numbers as an array", () => {
    expect(readCsvMatrix("m.csv", bytes("1,2,3\n4,5,6\n"))).toMatchObject({
      kind: "array",
      name: "m.csv",
      shape: [2, 3],
      values: new Float64Array([1, 2, 3, 4, 5, 6]),
      nominalRange: null,
      warnings: [],
    });
  });

  it("leaves out names of rows and columns, and says so", () => {
    const { shape, values, warnings } = readCsvMatrix("m.csv", bytes(",x,y\nup,1,2\ndown,3,4\n"));
    expect(shape).toEqual([2, 2]);
    expect([...values]).toEqual([1, 2, 3, 4]);
    expect(warnings).toHaveLength(2);
  });

  it("names the row that is too short", () => {
    expect(() => readCsvMatrix("m.csv", bytes("1,2,3\n4,5,6\n7,8\n9,1,2\n"))).toThrow(/row 3 has 2 cells, the first has 3/);
  });

  it.each([
    ["1,NaN,3\n4,inf,-Infinity\n", [1, NaN, 3, 4, Infinity, -Infinity]],
    ["1;nan;1.#IND\n4;;3,5\n", [1, NaN, NaN, 4, NaN, 3.5]],
    ["1 2 -inf\n NA 5 6\n", [1, 2, -Infinity, NaN, 5, 6]],
  ])("takes NaN and infinity written out as what they are in %j", (text, expected) => {
    const { shape, values } = readCsvMatrix("m.csv", bytes(text));
    expect(shape).toEqual([2, 3]);
    expect([...values]).toEqual(expected);
  });

  it("leaves out a column that only the last separator makes, keeps an empty one between others, and says where words stood", () => {
    expect(readCsvMatrix("m.csv", bytes("1,2,\n3,4,\n"))).toMatchObject({ shape: [2, 2], values: new Float64Array([1, 2, 3, 4]) });
    const gap = readCsvMatrix("m.csv", bytes("1,,2\n3,,4\n"));
    expect(gap).toMatchObject({ shape: [2, 3], values: new Float64Array([1, NaN, 2, 3, NaN, 4]) });
    expect(gap.warnings).toEqual(["2 cells are empty, in rows 1, 2; they are NaN."]);
    const words = readCsvMatrix("m.csv", bytes("1,2\n3,lost\n5,6\n7,8\n"));
    expect([...words.values]).toEqual([1, 2, 3, NaN, 5, 6, 7, 8]);
    expect(words.warnings).toEqual(["1 cell holds words, in row 2; it is NaN."]);
  });
});

describe("tables that are damaged", () => {
  const read = (text: string) => readCsvTable("t.csv", new TextEncoder().encode(text));

  it("are refused where a quote is never closed, by its line", () => {
    expect(() => read('t,v\n1,2\n2,"3\n3,4\n4,5\n')).toThrow(/quote in line 3 is never closed/);
    expect(read('t,v\n"1",2\n2,"3"\n').columns.map(({ values }) => [...values])).toEqual([
      [1, 2],
      [2, 3],
    ]);
  });

  it("tell of rows with a cell too many or too few, and not of an empty cell at the end", () => {
    expect(read("a,b\n1,2\n3,4,5\n6,7\n8\n9,10\n").warnings).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Row 3 has more cells than the 2 of the header/),
        expect.stringMatching(/^Row 5 has fewer cells/),
      ]),
    );
    expect(read("1,2,\n3,4,\n5,6,\n").warnings.filter((warning) => /cells than/.test(warning))).toEqual([]);
  });
});
