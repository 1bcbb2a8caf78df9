import { metrics } from "../core/metrics/index";
import type { MetricReport } from "../core/metrics/measure-metric";
import { plainDetail } from "../core/metrics/plain-detail";
import type { NullModel } from "../core/define/metric";
import type { TableInput } from "../exporters/csv";
import type { RecordInput } from "../exporters/json";
import type { ImageOverview, MeasureFacts } from "../state/measure-slice";

type Cell = number | string | null;

/** The reports that there are, in the order of the registry. */
export const reportsOf = ({ entries }: Pick<MeasureFacts, "entries">): MetricReport[] => metrics.ids.flatMap((id) => entries[id]?.report ?? []);

/** One row a metric: its value and interval, in cells and in the unit of the calibration; what noise gives, how far off that is, and by which threshold the set was made. */
export function metricsTable(reports: readonly MetricReport[], { threshold, inverted }: Pick<ImageOverview, "threshold" | "inverted">): TableInput {
  const column = (name: string, cell: (report: MetricReport) => Cell | undefined) => ({
    name,
    values: reports.map((report) => cell(report) ?? null),
  });
  const noise = (model: NullModel, name: string) => {
    const of = (report: MetricReport) => report.noise.find((comparison) => comparison.model === model);
    return [
      column(`${name}, mean`, (report) => of(report)?.mean),
      column(`${name}, standard deviation`, (report) => of(report)?.spread),
      column(`${name}, standard errors away`, (report) => of(report)?.deviation),
    ];
  };
  const ofSet = ({ metric }: MetricReport) => metrics.get(metric).of === "mask";
  const defined = (report: MetricReport) => (report.result.value === null ? null : report.result);
  return {
    columns: [
      column("metric", ({ metric }) => metric),
      column("title", ({ metric }) => metrics.get(metric).title),
      column("value", ({ result }) => result.value),
      column("low", (report) => defined(report)?.interval?.[0]),
      column("high", (report) => defined(report)?.interval?.[1]),
      column("unit", ({ unit }) => unit),
      column("physical value", ({ physical }) => physical?.value),
      column("physical low", ({ physical }) => physical?.interval?.[0]),
      column("physical high", ({ physical }) => physical?.interval?.[1]),
      column("physical unit", ({ physical }) => physical?.unit),
      column("finest scale", (report) => defined(report)?.range?.[0]),
      column("coarsest scale", (report) => defined(report)?.range?.[1]),
      column("finest physical scale", ({ physicalRange }) => physicalRange?.range[0]),
      column("coarsest physical scale", ({ physicalRange }) => physicalRange?.range[1]),
      ...noise("random-mask", "noise of equal density"),
      ...noise("shuffled", "values shuffled"),
      ...noise("random-phase", "noise of equal spectrum"),
      column("threshold", (report) => (ofSet(report) ? threshold.value : null)),
      column("threshold rule", (report) => (ofSet(report) ? `${threshold.rule}${inverted ? ", inverted" : ""}` : null)),
      column("options", ({ options }) => (Object.keys(options).length > 0 ? JSON.stringify(options) : null)),
      column("why undefined", ({ result }) => (result.value === null ? result.reason : null)),
      column("warnings", (report) => defined(report)?.warnings?.join("; ")),
    ],
  };
}

/** Everything measured with every parameter used; the set and maps of the whole image are left out. */
export function measuredRecord(
  image: NonNullable<MeasureFacts["image"]>,
  setting: MeasureFacts["setting"],
  overview: ImageOverview,
  reports: readonly MetricReport[],
): RecordInput {
  const { threshold, foreground, notFinite, inverted, warnings, shape, lacunarity } = overview;
  return {
    image: { name: image.name, shape: image.shape, warnings: image.warnings },
    setting,
    set: { shape, threshold, inverted, foreground, notFinite, warnings },
    metrics: Object.fromEntries(
      reports.map(({ metric, unit, options, result, physical, physicalRange, noise }) => {
        const { title, source } = metrics.get(metric);
        return [metric, { title, unit, source, options, ...withPlainDetail(result), physical, ...(physicalRange && { physicalRange }), noise }];
      }),
    ),
    lacunarityCurve: lacunarity,
  };
}

/** The detail as JSON can hold it. */
function withPlainDetail({ detail, ...result }: MetricReport["result"]): Record<string, unknown> {
  if (!detail) return result;
  const { detail: kept, leftOut } = plainDetail(detail);
  return { ...result, detail: kept, ...(Object.keys(leftOut).length > 0 && { leftOut }) };
}

/** A table as it is shown, to be exported. */
export const shownTable = ({ columns, rows }: { columns: readonly string[]; rows: readonly (readonly (Cell | boolean)[])[] }): TableInput => ({
  columns: columns.map((name, i) => ({ name, values: rows.map((row) => plainCell(row[i])) })),
});

const plainCell = (value: Cell | boolean | undefined): Cell => (typeof value === "boolean" ? String(value) : (value ?? null));
