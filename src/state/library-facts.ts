import { maskOf } from "../core/field/mask";
import { modelOf } from "../core/spec/model-of";
import type { RunSpec } from "../core/spec/run-spec";
import type { FieldFrame } from "../engine/protocol";
import type { LibraryRecord, RunPayload, Thumbnail } from "../library/record";
import { toColumns, type RunSeries } from "../library/run-series";
import { thumbnailOf } from "../library/thumbnail";
import { wholeSpec } from "./exported-spec";
import type { WorkbenchState } from "./store";

type Shown = Pick<WorkbenchState, "spec" | "preset" | "run" | "field" | "slice" | "measurement" | "series" | "timeline">;

/** What the store knows of the run on screen, as fields of its record. Null when no run is open. */
export function factsOfRun(shown: Shown): Pick<LibraryRecord<RunPayload>, "spec" | "specHash" | "step" | "time" | "metrics" | "payload"> | null {
  const { preset, run, field, slice, measurement, timeline } = shown;
  const spec = wholeSpec(shown);
  if (!spec || run.id === null) return null;
  return {
    spec,
    specHash: run.specHash,
    step: run.step,
    time: run.time,
    metrics: measurement
      ? {
          dimension: measurement.boxCounting.value,
          wavelength: measurement.spectrum.wavelength,
          ...Object.fromEntries(Object.entries(measurement.features).map(([name, { value }]) => [name, value])),
        }
      : {},
    payload: { preset, field, slice, backend: run.backend, exact: run.exact, stateStep: null, stateBytes: 0, bookmarks: timeline.bookmarks },
  };
}

/** Model and preset, as a title to begin with. */
export function titleOfRun({ spec, preset }: Shown): string {
  const model = modelOf(spec!);
  const chosen = model.presets.find(({ id }) => id === preset);
  return chosen ? `${model.title}, ${chosen.title}` : model.title;
}

export const seriesOfRun = ({ series }: Shown): RunSeries => toColumns(series);

/** Makes small pictures of the shown plane of frames; null for a frame that lacks the field. It remembers the domain from one to the next. */
export function createThumbnailer(): (shown: Shown, frame: FieldFrame | null) => Thumbnail | null {
  let known: { key: string; mask: Uint8Array | null } = { key: "", mask: null };
  const domainOf = (spec: RunSpec): Uint8Array | null => {
    const { mask, shape, spacing } = spec.grid;
    if (mask === undefined || (typeof mask === "object" && "file" in mask)) return null;
    const key = JSON.stringify([mask, shape, spacing, spec.parameters]);
    if (known.key !== key) known = { key, mask: maskOf(spec) };
    return known.mask;
  };
  return ({ spec, field, slice }, frame) => {
    const values = frame?.fields[field];
    if (!spec || !frame || !values) return null;
    const [ny, nx] = frame.shape.slice(-2) as [number, number];
    const first = (frame.shape.length === 3 ? Math.min(slice, frame.shape[0]! - 1) : 0) * nx * ny;
    return thumbnailOf(values.subarray(first, first + nx * ny), nx, ny, domainOf(spec)?.subarray(first, first + nx * ny) ?? null);
  };
}
