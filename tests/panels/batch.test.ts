import { describe, expect, it } from "vitest";
import type { MetricReport } from "../../src/core/metrics/measure-metric";
import { cellWords, columnTitle, numberOf, sortValueOf, statusWords, unitOf } from "../../src/panels/batch-columns";
import { droppedFiles, isMeasurable, pickedFiles } from "../../src/panels/batch-files";
import type { BatchFile } from "../../src/state/batch-facts";

const report = (metric: string, result: MetricReport["result"], more: Partial<MetricReport> = {}): MetricReport => ({
  metric,
  unit: "1",
  options: {},
  result,
  physical: null,
  noise: [],
  ...more,
});
const file = (path: string, more: Partial<BatchFile> = {}): BatchFile => ({
  id: 1,
  path,
  name: path.split("/").at(-1)!,
  group: "g",
  status: "done",
  measuring: null,
  image: { shape: [2, 2], threshold: { value: 0.5, rule: "given" }, inverted: false, foreground: 0.25, notFinite: 0, warnings: [] },
  setting: { threshold: 0.5, invert: false },
  reports: {},
  problem: null,
  ...more,
});
const noise: MetricReport["noise"][number] = { model: "random-mask", draws: [1.9, 1.9], mean: 1.9, spread: 0.01, deviation: -12, alike: false };

describe("columns of a batch", () => {
  it("sorts and compares by what is shown: the length where there is one", () => {
    const long = file("a.png", {
      reports: {
        "skeleton-graph": report("skeleton-graph", { value: 10 }, { unit: "cells", physical: { value: 5, unit: "µm" } }),
        lacunarity: report("lacunarity", { value: null, reason: "the set is empty" }),
      },
    });
    expect(numberOf(long, "skeleton-graph")).toBe(5);
    expect(numberOf(long, "foreground")).toBe(0.25);
    expect([numberOf(long, "lacunarity"), numberOf(long, "euler-number"), numberOf(file("b", { image: null }), "foreground")]).toEqual([
      null,
      null,
      null,
    ]);
    expect([sortValueOf(long, "file"), sortValueOf(long, "group")]).toEqual(["a.png", "g"]);
    expect(unitOf([long, file("b.png")], "skeleton-graph")).toBe("µm");
    const other = file("c.png", { reports: { "skeleton-graph": report("skeleton-graph", { value: 10 }, { unit: "cells" }) } });
    expect(unitOf([long, other], "skeleton-graph")).toBe("");
    expect(columnTitle("lacunarity")).toBe("Lacunarity");
  });
  it("tells of a value how sure it is, whether noise gives it, or why there is none", () => {
    expect(cellWords(report("lacunarity", { value: null, reason: "the set is empty" }))).toMatchObject({ value: "–", about: "the set is empty" });
    expect(cellWords(report("euler-number", { value: 63 }))).toMatchObject({ value: "63", reach: null, likeNoise: false });
    const sure = cellWords(report("box-counting", { value: 1.7, interval: [1.67, 1.73], warnings: ["few scales"] }, { noise: [noise] }));
    expect(sure).toMatchObject({ value: "1.70", reach: "± 0.03", likeNoise: false });
    expect(sure.about).toMatch(/^Box-counting dimension 1\.70 ± 0\.03; noise of equal density .*12 standard errors away; few scales$/);
    const alike = cellWords(report("box-counting", { value: 1.9 }, { noise: [{ ...noise, deviation: 0.1, alike: true }] }));
    expect(alike.likeNoise).toBe(true);
    expect(alike.about).toMatch(/not told apart/);
  });
  it("says what a file is at", () => {
    expect(statusWords(file("a", { status: "waiting" }))).toBe("waits");
    expect(statusWords(file("a", { status: "measuring", measuring: "lacunarity" }))).toBe("being measured: lacunarity");
    expect(statusWords(file("a", { status: "failed", problem: "it is damaged" }))).toBe("it is damaged");
  });
});

/** As a browser gives a dropped folder: entries, and those within in portions. */
type Entry = {
  isFile: boolean;
  fullPath: string;
  file?(resolve: (file: File) => void): void;
  createReader?(): { readEntries(resolve: (entries: Entry[]) => void): void };
};
const fileEntry = (fullPath: string): Entry => ({ isFile: true, fullPath, file: (resolve) => resolve(new File(["x"], fullPath.split("/").at(-1)!)) });
const folderEntry = (fullPath: string, inner: Entry[]): Entry => ({
  isFile: false,
  fullPath,
  createReader() {
    const left = [...inner];
    return { readEntries: (resolve) => resolve(left.splice(0, 2)) };
  },
});
const drop = (entries: (Entry | null)[], files: File[] = []) =>
  ({ items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })), files }) as unknown as DataTransfer;

describe("files of a batch", () => {
  it("come from dropped folders, however deep and in whatever portions, without what cannot be measured", async () => {
    const names = ["10.png", "9.png", "a.tif", ".hidden.png", "notes.md", "b.NPY"].map((name) => fileEntry(`/plates/control/${name}`));
    const found = await droppedFiles(
      drop([folderEntry("/plates", [folderEntry("/plates/control", names), fileEntry("/plates/x.jpg")]), fileEntry("/odd.bin")]),
    );
    expect(found.map(({ path }) => path)).toEqual([
      "odd.bin",
      ...["9.png", "10.png", "a.tif", "b.NPY"].map((name) => `plates/control/${name}`),
      "plates/x.jpg",
    ]);
    expect(await found[0]!.load()).toBeInstanceOf(Blob);
  });
  it("come from a picker, and from a drop of a browser without entries", async () => {
    const picked = [new File(["x"], "b2.png"), new File(["x"], "b1.png")];
    expect(pickedFiles(picked).map(({ path }) => path)).toEqual(["b1.png", "b2.png"]);
    expect(await droppedFiles(drop([null], picked))).toHaveLength(2);
    expect(pickedFiles([Object.assign(new File(["x"], "b.png"), { webkitRelativePath: "" })])).toHaveLength(1);
  });
  it("are tried when they were named one by one", () => {
    expect(["notes.md", "plates/notes.md", "plates/.DS_Store", "plates/brain.nii.gz"].map((path) => isMeasurable({ path }))).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});
