import { useState } from "react";
import { toRecord } from "../core/errors";
import { toPermalink } from "../core/spec/permalink";
import { csv, type TableInput } from "../exporters/csv";
import type { Exporter } from "../exporters/exporter";
import { npy } from "../exporters/npy";
import { npz } from "../exporters/npz";
import { png } from "../exporters/png";
import { exportFile, provenanceOf } from "../exporters/provenance";
import { specJson } from "../exporters/spec-json";
import { svg } from "../exporters/svg";
import { exportedSpec } from "../state/exported-spec";
import type { SeriesSlice } from "../state/series-slice";
import { useServices, useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Menu, type MenuItem } from "../ui/menu";
import { saveFile } from "../ui/save-file";
import { drawnAsSvg } from "../views/drawn-as-svg";
import { fieldFigure } from "../views/field-figure";
import { DimensionPlot, fitBehind } from "./dimension-plot";
import { figureOf } from "./field-panel";

/** Everything that leaves the Lab; each file carries the spec and its hash. */
export function ExportMenu() {
  const store = useWorkbenchStore();
  const { frames } = useServices();
  const open = useWorkbench((state) => state.run.id !== null);
  const steered = useWorkbench((state) => state.run.steered);
  const measured = useWorkbench((state) => state.measurement !== null);
  const drawn = useWorkbench((state) => state.measurement !== null && fitBehind(state.measurement.boxCounting) !== null);
  const [word, setWord] = useState<string | null>(null);

  const say = (text: string) => {
    setWord(text);
    setTimeout(() => setWord((shown) => (shown === text ? null : shown)), 2500);
  };
  const attempt = (act: () => void | Promise<void>) => () =>
    void Promise.resolve()
      .then(act)
      .catch((error: unknown) => say(toRecord(error).message));

  function save<Input>(exporter: Exporter<Input>, stem: string, input: Input): void {
    saveFile(exportFile(exporter, stem, input, provenanceOf(exportedSpec(store.getState()))));
    say(`Saved as ${exporter.extension.toUpperCase()}`);
  }

  const stem = () => `${store.getState().spec!.model}-${store.getState().run.step}`;
  const latest = () => frames.latest(store.getState().run.id!)!;

  const items: MenuItem[] = [
    {
      id: "png",
      title: "Picture of the field (PNG)",
      onSelect: attempt(() => save(png, `${stem()}-${store.getState().field}`, fieldFigure(figureOf(store.getState(), latest())))),
    },
    {
      id: "svg",
      title: "Log–log chart (SVG)",
      unavailable: drawn ? null : "the dimension has no fit yet",
      onSelect: attempt(() => {
        const text = drawnAsSvg(<DimensionPlot result={store.getState().measurement!.boxCounting} />);
        if (text !== null) save(svg, `${stem()}-box-counting`, { svg: text });
      }),
    },
    {
      id: "csv",
      title: "Metrics over time (CSV)",
      unavailable: measured ? null : "nothing is measured yet",
      onSelect: attempt(() => save(csv, `${stem()}-metrics`, metricsTable(store.getState().series))),
    },
    {
      id: "npy",
      title: "Field as an array (NPY)",
      onSelect: attempt(() => {
        const { field } = store.getState();
        const { shape, fields } = latest();
        save(npy, `${stem()}-${field}`, { shape, values: fields[field]! });
      }),
    },
    {
      id: "npz",
      title: "All fields (NPZ)",
      onSelect: attempt(() => {
        const { shape, fields } = latest();
        save(npz, stem(), Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, { shape, values }])));
      }),
    },
    { id: "json", title: "Experiment spec (JSON)", onSelect: attempt(() => save(specJson, stem(), null)) },
    {
      id: "link",
      title: "Copy link",
      note: steered ? "parameters were moved in flight: the link runs the present ones from the start" : "brings back this run, to the bit",
      onSelect: attempt(async () => {
        const spec = exportedSpec(store.getState());
        if (!spec) return;
        const link = `${location.origin}${location.pathname}#/lab?spec=${toPermalink(spec)}`;
        try {
          await navigator.clipboard.writeText(link);
          say("Link copied");
        } catch {
          history.replaceState(null, "", link);
          say("The link is in the address bar");
        }
      }),
    },
  ];

  return (
    <span className="export">
      <span className="export-word" role="status">
        {word}
      </span>
      <Menu trigger={<Button disabled={!open}>Export</Button>} items={items} />
    </span>
  );
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
