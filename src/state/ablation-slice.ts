import type { Detection, DetectionCurve } from "../core/define/detector";
import type { PlainValue } from "../core/define/params";
import { detectors } from "../core/detectors/index";
import { refuseSingle } from "../core/detectors/metric-ablation";
import { toRecord } from "../core/errors";
import {
  channelCurves,
  inSamples,
  plainChannels,
  usualStride,
  withMeasures,
  type MeasuredWindows,
  type WindowChannels,
} from "../core/series/metric-channels";
import { automaticWindow } from "./regimes-slice";
import type { Services } from "./services";
import type { SliceCreator } from "./store";

/** One detector over windows, with the measures and without. All indices are samples. */
export interface AblationOutcome {
  method: string;
  length: number;
  stride: number;
  /** How many windows there are. */
  windows: number;
  /** What the detector read, held from the end of each window to that of the next: mean, deviation, and the measures. */
  channels: readonly DetectionCurve[];
  without: Detection;
  with: Detection;
  warnings: readonly string[];
}

export interface AblationFacts {
  /** Measures that are read beside mean and deviation. */
  measures: readonly string[];
  /** Samples of a window; 0 is the automatic one. */
  length: number;
  /** Pieces of work done and in all, while at it; null otherwise. */
  progress: { done: number; of: number } | null;
  outcome: AblationOutcome | null;
  problem: string | null;
  /** Which of the two stands on the plot of the series in the place of the room's own detection. */
  shown: "without" | "with" | null;
}

export interface AblationSlice {
  ablation: AblationFacts;
  setAblation(change: Partial<Pick<AblationFacts, "measures" | "length">>): void;
  /** Runs the chosen detector over the windows of the present series twice, in a thread of its own. */
  ablate(): Promise<void>;
  stopAblation(): void;
  /** Puts one of the two on the plot of the series, with the channels under it; null takes it away. */
  showAblation(shown: AblationFacts["shown"]): void;
}

const untried = { progress: null, outcome: null, problem: null, shown: null };

export const createAblationSlice =
  ({ startSeriesAnalyst }: Pick<Services, "startSeriesAnalyst">): SliceCreator<AblationSlice> =>
  (set, get, api) => {
    let thread: ReturnType<typeof startSeriesAnalyst> | null = null;
    /** Grows with every call: what belongs to an older one is dropped. */
    let call = 0;
    const update = (change: Partial<AblationFacts>) => set(({ ablation }) => ({ ablation: { ...ablation, ...change } }));

    const end = () => {
      call++;
      thread?.dispose();
      thread = null;
      update({ progress: null });
    };

    // What was found belongs to the series before.
    api.subscribe(({ regimes }, { regimes: before }) => {
      // Whoever searches anew wants to see what that finds.
      if (regimes.detection !== before.detection && get().ablation.shown) update({ shown: null });
      if (regimes.values === before.values) return;
      if (get().ablation.progress) end();
      update(untried);
    });

    return {
      // Two that say something of short windows too.
      ablation: { measures: ["higuchi", "permutation-entropy"], length: 0, ...untried },
      setAblation: (change) => update({ ...change, problem: null }),
      async ablate() {
        if (get().ablation.progress) end();
        const mine = ++call;
        const { ablation, regimes } = get();
        const series = Float64Array.from(regimes.values);
        if (series.length < 2) return;
        const length = Math.min(ablation.length || automaticWindow(series.length), series.length);
        const stride = usualStride(length);
        const of = ablation.measures.length + 2;
        let done = 0;
        const step = () => {
          if (mine === call) update({ progress: { done: ++done, of } });
        };
        update({ ...untried, progress: { done, of } });
        try {
          refuseSingle(detectors.get(regimes.method));
          const analyst = (thread ??= startSeriesAnalyst());
          const measured: MeasuredWindows[] = [];
          for (const measure of ablation.measures) {
            measured.push({ measure, ...(await analyst.measureWindows({ values: series, metric: measure, window: length, stride })) });
            step();
          }
          const starts = Array.from({ length: Math.floor((series.length - length) / stride) + 1 }, (_, k) => k * stride);
          const plain = plainChannels(series, starts, { length, stride });
          const all = withMeasures(plain, measured);
          const detect = async (windows: WindowChannels): Promise<Detection> => {
            const { method, options } = regimes;
            const found = await analyst.detect({ channels: windows.channels, method, options: optionsOfWindows(method, options) });
            step();
            return inSamples(found, windows, series);
          };
          const without = await detect(plain);
          const withThem = await detect(all);
          if (mine !== call) return;
          const channels = channelCurves(all, series.length);
          update({
            progress: null,
            outcome: { method: regimes.method, length, stride, windows: starts.length, channels, without, with: withThem, warnings: all.warnings },
          });
        } catch (error) {
          if (mine === call) update({ progress: null, problem: toRecord(error).message });
        }
      },
      stopAblation: end,
      showAblation: (shown) => update({ shown }),
    };
  };

/** The chosen options that the detector has. A penalty and a shortest regime were chosen for samples, not for windows: they stay automatic. */
function optionsOfWindows(method: string, options: Readonly<Record<string, PlainValue>>): Record<string, PlainValue> {
  const { params } = detectors.get(method);
  return Object.fromEntries(Object.entries(options).filter(([name]) => name in params && name !== "penalty" && name !== "minLength"));
}
