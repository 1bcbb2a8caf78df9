import { WorkbenchError } from "../core/errors";
import type { RunSpec } from "../core/spec/run-spec";
import type { BackendId, EngineApi, FieldFrame } from "../engine/protocol";

/** A run to be gone through again from its start. */
export interface ReplayRequest {
  /** Up to its number of steps. */
  spec: RunSpec;
  /** Steps from one frame to the next. */
  every: number;
  /** The fields that each frame needs. */
  fields: readonly string[];
  backend: BackendId;
}

/** Frames of a replay: that of the start and those after every so many steps. */
export const framesOf = ({ spec, every }: Pick<ReplayRequest, "spec" | "every">): number => 1 + Math.floor(spec.steps / every);

/**
 * Goes through a run again on an engine of its own, frame by frame, as it is asked for them; the run that is shown goes on meanwhile.
 * @param onProgress told the share of frames that are there.
 * @throws WorkbenchError `run/cancelled` when `signal` ended it; what the engine says otherwise.
 */
export async function* replay(
  engine: EngineApi,
  { spec, every, fields, backend }: ReplayRequest,
  { signal, onProgress }: { signal: AbortSignal; onProgress(share: number): void },
): AsyncGenerator<FieldFrame> {
  const stopped = () => new WorkbenchError("run/cancelled", [], "stopped: nothing was saved");
  if (signal.aborted) throw stopped();
  const { run, frame: first } = await engine.open(spec, { backend });
  try {
    const frames = framesOf({ spec, every });
    let frame = first;
    for (let number = 0; number < frames; number++) {
      if (signal.aborted) throw stopped();
      // A call may be cut short; the steps that are left follow.
      while (frame.step < number * every) frame = await engine.advance(run, number * every - frame.step, fields);
      onProgress((number + 1) / frames);
      yield frame;
    }
  } finally {
    await engine.close(run).catch(() => undefined);
  }
}
