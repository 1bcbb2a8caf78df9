import { cellCount } from "../../../src/core/field/grid";
import { hashSpec } from "../../../src/core/spec/hash";
import type { RunSpec } from "../../../src/core/spec/run-spec";
import { decodePacket, encodePacket, packetType } from "../../../src/engine/frame-codec";
import type { BackendId, EngineApi, SavedState } from "../../../src/engine/protocol";
import { npz } from "../../../src/exporters/npz";
import { parquet } from "../../../src/exporters/parquet";
import type { RunConclusion } from "../../../src/jobs/conclude-run";
import { refuseLongHistory, type KeptState } from "../../../src/jobs/history";
import { advanceToEnd, beginWholeRun, keptFields, type Reached, type WholeRun } from "../../../src/jobs/whole-run";
import { admitSpec } from "../../limits/cost";
import type { Attempt } from "../attempt";
import type { Checkpoint } from "../job-store";
import { unlimited, type Kind } from "./kind";

/** Where a run got to: names in the store of artefacts. */
interface RunCheckpoint extends Checkpoint {
  state: string;
  /** Frames of the history, as they were taken between one checkpoint and the next. */
  frames: string[];
  frameBytes: number;
  /** Spent stepping. */
  seconds: number;
}

/** A whole run, as `mfn run` does it: fields as .npz, the recorded history as Zarr, its features as Parquet. */
export const run: Kind = {
  id: "run",
  title: "A whole run",
  plan(document) {
    const { spec } = admitSpec(document, unlimited);
    refuseLongHistory(spec, keptFields(spec, true).length);
    return { document: spec, hash: hashSpec(spec), cost: { cells: cellCount(spec.grid.shape), steps: spec.steps } };
  },
  async carryOut(attempt) {
    const engine = attempt.computing.startEngine();
    let late: NodeJS.Timeout | undefined;
    // Time to keep where it is, so that it can go on from there; where that is kept often, less is lost.
    const end = () => (late = setTimeout(() => engine.dispose(), Math.min(lastWordsMs, attempt.checkpointSeconds * 1000)).unref());
    attempt.signal.addEventListener("abort", end, { once: true });
    try {
      return await carryOutRun(attempt, engine);
    } finally {
      attempt.signal.removeEventListener("abort", end);
      clearTimeout(late);
      engine.dispose();
    }
  },
};

/** Milliseconds after which a run that is to end is broken off, as in the middle of a step that takes long. */
const lastWordsMs = 4000;

async function carryOutRun(attempt: Attempt, engine: EngineApi): Promise<unknown> {
  const spec = attempt.document as RunSpec;
  const opened = await engine.open(spec, { backend: await exactBackend(engine) });
  const before = (await attempt.checkpoint()) as RunCheckpoint | null;
  /** All that is recorded, as the history goes on to fill it. */
  const kept: KeptState[] = [];
  for (const name of before?.frames ?? []) kept.push(...(decodePacket(await attempt.takeBack(name)) as KeptState[]));
  const start = before && (await engine.restore(opened.run, await savedState(attempt, before, spec)));
  const whole = beginWholeRun({ ...opened, ...(start && { frame: start }) }, { writes: true, kept });
  const from: Reached = { frame: whole.opened.frame, seconds: before?.seconds ?? 0 };
  const { frame, seconds } = await withCheckpoints(attempt, engine, whole, from, before);
  attempt.report(1, "writes the results");
  const conclusion = await attempt.computing.concludeRun({ opened: { ...opened, frame }, kept, seconds }, attempt.signal);
  await leaveFiles(attempt, conclusion);
  // The whole last state, from which the Lab goes on.
  await attempt.leave("state.packet", packetType, encodePacket(await engine.save(opened.run)));
  return conclusion.report;
}

/** A state knows what had been done to the run by then; what the spec says is yet to be done has to be said anew. */
async function savedState(attempt: Attempt, { state }: RunCheckpoint, { interventions = [] }: RunSpec): Promise<SavedState> {
  return { ...(decodePacket(await attempt.takeBack(state)) as SavedState), interventions };
}

/** Not one whose bits differ from machine to machine: another worker may have to go on. */
async function exactBackend(engine: EngineApi): Promise<BackendId> {
  const { backends } = await engine.describe();
  return backends.some(({ id, missing }) => id === "wasm" && missing === null) ? "wasm" : "plain";
}

/** Takes the steps, and keeps where it is every so many seconds. */
async function withCheckpoints(attempt: Attempt, engine: EngineApi, whole: WholeRun, from: Reached, before: RunCheckpoint | null): Promise<Reached> {
  const { run: id, spec } = whole.opened;
  let kept: RunCheckpoint = before ?? { state: "", frames: [], frameBytes: 0, bytes: 0, seconds: 0 };
  let written = whole.history.length;
  let due = false;
  const tell = (step: number) => attempt.report(spec.steps > 0 ? step / spec.steps : 1, `step ${step} of ${spec.steps}`);
  const stop = () => {
    due = true;
    // A run that ended in the meantime needs no pause.
    engine.pause(id).catch(() => undefined);
  };
  const pause = setInterval(stop, attempt.checkpointSeconds * 1000);
  attempt.signal.addEventListener("abort", stop);
  const look = setInterval(() => {
    engine.progress(id).then(
      ({ step }) => tell(step),
      () => undefined,
    );
    // It may have been between two parts when it was told first.
    if (attempt.signal.aborted) stop();
  }, 500);
  try {
    return await advanceToEnd(engine, whole, from, async ({ frame, seconds }) => {
      tell(frame.step);
      if (frame.step === spec.steps || frame.step === from.frame.step) return attempt.signal.throwIfAborted();
      if (!due) return;
      due = false;
      const saved = encodePacket(await engine.save(id));
      const fresh = whole.history.states.slice(written, whole.history.length);
      const packet = fresh.length > 0 ? encodePacket(fresh) : null;
      const frameBytes = kept.frameBytes + (packet?.length ?? 0);
      const bytes = frameBytes + saved.length;
      await attempt.needRoom(bytes);
      const state = await attempt.putAway(`${frame.step}.state`, saved);
      const frames = packet ? [...kept.frames, await attempt.putAway(`${frame.step}.frames`, packet)] : kept.frames;
      const next: RunCheckpoint = { state, frames, frameBytes, bytes, seconds };
      await attempt.keepCheckpoint(next);
      if (kept.state !== "") await attempt.discard(kept.state);
      kept = next;
      written = whole.history.length;
    });
  } finally {
    attempt.signal.removeEventListener("abort", stop);
    clearInterval(pause);
    clearInterval(look);
  }
}

async function leaveFiles(attempt: Attempt, { fields, history, features }: RunConclusion): Promise<void> {
  if (fields) await attempt.leave("fields.npz", npz.type, fields);
  if (history) await attempt.leaveFolder("history.zarr", "application/vnd.zarr; version=3", history);
  await attempt.leave("features.parquet", parquet.type, features);
}
