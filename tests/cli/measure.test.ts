import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { encode } from "fast-png";
import { parquetReadObjects } from "hyparquet";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { backgroundOf, calibrationOf, regionOf, spacingOf, thresholdOf } from "../../cli/image-options";
import { connectivityOf, metricOptionsOf, optionsFor } from "../../cli/metric-options";
import { metrics } from "../../src/core/metrics/index";
import { npy } from "../../src/exporters/npy";
import { provenanceOf } from "../../src/exporters/provenance";
import { fakeTerminal } from "../support/cli";

const picture = (side: number, bright: (x: number, y: number) => number) =>
  encode({
    width: side,
    height: side,
    channels: 1,
    depth: 8,
    data: Uint8Array.from({ length: side * side }, (_, i) => bright(i % side, Math.floor(i / side))),
  });
const triangle = picture(64, (x, y) => ((x & y) === 0 ? 255 : 0));
const square = picture(64, (x, y) => (x >= 16 && x < 48 && y >= 8 && y < 56 ? 255 : 0));

type Measured = Record<string, { value: number | null; [name: string]: unknown }> & { file: string; error?: string; warnings: string[] };

describe("mfn measure, the options", () => {
  it("reads a threshold", () => {
    expect(["otsu", "triangle", "none", "-0.5", "1e-3"].map(thresholdOf)).toEqual(["otsu", "triangle", "none", -0.5, 0.001]);
    expect(thresholdOf("adaptive:31")).toEqual({ rule: "adaptive", window: 31, offset: 0 });
    expect(thresholdOf("adaptive:31:-0.02")).toEqual({ rule: "adaptive", window: 31, offset: -0.02 });
    expect(thresholdOf("hysteresis:0.2:0.6")).toEqual({ rule: "hysteresis", low: 0.2, high: 0.6 });
    for (const text of ["", "otso", "1:2", "adaptive", "adaptive:", "adaptive:1:2:3", "hysteresis:1", "Infinity"])
      expect(() => thresholdOf(text)).toThrow(/--threshold expects a number, otsu/);
    expect(() => thresholdOf("adaptive:30")).toThrow(/odd number/);
    expect(() => thresholdOf("hysteresis:2:1")).toThrow(/low must not be above high/);
  });
  it("reads a region, a background and a spacing", () => {
    expect(regionOf("0:256,128:384")).toEqual([
      [0, 256],
      [128, 384],
    ]);
    expect(regionOf("1:2,3:4,5:6")).toHaveLength(3);
    for (const text of ["", "1:2", "1,2", "1:2,3", "a:b,c:d"]) expect(() => regionOf(text)).toThrow(/--region expects/);
    expect(backgroundOf("plane")).toBe("plane");
    expect(backgroundOf("12")).toEqual({ rule: "opening", radius: 12, background: "dark" });
    expect(backgroundOf("12:bright")).toEqual({ rule: "opening", radius: 12, background: "bright" });
    for (const text of ["", "0", "1.5", "12:grey", "plain"]) expect(() => backgroundOf(text)).toThrow(/--background expects/);
    for (const text of ["0.65µm", "0.65 um", "0.65μm"]) expect(spacingOf(text)).toEqual({ edge: [0.65], unit: "µm" });
    expect(spacingOf("2, 0.65,0.65 nm")).toEqual({ edge: [2, 0.65, 0.65], unit: "nm" });
    for (const text of ["", "µm", "0.65", "0µm", "-1µm", "1,,1µm"]) expect(() => spacingOf(text)).toThrow(/--spacing expects/);
    expect(calibrationOf({ edge: [2], unit: "nm" }, 3, undefined)).toEqual({ edge: [2, 2, 2], unit: "nm" });
    expect(calibrationOf(null, 2, { edge: [1, 2], unit: "m" })).toEqual({ edge: [1, 2], unit: "m" });
  });
  it("refuses a unit of length that it does not know, with those that it does", () => {
    expect(() => spacingOf("0.65parsec")).toThrow(/no unit of length "parsec" here; known are .*nm, µm, mm/);
    expect(spacingOf("3 microns")).toEqual({ edge: [3], unit: "µm" });
    expect(spacingOf("1e-3 in")).toEqual({ edge: [0.001], unit: "inch" });
  });
  it("reads neighbours and options of single metrics, as each metric has them", () => {
    expect(["4", "8", "6", "26"].map(connectivityOf)).toEqual([4, 8, 6, 26]);
    for (const text of ["", "5", "faces"]) expect(() => connectivityOf(text)).toThrow(/4 or 8 in an image, 6 or 26 in a volume/);
    const set = metricOptionsOf(["lacunarity.r=5", "structure-factor.periodic=true", "box-counting.effort=live", "lacunarity.r=6"]);
    expect(set).toEqual({ lacunarity: { r: 6 }, "structure-factor": { periodic: true }, "box-counting": { effort: "live" } });
    expect(() => metricOptionsOf(["lacunarity=5"])).toThrow(/--set expects METRIC\.OPTION=VALUE/);
    expect(() => metricOptionsOf(["lacunarity.edge=5"])).toThrow(/no parameter "edge"; known are r/);
    expect(() => metricOptionsOf(["lacunarity.r=0"])).toThrow(/integer in \[1, 4096\], got 0/);
    expect(() => metricOptionsOf(["lacunaritty.r=5"])).toThrow(/did you mean "lacunarity"/);
    const at = (axes: number, metric: string, neighbours: Parameters<typeof optionsFor>[2]) => optionsFor(axes, metric, neighbours, set);
    expect(at(2, "euler-number", 4)).toEqual({ connectivity: "faces" });
    expect(at(3, "euler-number", 26)).toEqual({ connectivity: "all" });
    expect(at(2, "perimeter-area-dimension", 8)).toEqual({ connectivity: "8" });
    expect(at(3, "perimeter-area-dimension", 6)).toEqual({});
    expect(at(2, "lacunarity", 8)).toEqual({ r: 6 });
    expect(() => at(2, "euler-number", 26)).toThrow(/in an image a cell has 4 or 8/);
    expect(() => at(3, "euler-number", 8)).toThrow(/in a volume a cell has 6 or 26/);
  });
  it("counts pieces by the neighbours asked for, and across the sides of a periodic image", async () => {
    const terminal = fakeTerminal();
    // A diagonal pair in the middle, and one cell at either end of a row.
    const lit = new Set([5 + 16 * 5, 6 + 16 * 6, 16 * 10, 15 + 16 * 10]);
    terminal.file(
      "cells.png",
      picture(16, (x, y) => (lit.has(x + 16 * y) ? 255 : 0)),
    );
    const pieces = async (...argv: string[]) => {
      const metric = ["--metric", "connected-components", "correlation-dimension", "--draws", "0"];
      return (await terminal.mfn("measure", "cells.png", ...metric, ...argv, "--json")).json<Measured[]>()[0]!;
    };
    const values = await Promise.all(
      [[], ["--connectivity", "4"], ["--periodic"], ["--connectivity", "4", "--periodic"]].map((argv) => pieces(...argv)),
    );
    expect(values.map((measured) => measured["connectedComponents"]!.value)).toEqual([3, 4, 2, 3]);
    expect(values[3]!["connectedComponents"]).toMatchObject({ options: { connectivity: "faces", periodic: true } });
    expect(values[3]).toMatchObject({ periodic: true });
    const part = await pieces("--periodic", "--region", "0:16,0:8");
    expect(part["connectedComponents"]).toMatchObject({ options: { periodic: false } });
    expect(part.warnings.join()).toMatch(/part of a periodic domain is not periodic itself/);
    expect((await terminal.mfn("measure", "cells.png", "--connectivity", "26")).err).toMatch(/--connectivity 26: in an image a cell has 4 or 8/);
  });
  it("tells of a measure that has no periodic form", async () => {
    const terminal = fakeTerminal();
    terminal.file("square.png", square);
    const argv = ["measure", "square.png", "--metric", "box-counting", "euler-number", "--draws", "0", "--periodic", "--json"];
    const [measured] = (await terminal.mfn(...argv)).json<Measured[]>();
    expect(measured!["boxCounting"]!["warnings"]).toEqual([expect.stringContaining("sides of the frame as ends")]);
    expect(measured!["eulerNumber"]!["warnings"]).toEqual([]);
    const text = (await terminal.mfn("measure", "square.png", "--metric", "box-counting", "local-dimension", "--draws", "0", "--periodic")).out;
    expect(text.match(/sides of the frame as ends/g)).toHaveLength(1);
    expect(text).toMatch(/warning: box-counting dimension, local dimension: this measure takes/);
  });
  it("says when everything or nothing is foreground, and when the background's radius spans the image", async () => {
    const terminal = fakeTerminal();
    terminal.file("square.png", square);
    const warnings = async (...argv: string[]) =>
      (await terminal.mfn("measure", "square.png", "--metric", "euler-number", "--draws", "0", ...argv, "--json")).json<Measured[]>()[0]!.warnings;
    expect(await warnings()).toEqual([]);
    expect(await warnings("--threshold", "-1")).toEqual([expect.stringMatching(/^Everything is foreground/)]);
    expect(await warnings("--threshold", "2")).toEqual([expect.stringMatching(/^Nothing is foreground/)]);
    expect(await warnings("--background", "500")).toEqual([expect.stringMatching(/500 cells, reaches across the measured 64 × 64 cells/)]);
    expect(await warnings("--background", "40")).toEqual([]);
  });
  it("measures a region, and lengths in the unit given", async () => {
    const terminal = fakeTerminal();
    terminal.file("square.png", square);
    const metric = ["--metric", "minkowski-functionals", "connected-components"];
    const at = async (...argv: string[]) => (await terminal.mfn("measure", "square.png", ...metric, ...argv, "--json")).json<Measured[]>()[0]!;
    const whole = await at("--spacing", "0.5µm");
    expect(whole["minkowskiFunctionals"]).toMatchObject({ physical: { value: 2 * whole["minkowskiFunctionals"]!.value!, unit: "µm⁻¹" } });
    expect(whole).toMatchObject({ spacing: { edge: [0.5, 0.5], unit: "µm" }, foreground: (32 * 48) / 64 ** 2 });
    expect(await at("--region", "0:32,0:64")).toMatchObject({ shape: [32, 64], foreground: (32 * 24) / (32 * 64) });
    expect((await terminal.mfn("measure", "square.png", "--region", "0:99,0:9")).err).toMatch(
      /square\.png: .*region.*from 0 to 99, the field from 0 to 64/,
    );
    expect((await terminal.mfn("measure", "square.png", "--spacing", "1,2,3nm")).err).toMatch(/edge along each of the 2 axes/);
  });
});

