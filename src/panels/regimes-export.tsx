import { seriesMetrics } from "../core/series/index";
import { csv, type TableInput } from "../exporters/csv";
import type { ExportedFile, Exporter } from "../exporters/exporter";
import { json } from "../exporters/json";
import { exportFile, provenanceOfFile } from "../exporters/provenance";
import { svg } from "../exporters/svg";
import type { Regimes } from "../state/regimes-slice";
import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { drawnAsSvg } from "../views/drawn-as-svg";
import { seriesLayout, SeriesPicture, type SeriesPictureProps } from "../views/series-picture";
import { t } from "../ui/text";
import { ExportButton, type ExportChoice } from "./export-button";

/** Size of the exported chart, in pixels. */
const [width, height] = [960, 540];

/** Everything that leaves the Regimes room; each file names the table, the column and how changes were looked for. */
export function RegimesExport({ picture }: { picture: SeriesPictureProps }) {
  const store = useWorkbenchStore();
  const found = useWorkbench(({ regimes }) => regimes.detection !== null && !regimes.detecting);
  const windowed = useWorkbench(({ regimes }) => regimes.windowed !== null);

  function file<Input>(exporter: Exporter<Input>, what: string, input: Input): ExportedFile {
    const { table, column, alongside, method, options, detection, windows } = store.getState().regimes;
    const stem = table!.name.replace(/\.[^.]*$/, "");
    return exportFile(
      exporter,
      `${stem}-${what}`,
      input,
      provenanceOfFile(table!.name, { column, ...(alongside.length > 0 && { alongside }), method, options, evidence: detection?.evidence, windows }),
    );
  }
  const marked = useWorkbench(({ annotations }) => Object.keys(annotations).length > 0);
  const unfound = found ? null : t("there are no regimes yet");

  const choices: ExportChoice[] = [
    {
      id: "svg",
      title: t("Chart (SVG)"),
      make: () => {
        const chart = <SeriesPicture picture={picture} layout={seriesLayout(picture, width, height)} width={width} height={height} />;
        return file(svg, "regimes", { svg: drawnAsSvg(chart) ?? "" });
      },
    },
    { id: "csv", title: t("Regimes (CSV)"), unavailable: unfound, make: () => file(csv, "regimes", regimesTable(store.getState().regimes)) },
    {
      id: "windows",
      title: t("Measure in windows (CSV)"),
      unavailable: windowed ? null : t("nothing is measured yet"),
      make: () => file(csv, "windows", windowsTable(store.getState().regimes)),
    },
    {
      id: "json",
      title: t("Everything found (JSON)"),
      unavailable: unfound,
      make: () => {
        const { column, detection, windowed: measured, cleaning } = store.getState().regimes;
        return file(json, "regimes", { column, cleaning, detection, windowed: measured });
      },
    },
    {
      id: "marks",
      title: t("Marks (JSON)"),
      unavailable: marked ? null : t("nothing is marked yet"),
      make: () => file(json, "marks", { annotations: store.getState().annotations }),
    },
  ];
  return <ExportButton choices={choices} />;
}

/** One row a regime; `start` is its first row in the table, from 0, and `end` the row after its last. */
function regimesTable({ detection, table }: Regimes): TableInput {
  const { regimes } = detection!;
  const labels = table!.labels;
  return {
    columns: [
      { name: "regime", values: regimes.map(({ label }) => label) },
      ...(labels
        ? [
            { name: "first", values: regimes.map(({ start }) => labels[start]!) },
            { name: "last", values: regimes.map(({ end }) => labels[end - 1]!) },
          ]
        : []),
      { name: "start", values: regimes.map(({ start }) => start) },
      { name: "end", values: regimes.map(({ end }) => end) },
      { name: "mean", values: regimes.map(({ mean }) => mean) },
      { name: "std", values: regimes.map(({ std }) => std) },
    ],
  };
}

/** One row a window, `[start, end)` in rows of the table. */
function windowsTable({ windowed }: Regimes): TableInput {
  const { metric, length, starts, results } = windowed!;
  const bound = (i: 0 | 1) => results.map((result) => (result.value === null ? null : (result.interval?.[i] ?? null)));
  return {
    columns: [
      { name: "start", values: starts },
      { name: "end", values: starts.map((start) => start + length) },
      { name: seriesMetrics.get(metric).title, values: results.map(({ value }) => value) },
      { name: "low", values: bound(0) },
      { name: "high", values: bound(1) },
    ],
  };
}
