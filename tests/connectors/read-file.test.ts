import { gzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { fileConnectors, readFile } from "../../src/connectors/index";
import { arraysIn, readNpz } from "../../src/connectors/npz-file";
import { goldenBytes } from "../support/fractal-images";
import { npyBytes } from "../support/npy-bytes";

const text = (words: string) => new TextEncoder().encode(words);
const line = npyBytes({ descr: "<f8", shape: "(3,)" }, new Float64Array([1, 2, 3]));
const plane = npyBytes({ descr: "<f4", shape: "(2, 3)" }, new Float32Array([1, 2, 3, 4, 5, 6]));
const archive = zipSync({ "u.npy": plane, "v.npy": line, "note.txt": text("hello") });

describe("readFile", () => {
  it("knows a file by how it begins, whatever its name", () => {
    expect(readFile("picture", goldenBytes("line.png"), "array").shape).toEqual([512, 512]);
    expect(readFile("array.bin", plane, "array").shape).toEqual([2, 3]);
    expect(readFile("table", text("1,2\n3,4\n"), "array").shape).toEqual([2, 2]);
  });

  it("reads a table as a matrix or as columns, as wanted", () => {
    expect(readFile("t.csv", text("1,2\n3,4\n"), "array").kind).toBe("array");
    expect(readFile("t.csv", text("1,2\n3,4\n"), "table").columns).toHaveLength(2);
  });

  it("reads arrays of one or two axes as columns", () => {
    expect(readFile("a.npy", line, "table").columns).toEqual([{ name: "value", values: new Float64Array([1, 2, 3]) }]);
    expect(readFile("a.npy", plane, "table").columns.map(({ values }) => [...values])).toEqual([
      [1, 4],
      [2, 5],
      [3, 6],
    ]);
  });

  it("reads the first array of an archive, or the one named", () => {
    expect(arraysIn("a.npz", archive)).toEqual(["u", "v"]);
    expect(readFile("a.npz", archive, "array")).toMatchObject({
      name: "a.npz/u",
      shape: [2, 3],
      warnings: [expect.stringContaining("v left out") as string],
    });
    expect(readNpz("a.npz", archive, "v")).toMatchObject({ shape: [3], warnings: [] });
    expect(() => readNpz("a.npz", archive, "w")).toThrow(/no array "w"; it has u, v/);
  });

  it("unpacks what is packed with gzip, whatever it is", () => {
    expect(readFile("t.csv.gz", gzipSync(text("1,2\n3,4\n")), "table").columns).toHaveLength(2);
    expect(readFile("a", gzipSync(plane), "array").shape).toEqual([2, 3]);
  });

  it.each([
    ["empty.png", new Uint8Array(0), "array", /empty\.png: the file is empty/],
    ["empty.csv.gz", gzipSync(new Uint8Array(0)), "table", /the archive holds an empty file/],
    ["photo.jpg", new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), "array", /cut short.*Copy it again/],
    ["stack.tif", new Uint8Array([0x49, 0x49, 0x2a, 0]), "array", /cut short.*Copy it again/],
    ["moving.gif", text("GIF89a"), "array", /this is a GIF image, which is not read. Convert it to PNG, TIFF, NPY or CSV/],
    ["book.xlsx", archive, "table", /zip archive, such as a spreadsheet.*CSV/],
    ["broken.npz", archive.slice(0, 60), "array", /damaged/],
    ["none.npz", zipSync({ "a.txt": text("x") }), "array", /no \.npy array/],
    ["noise.bin", new Uint8Array([1, 2, 3, 200]), "array", /not known\. Known endings: \.png, \.jpg/],
    ["wrong.png", text("just words"), "array", /not a PNG image/],
    ["words.csv", text("just words"), "table", /no column of numbers/],
    ["mask.png", goldenBytes("line.png"), "table", /this is an image/],
    ["cube.npy", npyBytes({ descr: "|u1", shape: "(2, 2, 2)" }, new Uint8Array(8)), "table", /not a table/],
    ["holes.npy", npyBytes({ descr: "<f8", shape: "(2,)" }, new Float64Array([1, NaN])), "table", /row 2 holds a value that is not a finite number/],
  ] as const)("says what is wrong with %s and how to mend it", (name, bytes, wanted, message) => {
    expect(() => readFile(name, bytes, wanted)).toThrow(message);
  });

  it("has an ending of its own for every kind of file", () => {
    const endings = [...fileConnectors].flatMap(({ extensions }) => extensions);
    expect(new Set(endings).size).toBe(endings.length);
  });
});
