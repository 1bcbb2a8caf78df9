import { describe, expect, it } from "vitest";
import { bytesAsSource } from "../../src/connectors/byte-source";
import { readSource } from "../../src/connectors/index";
import { tableInJson } from "../../src/connectors/json-file";

const shape = (document: unknown) => {
  const { columns, labels, dimensions } = tableInJson("t.json", document);
  return { columns: Object.fromEntries(columns.map(({ name, values }) => [name, [...values]])), labels, dimensions };
};

describe("tables in JSON", () => {
  it.each([
    ["a list of numbers", [1, null, 3], { columns: { values: [1, NaN, 3] }, labels: null, dimensions: false }],
    ["values", { about: "x", values: [1, 2] }, { columns: { values: [1, 2] }, labels: null, dimensions: false }],
    ["values with time", { values: [1, 2], time: ["a", "b"] }, { columns: { values: [1, 2] }, labels: ["a", "b"], dimensions: false }],
    [
      "one list a dimension, named",
      { values: [[1, 2], [3, 4]], labels: ["pace", "distance"] }, // prettier-ignore
      { columns: { pace: [1, 2], distance: [3, 4] }, labels: null, dimensions: true },
    ],
    [
      "the form of TCPDBench",
      {
        name: "two",
        n_obs: 2,
        n_dim: 2,
        time: { format: "%Y", index: [0, 1], raw: ["1990", "1991"] },
        series: [{ label: "V1", type: "float", raw: [1.5, null] }, { type: "int", raw: [3, 4] }], // prettier-ignore
      },
      { columns: { V1: [1.5, NaN], "dimension 1": [3, 4] }, labels: ["1990", "1991"], dimensions: true },
    ],
    [
      "an object of series",
      { time: ["1959-Q1", "1959-Q2"], series: { gdp: [1, 2], rate: [3, 4] } },
      { columns: { gdp: [1, 2], rate: [3, 4] }, labels: ["1959-Q1", "1959-Q2"], dimensions: false },
    ],
    [
      "a list of records",
      [{ day: "2020-01-01", close: 5 }, { day: "2020-01-02", close: null, note: "closed" }, { day: "2020-01-03", close: "6.5" }], // prettier-ignore
      { columns: { close: [5, NaN, 6.5] }, labels: ["2020-01-01", "2020-01-02", "2020-01-03"], dimensions: undefined },
    ],
    [
      "an object of columns",
      { unit: "m", day: ["2020-01-01", "2020-01-02"], close: [5, 0.1] },
      { columns: { close: [5, 0.1] }, labels: ["2020-01-01", "2020-01-02"], dimensions: undefined },
    ],
  ])("are read from %s", (_, document, expected) => expect(shape(document)).toEqual(expected));

  it.each([
    [{ about: "nothing" }, /holds no series: expected a key "values"/],
    [{ values: [] }, /holds no series/],
    [[{ id: "no series" }], /holds no series/],
    ["text", /holds no series/],
    [null, /holds no series/],
    [{ values: [1, "nan"] }, /t\.json, values\[1\] \(row 2\): expected a finite number or null, got "nan"/],
    [{ values: [[1, 2], [3]] }, /values\[1\] has 1 samples, values\[0\] has 2/], // prettier-ignore
    [{ series: [{ raw: [1, "x"] }] }, /series\[0\]\.raw\[1\] \(row 2\)/],
    [{ a: [1, 2], b: [1] }, /its columns differ in length: a has 2, b has 1 rows/],
    [[[1, 2], [3, 4]], /a list of lists may be rows or columns/], // prettier-ignore
    [{ a: [1, "NaN", 3] }, /row 2, column "a" is not a finite number/],
  ])("are refused in words: %j", (document, words) => expect(() => tableInJson("t.json", document)).toThrow(words));

  it("tell of dates out of order, and of text that is no date", () => {
    expect(tableInJson("t.json", { values: [1, 2], time: ["2020-02-01", "2020-01-01"] }).warnings.join()).toMatch(/run backwards/);
    expect(tableInJson("t.json", { values: [1, 2], time: ["b", "a"] }).warnings).toEqual([]);
  });

  it("are read from a file as a table, and refused as an image", async () => {
    const source = bytesAsSource(new TextEncoder().encode("\uFEFF[1, 2, 3]"));
    expect((await readSource("a.json", source, "table")).columns[0]!.values).toEqual(new Float64Array([1, 2, 3]));
    await expect(readSource("a.json", source, "array")).rejects.toThrow(
      /a\.json: this is a table \(Table as JSON\), not an image.*Open it in Regimes/,
    );
    await expect(readSource("a.json", bytesAsSource(new TextEncoder().encode("[1, 2,")), "table")).rejects.toThrow(/this is not JSON/);
  });
});
