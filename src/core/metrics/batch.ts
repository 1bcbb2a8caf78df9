import type { MetricReport } from "./measure-metric";
import type { ImageToMeasure, PreparedImage } from "./prepare-image";

/** How the sets of a batch are made of its images. */
export type BatchSetting = Omit<ImageToMeasure, "shape" | "values">;

/** What is told of an image before its measures. An `ImageMeasurement` is one. */
export interface MeasuredImage extends Pick<PreparedImage, "threshold" | "inverted" | "foreground" | "notFinite" | "warnings"> {
  shape: readonly number[];
}

/** One file of a batch: what was measured of it and how, or why it could not be. */
export type BatchRow = { file: string; group: string } & (
  { image: MeasuredImage; setting: BatchSetting; reports: readonly MetricReport[] } | { error: string }
);

/** A column of a table: numbers or words, one a row; null where there is none. */
export interface BatchColumn {
  name: string;
  values: (number | string | null)[];
}

type MeasuredRow = Extract<BatchRow, { reports: unknown }>;

/**
 * A batch as a table, one row a file, in the order given; a file that failed keeps its row and says why in `error`. Columns of a
 * metric begin with its id: `box-counting`, `box-counting.low`, …, one for each of its options, and for each kind of noise
 * `box-counting.random-mask.mean`, `.spread`, `.deviation`, `.draws`. Columns of the setting begin with `setting.` and read as the
 * options of the command line. Shape, region and edge list the axes in the order of the array.
 */
export function batchColumns(rows: readonly BatchRow[]): BatchColumn[] {
  const column = (name: string, valueOf: (row: MeasuredRow) => number | string | boolean | null | undefined): BatchColumn => ({
    name,
    values: rows.map((row) => ("reports" in row ? cell(valueOf(row)) : null)),
  });
  return [
    { name: "file", values: rows.map(({ file }) => file) },
    { name: "group", values: rows.map(({ group }) => group) },
    column("shape", ({ image }) => image.shape.join("x")),
    column("threshold", ({ image }) => image.threshold.value),
    column("rule", ({ image }) => image.threshold.rule),
    column("foreground", ({ image }) => image.foreground),
    column("not-finite", ({ image }) => image.notFinite),
    ...metricIds(rows).flatMap((id) => metricColumns(rows, id, (name, valueOf) => column(name, (row) => valueOf(reportOf(row, id))))),
    column("setting.threshold", ({ setting }) => thresholdWords(setting.threshold)),
    column("setting.invert", ({ setting }) => setting.invert),
    column("setting.region", ({ setting }) => setting.region?.map((ends) => ends.join(":")).join(",")),
    column("setting.background", ({ setting }) => backgroundWords(setting.background)),
    column("setting.edge", ({ setting }) => setting.calibration?.edge.join(",")),
    column("setting.edge-unit", ({ setting }) => setting.calibration?.unit),
    column("warnings", ({ image, reports }) =>
      [...image.warnings, ...reports.flatMap(({ metric, result }) => warningsIn(result).map((warning) => `${metric}: ${warning}`))].join(" | "),
    ),
    { name: "error", values: rows.map((row) => ("error" in row ? row.error : null)) },
  ];
}

type Report = MetricReport | undefined;
type ColumnOf = (name: string, valueOf: (report: Report) => number | string | boolean | null | undefined) => BatchColumn;

function metricColumns(rows: readonly BatchRow[], id: string, column: ColumnOf): BatchColumn[] {
  const reports = rows.flatMap((row) => ("reports" in row ? (reportOf(row, id) ?? []) : []));
  const models = [...new Set(reports.flatMap(({ noise }) => noise.map(({ model }) => model)))];
  const options = [...new Set(reports.flatMap((report) => Object.keys(report.options)))];
  const physical = reports.some((report) => report.physical !== null);
  return [
    column(id, (report) => report?.result.value),
    column(`${id}.low`, (report) => intervalOf(report)?.[0]),
    column(`${id}.high`, (report) => intervalOf(report)?.[1]),
    column(`${id}.from`, (report) => rangeOf(report)?.[0]),
    column(`${id}.to`, (report) => rangeOf(report)?.[1]),
    column(`${id}.unit`, (report) => report?.unit),
    column(`${id}.reason`, (report) => (report?.result.value === null ? report.result.reason : null)),
    ...(physical
      ? [
          column(`${id}.physical`, (report) => report?.physical?.value),
          column(`${id}.physical-low`, (report) => report?.physical?.interval?.[0]),
          column(`${id}.physical-high`, (report) => report?.physical?.interval?.[1]),
          column(`${id}.physical-unit`, (report) => report?.physical?.unit),
        ]
      : []),
    ...models.flatMap((model) => {
      const noiseOf = (report: Report) => report?.noise.find((noise) => noise.model === model);
      return [
        column(`${id}.${model}.mean`, (report) => noiseOf(report)?.mean),
        column(`${id}.${model}.spread`, (report) => noiseOf(report)?.spread),
        column(`${id}.${model}.deviation`, (report) => noiseOf(report)?.deviation),
        column(`${id}.${model}.draws`, (report) => noiseOf(report)?.draws.length),
      ];
    }),
    ...options.map((option) => column(`${id}.${option}`, (report) => report?.options[option])),
  ];
}

/** In the order in which they were measured. */
const metricIds = (rows: readonly BatchRow[]): string[] => [
  ...new Set(rows.flatMap((row) => ("reports" in row ? row.reports.map(({ metric }) => metric) : []))),
];

const reportOf = ({ reports }: MeasuredRow, id: string): Report => reports.find(({ metric }) => metric === id);

function cell(value: number | string | boolean | null | undefined): number | string | null {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "boolean") return String(value);
  return typeof value === "number" && !Number.isFinite(value) ? null : value;
}

const warningsIn = (result: MetricReport["result"]): readonly string[] => (result.value === null ? [] : (result.warnings ?? []));
const intervalOf = (report: Report) => (report && report.result.value !== null ? report.result.interval : undefined);
const rangeOf = (report: Report) => (report && report.result.value !== null ? report.result.range : undefined);

/** As `--threshold` of the command line takes it: `0.5`, `otsu`, `adaptive:31:0.02`, `hysteresis:0.3:0.6`. */
export function thresholdWords(rule: BatchSetting["threshold"]): string {
  if (typeof rule !== "object") return String(rule);
  return rule.rule === "adaptive" ? `adaptive:${rule.window}:${rule.offset}` : `hysteresis:${rule.low}:${rule.high}`;
}

/** As `--background` of the command line takes it: `none`, `plane`, `12` or `12:bright`. */
export function backgroundWords(rule: BatchSetting["background"] = "none"): string {
  if (typeof rule === "string") return rule;
  return rule.background === "bright" ? `${rule.radius}:bright` : String(rule.radius);
}