describe("mfn measure, what is printed", () => {
  it("has every metric of the registry under its camelCase key, as JSON can hold it", async () => {
    const terminal = fakeTerminal();
    terminal.file("triangle.png", triangle);
    const { code, out, json, err } = await terminal.mfn("measure", "triangle.png", "--json");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const [measured] = json<Measured[]>();
    expect(out).not.toMatch(/NaN|Infinity/);
    for (const id of metrics.ids) {
      const found = measured![id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())]!;
      expect(found).toBeDefined();
      if (id === "box-counting" || id === "lacunarity") continue;
      expect(found).toMatchObject({ unit: metrics.get(id).unit, warnings: expect.any(Array) as string[], options: expect.any(Object) as object });
      expect(Array.isArray(found["noise"])).toBe(true);
      if (found.value === null) expect(found["reason"]).toMatch(/\w/);
      else expect(found).not.toHaveProperty("reason");
      expect(found).not.toHaveProperty("map");
    }
    expect(Object.keys(measured!["boxCounting"]!)).toEqual(
      expect.arrayContaining(["dimension", "interval", "range", "scales", "counts", "r2", "null", "warnings", "noise"]),
    );
    expect(measured!["lacunarity"]).toContainEqual({ r: 1, value: 64 ** 2 / 3 ** 6 });
    expect(measured!["skeletonGraph"]!["noise"]).toMatchObject([{ draws: { length: 4 } }, { draws: { length: 4 } }]);
  });
  it("draws as often as is asked", async () => {
    const terminal = fakeTerminal();
    terminal.file("triangle.png", triangle);
    const at = async (...argv: string[]) =>
      (await terminal.mfn("measure", "triangle.png", "--metric", "box-counting", "skeleton-graph", ...argv, "--json")).json<Measured[]>()[0]!;
    expect((await at())["skeletonGraph"]).toMatchObject({ noise: [{ draws: { length: 4 } }, {}], warnings: [] });
    expect((await at("--draws", "3"))["boxCounting"]).toMatchObject({ noise: [{ draws: { length: 3 } }, {}] });
    expect(await at("--draws", "0")).toMatchObject({
      skeletonGraph: { noise: [] },
      boxCounting: { null: { dimension: null, reason: expect.any(String) as string } },
    });
    expect((await terminal.mfn("measure", "triangle.png", "--draws", "few")).err).toMatch(/--draws expects a number/);
  });
  it("is a table for a person, with reasons, warnings and what was measured", async () => {
    const terminal = fakeTerminal();
    terminal.file("triangle.png", triangle);
    const { out } = await terminal.mfn("measure", "triangle.png", "--metric", "box-counting", "mass-radius-dimension");
    expect(out).toMatch(/^triangle\.png\nshape +64 × 64\n/);
    expect(out).toMatch(/box-counting dimension +1\.585 +\[1\.585, 1\.585\]/);
    expect(out).toMatch(/mass–radius dimension – \(/);
  });
  it("names all kinds of files and all metrics in its help", async () => {
    const { out } = await fakeTerminal().mfn("measure", "--help");
    for (const id of metrics.ids) expect(out).toContain(id);
    for (const kind of [".png", ".jpg", ".tif", ".npy", ".npz", ".nii", ".vti", ".csv"]) expect(out).toContain(kind);
    for (const option of [
      "--threshold",
      "--region",
      "--background",
      "--spacing",
      "--connectivity",
      "--periodic",
      "--set",
      "--seed",
      "--draws",
      "--out",
    ])
      expect(out).toContain(option);
  });
});

