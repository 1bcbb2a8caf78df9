import { modelOf } from "../core/spec/model-of";
import type { RunSpec } from "../core/spec/run-spec";
import type { BackendId, FieldFrame } from "../engine/protocol";
import type { TableInput } from "../exporters/csv";
import type { Provenance } from "../exporters/exporter";
import type { GridPlace } from "../exporters/grid-state";
import { provenanceOf } from "../exporters/provenance";
import { exportedSpec } from "../state/exported-spec";
import type { SeriesSlice } from "../state/series-slice";
import type { Workbench } from "../state/store";
import { formatSetting } from "../ui/format";
import type { FieldFigure } from "../views/field-figure";
import { figureOf } from "./field-panel";

const spacingAlong = ({ shape, spacing }: RunSpec["grid"]): readonly number[] => (typeof spacing === "number" ? shape.map(() => spacing) : spacing);

/** The state that is shown, with all that an export of it needs. It stays what it was while the run goes on. */
export interface ExportedState extends GridPlace {
  frame: FieldFrame;
  /** Brings this very state back. */
  spec: RunSpec;
  provenance: Provenance;
  field: string;
  backend: BackendId;
  exact: boolean;
  /** How files are called: model and step. */
  stem: string;
  title: string;
  figure: FieldFigure;
  /** The figure of another frame of the same run, drawn alike. */
  figureAt(frame: FieldFrame): FieldFigure;
  metrics: TableInput;
}

/** Takes hold of the shown state, every field of it: while a run goes on only the one that is shown comes here by itself. */
export async function exportedState({ store, services }: Pick<Workbench, "store" | "services">): Promise<ExportedState> {
  const { id, fields } = store.getState().run;
  const shown = services.frames.latest(id!)!;
  const frame = fields.every((name) => shown.fields[name]) ? shown : await services.engine.frame(id!);
  const state = store.getState();
  const { run, field } = state;
  const spec = exportedSpec({ spec: state.spec, run: { ...run, step: frame.step } })!;
  const figure = figureOf(state, frame);
  return {
    frame,
    spec,
    provenance: provenanceOf(spec, run.exact ? null : run.backend),
    shape: frame.shape,
    spacing: spacingAlong(spec.grid),
    field,
    backend: frame.backend,
    exact: run.exact,
    stem: `${spec.model}-${frame.step}`,
    title: `${modelOf(spec).title}, step ${frame.step}`,
    figure,
    figureAt: (other) => figureOf(state, other),
    metrics: metricsTable(state.series),
  };
}

/** What stands below a figure, so that it can be told apart and made again. */
export function captionOf({ spec, frame, field, provenance }: ExportedState): string {
  const numbers = Object.entries(spec.parameters)
    .filter(([, value]) => typeof value === "number")
    .map(([name, value]) => `${name} = ${formatSetting(value as number)}`);
  const { grid, integrator, seed } = spec;
  const spacing = spacingAlong(grid).map((edge) => formatSetting(edge));
  const edges = new Set(spacing).size === 1 ? spacing[0] : spacing.join(" × ");
  return [
    `${modelOf(spec).title}: ${field} at step ${frame.step}, t = ${formatSetting(frame.time)}.`,
    numbers.length > 0 ? `${numbers.join(", ")}.` : "",
    `Grid ${grid.shape.join(" × ")}, spacing ${edges}, ${integrator.method}, dt = ${formatSetting(integrator.dt)}, seed ${seed}.`,
    `Spec ${provenance.specHash!.slice(0, 16)}.`,
  ].join(" ");
}

/** Time and step, then one column a metric; all were recorded together. */
export function metricsTable(series: SeriesSlice["series"]): TableInput {
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
