import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { fakeTerminal } from "../support/cli";
import { npyBytes } from "../support/npy-bytes";
import { tableBytes } from "../support/table-files";

interface Found {
  n: number;
  changePoints: number[];
  regimes: { mean: number }[];
  warnings: string[];
}
const step = Array.from({ length: 60 }, (_, i) => (i < 25 ? 0 : 4) + Math.sin(7 * i) / 4);

async function found(file: string, content: string | Uint8Array | object, ...argv: string[]) {
  const terminal = fakeTerminal();
  terminal.file(file, content);
  const { code, err, json } = await terminal.mfn("regimes", file, ...argv, "--json");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return json<Found[]>()[0]!;
}

describe("the reading options of mfn regimes and mfn series", () => {
  const misread = step.map((x) => x.toFixed(3).replace(".", ",")).join("\n");

  it("take decimal commas for what they are where they look like separators", async () => {
    expect((await found("a.csv", misread)).warnings.join()).toMatch(/2 columns/);
    const told = await found("a.csv", misread, "--separator", "semicolon", "--decimal", "comma");
    expect(told.warnings.join()).not.toMatch(/columns/);
    expect(told.regimes[1]!.mean).toBeCloseTo(step.slice(25).reduce((sum, x) => sum + x, 0) / 35, 3);
    expect(await found("a.csv", misread, "--separator", ";", "--decimal", ",")).toEqual(told);
    const carets = ["a^b", ...step.map((x) => `${x}^1`)].join("\n");
    expect((await found("a.csv", carets, "--separator", "^", "--column", "a")).changePoints).toEqual([25]);
  });

  it("read a first row of numbers as names, or as data", async () => {
    const years = ["1990,1991", ...step.map((x) => `${x},${-x}`)].join("\n");
    expect((await found("a.csv", years, "--header", "yes", "--column", "1991")).n).toBe(60);
    expect((await found("a.csv", years, "--header", "no")).n).toBe(61);
  });

  it("choose an array of an archive", async () => {
    const archive = zipSync({
      "u.npy": npyBytes({ descr: "<f8", shape: "(3,)" }, new Float64Array([1, 2, 3])),
      "v.npy": npyBytes({ descr: "<f8", shape: "(60,)" }, new Float64Array(step)),
    });
    expect((await found("a.npz", archive, "--array", "v")).changePoints).toEqual([25]);
    const terminal = fakeTerminal();
    terminal.file("a.npz", archive);
    expect((await terminal.mfn("regimes", "a.npz", "--array", "w")).err).toMatch(/no array "w"; it has u, v/);
  });

  it.each([
    [["--separator", "colon"], /--separator expects comma, semicolon, tab, bar, blank or one character, got "colon"/],
    [["--separator", "1"], /--separator expects/],
    [["--decimal", "dot"], /--decimal expects point or comma, got "dot"/],
    [["--header", "maybe"], /--header expects yes or no, got "maybe"/],
  ])("refuse %j with exit 2", async (argv, words) => {
    const terminal = fakeTerminal();
    terminal.file("a.csv", "1\n2\n");
    const { code, err } = await terminal.mfn("series", "a.csv", ...argv);
    expect(code).toBe(2);
    expect(err).toMatch(words);
  });
});

describe("mfn regimes reads", () => {
  it("Parquet, with its dates", async () => {
    const { n, warnings } = await found("a.parquet", tableBytes("snappy-5.parquet"), "--column", "f64");
    expect(n).toBe(12);
    expect(warnings.join(" ")).toMatch(
      /2 of 12 samples are missing and were interpolated: rows 3 \(2021-02-28 01:30:00\), 4 \(2021-03-01 01:30:00\)/,
    );
  });

  it.each([
    ["a list of numbers", step],
    ["records", step.map((value, i) => ({ day: `day ${i}`, value }))],
    ["columns", { value: step }],
    ["the form of TCPDBench", { name: "x", series: [{ label: "V1", raw: step }] }],
  ])("JSON with %s", async (_, document) => {
    expect((await found("a.json", JSON.stringify(document))).changePoints).toEqual([25]);
  });

  it("all dimensions of a series at once", async () => {
    const document = { series: [{ raw: step.map((_, i) => Math.sin(7 * i)) }, { raw: step }] };
    expect(await found("a.json", document)).toMatchObject({ channels: 2, changePoints: [25] });
  });
});
