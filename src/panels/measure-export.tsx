import { metrics } from "../core/metrics/index";
import { csv } from "../exporters/csv";
import type { ExportedFile, Exporter } from "../exporters/exporter";
import { json } from "../exporters/json";
import { png } from "../exporters/png";
import { exportFile, provenanceOfFile } from "../exporters/provenance";
import { svg } from "../exporters/svg";
import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import type { DataTableProps } from "../views/data-table";
import { drawnAsSvg } from "../views/drawn-as-svg";
import { ScalingPlot } from "../views/scaling-plot";
import { t } from "../ui/text";
import { ExportButton, type ExportChoice } from "./export-button";
import type { MetricPlot } from "./measure-metric-picture";
import { pictureOf } from "./measure-metric-pictures";
import { measuredRecord, metricsTable, reportsOf, shownTable } from "./measure-metric-tables";
import { progressOf } from "./measure-metric-words";
import { pictureOfSet } from "./measure-overlay-picture";

/** Everything that leaves the Measure room; each file names the image and how the set was made of it. */
export function MeasureExport() {
  const store = useWorkbenchStore();
  const overview = useWorkbench(({ measure }) => measure.result);
  const entries = useWorkbench(({ measure }) => measure.entries);
  const opened = useWorkbench(({ measure }) => measure.opened);
  const { done, total, waiting } = progressOf(entries);
  const unmeasured = overview === null ? t("the image is not measured yet") : null;
  const noMetrics = unmeasured ?? (done === 0 ? t("no metric is measured yet") : null);
  const partly = waiting ? t("{{done}} of {{total}} are measured so far", { done, total }) : undefined;

  function file<Input>(exporter: Exporter<Input>, what: string, input: Input): ExportedFile {
    const { image, setting } = store.getState().measure;
    const provenance = provenanceOfFile(image!.name, { shape: image!.shape, ...setting });
    return exportFile(exporter, `${image!.name.replace(/\.[^.]*$/, "")}-${what}`, input, provenance);
  }
  const doneReports = () => {
    const { measure } = store.getState();
    return reportsOf({ entries: Object.fromEntries(Object.entries(measure.entries).filter(([, { status }]) => status === "done")) });
  };
  const record = () => {
    const { image, setting, result } = store.getState().measure;
    return measuredRecord(image!, setting, result!, doneReports());
  };

  const report = entries[opened]?.report;
  const picture = report && overview ? pictureOf(report, overview) : null;
  const { title } = metrics.get(opened);
  const charts: MetricPlot[] = [
    ...(picture?.scaling ? [{ id: "log-log", title: t("Log–log chart"), drawing: <ScalingPlot {...picture.scaling} /> }] : []),
    ...(picture?.plots ?? []),
  ];
  const tables: { name: string; table: DataTableProps }[] = (picture?.tables ?? []).map((table, i) => ({
    name: opened === "box-counting" ? t("Box counts") : `${table.caption || t("Numbers")}`,
    table: { ...table, caption: `${opened}-${i + 1}` },
  }));

  const choices: ExportChoice[] = [
    {
      id: "metrics",
      title: t("Measures (CSV)"),
      note: partly,
      unavailable: noMetrics,
      make: () => file(csv, "measures", metricsTable(doneReports(), store.getState().measure.result!)),
    },
    { id: "json", title: t("Everything measured (JSON)"), note: partly, unavailable: noMetrics, make: () => file(json, "measures", record()) },
    {
      id: "png",
      title: t("Picture with the set (PNG)"),
      unavailable: unmeasured,
      make: () => file(png, "set", pictureOfSet(store.getState().shownImage()!, store.getState().measure)),
    },
    ...charts.map((chart) => ({
      id: `svg-${chart.id}`,
      title: `${chart.title} (SVG)`,
      note: title,
      make: () => file(svg, `${opened}-${chart.id}`, { svg: drawnAsSvg(chart.drawing) ?? "" }),
    })),
    ...tables.map(({ name, table }) => ({
      id: `csv-${table.caption}`,
      title: `${name} (CSV)`,
      note: title,
      make: () => file(csv, table.caption, shownTable(table)),
    })),
  ];
  return <ExportButton choices={choices} />;
}
