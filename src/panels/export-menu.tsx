import { WorkbenchError } from "../core/errors";
import { toPermalink } from "../core/spec/permalink";
import { csv, type TableInput } from "../exporters/csv";
import type { ExportedFile, Exporter } from "../exporters/exporter";
import { npy } from "../exporters/npy";
import { npz } from "../exporters/npz";
import { png } from "../exporters/png";
import { exportFile, provenanceOf } from "../exporters/provenance";
import { specJson } from "../exporters/spec-json";
import { svg } from "../exporters/svg";
import { exportedSpec } from "../state/exported-spec";
import type { SeriesSlice } from "../state/series-slice";
import type { WorkbenchState } from "../state/store";
import type { FieldFrame } from "../engine/protocol";
import { useServices, useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { drawnAsSvg } from "../views/drawn-as-svg";
import { fieldFigure } from "../views/field-figure";
import { DimensionPlot, fitBehind } from "./dimension-plot";
import { ExportButton, type ExportChoice } from "./export-button";
import { figureOf } from "./field-panel";

/** Everything that leaves the Lab; each file carries the spec and its hash. */
export function ExportMenu() {
  const store = useWorkbenchStore();
  const { frames, engine } = useServices();
  const open = useWorkbench((state) => state.run.id !== null);
  const steered = useWorkbench((state) => state.run.steered);
  const exact = useWorkbench((state) => state.run.exact);
  const measured = useWorkbench((state) => state.measurement !== null);
  const drawn = useWorkbench((state) => state.measurement !== null && fitBehind(state.measurement.boxCounting) !== null);

  function file<Input>(exporter: Exporter<Input>, what: string, input: Input, step = store.getState().run.step): ExportedFile {
    const { spec, run } = store.getState();
    return exportFile(exporter, `${spec!.model}-${step}${what}`, input, provenanceOf(exportedSpec(store.getState()), run.exact ? null : run.backend));
  }
  /** The newest frame, with every field: while it runs only the one that is shown comes here by itself. */
  const latest = async (): Promise<FieldFrame> => {
    const { id, fields } = store.getState().run;
    const shown = frames.latest(id!)!;
    return fields.every((name) => shown.fields[name]) ? shown : engine.frame(id!);
  };

  const choices: ExportChoice[] = [
    {
      id: "png",
      title: "Picture of the field (PNG)",
      make: async () => {
        const frame = await latest();
        return file(png, `-${store.getState().field}`, fieldFigure(figureOf(store.getState(), frame)), frame.step);
      },
    },
    {
      id: "svg",
      title: "Log–log chart (SVG)",
      unavailable: drawn ? null : "the dimension has no fit yet",
      make: () => file(svg, "-box-counting", { svg: drawnAsSvg(<DimensionPlot result={store.getState().measurement!.boxCounting} />) ?? "" }),
    },
    {
      id: "csv",
      title: "Metrics over time (CSV)",
      unavailable: measured ? null : "nothing is measured yet",
      make: () => file(csv, "-metrics", metricsTable(store.getState().series)),
    },
    {
      id: "npy",
      title: "Field as an array (NPY)",
      make: async () => {
        const { field } = store.getState();
        const { shape, fields, step } = await latest();
        return file(npy, `-${field}`, { shape, values: fields[field]! }, step);
      },
    },
    {
      id: "npz",
      title: "All fields (NPZ)",
      make: async () => {
        const { shape, fields, step } = await latest();
        return file(npz, "", Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, { shape, values }])), step);
      },
    },
    { id: "json", title: "Experiment spec (JSON)", make: () => file(specJson, "", null) },
    {
      id: "link",
      title: "Copy link",
      note: steered
        ? "parameters were moved in flight: the link runs the present ones from the start"
        : exact
          ? "brings back this run, to the bit"
          : "brings back this run, within rounding",
      make: () => copyLink(store.getState()),
    },
  ];
  return <ExportButton choices={choices} disabled={!open} />;
}

/** Puts the link on the clipboard, or where that is refused into the address bar, and says which. */
async function copyLink(state: WorkbenchState): Promise<string> {
  const spec = exportedSpec(state);
  if (!spec) throw new WorkbenchError("data/empty", [], "there is no run to link to yet");
  const link = `${location.origin}${location.pathname}#/lab?spec=${toPermalink(spec)}`;
  try {
    await navigator.clipboard.writeText(link);
    return "Link copied";
  } catch {
    history.replaceState(null, "", link);
    return "The link is in the address bar";
  }
}

/** Time and step, then one column a metric; all were recorded together. */
function metricsTable(series: SeriesSlice["series"]): TableInput {
  const names = Object.keys(series);
  const clock = series[names[0]!] ?? [];
  return {
    columns: [
      { name: "step", values: clock.map(({ step }) => step) },
      { name: "time", values: clock.map(({ time }) => time) },
      ...names.map((name) => ({ name, values: series[name]!.map(({ value }) => value) })),
    ],
  };
}
