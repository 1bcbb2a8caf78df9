import { halfStepWarning, type HalfStepDifference } from "../core/half-step-check";
import { cellCount } from "../core/field/grid";
import { maskOf } from "../core/field/mask";
import type { GivenArrays } from "../core/spec/files";
import { modelOf } from "../core/spec/model-of";
import { checkCells } from "../core/spec/parameters";
import type { RunSpec } from "../core/spec/run-spec";
import type { EngineApi, FieldFrame, OpenedRun } from "../engine/protocol";
import { summarise, type FieldSummary } from "./field-summary";
import { keepHistory, type History, type KeptState } from "./history";
import { historyFeatures, type PrintedFeatures } from "./history-features";

/** A run from its start to its end, as the command line and the queue carry it out. */
export interface WholeRun {
  opened: OpenedRun;
  mask: Uint8Array<ArrayBuffer> | null;
  /** The field that features are said of. */
  measured: string;
  history: History;
  /** Of the spec and of what its files hold. */
  warnings: string[];
}

interface Beginning {
  arrays?: GivenArrays | undefined;
  /** Whether the recorded fields are to be written: all of them are kept then, else the measured one alone. */
  writes: boolean;
  /** Frames that an earlier part of the run left. */
  kept?: KeptState[];
}

/** Decides what is kept of a run that was opened. @throws WorkbenchError as `keepHistory` and `maskOf`. */
export function beginWholeRun(opened: OpenedRun, { arrays, writes, kept }: Beginning): WholeRun {
  const { spec } = opened;
  const mask = maskOf(spec, arrays);
  const model = modelOf(spec);
  const warnings = [...opened.warnings];
  if (model.kind === "equations") checkCells(model, spec, mask, arrays, (warning) => warnings.push(warning));
  const measured = measuredField(spec);
  return { opened, mask, measured, history: keepHistory(spec, keptFields(spec, writes), opened.frame, kept), warnings };
}

/** The fields that are kept of a run, each once. */
export const keptFields = (spec: RunSpec, writes: boolean): string[] =>
  writes ? [...new Set([measuredField(spec), ...spec.record.fields])] : [measuredField(spec)];

/** A field in volts if one is recorded, for the features are defined on those; else the last recorded, as in the Lab. */
export function measuredField(spec: RunSpec): string {
  const { species } = modelOf(spec);
  const names = spec.record.fields.length > 0 ? spec.record.fields : Object.keys(species);
  return names.find((name) => /^m?V$/.test(species[name]!.unit)) ?? names.at(-1)!;
}

/** How far a run has come. */
export interface Reached {
  frame: FieldFrame;
  /** Spent stepping. */
  seconds: number;
}

/**
 * Takes all steps that are left, offering each recorded frame to the history.
 * @param from where it stands; at its opening unless given.
 * @param between told after each part: at every recorded step, and wherever somebody paused the run.
 */
export async function advanceToEnd(
  engine: Pick<EngineApi, "advance">,
  { opened, history }: WholeRun,
  from: Reached = { frame: opened.frame, seconds: 0 },
  between: (reached: Reached) => Promise<void> | void = () => undefined,
): Promise<Reached> {
  const { run, spec } = opened;
  const cells = cellCount(spec.grid.shape);
  const { every } = spec.record;
  let { frame, seconds } = from;
  while (frame.step < spec.steps) {
    const before = frame.step;
    frame = await engine.advance(run, Math.min(every === 0 ? spec.steps : every - (before % every), spec.steps - before));
    if (frame.cellUpdatesPerSecond > 0) seconds += (cells * (frame.step - before)) / frame.cellUpdatesPerSecond;
    if (frame.step > before) history.offer(frame);
    await between({ frame, seconds });
  }
  return { frame, seconds };
}

/** What `mfn run --json` prints. */
export interface RunReport extends PrintedFeatures {
  spec: RunSpec;
  specHash: string;
  steps: number;
  time: number;
  backend: string;
  threads: number;
  exact: boolean;
  because: string;
  cellUpdatesPerSecond: number;
  fields: Record<string, FieldSummary>;
  /** Of the recorded frames, in the model's unit of time. */
  times?: number[];
  featuresOf: string;
  halfStep?: HalfStepDifference;
  notes: readonly string[];
  warnings: readonly string[];
}

/** What is said of a run that has come to its end. */
export function reportRun(
  { opened, mask, measured, history, warnings }: WholeRun,
  { frame, seconds }: Reached,
  halfStep: HalfStepDifference | null = null,
): RunReport {
  const { spec, specHash, backend, threads, exact, because } = opened;
  const cells = cellCount(spec.grid.shape);
  const coarse = halfStep && halfStepWarning(halfStep);
  return {
    spec,
    specHash,
    steps: frame.step,
    time: frame.time,
    backend,
    threads,
    exact,
    because,
    cellUpdatesPerSecond: seconds > 0 ? (cells * frame.step) / seconds : 0,
    fields: Object.fromEntries(Object.entries(frame.fields).map(([name, values]) => [name, summarise(values, mask)])),
    ...(history.times && { times: history.times }),
    featuresOf: measured,
    ...historyFeatures(history.framesOf(measured), spec, modelOf(spec).species[measured]!.unit, mask),
    ...frame.counters,
    ...(halfStep && { halfStep }),
    notes: [...opened.notes, ...outsideLeftOut(mask)],
    warnings: [...warnings, ...(coarse === null ? [] : [coarse])],
  };
}

/** Hashes and files hold the whole grid, with 0 outside; numbers said of a field leave that out. */
function outsideLeftOut(mask: Uint8Array | null): string[] {
  if (mask === null) return [];
  const inside = mask.reduce((sum, cell) => sum + cell, 0);
  return [`fields and features are measured over the ${inside} of ${mask.length} cells that are inside the mask; sha256 is that of the whole grid`];
}
