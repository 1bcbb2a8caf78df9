import { z } from "zod";
import { WorkbenchError } from "../../src/core/errors";
import type { Principal } from "../accounts/accounts";
import type { LiveSource } from "../streams/live-source";
import type { LiveSources } from "../streams/live-sources";
import { streamParams } from "../streams/messages";
import type { Writer } from "./calls";
import { checked } from "./checked";
import type { StreamUpdateMessage } from "./messages";

interface SimulationMessage {
  seed?: number;
  grid_size?: number;
  alpha?: number;
  spike_probability?: number;
  turing_enabled?: boolean;
}

interface FeatureStreamMessage {
  simulation: SimulationMessage | null;
  update_interval_ms?: number;
}

interface SimulationStreamMessage {
  stream_id: string;
  simulation: SimulationMessage | null;
  steps?: number;
  update_interval_steps?: number;
  resume_after?: number;
}

/** Updates that wait for a slow caller; the oldest are left out beyond it. */
const mostWaiting = 1000;

const named = z.object({ stream_id: z.string().min(1, "give the stream a name, by which to go on with it").max(100) });

/** The service `Streams`: the streams of the WebSockets, in the words of gRPC. What was begun one way can be gone on with the other. */
export const streamCalls = (sources: LiveSources) => ({
  async features({ simulation, update_interval_ms }: FeatureStreamMessage, writer: Writer<StreamUpdateMessage>): Promise<void> {
    const params = checked(streamParams.stream_features, { ...given(simulation), ...given({ update_interval_ms }) });
    await hear(await sources.features(params), undefined, writer);
  },
  async simulation(
    { stream_id, simulation, steps, update_interval_steps, resume_after }: SimulationStreamMessage,
    writer: Writer<StreamUpdateMessage>,
    { userId }: Principal,
  ): Promise<void> {
    checked(named, { stream_id });
    const params = checked(streamParams.simulation_live, { ...given(simulation), ...given({ steps, update_interval_steps, resume_after }) });
    await hear(await sources.simulation(userId, stream_id, params), resume_after, writer);
  },
});

/** Writes what a source tells, as fast as the caller reads, until there is no more or the caller is gone. */
function hear(source: LiveSource, resumeAfter: number | undefined, { write, signal }: Writer<StreamUpdateMessage>): Promise<void> {
  return new Promise((resolve, reject) => {
    // Gone while it was opened: a source that nobody hears does not run, and is closed unless somebody comes.
    if (signal.aborted) return resolve();
    const waiting: StreamUpdateMessage[] = [];
    let ended: (() => void) | null = null;
    let writing = false;
    const pump = async () => {
      if (writing) return;
      writing = true;
      for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) await write(next);
      writing = false;
      ended?.();
    };
    const { leave } = source.listen(
      {
        onUpdate({ sequence, timestamp, type, payload }) {
          if (waiting.length >= mostWaiting) waiting.shift();
          waiting.push({ sequence, timestamp, type, payload_json: JSON.stringify(payload) });
          void pump();
        },
        onEnd(problem) {
          ended = () => (problem ? reject(WorkbenchError.fromJSON(problem)) : resolve());
          void pump();
        },
      },
      resumeAfter,
    );
    signal.addEventListener("abort", () => {
      leave();
      resolve();
    });
  });
}

/** What was set, without what was left out. */
const given = (values: object | null): object =>
  Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => value !== undefined && value !== null));
