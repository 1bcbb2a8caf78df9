import type { ImportedArray, Reading, ReadingChoice } from "../connectors/connector";
import type { PlainValue } from "../core/define/params";
import { toRecord, WorkbenchError, type ErrorRecord } from "../core/errors";
import { metrics } from "../core/metrics/index";
import type { ImageOverview } from "../core/metrics/measure-image";
import type { MetricReport } from "../core/metrics/measure-metric";
import { countingAxes, type Calibration, type ImageToMeasure } from "../core/metrics/prepare-image";
import { endableThread } from "./endable-thread";
import type { EngineApi } from "../engine/protocol";
import { measuringOrder, quickMetrics } from "./metric-order";
import { pixelSender } from "./pixel-sender";
import type { Services } from "./services";
import type { SliceCreator } from "./store";

export type { ImageOverview };

/** How a set is made of the image. */
export type ImageSetting = Required<Omit<ImageToMeasure, "shape" | "values">>;

/** Where one measure of the image stands. While another is waited for, the report before it stays. */
export interface MetricEntry {
  status: "waiting" | "measuring" | "done" | "failed";
  report: MetricReport | null;
  /** The report is that of the image as it is set, but is not held against noise yet: large images give their quick values first. */
  bare?: boolean;
  /** Why it failed. */
  problem: ErrorRecord | null;
}

/** What is known of the image in the Measure room; its values are had by `shownImage`. */
export interface MeasureFacts {
  /** Null before a file was opened. */
  image: { name: string; shape: readonly number[]; warnings: readonly string[]; spacing: Calibration | null } | null;
  /**
   * The file that is being read; `size` in bytes, null before it is known; `share` of it that is read, once that is known: at 1 it is being
   * taken apart. The image before stays meanwhile.
   */
  reading: { name: string; size: number | null; share?: number } | null;
  /** Of the file that was opened, or tried, last: what may be decided about its reading, and what was. Null where there is nothing to decide. */
  choice: { file: string; of: ReadingChoice; decided: Reading; failed: boolean } | null;
  setting: ImageSetting;
  /** The overview of the image; while another is waited for, the one before. */
  result: ImageOverview | null;
  /** How the image was set for `result`: the same object as `setting` when that is up to date. Null without a result. */
  measured: ImageSetting | null;
  /** Something is being measured: the overview, or a metric. */
  busy: boolean;
  /** Why the file could not be opened, or the image not measured; of the latter `path` begins with the name of the setting. */
  problem: ErrorRecord | null;
  /** By id, for every metric of the registry while there is an image that can be measured. */
  entries: Readonly<Record<string, MetricEntry>>;
  /** Options that a person chose, by id; the others have their defaults. */
  options: Readonly<Record<string, Readonly<Record<string, PlainValue>>>>;
  /** The metric that is looked at. */
  opened: string;
}

export interface MeasureSlice {
  measure: MeasureFacts;
  /**
   * Opens an image, matrix or volume; resolves when its overview is there, while the metrics are still to come. When it cannot be
   * read, the one before stays and `problem` says why.
   * @param load gives a `Blob`, such as a file, where that is at hand: it is then read in the other thread, without a copy.
   * @param reading what was decided about it; the rest is found.
   */
  openImage(name: string, load: () => Promise<Uint8Array | Blob>, reading?: Reading): Promise<boolean>;
  /** Reads the file that was opened, or tried, last anew, in another layout or another array of it; an empty one goes back to what is found. */
  readImageAnew(reading: Reading): Promise<boolean>;
  /** Ends the reading of a file; the image before stays. */
  cancelOpening(): void;
  /** Measures anew with another threshold, side, region, background or calibration. */
  changeImageSetting(change: Partial<ImageSetting>): void;
  /** Looks at a metric; it is the next to be measured, also after `stopMeasuring`. */
  openMetric(id: string): void;
  /** Measures one anew with other options, also after `stopMeasuring`. */
  setMetricOption(id: string, name: string, value: PlainValue): void;
  /** Ends measuring metrics at once; those that have no answer yet wait. */
  stopMeasuring(): void;
  /** Measures what still waits. */
  measureWaiting(): void;
  /** The values that are measured; null before the first. Not to be written to. */
  shownImage(): ImportedArray | null;
}

