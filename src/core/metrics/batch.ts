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

/** A column of a table: numbers or words, one a row; null where there is none. `kind` holds for an empty column too. */
export interface BatchColumn {
  name: string;
  kind: "number" | "text";
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
  const column = (name: string, valueOf: (row: MeasuredRow) => CellValue, kind: BatchColumn["kind"]): BatchColumn => ({
    name,
    kind,
    values: rows.map((row) => ("reports" in row ? cell(valueOf(row)) : null)),
  });
  const number = (name: string, valueOf: (row: MeasuredRow) => number | null | undefined) => column(name, valueOf, "number");
  const text = (name: string, valueOf: (row: MeasuredRow) => CellValue) => column(name, valueOf, "text");
  return [
    { name: "file", kind: "text", values: rows.map(({ file }) => file) },
    { name: "group", kind: "text", values: rows.map(({ group }) => group) },
    text("shape", ({ image }) => image.shape.join("x")),
    number("threshold", ({ image }) => image.threshold.value),
    text("rule", ({ image }) => image.threshold.rule),
    number("foreground", ({ image }) => image.foreground),
    number("not-finite", ({ image }) => image.notFinite),
    ...metricIds(rows).flatMap((id) => metricColumns(rows, id, (name, valueOf, kind) => column(name, (row) => valueOf(reportOf(row, id)), kind))),
    text("setting.threshold", ({ setting }) => thresholdWords(setting.threshold)),
    text("setting.invert", ({ setting }) => setting.invert),
    text("setting.region", ({ setting }) => setting.region?.map((ends) => ends.join(":")).join(",")),
    text("setting.background", ({ setting }) => backgroundWords(setting.background)),
    text("setting.periodic", ({ setting }) => setting.periodic ?? false),
    text("setting.edge", ({ setting }) => setting.calibration?.edge.join(",")),
    text("setting.edge-unit", ({ setting }) => setting.calibration?.unit),
    text("warnings", ({ image, reports }) =>
      [...image.warnings, ...reports.flatMap(({ metric, result }) => warningsIn(result).map((warning) => `${metric}: ${warning}`))].join(" | "),
    ),
    { name: "error", kind: "text", values: rows.map((row) => ("error" in row ? row.error : null)) },
  ];
}

type Report = MetricReport | undefined;
type CellValue = number | string | boolean | null | undefined;
type ColumnOf = (name: string, valueOf: (report: Report) => CellValue, kind: BatchColumn["kind"]) => BatchColumn;

function metricColumns(rows: readonly BatchRow[], id: string, column: ColumnOf): BatchColumn[] {
  const reports = rows.flatMap((row) => ("reports" in row ? (reportOf(row, id) ?? []) : []));
  const models = [...new Set(reports.flatMap(({ noise }) => noise.map(({ model }) => model)))];
  const options = [...new Set(reports.flatMap((report) => Object.keys(report.options)))];
  const physical = reports.some((report) => report.physical !== null);
  const ranged = reports.some((report) => report.physicalRange !== undefined);
  const number = (name: string, valueOf: (report: Report) => CellValue) => column(name, valueOf, "number");
  const text = (name: string, valueOf: (report: Report) => CellValue) => column(name, valueOf, "text");
  const isNumber = (option: string) => reports.every((report) => typeof report.options[option] === "number");
  return [
    number(id, (report) => report?.result.value),
    number(`${id}.low`, (report) => intervalOf(report)?.[0]),
    number(`${id}.high`, (report) => intervalOf(report)?.[1]),
    number(`${id}.from`, (report) => rangeOf(report)?.[0]),
    number(`${id}.to`, (report) => rangeOf(report)?.[1]),
    text(`${id}.unit`, (report) => report?.unit),
    text(`${id}.reason`, (report) => (report?.result.value === null ? report.result.reason : null)),
    ...(physical
      ? [
          number(`${id}.physical`, (report) => report?.physical?.value),
          number(`${id}.physical-low`, (report) => report?.physical?.interval?.[0]),
          number(`${id}.physical-high`, (report) => report?.physical?.interval?.[1]),
          text(`${id}.physical-unit`, (report) => report?.physical?.unit),
        ]
      : []),
    ...(ranged
      ? [
          number(`${id}.physical-from`, (report) => report?.physicalRange?.range[0]),
          number(`${id}.physical-to`, (report) => report?.physicalRange?.range[1]),
        ]
      : []),
    ...models.flatMap((model) => {
      const noiseOf = (report: Report) => report?.noise.find((noise) => noise.model === model);
      return [
        number(`${id}.${model}.mean`, (report) => noiseOf(report)?.mean),
        number(`${id}.${model}.spread`, (report) => noiseOf(report)?.spread),
        number(`${id}.${model}.deviation`, (report) => noiseOf(report)?.deviation),
        number(`${id}.${model}.draws`, (report) => noiseOf(report)?.draws.length),
      ];
    }),
    ...options.map((option) => (isNumber(option) ? number : text)(`${id}.${option}`, (report) => report?.options[option])),
  ];
}

/** In the order in which they were measured. */
const metricIds = (rows: readonly BatchRow[]): string[] => [
  ...new Set(rows.flatMap((row) => ("reports" in row ? row.reports.map(({ metric }) => metric) : []))),
];

const reportOf = ({ reports }: MeasuredRow, id: string): Report => reports.find(({ metric }) => metric === id);

function cell(value: CellValue): number | string | null {
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
