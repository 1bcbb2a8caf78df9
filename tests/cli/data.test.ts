import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { encode } from "fast-png";
import { describe, expect, it } from "vitest";
import { npy } from "../../src/exporters/npy";
import { provenanceOf } from "../../src/exporters/provenance";
import golden from "../golden/features.json";
import exact from "../golden/timeseries/regimes-exact.json";
import { fakeTerminal } from "../support/cli";

const nothing = provenanceOf(null);
const grey = (width: number, height: number, bright: (x: number, y: number) => number) =>
  encode({
    width,
    height,
    channels: 1,
    depth: 8,
    data: Uint8Array.from({ length: width * height }, (_, i) => bright(i % width, Math.floor(i / width))),
  });

interface Measured {
  file: string;
  shape: number[];
  threshold: number | null;
  foreground: number;
  boxCounting?: {
    dimension: number | null;
    reason?: string;
    interval: [number, number];
    range: [number, number];
    scales: number[];
    counts: number[];
    r2: number;
    null: { dimension: number | null };
  };
  lacunarity?: unknown;
  warnings: string[];
}

describe("mfn measure", () => {
  const triangle = grey(128, 128, (x, y) => ((x & y) === 0 ? 255 : 0));
  it("finds the dimension of a Sierpiński triangle in a PNG, with the same number for noise beside it", async () => {
    const terminal = fakeTerminal();
    terminal.file("triangle.png", triangle);
    const { code, json } = await terminal.mfn("measure", "triangle.png", "--json");
    expect(code).toBe(0);
    const [measured] = json<Measured[]>();
    expect(measured).toMatchObject({ file: "triangle.png", shape: [128, 128], foreground: 3 ** 7 / 2 ** 14 });
    expect(measured!.boxCounting!.dimension).toBeCloseTo(Math.log2(3), 6);
    expect(measured!.boxCounting!.null.dimension).toBeGreaterThan(1);
    expect(measured!.boxCounting!.scales).toHaveLength(measured!.boxCounting!.counts.length);
    expect(measured!.lacunarity).toBeDefined();
  });
  it("turns a mask with --invert, and warns of one that looks inverted", async () => {
    const terminal = fakeTerminal();
    terminal.file(
      "inverted.png",
      grey(128, 128, (x, y) => ((x & y) === 0 ? 0 : 255)),
    );
    const plain = (await terminal.mfn("measure", "inverted.png", "--json")).json<Measured[]>()[0]!;
    expect(plain.warnings.join()).toMatch(/looks inverted/);
    const turned = (await terminal.mfn("measure", "inverted.png", "--invert", "--json")).json<Measured[]>()[0]!;
    expect(turned.boxCounting!.dimension).toBeCloseTo(Math.log2(3), 6);
    expect(turned.warnings).toEqual([]);
  });
  it("reads NPY and CSV alike, several files in one call, and the metrics asked for", async () => {
    const terminal = fakeTerminal();
    const values = Float64Array.from({ length: 32 * 32 }, (_, i) => (((i % 32) & Math.floor(i / 32)) === 0 ? 7 : 2));
    terminal.file("a.npy", npy.encode({ shape: [32, 32], values }, nothing));
    terminal.file("a.csv", Array.from({ length: 32 }, (_, y) => values.slice(32 * y, 32 * y + 32).join(",")).join("\n"));
    const [first, second] = (await terminal.mfn("measure", "a.npy", "a.csv", "--threshold", "5", "--metric", "box-counting", "--json")).json<
      Measured[]
    >();
    expect(first!.boxCounting).toEqual(second!.boxCounting);
    expect(first).toMatchObject({ threshold: 5, file: "a.npy", warnings: [] });
    expect(first!.lacunarity).toBeUndefined();
    const both = (await terminal.mfn("measure", "a.npy", "--metric", "lacunarity", "box-counting", "--json")).json<Measured[]>();
    expect(both).toHaveLength(1);
    expect(both[0]!.boxCounting).toBeDefined();
  });
  it("gives null and a reason for an empty set", async () => {
    const terminal = fakeTerminal();
    terminal.file("flat.npy", npy.encode({ shape: [16, 16], values: new Float32Array(256) }, nothing));
    const [measured] = (await terminal.mfn("measure", "flat.npy", "--threshold", "none", "--json")).json<Measured[]>();
    expect(measured!.boxCounting).toMatchObject({ dimension: null, reason: expect.stringMatching(/\w/) as string });
    expect((await terminal.mfn("measure", "flat.npy", "--threshold", "none")).out).toMatch(/box-counting dimension +– \(/);
  });
  it.each([
    ["an empty file", "x.png", "", /x\.png.*empty/],
    ["a truncated picture", "x.png", triangle.slice(0, 200), /x\.png.*damaged or cut short/],
    ["a CSV without numbers", "x.csv", "a,b\nc,d\n", /x\.csv.*no column of numbers/],
    ["a GIF", "x.gif", "GIF89a", /a GIF image.*Convert it to PNG, TIFF, NPY or CSV/],
    ["a column of numbers", "x.npy", npy.encode({ shape: [9], values: new Float32Array(9) }, nothing), /x\.npy: .*neither an image nor a volume/],
  ])("refuses %s with exit 2", async (_, name, content, words) => {
    const terminal = fakeTerminal();
    terminal.file(name, content);
    const { code, err } = await terminal.mfn("measure", name);
    expect(code).toBe(2);
    expect(err).toMatch(words);
    expect(err).toMatch(/^[^\n]*\n$/);
  });
  it("refuses a threshold that is none", async () =>
    expect((await fakeTerminal().mfn("measure", "x.png", "--threshold", "otso")).err).toMatch(/--threshold expects a number, otsu or none/));
});

describe("mfn features", () => {
  const { config, features } = golden.values.simulated[0]!;
  async function history() {
    const terminal = fakeTerminal();
    terminal.file("spec.json", {
      version: 1,
      model: "mfn-reference",
      parameters: { variant: "engine" },
      grid: { shape: [config.grid_size, config.grid_size] },
      seed: config.seed,
      steps: config.steps,
      record: { every: 1, fields: ["V"] },
    });
    const run = await terminal.mfn("run", "spec.json", "--out", "h.npy", "--json");
    return { terminal, run };
  }
  it("reproduces MFN v4.1 from the history that mfn run wrote", async () => {
    const { terminal } = await history();
    const found = (await terminal.mfn("features", "h.npy", "--json")).json<Record<string, number>>();
    expect(Object.keys(found)).toEqual(Object.keys(features));
    for (const [name, value] of Object.entries(features)) expect(found[name]).toBeCloseTo(value, 8);
  });
  it("gives the run itself the same features", async () => {
    const { terminal, run } = await history();
    const found = (await terminal.mfn("features", "h.npy", "--json")).json();
    expect(run.json<{ features: unknown; featuresOf: string }>()).toMatchObject({ features: found as object, featuresOf: "V" });
  });
  it("gives null and reasons in default mode where reference mode has a made-up 0", async () => {
    const { terminal } = await history();
    const found = (await terminal.mfn("features", "h.npy", "--mode", "default", "--json")).json<{
      D_box: number | null;
      reason: Record<string, string>;
    }>();
    expect(found.D_box).toBeNull();
    expect(found.reason["D_box"]).toMatch(/\w/);
  });
  it.each([
    ["a line", [8], /shape \(8\); features need a history/],
    ["four axes", [1, 2, 2, 2], /features need a history/],
  ])("refuses %s", async (_, shape, words) => {
    const terminal = fakeTerminal();
    terminal.file("x.npy", npy.encode({ shape, values: new Float64Array(8) }, nothing));
    const { code, err } = await terminal.mfn("features", "x.npy");
    expect(code).toBe(2);
    expect(err).toMatch(words);
  });
  it("names the frame and cell that is not finite", async () => {
    const terminal = fakeTerminal();
    terminal.file("x.npy", npy.encode({ shape: [2, 2, 2], values: Float64Array.of(0, 0, 0, 0, 0, 0, NaN, 0) }, nothing));
    expect((await terminal.mfn("features", "x.npy")).err).toMatch(/x\.npy: the value at frame 1, row 1, column 0 is not finite/);
  });
  it("knows two modes", async () =>
    expect((await fakeTerminal().mfn("features", "x.npy", "--mode", "new")).err).toMatch(/there is no mode "new"; known: reference, default/));
});

interface Found {
  name: string;
  file: string;
  n: number;
  method: string;
  changePoints: number[];
  regimes: { start: number; end: number; mean: number }[];
  warnings: string[];
}
const step = Array.from({ length: 60 }, (_, i) => (i < 25 ? 0 : 4) + Math.sin(7 * i) / 4);

describe("mfn regimes", () => {
  it("finds the changes of a series with known answer", async () => {
    const terminal = fakeTerminal();
    terminal.file("exact.json", { values: exact.meanShift.x });
    const [found] = (await terminal.mfn("regimes", "exact.json", "--json")).json<Found[]>();
    expect(found).toMatchObject({
      name: "exact",
      file: "exact.json",
      n: exact.meanShift.x.length,
      method: "ensemble",
    });
    expect(found!.changePoints).toHaveLength(exact.meanShift.truth.length);
    found!.changePoints.forEach((point, i) => expect(Math.abs(point - exact.meanShift.truth[i]!)).toBeLessThanOrEqual(2));
    expect(found!.regimes.map(({ start }) => start)).toEqual([0, ...found!.changePoints]);
    const none = (await terminal.mfn("regimes", "exact.json", "--penalty", "1000000", "--json")).json<Found[]>();
    expect(none[0]).toMatchObject({ method: "pelt", changePoints: [] });
    const greedy = (await terminal.mfn("regimes", "exact.json", "--method", "binary-segmentation", "--json")).json<Found[]>();
    expect(greedy[0]!.method).toBe("binary-segmentation");
  });
  it("reads a folder: every .json with values and every .csv, in order of name", async () => {
    const terminal = fakeTerminal();
    mkdirSync(join(terminal.folder, "all"));
    terminal.file("all/b.json", { values: step });
    terminal.file("all/index.json", { about: "no series" });
    terminal.file("all/list.json", [{ id: "no series" }]);
    terminal.file("all/a.csv", `value\n${step.join("\n")}\n`);
    writeFileSync(join(terminal.folder, "all", "readme.txt"), "nothing");
    const found = (await terminal.mfn("regimes", "all", "--json")).json<Found[]>();
    expect(found.map(({ name, changePoints }) => [name, changePoints])).toEqual([
      ["a", [25]],
      ["b", [25]],
    ]);
    expect(found[0]!.file).toBe(join("all", "a.csv"));
  });
  it("takes a column by name or index, and says which it took", async () => {
    const terminal = fakeTerminal();
    terminal.file("t.csv", ["month,flat,step", ...step.map((x, i) => `${i},${Math.sin(7 * i)},${x}`)].join("\n"));
    const at = async (...argv: string[]) => (await terminal.mfn("regimes", "t.csv", ...argv, "--json")).json<Found[]>()[0]!;
    expect((await at("--column", "step")).changePoints).toEqual([25]);
    expect((await at("--column", "2")).changePoints).toEqual([25]);
    const unasked = await at();
    expect(unasked.changePoints).toEqual([]);
    expect(unasked.warnings.join()).toMatch(/3 columns: month, flat, step\. "flat" was read; --column takes another/);
    expect((await terminal.mfn("regimes", "t.csv", "--column", "stp")).err).toMatch(/has no column "stp"; did you mean "step"/);
  });
  it("reads one list a dimension", async () => {
    const terminal = fakeTerminal();
    terminal.file("two.json", { values: [step.map(Math.sin), step] });
    expect((await terminal.mfn("regimes", "two.json", "--column", "1", "--json")).json<Found[]>()[0]!.changePoints).toEqual([25]);
  });
  it.each([
    ["JSON", "gap.json", JSON.stringify({ values: step.map((x, i) => (i === 4 || i === 9 ? null : x)) })],
    ["CSV", "gap.csv", `t,value\n${step.map((x, i) => `d${i},${i === 4 || i === 9 ? "" : x}`).join("\n")}\n`],
  ])("interpolates what is missing in %s, naming the rows", async (_, name, content) => {
    const terminal = fakeTerminal();
    terminal.file(name, content);
    const [found] = (await terminal.mfn("regimes", name, "--json")).json<Found[]>();
    expect(found!.n).toBe(60);
    expect(found!.changePoints).toEqual([25]);
    expect(found!.warnings.join()).toMatch(/2 of 60 samples are missing and were interpolated: rows 4.* 9.*counted from 0/);
  });
  it.each([
    ["n.json", '{"values": [1, 2, NaN]}', /row 3/],
    ["n.json", '{"values": [1, "nan", 3]}', /n\.json, values\[1\] \(row 2\): expected a finite number or null, got "nan"/],
    ["n.json", '{"values": [1, 2, 1e999]}', /n\.json, values\[2\] \(row 3\): expected a finite number or null, got Infinity/],
    ["n.csv", "value\n1\n2\ninf\n", /n\.csv.*row 4/],
    ["n.json", '{"about": "nothing"}', /n\.json holds no series: expected a key "values"/],
    ["n.json", '{"values": []}', /n\.json holds no series/],
    ["n.json", '{"values": [null, null]}', /n\.json: All 2 samples are missing/],
    ["n.csv", "a,b\nx,y\n", /n\.csv.*no column of numbers/],
  ])("%s holding %j is refused with exit 2", async (name, content, words) => {
    const terminal = fakeTerminal();
    terminal.file(name, content);
    const { code, out, err } = await terminal.mfn("regimes", name, "--json");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(words);
  });
  it("refuses a method or penalty that is none", async () => {
    expect((await fakeTerminal().mfn("regimes", "x.json", "--method", "pelp")).err).toMatch(/there is no detector "pelp"; did you mean "pelt"/);
    expect((await fakeTerminal().mfn("regimes", "x.json", "--penalty", "0")).err).toMatch(/--penalty expects auto or a number above 0/);
  });
  it("reads what our own CSV export writes, comments and all", async () => {
    const terminal = fakeTerminal();
    const { csv } = await import("../../src/exporters/csv");
    terminal.file(
      "own.csv",
      csv.encode(
        {
          columns: [
            { name: "step", values: step.map((_, i) => i) },
            { name: "dimension", values: step },
          ],
        },
        provenanceOf(null),
      ),
    );
    expect((await terminal.mfn("regimes", "own.csv", "--json")).json<Found[]>()[0]!.changePoints).toEqual([25]);
  });
});

describe("mfn series", () => {
  it("gives each metric under its key, or null with a reason", async () => {
    const terminal = fakeTerminal();
    terminal.file("line.json", { values: Array.from({ length: 400 }, (_, i) => 0.3 * i) });
    terminal.file("short.json", { values: [1, 2, 3] });
    const line = (await terminal.mfn("series", "line.json", "--metric", "higuchi", "--json")).json<Record<string, { value: number }>>();
    expect(Object.keys(line)).toEqual(["higuchi"]);
    expect(line["higuchi"]!.value).toBeCloseTo(1, 6);
    const two = (await terminal.mfn("series", "line.json", "--metric", "katz,higuchi", "--json")).json<object>();
    expect(Object.keys(two)).toEqual(["katz", "higuchi"]);
    const short = (await terminal.mfn("series", "short.json", "--json")).json<Record<string, { value: null; reason: string }>>();
    for (const result of Object.values(short)) expect(result).toMatchObject({ value: null, reason: expect.stringMatching(/\w/) as string });
    expect((await terminal.mfn("series", "short.json")).code).toBe(0);
  });
  it("refuses a metric that is none", async () =>
    expect((await fakeTerminal().mfn("series", "x.json", "--metric", "higuci")).err).toMatch(/did you mean "higuchi"/));
});
