import { liveAddress } from "../connectors/web-socket";
import { samplesInMessage } from "../connectors/samples-in-message";
import type { FeedStep } from "../core/detectors/feed";
import { detectors } from "../core/detectors/index";
import { toRecord, type ErrorRecord } from "../core/errors";
import { stepsKept } from "./feed-slice";
import type { Services } from "./services";
import type { SliceCreator } from "./store";

/** A source outside that sends samples as they come. */
export interface LiveFacts {
  status: "closed" | "connecting" | "open";
  address: string;
  /** Where the number stands in a message that is an object; empty for the first there is. */
  key: string;
  /** An online detector. */
  method: string;
  received: number;
  /** Samples that came faster than they could be looked at, and were left out. */
  missed: number;
  alarms: readonly number[];
  /** What the detector said last, oldest first. */
  recent: readonly FeedStep[];
  /** The last samples, as many as the steps. */
  values: readonly number[];
  problem: ErrorRecord | null;
}

export interface LiveSlice {
  live: LiveFacts;
  setLive(change: Partial<Pick<LiveFacts, "address" | "key" | "method">>): void;
  connectLive(): void;
  disconnectLive(): void;
  /** Opens what has come so far, the last samples of it, as a series. */
  keepLive(): Promise<void>;
}

/** Samples kept to be opened as a series, and that may wait for the detector. */
export const samplesKept = 100_000;
/** Samples of one call at most: the screen is to follow. */
const mostAtOnce = 500;
const alarmsKept = 1000;

export const createLiveSlice =
  ({ startSeriesAnalyst, connectLive }: Pick<Services, "startSeriesAnalyst" | "connectLive">): SliceCreator<LiveSlice> =>
  (set, get) => {
    let thread: ReturnType<typeof startSeriesAnalyst> | null = null;
    let source: { close(): void } | null = null;
    /** Grows with every connection: what belongs to an older one is dropped. */
    let connection = 0;
    let kept: number[] = [];
    let waiting: number[] = [];
    let looking = false;
    const patch = (change: Partial<LiveFacts>) => set(({ live }) => ({ live: { ...live, ...change } }));

    const fail = (error: unknown) => {
      source?.close();
      source = null;
      patch({ status: "closed", problem: toRecord(error) });
    };

    /** Gives what waits to the detector, until nothing does. */
    async function look(mine: number): Promise<void> {
      if (looking) return;
      looking = true;
      try {
        while (waiting.length > 0 && mine === connection) {
          const batch = waiting.splice(0, mostAtOnce);
          const analyst = (thread ??= startSeriesAnalyst());
          const steps = await analyst.feed({
            stream: `live ${mine}`,
            method: get().live.method,
            options: {},
            samples: batch.map((value) => [value]),
          });
          if (mine !== connection) return;
          const { live } = get();
          patch({
            recent: [...live.recent, ...steps].slice(-stepsKept),
            values: [...live.values, ...batch].slice(-stepsKept),
            alarms: [...live.alarms, ...steps.filter(({ alarm }) => alarm).map(({ index }) => index)].slice(-alarmsKept),
          });
        }
      } catch (error) {
        if (mine === connection) fail(error);
      } finally {
        looking = false;
        if (waiting.length > 0 && mine !== connection) void look(connection);
      }
    }

    return {
      live: {
        status: "closed",
        address: "",
        key: "",
        method: [...detectors].find(({ open }) => open)!.id,
        received: 0,
        missed: 0,
        alarms: [],
        recent: [],
        values: [],
        problem: null,
      },
      setLive: patch,
      connectLive() {
        source?.close();
        const mine = ++connection;
        [kept, waiting] = [[], []];
        patch({ status: "connecting", received: 0, missed: 0, alarms: [], recent: [], values: [], problem: null });
        try {
          source = connectLive(liveAddress(get().live.address), {
            onOpen: () => mine === connection && patch({ status: "open" }),
            onMessage(text) {
              if (mine !== connection) return;
              try {
                const samples = samplesInMessage(text, get().live.key.trim());
                const room = Math.max(0, samplesKept - waiting.length);
                for (const sample of samples.slice(0, room)) {
                  waiting.push(sample);
                  kept.push(sample);
                }
                if (kept.length > 2 * samplesKept) kept = kept.slice(-samplesKept);
                patch({ received: get().live.received + samples.length, missed: get().live.missed + Math.max(0, samples.length - room) });
                void look(mine);
              } catch (error) {
                fail(error);
              }
            },
            onClose(problem) {
              if (mine === connection && get().live.status !== "closed") patch({ status: "closed", problem: problem && toRecord(problem) });
            },
          });
        } catch (error) {
          fail(error);
        }
      },
      disconnectLive() {
        source?.close();
        source = null;
        patch({ status: "closed" });
      },
      async keepLive() {
        if (kept.length > 0)
          await get().openSeriesFile("live samples.csv", new TextEncoder().encode(["live", ...kept.slice(-samplesKept)].join("\n")));
      },
    };
  };
