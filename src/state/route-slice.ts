import type { Detection } from "../core/define/detector";
import { toRecord, type ErrorRecord } from "../core/errors";
import { seriesFields } from "../core/series-fields/index";
import type { SeriesFrameResult } from "../engine/protocol";
import { newestOnly } from "./newest-only";
import type { Services } from "./services";
import type { SliceCreator } from "./store";

/** One window of the present series on MFN's route: as a field, as features, as part of a regime. */
export interface RouteFacts {
  /** One of `core/series-fields`. */
  field: string;
  /** Samples of a window. */
  window: number;
  /** First sample of the window shown. */
  start: number;
  frame: SeriesFrameResult | null;
  /** What the classifier says of the whole series in such windows; null until it is known. */
  detection: Detection | null;
  playing: boolean;
  problem: ErrorRecord | null;
}

export interface RouteSlice {
  route: RouteFacts;
  /** Shows the window that begins there, or as near as one can. */
  lookAt(start: number): Promise<void>;
  setRoute(change: Partial<Pick<RouteFacts, "field" | "window">>): Promise<void>;
  /** Moves the window along, from where it is or anew from the end, until the series is through. */
  playRoute(): Promise<void>;
  pauseRoute(): void;
}

/** Steps of a window that is moved along: as many to its length. */
const stepsAWindow = 8;
/** Samples back to the frame before: the classifier's. */
const strideOf = (window: number): number => Math.max(1, Math.floor(window / 4));

export const createRouteSlice =
  ({ startSeriesAnalyst, nextFrame }: Pick<Services, "startSeriesAnalyst" | "nextFrame">): SliceCreator<RouteSlice> =>
  (set, get, api) => {
    let thread: ReturnType<typeof startSeriesAnalyst> | null = null;
    const analyst = () => (thread ??= startSeriesAnalyst());
    const patch = (change: Partial<RouteFacts>) => set(({ route }) => ({ route: { ...route, ...change } }));

    api.subscribe(({ regimes }, { regimes: before }) => {
      if (regimes.values !== before.values) patch({ start: 0, frame: null, detection: null, playing: false, problem: null });
    });

    const show = newestOnly(async (overtaken) => {
      const { route, regimes } = get();
      const { field, window: length, start } = route;
      try {
        const values = Float64Array.from(regimes.values);
        const frame = await analyst().seriesFrame({ values, field, start, length, stride: strideOf(length) });
        if (!overtaken()) patch({ frame, problem: null });
      } catch (error) {
        if (!overtaken()) patch({ frame: null, playing: false, problem: toRecord(error) });
      }
    });

    /** The regimes of the whole series, once for each series, field and window. */
    const classify = newestOnly(async (overtaken) => {
      const { route, regimes } = get();
      const { field, window } = route;
      try {
        const detection = await analyst().detect({
          channels: [Float64Array.from(regimes.values)],
          method: "mfn-classifier",
          options: { field, window },
        });
        if (!overtaken()) patch({ detection });
      } catch {
        // What stands in the way of the classifier stands in the way of the frame, which says so; a field alone can still be looked at.
        if (!overtaken()) patch({ detection: null });
      }
    });

    const lastStart = () => Math.max(0, get().regimes.values.length - get().route.window);

    return {
      route: { field: seriesFields.ids[0]!, window: 32, start: 0, frame: null, detection: null, playing: false, problem: null },
      async lookAt(start) {
        if (get().regimes.values.length === 0) return;
        patch({ start: Math.max(0, Math.min(lastStart(), Math.round(start))) });
        await Promise.all(get().route.detection ? [show()] : [show(), classify()]);
      },
      async setRoute(change) {
        patch({ ...change, detection: null });
        await get().lookAt(get().route.start);
      },
      async playRoute() {
        if (get().route.playing || get().regimes.values.length === 0) return;
        if (get().route.start >= lastStart()) await get().lookAt(0);
        patch({ playing: true });
        while (get().route.playing) {
          const { start, window } = get().route;
          if (start >= lastStart()) return patch({ playing: false });
          await get().lookAt(start + Math.max(1, Math.floor(window / stepsAWindow)));
          await nextFrame();
        }
      },
      pauseRoute: () => patch({ playing: false }),
    };
  };
