import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backgroundWords, batchColumns, thresholdWords, type BatchRow } from "../../../src/core/metrics/batch";
import { groupOfFile, sortedBy, summariseGroups } from "../../../src/core/metrics/batch-groups";
import { metrics } from "../../../src/core/metrics/index";
import { measureMetric } from "../../../src/core/metrics/measure-metric";
import { prepareImage } from "../../../src/core/metrics/prepare-image";
import { image as patterned } from "../../support/known-masks";

const values = Float64Array.from(patterned(32, 32, (y, x) => (x & y) === 0).cells);
const setting = { threshold: "otsu", invert: false, calibration: { edge: [2, 2], unit: "µm" } } as const;
const image = prepareImage({ shape: [32, 32], values, ...setting });
const row = (file: string, group: string, ids: readonly string[] = metrics.ids): BatchRow => ({
  file,
  group,
  image: { ...image, shape: [32, 32] },
  setting,
  reports: ids.map((metric) => measureMetric(image, { metric, draws: 2 })),
});

describe("a batch as a table", () => {
  const rows = [row("a.png", "control"), { file: "b.png", group: "control", error: "b.png is damaged" }, row("c.png", "treated", ["euler-number"])];
  const columns = Object.fromEntries(batchColumns(rows).map(({ name, values: cells }) => [name, cells]));
  it("has one cell a file in each column, and no name twice, for every metric of the registry", () => {
    const names = batchColumns(rows).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const cells of Object.values(columns)) expect(cells).toHaveLength(3);
    for (const cell of Object.values(columns).flat()) expect(cell === null || typeof cell === "string" || Number.isFinite(cell)).toBe(true);
    for (const { kind, values: cells } of batchColumns(rows))
      for (const cell of cells) if (cell !== null) expect(typeof cell).toBe(kind === "number" ? "number" : "string");
    for (const id of metrics.ids) {
      expect(names).toContain(id);
      for (const option of Object.keys(metrics.get(id).params)) expect(names).toContain(`${id}.${option}`);
    }
  });
  it("holds values, intervals, lengths, noise and every parameter", () => {
    expect(columns["box-counting"]![0]).toBeCloseTo(Math.log2(3), 6);
    expect(columns["box-counting.effort"]![0]).toBe("full");
    expect(columns["box-counting.random-mask.draws"]![0]).toBe(2);
    const { noise } = measureMetric(image, { metric: "box-counting", draws: 2 });
    expect(columns["box-counting.random-mask.mean"]![0]).toBe(noise[0]!.mean);
    expect(columns["box-counting.random-phase.deviation"]![0]).toBe(noise[1]!.deviation);
    expect(columns["lacunarity.r"]![0]).toBe(8);
    expect(columns["skeleton-graph.physical"]![0]).toBe(2 * (columns["skeleton-graph"]![0] as number));
    expect(columns["skeleton-graph.physical-unit"]![0]).toBe("µm");
    expect(columns["setting.threshold"]).toEqual(["otsu", null, "otsu"]);
    expect(columns["setting.edge"]![0]).toBe("2,2");
    expect(columns["shape"]![0]).toBe("32x32");
    expect(columns["foreground"]![0]).toBe(3 ** 5 / 1024);
  });
  it("keeps the row of a file that failed, with the reason", () => {
    expect(columns["file"]).toEqual(["a.png", "b.png", "c.png"]);
    expect(columns["group"]).toEqual(["control", "control", "treated"]);
    expect(columns["error"]).toEqual([null, "b.png is damaged", null]);
    for (const [name, cells] of Object.entries(columns)) if (!["file", "group", "error"].includes(name)) expect(cells[1]).toBeNull();
  });
  it("leaves empty what was not measured, and tells why a value is undefined", () => {
    expect(columns["box-counting"]![2]).toBeNull();
    const blank = prepareImage({ shape: [32, 32], values: new Float64Array(1024), threshold: "none", invert: false });
    const [found] = batchColumns([
      { ...row("d.png", "x", []), image: { ...blank, shape: [32, 32] }, setting, reports: [measureMetric(blank, { metric: "box-counting" })] },
    ]).filter(({ name }) => name === "box-counting.reason");
    expect(found!.values[0]).toMatch(/\w/);
  });
  it("is empty for no rows but for its fixed columns", () => {
    for (const { values: cells } of batchColumns([])) expect(cells).toEqual([]);
  });
  it("writes rules as the command line takes them", () => {
    expect(
      [0.5, "otsu", { rule: "adaptive", window: 31, offset: 0.02 }, { rule: "hysteresis", low: 0.3, high: 0.6 }].map((rule) =>
        thresholdWords(rule as never),
      ),
    ).toEqual(["0.5", "otsu", "adaptive:31:0.02", "hysteresis:0.3:0.6"]);
    expect(
      [undefined, "plane", { rule: "opening", radius: 9, background: "dark" }, { rule: "opening", radius: 9, background: "bright" }].map((rule) =>
        backgroundWords(rule as never),
      ),
    ).toEqual(["none", "plane", "9", "9:bright"]);
  });
});