describe("mfn measure, a batch", () => {
  async function batch(...argv: string[]) {
    const terminal = fakeTerminal();
    mkdirSync(join(terminal.folder, "plates"));
    mkdirSync(join(terminal.folder, "plates/wild"));
    terminal.file("plates/a-1.png", triangle);
    terminal.file("plates/a-2.png", square);
    terminal.file("plates/broken.png", triangle.slice(0, 100));
    terminal.file("plates/notes.md", "# not an image");
    terminal.file("plates/b.npy", npy.encode({ shape: [32, 32], values: new Float64Array(1024).map((_, i) => i % 7) }, provenanceOf(null)));
    return { terminal, result: await terminal.mfn("measure", "plates", "--metric", "box-counting", "euler-number", "--draws", "2", ...argv) };
  }
  it("measures every readable file of a folder, tells of one that is not, and exits 2", async () => {
    const { result } = await batch("--json");
    expect(result.code).toBe(2);
    expect(result.err).toMatch(/^mfn: [^\n]*broken\.png[^\n]*damaged or cut short[^\n]*\n$/);
    const found = result.json<Measured[]>();
    expect(found.map(({ file }) => file)).toEqual(["a-1.png", "a-2.png", "b.npy", "broken.png"].map((name) => join("plates", name)));
    expect(found.map(({ error }) => error !== undefined)).toEqual([false, false, false, true]);
    expect(found[1]!["eulerNumber"]!.value).toBe(1);
  });
  it("goes on after a path that is not there", async () => {
    const terminal = fakeTerminal();
    terminal.file("a.png", triangle);
    const { code, err, json } = await terminal.mfn("measure", "missing.png", "a.png", "gone.png", "--metric", "euler-number", "--json");
    expect(code).toBe(2);
    expect(err).toMatch(/^mfn: 2 of 3 files could not be measured, first missing\.png[^\n]*\n$/);
    expect(json<Measured[]>().map(({ error }) => Boolean(error))).toEqual([true, false, true]);
    expect((await terminal.mfn("measure", "missing.png", "a.png", "--metric", "euler-number")).out).toMatch(
      /^missing\.png\nerror: missing\.png cannot be read/,
    );
  });
  it("writes a CSV table with the parameters, and every row", async () => {
    const { terminal, result } = await batch("--threshold", "0.5", "--out", "all.csv");
    expect(result.code).toBe(2);
    const text = readFileSync(join(terminal.folder, "all.csv"), "utf8");
    expect(text).toMatch(/^# software: MFN Workbench/);
    const { data } = Papa.parse<Record<string, string>>(text, { header: true, comments: "#", skipEmptyLines: true });
    expect(data).toHaveLength(4);
    expect(Number(data[0]!["box-counting"])).toBeCloseTo(Math.log2(3), 6);
    expect(data[0]).toMatchObject({ group: "plates", shape: "64x64", "setting.threshold": "0.5", "box-counting.effort": "full", error: "" });
    expect(data[3]!["error"]).toMatch(/damaged/);
    expect(data[3]!["box-counting"]).toBe("");
  });
  it("writes Parquet that holds the same, and JSON with all that is printed", async () => {
    const { terminal } = await batch("--out", "all.parquet");
    const bytes = readFileSync(join(terminal.folder, "all.parquet"));
    const rows = await parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) });
    expect(rows).toHaveLength(4);
    expect(rows[1]).toMatchObject({ file: join("plates", "a-2.png"), "euler-number": 1, error: null });
    expect(rows[3]).toMatchObject({ "euler-number": null, error: expect.stringMatching(/damaged/) as string });
    const printed = (await terminal.mfn("measure", "plates", "--metric", "euler-number", "--json", "--out", "all.json")).json();
    expect(JSON.parse(readFileSync(join(terminal.folder, "all.json"), "utf8"))).toMatchObject({
      provenance: { settings: expect.any(String) as string },
      files: printed,
    });
  });
  it("refuses an ending that it cannot write before it measures anything", async () => {
    const { code, err, out } = await fakeTerminal().mfn("measure", "x.png", "--out", "x.xlsx");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/--out expects a file ending in \.csv, \.parquet or \.json/);
  });
});
