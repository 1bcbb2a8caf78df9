import { Suspense, useMemo } from "react";
import { modelOf } from "../core/spec/model-of";
import type { RunSpec } from "../core/spec/run-spec";
import { pointInView } from "../state/analysis-slice";
import { exportedSpec } from "../state/exported-spec";
import { useServices, useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { fieldsOf, type ViewFacts } from "../state/views-slice";
import { Button } from "../ui/button";
import { formatUnit } from "../ui/format";
import { saveFile } from "../ui/save-file";
import { t } from "../ui/text";
import type { FieldKindProps, ShownField, SpectrumFacts } from "../views/field-kinds/define";
import { kindNamed } from "../views/field-kinds/index";
import type { FieldLink } from "../views/field-link";
import type { FieldTool } from "../views/field-tool";
import { useToolOver } from "./paint-overlay";
import { mapOf, ViewPaneSettings } from "./view-settings";
import { pictureSource } from "./view-sources";

export interface ViewPaneProps {
  view: ViewFacts;
  spec: RunSpec;
  /** Cells of the shown plane that belong to the domain. */
  inside: Uint8Array | null;
  link: FieldLink;
  tool: FieldTool | null;
  /** It stands beside others, and has its own settings above it. */
  among: boolean;
}

/** One view of the run. */
export function ViewPane({ view, spec, inside, link, tool, among }: ViewPaneProps) {
  const field = useWorkbench((state) => fieldsOf(view, state)[0]);
  const other = useWorkbench((state) => fieldsOf(view, state)[1]);
  const shape = useWorkbench((state) => state.run.shape);
  const smooth = useWorkbench((state) => state.workspace.smooth);
  const colourMap = useWorkbench((state) => state.workspace.colourMap);
  const line = useWorkbench((state) => state.views.line);
  const probes = useWorkbench((state) => state.views.probes);
  const closeView = useWorkbench((state) => state.closeView);
  const first = useShownField(spec, field, inside);
  const second = useShownField(spec, other, inside);
  const marks = useMemo(() => ({ line, probes }), [line, probes]);
  const spectrum = useSpectrum();
  const save = useSaveTable();
  const [ny, nx] = shape.slice(-2) as [number, number];
  const [hy, hx] = spacingOf(spec);
  const spacing = useMemo(() => [hy, hx] as const, [hy, hx]);
  const kind = kindNamed(view.kind);
  const Body = kind.body;
  const { levels, range, id: name } = view;
  const periodic = spec.boundary === "periodic";
  const map = mapOf(view, colourMap);
  const props: FieldKindProps = {
    name,
    field: first,
    second,
    nx,
    ny,
    spacing,
    periodic,
    map,
    range,
    smooth,
    levels,
    link,
    tool: useToolOver(tool, field),
    marks,
    spectrum,
    save,
  };
  const title = t("{{kind}} of {{field}}", { kind: t(kind.title), field });
  return (
    <section className="view-pane" aria-label={title} data-kind={kind.id}>
      {among && (
        <header className="view-head">
          <ViewPaneSettings view={view} />
          <Button
            look="plain"
            className="view-close"
            aria-label={t("Close view: {{title}}", { title })}
            title={t("Close")}
            onClick={() => closeView(name)}
          >
            ×
          </Button>
        </header>
      )}
      <Suspense fallback={<p className="field-chart-words">{t("Loading the view")}</p>}>
        <Body key={kind.id} {...props} />
      </Suspense>
    </section>
  );
}

function useShownField(spec: RunSpec, symbol: string, inside: Uint8Array | null): ShownField {
  const { frames } = useServices();
  const slice = useWorkbench((state) => state.slice);
  const source = useMemo(() => pictureSource(frames, symbol, slice, inside), [frames, symbol, slice, inside]);
  const species = modelOf(spec).species[symbol];
  return { source, symbol, title: species?.title ?? symbol, unit: formatUnit(species?.unit ?? "") };
}

/** Measured of the field that is shown, with what the dispersion of the state in view predicts. */
function useSpectrum(): SpectrumFacts | null {
  const measured = useWorkbench((state) => state.measurement?.spectrum ?? null);
  const point = useWorkbench(pointInView);
  const symbol = useWorkbench((state) => state.field);
  return useMemo(
    () => measured && { symbol, k: measured.k, power: measured.power, band: point?.kRange ?? null, fastest: point?.kMostUnstable ?? null },
    [measured, point, symbol],
  );
}

/** Keeps a table as a file that carries the spec. */
function useSaveTable(): FieldKindProps["save"] {
  const store = useWorkbenchStore();
  return async (what, columns) => {
    const [{ csv }, { exportFile, provenanceOf }] = await Promise.all([import("../exporters/csv"), import("../exporters/provenance")]);
    const state = store.getState();
    const provenance = provenanceOf(exportedSpec(state), state.run.exact ? null : state.run.backend);
    saveFile(exportFile(csv, `${state.spec!.model}-${state.run.step}${what}`, { columns }, provenance));
  };
}

/** Length of a cell along y and x. */
export function spacingOf({ grid: { spacing } }: RunSpec): [number, number] {
  return Array.isArray(spacing) ? [spacing.at(-2)!, spacing.at(-1)!] : [spacing, spacing];
}
