import { useMemo } from "react";
import { modelOf } from "../core/spec/complete";
import type { RunSpec } from "../core/spec/run-spec";
import type { FieldFrame, Frames } from "../engine/frames";
import type { WorkbenchState } from "../state/store";
import { useServices, useWorkbench } from "../state/use-workbench";
import { Checkbox } from "../ui/checkbox";
import { formatSetting, formatUnit, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { Slider } from "../ui/slider";
import { onPhone, useMedia } from "../ui/use-media";
import { colourMaps, type ColourMap } from "../views/colour-maps";
import type { FieldFigure } from "../views/field-figure";
import { FieldView } from "../views/field-view";
import { planeOf, type Picture, type PictureSource } from "../views/picture";
import { definePanel } from "./define";
import { insidePlane } from "./domain-mask";
import { FailureNotice } from "./failure-notice";
import "./lab.css";
import { SpecFileTarget } from "./spec-file";

function FieldPanel() {
  const { frames } = useServices();
  const spec = useWorkbench((state) => state.spec);
  const shape = useWorkbench((state) => state.run.shape);
  const id = useWorkbench((state) => state.run.id);
  const field = useWorkbench((state) => state.field);
  const slice = useWorkbench((state) => state.slice);
  const { colourMap, smooth } = useWorkbench((state) => state.workspace);
  const problem = useWorkbench((state) => state.specProblem);
  const phone = useMedia(onPhone);
  const exact = useWorkbench((state) => state.run.exact);
  const grid = spec?.grid;
  const inside = useMemo(() => (spec ? insidePlane(spec, slice) : null), [grid, id, slice]); // eslint-disable-line react-hooks/exhaustive-deps -- parameters on which it depends open another run
  const source = useMemo(() => pictureSource(frames, field, slice, inside), [frames, field, slice, inside]);
  if (!spec || id === null) {
    return problem ? (
      <div className="field-waiting">
        <Notice tone="error" actions={[{ label: "Reload the page", onClick: () => location.reload() }]}>
          {sentence(problem.message)}
        </Notice>
      </div>
    ) : (
      <p className="field-waiting dim" role="status">
        Starting the engine
      </p>
    );
  }
  const species = modelOf(spec).species[field];
  const [ny, nx] = shape.slice(-2) as [number, number];
  return (
    <SpecFileTarget className="field">
      {!phone && (
        <div className="field-tools">
          <ViewSettings />
        </div>
      )}
      <FieldView
        source={source}
        nx={nx}
        ny={ny}
        map={mapNamed(colourMap)}
        smooth={smooth}
        spacing={spacingOf(spec)}
        symbol={field}
        unit={formatUnit(species?.unit ?? "")}
        label={`${species?.title ?? field}, a field of ${nx} by ${ny} cells`}
      />
      {!exact && (
        <p className="field-inexact" title="A graphics processor rounds as it likes: another one gives nearly the same field, not the same bits.">
          not bit-reproducible
        </p>
      )}
      <FailureNotice />
    </SpecFileTarget>
  );
}

/** Which field is shown, in which colours, and in three dimensions at which depth. */
export function ViewSettings() {
  const fields = useWorkbench((state) => state.run.fields);
  const shape = useWorkbench((state) => state.run.shape);
  const field = useWorkbench((state) => state.field);
  const slice = useWorkbench((state) => state.slice);
  const setField = useWorkbench((state) => state.setField);
  const setSlice = useWorkbench((state) => state.setSlice);
  const setWorkspace = useWorkbench((state) => state.setWorkspace);
  const { colourMap, smooth } = useWorkbench((state) => state.workspace);
  return (
    <>
      <Select look="inline" label="Field shown" value={field} options={fields.map((name) => ({ value: name, label: name }))} onChange={setField} />
      <Select
        look="inline"
        label="Colour map"
        value={colourMap}
        options={[...colourMaps].map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(next) => setWorkspace({ colourMap: next })}
      />
      <Checkbox
        label="smooth"
        title="Interpolate between cells; up close each cell is drawn as it is."
        checked={smooth}
        onChange={(next) => setWorkspace({ smooth: next })}
      />
      {shape.length === 3 && (
        <span className="field-slice">
          <span className="dim">slice z {slice}</span>
          <Slider label="Slice along z" value={slice} min={0} max={shape[0]! - 1} integer onChange={setSlice} />
        </span>
      )}
    </>
  );
}

/** The shown plane of the newest frame. */
function pictureSource(frames: Frames, field: string, slice: number, inside: Uint8Array | null): PictureSource {
  let last: { frame: FieldFrame; picture: Picture } | null = null;
  return {
    latest() {
      const frame = frames.latest();
      const values = frame?.fields[field];
      if (!frame || !values) return null;
      if (last?.frame !== frame) last = { frame, picture: { key: nextKey(), inside, ...planeOf(values, frame.shape, slice) } };
      return last.picture;
    },
    subscribe: (changed) => frames.subscribe(changed),
  };
}

const mapNamed = (id: string): ColourMap => colourMaps.get(colourMaps.has(id) ? id : "viridis");

function spacingOf({ grid: { spacing } }: RunSpec): [number, number] {
  return Array.isArray(spacing) ? [spacing.at(-2)!, spacing.at(-1)!] : [spacing, spacing];
}

/** What the shown field looks like on paper. */
export function figureOf({ spec, field, slice, workspace }: WorkbenchState, frame: FieldFrame): FieldFigure {
  return {
    picture: { key: nextKey(), inside: insidePlane(spec!, slice), ...planeOf(frame.fields[field]!, frame.shape, slice) },
    map: mapNamed(workspace.colourMap),
    spacing: spacingOf(spec!),
    title: `${modelOf(spec!).title}: ${field} at t = ${formatSetting(frame.time)}`,
    unit: formatUnit(modelOf(spec!).species[field]!.unit),
  };
}

let keys = 0;
const nextKey = (): string => String(++keys);

export const fieldPanel = definePanel({ id: "field", title: "Field", room: "lab", place: "main", body: FieldPanel });
