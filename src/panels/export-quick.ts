import { csv } from "../exporters/csv";
import type { ExportedFile, Exporter } from "../exporters/exporter";
import { npy } from "../exporters/npy";
import { npz } from "../exporters/npz";
import { png } from "../exporters/png";
import { exportFile } from "../exporters/provenance";
import { specJson } from "../exporters/spec-json";
import { svg } from "../exporters/svg";
import type { Workbench } from "../state/store";
import { figurePage } from "../views/figure-layout";
import { figurePixels } from "../views/figure-pixels";
import { exportedState, type ExportedState } from "./export-state";

/** A figure for the screen: some 1000 pixels. */
const layout = { width: 180, title: true, axes: false, bar: true, caption: "" };
const dpi = 150;

/** What is made with one click, of the state that is shown. */
export interface QuickExports {
  picture(): Promise<ExportedFile>;
  /** @param drawing an `<svg>` of the log–log chart. */
  chart(drawing: string): Promise<ExportedFile>;
  metrics(): Promise<ExportedFile>;
  field(): Promise<ExportedFile>;
  fields(): Promise<ExportedFile>;
  spec(): Promise<ExportedFile>;
}

export function quickExports(workbench: Workbench): QuickExports {
  async function made<Input>(exporter: Exporter<Input>, what: (state: ExportedState) => string, input: (state: ExportedState) => Input) {
    const state = await exportedState(workbench);
    return exportFile(exporter, `${state.stem}${what(state)}`, input(state), state.provenance);
  }
  const called = (what: string) => () => what;
  const ofField = ({ field }: ExportedState) => `-${field}`;
  return {
    picture: () => made(png, ofField, ({ figure }) => figurePixels(figurePage(figure, layout), dpi)),
    chart: (drawing) => made(svg, called("-box-counting"), () => ({ svg: drawing })),
    metrics: () => made(csv, called("-metrics"), ({ metrics }) => metrics),
    field: () => made(npy, ofField, ({ shape, frame, field }) => ({ shape, values: frame.fields[field]! })),
    fields: () =>
      made(npz, called(""), ({ shape, frame }) =>
        Object.fromEntries(Object.entries(frame.fields).map(([name, values]) => [name, { shape, values }])),
      ),
    spec: () => made(specJson, called(""), () => null),
  };
}
