import { lazy, Suspense, useMemo } from "react";
import { modelOf } from "../core/spec/model-of";
import type { FieldFrame } from "../engine/frames";
import type { WorkbenchState } from "../state/store";
import { useWorkbench } from "../state/use-workbench";
import { formatSetting, formatUnit, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { t } from "../ui/text";
import { onPhone, useMedia } from "../ui/use-media";
import { ColourVisionPreview } from "../views/colour-vision-preview";
import type { FieldFigure } from "../views/field-figure";
import { useFieldLink } from "../views/field-link";
import { FieldStage } from "../views/field-stage";
import { planeOf } from "../views/picture";
import { definePanel } from "./define";
import { insidePlane } from "./domain-mask";
import { FieldInWords } from "./field-in-words";
import "./lab.css";
import { usePaintTool } from "./paint-overlay";
import { PaintTools } from "./paint-tools";
import { SpecFileTarget } from "./spec-file";
import { ViewBar, ViewSwitch } from "./view-bar";
import { spacingOf, ViewPane } from "./view-pane";
import { mapOf } from "./view-settings";
import { nextPictureKey } from "./view-sources";
import { useViewTool } from "./view-tool";

const FailureNotice = lazy(async () => ({ default: (await import("./failure-notice")).FailureNotice }));

function FieldPanel() {
  const spec = useWorkbench((state) => state.spec);
  const shape = useWorkbench((state) => state.run.shape);
  const id = useWorkbench((state) => state.run.id);
  const slice = useWorkbench((state) => state.slice);
  const views = useWorkbench((state) => state.views);
  const problem = useWorkbench((state) => state.specProblem);
  const failed = useWorkbench((state) => state.run.problem !== null);
  const phone = useMedia(onPhone);
  const exact = useWorkbench((state) => state.run.exact);
  const grid = spec?.grid;
  const inside = useMemo(() => (spec ? insidePlane(spec, slice) : null), [grid, id, slice]); // eslint-disable-line react-hooks/exhaustive-deps -- parameters on which it depends open another run
  const link = useFieldLink();
  const [ny = 0, nx = 0] = shape.slice(-2);
  const viewTool = useViewTool(nx, ny);
  const tool = usePaintTool() ?? viewTool;
  if (!spec || id === null) {
    return problem ? (
      <div className="field-waiting">
        <Notice tone="error" actions={[{ label: t("Reload the page"), onClick: () => location.reload() }]}>
          {sentence(problem.message)}
        </Notice>
      </div>
    ) : (
      <p className="field-waiting dim" role="status">
        {t("Starting the engine")}
      </p>
    );
  }
  const { open, front, vision } = views;
  const shown = phone ? open.filter((view) => view.id === front) : open;
  const among = shown.length > 1;
  return (
    <SpecFileTarget className="field">
      {phone ? (
        <ViewSwitch />
      ) : (
        <div className="view-bar">
          <ViewBar own={!among} />
        </div>
      )}
      <ColourVisionPreview vision={vision}>
        <FieldStage className="view-panes" views={shown.length}>
          {shown.map((view) => (
            <ViewPane key={view.id} {...{ view, spec, inside, link, tool, among }} />
          ))}
        </FieldStage>
      </ColourVisionPreview>
      <PaintTools />
      <FieldInWords />
      {!exact && (
        <p
          className="field-inexact"
          title={t("A graphics processor rounds as it likes: another one gives nearly the same field, not the same bits.")}
        >
          {t("not bit-reproducible")}
        </p>
      )}
      {failed && (
        <Suspense>
          <FailureNotice />
        </Suspense>
      )}
    </SpecFileTarget>
  );
}

/** What the first view shows, on paper. */
export function figureOf({ spec, field, slice, workspace, views }: WorkbenchState, frame: FieldFrame): FieldFigure {
  const view = views.open[0]!;
  return {
    picture: { key: nextPictureKey(), inside: insidePlane(spec!, slice), ...planeOf(frame.fields[field]!, frame.shape, slice) },
    map: mapOf({ kind: "heat-map", map: null }, workspace.colourMap),
    range: view.range,
    spacing: spacingOf(spec!),
    title: t("{{title}}: {{field}} at t = {{time}}", { title: t(modelOf(spec!).title), field, time: formatSetting(frame.time) }),
    unit: formatUnit(modelOf(spec!).species[field]!.unit),
  };
}

export const fieldPanel = definePanel({ id: "field", title: "Field", room: "lab", place: "main", body: FieldPanel });
