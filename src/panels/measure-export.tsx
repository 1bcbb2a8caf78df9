import { finiteRange } from "../core/metrics/threshold";
import { csv, type TableInput } from "../exporters/csv";
import type { ExportedFile, Exporter } from "../exporters/exporter";
import { json } from "../exporters/json";
import { png } from "../exporters/png";
import { exportFile, provenanceOfFile } from "../exporters/provenance";
import { svg } from "../exporters/svg";
import type { ImageMeasurement } from "../state/measure-slice";
import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { drawnAsSvg } from "../views/drawn-as-svg";
import { paintMask } from "../views/mask-image";
import { DimensionPlot, fitBehind } from "./dimension-plot";
import { ExportButton, type ExportChoice } from "./export-button";
import { effectiveThreshold } from "./measure-threshold";

/** Everything that leaves the Measure room; each file names the image and how the set was made of it. */
export function MeasureExport() {
  const store = useWorkbenchStore();
  const measured = useWorkbench(({ measure }) => measure.result !== null && !measure.busy);
  const fitted = useWorkbench(({ measure }) => measure.result !== null && fitBehind(measure.result.boxCounting) !== null);

  function file<Input>(exporter: Exporter<Input>, what: string, input: Input): ExportedFile {
    const { image, threshold, invert } = store.getState().measure;
    const provenance = provenanceOfFile(image!.name, { shape: image!.shape, threshold, invert });
    return exportFile(exporter, `${image!.name.replace(/\.[^.]*$/, "")}-${what}`, input, provenance);
  }
  const result = () => store.getState().measure.result!;
  const unmeasured = measured ? null : "the image is not measured yet";
  const unfitted = measured && !fitted ? "the dimension is not defined here" : unmeasured;

  const choices: ExportChoice[] = [
    { id: "png", title: "Picture with the set (PNG)", unavailable: unmeasured, make: () => file(png, "set", setPicture()) },
    {
      id: "svg",
      title: "Log–log chart (SVG)",
      unavailable: unfitted,
      make: () => file(svg, "box-counting", { svg: drawnAsSvg(<DimensionPlot result={result().boxCounting} />) ?? "" }),
    },
    { id: "metrics", title: "Measures (CSV)", unavailable: unmeasured, make: () => file(csv, "measures", measuresTable(result())) },
    { id: "counts", title: "Box counts (CSV)", unavailable: unfitted, make: () => file(csv, "counts", countsTable(result())) },
    { id: "json", title: "Everything measured (JSON)", unavailable: unmeasured, make: () => file(json, "measures", { ...result() }) },
  ];

  function setPicture() {
    const { shownImage, measure } = store.getState();
    const { shape, values } = shownImage()!;
    const { min = 0, max = 1 } = finiteRange(values) ?? {};
    return paintMask({ shape, values, range: [min, max], threshold: effectiveThreshold(measure), inverted: measure.invert, showSet: true });
  }

  return <ExportButton choices={choices} />;
}

/** One row a measure; `low` and `high` bound it where an interval is known. */
function measuresTable({ boxCounting, null: noise, foreground, threshold, lacunarity }: ImageMeasurement): TableInput {
  const [low, high] = (boxCounting.value === null ? undefined : boxCounting.interval) ?? [null, null];
  const rows: [name: string, value: number | null, low: number | null, high: number | null][] = [
    ["box-counting dimension", boxCounting.value, low, high],
    ["dimension of noise of equal density", noise.dimension, null, null],
    ["dimension of noise, standard deviation", noise.spread, null, null],
    ["share of cells in the set", foreground, null, null],
    ["threshold", threshold.value, null, null],
    ...lacunarity.map(({ r, value }): [string, number | null, null, null] => [`lacunarity, r = ${r}`, value, null, null]),
  ];
  return { columns: ["measure", "value", "low", "high"].map((name, i) => ({ name, values: rows.map((row) => row[i]!) })) };
}

/** One row a box edge; fewest and most over all origins of the grid. */
function countsTable({ boxCounting }: ImageMeasurement): TableInput {
  const { edges, scales, counts, spread } = fitBehind(boxCounting)!;
  return {
    columns: [
      { name: "edge", values: edges },
      { name: "effective edge", values: scales },
      { name: "boxes", values: counts },
      { name: "fewest", values: edges.map((_, i) => spread?.[i]?.[0] ?? null) },
      { name: "most", values: edges.map((_, i) => spread?.[i]?.[1] ?? null) },
    ],
  };
}
