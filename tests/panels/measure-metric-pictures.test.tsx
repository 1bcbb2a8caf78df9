import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { uniformAt } from "../../src/core/field/philox";
import { metrics } from "../../src/core/metrics/index";
import { measureImage } from "../../src/core/metrics/measure-image";
import { measureMetric, type MetricReport } from "../../src/core/metrics/measure-metric";
import { prepareImage, type ImageToMeasure } from "../../src/core/metrics/prepare-image";
import { pictureOf } from "../../src/panels/measure-metric-pictures";
import { measuredRecord, metricsTable, reportsOf } from "../../src/panels/measure-metric-tables";
import { csv } from "../../src/exporters/csv";
import { json } from "../../src/exporters/json";
import { provenanceOfFile } from "../../src/exporters/provenance";
import { DataTable } from "../../src/views/data-table";
import { ScalingPlot } from "../../src/views/scaling-plot";

const side = 96;
const grey = (at: (y: number, x: number, i: number) => number) =>
  Float64Array.from({ length: side * side }, (_, i) => at(Math.floor(i / side), i % side, i));
const image = (values: ArrayLike<number>, more: Partial<ImageToMeasure> = {}): ImageToMeasure => ({
  shape: [side, side],
  values,
  threshold: "otsu",
  invert: false,
  ...more,
});

/** Blobs of many sizes on waves of 12 cells, so that every metric finds something. */
const images: Record<string, ImageToMeasure> = {
  "waves and noise": image(grey((y, x, i) => Math.cos(y / 2) + Math.cos(x / 2) + uniformAt(7, 0, i, 0x7465))),
  "a triangle": image(grey((y, x) => ((x & y) === 0 ? 1 : 0))),
  "one cell": image(grey((y, x) => (x === 5 && y === 5 ? 1 : 0))),
  nothing: image(grey(() => 0)),
  holes: image(
    grey((y, x, i) => (i % 17 === 0 ? NaN : (x * y) % 31)),
    { calibration: { edge: [0.5, 0.5], unit: "µm" } },
  ),
  "a volume": { ...image(Float64Array.from({ length: 24 ** 3 }, (_, i) => uniformAt(3, 0, i, 0x766f))), shape: [24, 24, 24] },
};

const measured = Object.entries(images).map(([name, array]) => {
  const prepared = prepareImage(array);
  const reports = metrics.ids.map((metric) => measureMetric(prepared, { metric, draws: name === "holes" ? 2 : 0 }));
  return { name, array, reports, overview: measureImage(array) };
});

describe.each(measured)("the pictures of $name", ({ reports, overview, array }) => {
  it.each(reports.map((report) => [report.metric, report] as const))("%s: drawn and told without a NaN", (_, report) => {
    const { scaling, plots, sideFacts, notes, tables } = pictureOf(report, overview);
    const markup = [
      scaling && renderToStaticMarkup(<ScalingPlot {...scaling} onWindow={() => {}} />),
      ...plots.map(({ drawing }) => renderToStaticMarkup(drawing)),
      ...tables.map((table) => renderToStaticMarkup(<DataTable {...table} />)),
      ...sideFacts.flat(),
      ...notes,
    ].join(" ");
    expect(markup).not.toMatch(/NaN|undefined|Infinity|\[object/);
    expect(new Set(plots.map(({ id }) => id)).size).toBe(plots.length);
  });

  it("are exported as a table of one row a metric and as a record with every parameter", () => {
    const provenance = provenanceOfFile("a.png", { threshold: "otsu" });
    const lines = new TextDecoder().decode(csv.encode(metricsTable(reports, overview), provenance)).split("\n");
    expect(lines.filter((line) => metrics.ids.some((id) => line.startsWith(`${id},`)))).toHaveLength(metrics.ids.length);
    const header = lines.find((line) => line.startsWith("metric,"))!;
    expect(header).toContain("threshold,threshold rule");
    const setting = { threshold: array.threshold, invert: false, region: null, background: "none" as const, calibration: null, periodic: false };
    const facts = { name: "a.png", shape: array.shape, warnings: [], spacing: null };
    const record = JSON.parse(new TextDecoder().decode(json.encode(measuredRecord(facts, setting, overview, reports), provenance)));
    expect(Object.keys(record.metrics)).toEqual(metrics.ids);
    for (const { metric, options } of reports) expect(record.metrics[metric].options).toEqual(options);
    expect(record.setting).toEqual(setting);
  });
});

it("lengths beside a calibrated skeleton are told in its unit as well", () => {
  const { reports, overview } = measured[0]!;
  const report = reports.find(({ metric, result }) => metric === "skeleton-graph" && result.value !== null)!;
  const calibration = { edge: [0.5, 0.5], unit: "µm" };
  const words = pictureOf(report, { ...overview, calibration }).sideFacts.find(([name]) => name === "mean branch length")![1];
  const [, length, cells] = /^([\d.]+) µm = ([\d.]+) cells$/.exec(words)!;
  expect(Number(length)).toBeCloseTo(Number(cells) / 2, 2);
});

it("every metric has a picture of its own", () => {
  const { reports, overview } = measured[0]!;
  const bare = reports.filter((report) => {
    const { scaling, plots, sideFacts } = pictureOf(report, overview);
    return report.result.value !== null && !scaling && plots.length + sideFacts.length === 0;
  });
  expect(bare.map(({ metric }) => metric)).toEqual([]);
});

it("a metric without a picture shows the plain numbers of its detail", () => {
  const report: MetricReport = {
    metric: "new-one",
    unit: "1",
    options: {},
    result: { value: 1, detail: { meanMass: 2.5, list: [1, 2], word: "yes" } },
    physical: null,
    noise: [],
  };
  expect(pictureOf(report, measured[0]!.overview).sideFacts).toEqual([
    ["mean mass", "2.5"],
    ["word", "yes"],
  ]);
});

it("maps of the whole image stay out of the record, which says so", () => {
  const { array, overview } = measured[0]!;
  const big = { metric: "local-dimension", unit: "1", options: {}, physical: null, noise: [] };
  const result = { value: 1, detail: { map: new Float32Array(20_000), quantiles: new Float32Array([1, 2]) } };
  const record = measuredRecord(
    { name: "a", shape: array.shape, warnings: [], spacing: null },
    { ...array, region: null, background: "none", calibration: null, periodic: false },
    overview,
    [{ ...big, result }],
  );
  expect(record.metrics).toMatchObject({ "local-dimension": { detail: { quantiles: [1, 2] }, leftOut: { map: 20_000 } } });
});

it("reports come in the order of the registry", () => {
  const [a, b] = [metrics.ids[0]!, metrics.ids[1]!];
  const { reports } = measured[0]!;
  const entry = (id: string) => ({ status: "done" as const, report: reports.find(({ metric }) => metric === id)!, problem: null });
  expect(reportsOf({ entries: { [b]: entry(b), [a]: entry(a) } }).map(({ metric }) => metric)).toEqual([a, b]);
});
