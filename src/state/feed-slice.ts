import type { FeedStep } from "../core/detectors/feed";
import { detectors } from "../core/detectors/index";
import { toRecord, type ErrorRecord } from "../core/errors";
import type { Services } from "./services";
import type { SliceCreator } from "./store";

export interface FeedFacts {
  status: "idle" | "playing" | "paused" | "ended" | "failed";
  /** An online detector. */
  method: string;
  /** Samples a second; Infinity for as fast as it goes. */
  speed: number;
  /** Samples given so far. */
  at: number;
  alarms: readonly number[];
  /** The last steps, oldest first. */
  recent: readonly FeedStep[];
  problem: ErrorRecord | null;
}

export interface FeedSlice {
  feed: FeedFacts;
  /** Plays the present series from where it stands, or anew once it has ended. */
  playFeed(): Promise<void>;
  pauseFeed(): void;
  resetFeed(): void;
  setFeed(change: Partial<Pick<FeedFacts, "method" | "speed">>): void;
}

/** Steps kept for drawing, whatever the length of the series. */
export const stepsKept = 600;
/** Alarms kept for the list. */
const alarmsKept = 1000;
/** Samples of one call at most: the screen is to follow. */
const mostAtOnce = 200;

export const createFeedSlice =
  ({ startSeriesAnalyst, nextFrame }: Pick<Services, "startSeriesAnalyst" | "nextFrame">): SliceCreator<FeedSlice> =>
  (set, get, api) => {
    let thread: ReturnType<typeof startSeriesAnalyst> | null = null;
    /** Grows with every beginning: what belongs to an older one is dropped. */
    let stream = 0;
    let playing = 0;

    const online = [...detectors].filter(({ open }) => open);
    const fresh = { status: "idle" as const, at: 0, alarms: [], recent: [], problem: null };
    const patch = (change: Partial<FeedFacts>) => set(({ feed }) => ({ feed: { ...feed, ...change } }));
    const reset = () => {
      stream++;
      playing++;
      patch(fresh);
    };

    api.subscribe(({ regimes }, { regimes: before }) => {
      if (regimes.values !== before.values) reset();
    });

    /** Gives what is due at each frame of the display, until all is given. */
    async function play(mine: number): Promise<void> {
      const analyst = (thread ??= startSeriesAnalyst());
      let due = 0;
      let last = performance.now();
      while (mine === playing) {
        const { feed, regimes } = get();
        const now = performance.now();
        due = Math.min(mostAtOnce, due + (feed.speed * (now - last)) / 1000);
        last = now;
        const count = Math.min(Math.floor(due), regimes.values.length - feed.at);
        if (count > 0) {
          due -= count;
          const samples = regimes.values.slice(feed.at, feed.at + count).map((value) => [value]);
          const steps = await analyst.feed({ stream: `feed ${stream}`, method: feed.method, options: {}, samples });
          if (mine !== playing) return;
          const alarms = steps.filter(({ alarm }) => alarm).map(({ index }) => index);
          const { feed: present } = get();
          patch({
            at: feed.at + count,
            recent: [...present.recent, ...steps].slice(-stepsKept),
            alarms: [...present.alarms, ...alarms].slice(-alarmsKept),
          });
        }
        if (get().feed.at >= regimes.values.length) return patch({ status: "ended" });
        await nextFrame();
      }
    }

    return {
      feed: { ...fresh, method: online[0]!.id, speed: 50 },
      async playFeed() {
        const { feed, regimes } = get();
        if (regimes.values.length === 0 || feed.status === "playing") return;
        if (feed.status === "ended" || feed.status === "failed") reset();
        const mine = ++playing;
        patch({ status: "playing", problem: null });
        try {
          await play(mine);
        } catch (error) {
          if (mine === playing) patch({ status: "failed", problem: toRecord(error) });
        }
      },
      pauseFeed() {
        if (get().feed.status !== "playing") return;
        playing++;
        patch({ status: "paused" });
      },
      resetFeed: reset,
      setFeed(change) {
        if (change.method !== undefined && change.method !== get().feed.method) reset();
        patch(change);
      },
    };
  };
