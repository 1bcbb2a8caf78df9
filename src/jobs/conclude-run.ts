import type { OpenedRun } from "../engine/protocol";
import { npz } from "../exporters/npz";
import { parquet } from "../exporters/parquet";
import { provenanceOf } from "../exporters/provenance";
import { zarrStore } from "../exporters/zarr";
import type { KeptState } from "./history";
import { archiveOf, featuresTable } from "./run-archive";
import { beginWholeRun, reportRun, type RunReport, type WholeRun } from "./whole-run";

/** A run that has come to its end: plain values and arrays, so that it may be sent to a thread. */
export interface RunEnd {
  /** As it was opened, but for its frame, which is the last. */
  opened: OpenedRun;
  /** The recorded frames. */
  kept: KeptState[];
  /** Spent stepping. */
  seconds: number;
}

/** What is said of a run, and its files; those of fields only where fields are recorded. */
export interface RunConclusion {
  report: RunReport;
  fields: Uint8Array | null;
  /** The recorded history, or the last state, as the files of a Zarr store by path. */
  history: Record<string, Uint8Array> | null;
  features: Uint8Array;
}

/** Measures and packs a run. It takes its time: seconds for a long history, so not on a thread that answers others. */
export async function concludeRun({ opened, kept, seconds }: RunEnd): Promise<RunConclusion> {
  const { spec, frame } = opened;
  const whole = beginWholeRun(opened, { writes: true, kept });
  const provenance = provenanceOf(spec);
  const records = spec.record.fields.length > 0;
  return {
    report: reportRun(whole, { frame, seconds }),
    fields: records ? npz.encode(archiveOf(whole), provenance) : null,
    history: records ? zarrStore(recordedOf(whole), provenance) : null,
    features: parquet.encode(featuresTable(whole), provenance),
  };
}

/** The measured field is kept too, but belongs to the history only if it is recorded. */
function recordedOf({ opened: { spec }, history }: WholeRun) {
  const { shape, spacing } = spec.grid;
  const states = history.states.map(({ step, time, fields }) => ({
    step,
    time,
    fields: Object.fromEntries(spec.record.fields.map((name) => [name, fields[name]!])),
  }));
  return { shape, spacing: typeof spacing === "number" ? shape.map(() => spacing) : spacing, states };
}