export const usualSetting: ImageSetting = { threshold: "otsu", invert: false, region: null, background: "none", calibration: null, periodic: false };

const nothing: MeasureFacts = {
  image: null,
  reading: null,
  choice: null,
  setting: usualSetting,
  result: null,
  measured: null,
  busy: false,
  problem: null,
  entries: {},
  options: {},
  opened: metrics.ids[0]!,
};

/** With more cells than this, what a comparison with noise takes would keep the values waiting. */
const largeImage = 2 ** 20;

/** An overview that nobody wants any more may take so long yet, in milliseconds: to start another thread takes as long. */
const patience = 250;

/** Everything is measured by a thread of its own, which is ended when nobody wants its answer any more: large images take long. */
export const createMeasureSlice =
  ({
    startSeriesAnalyst,
    importFile,
    lookIntoFile,
  }: Pick<Services, "startSeriesAnalyst" | "importFile" | "lookIntoFile">): SliceCreator<MeasureSlice> =>
  (set, get) => {
    /** The file that was opened, or tried, last. */
    let source: { name: string; file: Uint8Array | Blob } | null = null;
    let shown: ImportedArray | null = null;
    /** The file that was asked for last, until it is read: one that was slower to read than the next is dropped. */
    let opening: AbortController | null = null;
    /** Grows with every change of what is asked: an answer to an older question is dropped. */
    let asked = 0;
    /** The question of the last overview. */
    let answered = 0;
    let working = false;
    let stopped = false;
    /** Metrics that a person asked for: before the others, and also when the others were stopped. */
    const pressing = new Set<string>();
    /** The metric that is looked at was chosen: it goes before the others. The one that is open at first waits for the quick ones alone. */
    let chosen = false;
    const thread = endableThread(startSeriesAnalyst);
    /** The metric in progress; null while it is the overview, or nothing. */
    let inProgress: string | null = null;
    let overviewAwaited: (() => void)[] = [];

    const patch = (facts: Partial<MeasureFacts>) => set(({ measure }) => ({ measure: { ...measure, ...facts } }));
    const patchEntry = (id: string, entry: Partial<MetricEntry>) => {
      const { entries } = get().measure;
      if (entries[id]) patch({ entries: { ...entries, [id]: { ...entries[id], ...entry } } });
    };
    const pixels = pixelSender();
    const request = (analyst: EngineApi) => ({ ...pixels(analyst, shown!), ...get().measure.setting, key: String(asked) });

    /** Measures until the answers fit the question: the overview first, then metric by metric. Asked again meanwhile, it goes on with the newest. */
    async function work(): Promise<void> {
      if (working || !shown) return;
      working = true;
      patch({ busy: true });
      for (;;) {
        if (answered !== asked) await overview();
        else {
          const next = nextWaiting();
          if (next === null) break;
          await one(next.id, next.bare);
        }
      }
      working = false;
      patch({ busy: false });
    }

    async function overview(): Promise<void> {
      const question = (answered = asked);
      const { setting } = get().measure;
      try {
        const result = await thread.ask((analyst) => analyst.measureImage({ ...request(analyst), boxCounting: false }));
        if (question === asked) patch({ result, measured: setting, problem: null });
      } catch (error) {
        if (question === asked) patch({ result: null, measured: null, problem: toRecord(error), entries: {} });
      }
      if (question !== asked) return;
      for (const tell of overviewAwaited) tell();
      overviewAwaited = [];
    }

    function nextWaiting(): { id: string; bare: boolean } | null {
      const { entries, opened, image } = get().measure;
      const waits = (id: string) => entries[id]?.status === "waiting";
      const whole = (id: string | undefined) => (id === undefined ? null : { id, bare: false });
      const pressed = [...pressing].reverse().find(waits);
      if (pressed !== undefined || stopped) return whole(pressed);
      if (chosen && waits(opened)) return whole(opened);
      const isLarge = image!.shape.reduce((product, side) => product * side, 1) > largeImage;
      const first = isLarge ? quickMetrics.find((id) => waits(id) && !entries[id]!.bare) : undefined;
      if (first !== undefined) return { id: first, bare: true };
      return whole(quickMetrics.find(waits) ?? (waits(opened) ? opened : measuringOrder.find(waits)));
    }

    /** @param bare leaves the comparison with noise for later. */
    async function one(id: string, bare: boolean): Promise<void> {
      const question = asked;
      const options = get().measure.options[id];
      const fits = () => question === asked && options === get().measure.options[id];
      if (!bare) pressing.delete(id);
      inProgress = id;
      patchEntry(id, { status: "measuring" });
      try {
        const report = await thread.ask((analyst) =>
          analyst.measureMetric({ ...request(analyst), metric: id, ...(options && { options }), ...(bare && { draws: 0 }) }),
        );
        if (fits()) patchEntry(id, { status: bare ? "waiting" : "done", report, bare, problem: null });
      } catch (error) {
        const problem = toRecord(error);
        if (fits())
          patchEntry(id, problem.code === "run/cancelled" ? { status: "waiting" } : { status: "failed", report: null, bare: false, problem });
      }
      inProgress = null;
    }

    /** Ends what is in progress since it is not wanted any more: a metric at once, an overview unless it is about to be there. */
    const endOld = () => thread.endOlderThan(inProgress === null ? patience : 0);

    /** Everything is asked anew; what was found before is kept until it comes. Resolves when the overview is there. */
    function askAll(): Promise<void> {
      asked++;
      stopped = false;
      pressing.clear();
      endOld();
      const { entries } = get().measure;
      patch({
        entries: Object.fromEntries(
          metrics.ids.map((id) => [id, { status: "waiting" as const, report: entries[id]?.report ?? null, bare: false, problem: null }]),
        ),
      });
      const there = new Promise<void>((resolve) => overviewAwaited.push(resolve));
      void work();
      return there;
    }

    function endOpening(): void {
      opening?.abort();
      opening = null;
    }

    return {
      measure: nothing,
      async openImage(name, load, reading = {}) {
        endOpening();
        const mine = (opening = new AbortController());
        patch({ reading: { name, size: null } });
        // The thread that measures starts while the file is read.
        thread.start();
        try {
          const file = await load();
          if (mine !== opening) return false;
          source = { name, file };
          const size = file instanceof Blob ? file.size : file.length;
          patch({ reading: { name, size } });
          const onProgress = (share: number) => {
            if (mine === opening) patch({ reading: { name, size, share } });
          };
          const imported = await importFile(name, file, "array", mine.signal, { ...reading, onProgress });
          if (mine !== opening) return false;
          if (imported.kind !== "array")
            throw new WorkbenchError("data/unreadable", [name], "this is a table of columns, not an image. Open it in Regimes");
          countingAxes(imported.shape);
          shown = imported;
        } catch (error) {
          const of = source?.name === name ? await lookIntoFile(name, source.file, reading).catch(() => null) : null;
          if (mine !== opening) return false;
          opening = null;
          patch({ reading: null, choice: of && { file: name, of, decided: reading, failed: true }, problem: toRecord(error) });
          return false;
        }
        opening = null;
        const mineShown = shown;
        const { shape, warnings, spacing = null } = shown;
        const setting = { ...usualSetting, calibration: spacing };
        patch({
          image: { name: shown.name, shape, warnings, spacing },
          reading: null,
          choice: shown.choice ? { file: name, of: shown.choice, decided: reading, failed: false } : null,
          setting,
          result: null,
          measured: null,
          problem: null,
          entries: {},
        });
        await askAll();
        return shown === mineShown;
      },
      async readImageAnew(reading) {
        const { name, file } = source ?? {};
        return name !== undefined && file !== undefined && get().openImage(name, () => Promise.resolve(file), reading);
      },
      cancelOpening() {
        endOpening();
        patch({ reading: null });
      },
      changeImageSetting(change) {
        if (!shown) return;
        patch({ setting: { ...get().measure.setting, ...change } });
        void askAll();
      },
      openMetric(id) {
        patch({ opened: metrics.get(id).id });
        chosen = true;
        pressing.add(id);
        void work();
      },
      setMetricOption(id, name, value) {
        const { options } = get().measure;
        patch({ options: { ...options, [id]: { ...options[id], [name]: value } } });
        patchEntry(id, { status: "waiting", bare: false });
        pressing.add(id);
        if (inProgress === id) endOld();
        void work();
      },
      stopMeasuring() {
        stopped = true;
        pressing.clear();
        if (inProgress !== null) endOld();
      },
      measureWaiting() {
        stopped = false;
        void work();
      },
      shownImage: () => shown,
    };
  };