describe("the group of a file", () => {
  it.each([
    ["root/control/a.png", "control"],
    ["root/a.png", "root"],
    [String.raw`plates\wild\a.png`, "wild"],
    ["./a-1.png", "a"],
    ["control-01.png", "control"],
    ["control 2 (3).tif", "control"],
    ["wild-type_b.png", "wild-type"],
    ["brain_3.nii.gz", "brain"],
    ["colony.png", "colony"],
    ["10x-late.png", "10x"],
    ["2024.png", "2024"],
    ["", "all"],
  ])("of %s is %s", (path, group) => expect(groupOfFile(path)).toBe(group));
});

describe("sorting", () => {
  it("counts digits within words as numbers, and puts what has no value last both ways", () => {
    const names = ["b2", "a10", null, "a9", "B1"];
    expect(sortedBy(names, (name) => name, "ascending")).toEqual(["a9", "a10", "B1", "b2", null]);
    expect(sortedBy(names, (name) => name, "descending")).toEqual(["b2", "B1", "a10", "a9", null]);
  });
  it("orders numbers, keeps all rows and leaves the order of equals", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ value: fc.option(fc.integer({ min: -3, max: 3 })), id: fc.nat() })), (rows) => {
        const sorted = sortedBy(rows, ({ value }) => value, "ascending");
        const known = sorted.filter(({ value }) => value !== null);
        expect(sorted.slice(0, known.length)).toEqual(known);
        for (let i = 1; i < known.length; i++) expect(known[i - 1]!.value!).toBeLessThanOrEqual(known[i]!.value!);
        for (const value of new Set(rows.map((row) => row.value)))
          expect(sorted.filter((row) => row.value === value)).toEqual(rows.filter((row) => row.value === value));
      }),
    );
  });
  it("is an order: whatever the order before, the same after", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[aB]?\d{0,3}[aB-]?\d{0,2}$/)), (names) => {
        const once = sortedBy(names, (name) => name, "ascending");
        expect(sortedBy([...names].reverse(), (name) => name, "ascending")).toEqual(once);
        expect(sortedBy(names, (name) => name, "descending")).toEqual([...once].reverse());
      }),
    );
  });
});

describe("groups", () => {
  it("have a mean and its standard error, in order of name; rows without a value count nowhere", () => {
    const found = summariseGroups([
      { group: "b2", value: 2 },
      { group: "b10", value: 5 },
      { group: "b2", value: 4 },
      { group: "b2", value: 9 },
      { group: "none", value: null },
    ]);
    // 2, 4, 9: variance (9 + 1 + 16) / 2 = 13.
    expect(found).toEqual([
      { group: "b2", values: [2, 4, 9], mean: 5, error: expect.closeTo(Math.sqrt(13 / 3), 12) as number },
      { group: "b10", values: [5], mean: 5, error: null },
    ]);
  });
});
