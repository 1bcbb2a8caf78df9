import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allBytes, bytesAsSource, mostBytes, type ByteSource } from "../../src/connectors/byte-source";
import { previewCsv } from "../../src/connectors/csv-choice";
import { readCsvTable, streamCsvTable } from "../../src/connectors/csv-file";
import { CsvReader } from "../../src/connectors/csv-reader";
import { rowSplitter, splitRows } from "../../src/connectors/csv-rows";
import { choiceIn, readSource } from "../../src/connectors/index";

const encode = (text: string) => new TextEncoder().encode(text);

/** Bytes of a row. */
const width = 16;
const rowOf = (i: number) => encode(`${String(i).padStart(7, "0")},${(i % 1000) / 8}`.padEnd(width - 1) + "\n");

/** A text file as long as one likes, of which only the piece asked for exists: a header, and rows that count up. */
function endless(rows: number): ByteSource & { most: number } {
  const header = encode("step,value".padEnd(width - 1) + "\n");
  return {
    size: width * (rows + 1),
    most: 0,
    async read(start, end) {
      this.most = Math.max(this.most, end - start);
      const first = Math.floor(start / width);
      const bytes = new Uint8Array(Math.ceil(end / width) * width - first * width);
      for (let line = first; line * width < end; line++) bytes.set(line === 0 ? header : rowOf(line - 1), (line - first) * width);
      return bytes.subarray(start - first * width, end - first * width);
    },
  };
}

describe("CSV in pieces", () => {
  const cell = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.constantFrom("", "na", "two words", '"a ""b"" c"', '"line\nend"', '"x,y"', "µ"),
  );
  it("splits into the same rows wherever it is cut, as in one piece", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
        fc.array(fc.nat(300), { maxLength: 6 }),
        (table, cuts) => {
          const text = table.map((row) => row.join(",")).join("\n");
          const split = rowSplitter("t.csv", ",");
          const at = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length];
          const rows = at.slice(1).flatMap((end, i) => split(text.slice(at[i]!, end), i === at.length - 2));
          expect(rows).toEqual(splitRows(text, ",", 0, true));
        },
      ),
    );
  });

  it.each([
    ["UTF-8 with letters and line ends of two bytes", encode("\uFEFFµV;°C\r\n1,5;2\r\n3,5;4\r\n"), "utf-8", ["µV", "°C"]],
    ["Windows-1252", new Uint8Array([0xb5, 0x56, 0x3b, 0x61, 10, 0x31, 0x3b, 0x32, 10]), "windows-1252", ["µV", "a"]],
    ["line ends of old Macintosh computers", encode("a;b\r1;2\r3;4\r"), "utf-8", ["a", "b"]],
  ] as const)("reads %s byte by byte as in one piece", (_, bytes, encoding, names) => {
    const reader = new CsvReader("t.csv", {}, encoding);
    bytes.forEach((__, i) => reader.push(bytes.subarray(i, i + 1), i === bytes.length - 1));
    expect(reader.names).toEqual(names);
    expect(readCsvTable("t.csv", bytes).columns.map(({ name }) => name)).toEqual(names);
  });

  it("never asks for more than a piece, and tells how far it is", async () => {
    const rows = 200_000;
    const source = endless(rows);
    const shares: number[] = [];
    const { columns } = await streamCsvTable("long.csv", source, {}, (share) => shares.push(share));
    expect(columns.map(({ name, values }) => [name, values.length])).toEqual([
      ["step", rows],
      ["value", rows],
    ]);
    expect(columns[1]!.values[123_456]).toBe(57);
    expect(source.most).toBeLessThanOrEqual(2 ** 20);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  it("stops at a cell that is no finite number without reading on", async () => {
    const good = endless(400_000);
    let last = 0;
    const read = async (start: number, end: number) => {
      last = end;
      const bytes = await good.read(start, end);
      if (start === 0) bytes.set(encode("0000000,nan    "), width);
      return bytes;
    };
    await expect(streamCsvTable("bad.csv", { size: good.size, read }, {}, () => undefined)).rejects.toThrow(
      /row 2, column "value" is not a finite number/,
    );
    expect(last).toBeLessThan(good.size / 2);
  });

  it("refuses a kind of file that must be read as a whole beyond what one array holds, in words", async () => {
    const source = { size: mostBytes + 2, read: () => Promise.resolve(new Uint8Array([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59])) };
    await expect(readSource("vast.npy", source, "table")).rejects.toThrow(
      /vast\.npy: it has 2\.0 GiB; a file of this kind is read as a whole, which goes up to 2 GiB\. Cut it/,
    );
    await expect(allBytes("vast.npy", source, () => undefined)).rejects.toThrow(/2 GiB/);
  });
});

describe("what may be decided about a text", () => {
  it("is shown with the first rows, what holds, and what was found", () => {
    expect(
      readCsvTable("t.csv", encode("day;value;n\nmonday;1,5;1\ntuesday;2,5;2\n"), { delimiter: ";", decimal: ".", labels: null }).choice,
    ).toEqual({
      kind: "layout",
      layout: { delimiter: ";", decimal: ".", header: true, labels: null },
      found: { delimiter: ";", decimal: ",", header: true, labels: 0 },
      titles: ["day", "value", "n"],
      rows: [
        ["monday", "1,5", "1"],
        ["tuesday", "2,5", "2"],
      ],
    });
  });

  it("is known also of a text that could not be read, from its beginning alone", async () => {
    const bytes = encode(`a|b\n${"x|y\n".repeat(100_000)}`);
    expect(() => readCsvTable("t.csv", bytes)).toThrow(/no column of numbers/);
    const choice = await choiceIn("t.csv", bytesAsSource(bytes), { layout: { delimiter: "|" } });
    expect(choice).toMatchObject({ kind: "layout", layout: { delimiter: "|" } });
    expect(previewCsv("t.csv", bytes, { delimiter: "|" })).toMatchObject({ titles: ["column 1", "column 2"] });
    expect(choice?.kind === "layout" && choice.rows.length).toBe(8);
  });
});
