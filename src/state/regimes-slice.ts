import type { Reading, ReadingChoice } from "../connectors/connector";
import type { Detection } from "../core/define/detector";
import type { MetricResult } from "../core/define/metric";
import type { PlainValue } from "../core/define/params";
import { detectors } from "../core/detectors/index";
import { toRecord, type ErrorRecord } from "../core/errors";
import { cleanSeries } from "../core/series/clean-series";
import { newestOnly } from "./newest-only";
import { penaltyCurve, type PenaltyCurve } from "./penalty-curve";
import type { SampleSeries } from "./sample-series";
import { seriesReader } from "./series-reader";
import type { OpenedTable, SeriesTable } from "./series-table";
import type { Services } from "./services";
import type { SliceCreator } from "./store";

/** A series metric along the series. A window covers `[start, start + length)`. */
export interface Windowed {
  metric: string;
  length: number;
  starts: readonly number[];
  results: readonly MetricResult[];
}

/** A file with series in it, and how it is read. The file itself stays outside the store. */
export interface SeriesInput {
  name: string;
  /** In bytes. */
  size: number;
  /** What was decided about the reading; the rest is found. */
  reading: Reading;
  /** What may be decided, with what holds now; null while that is not known, or when there is nothing. */
  choice: ReadingChoice | null;
  /** `share` of the file that is read, 0 … 1: at 1 it is being taken apart. */
  state: { kind: "reading"; share: number } | { kind: "open" } | { kind: "failed" };
}

/** The Regimes room: one table, one column of it, and what was found there. */
export interface Regimes {
  table: SeriesTable | null;
  /** Set for a series that ships: its teaching, source and known events. */
  sample: SampleSeries | null;
  /** The file that was opened, or tried, last; null before the first. */
  input: SeriesInput | null;
  /** A file could not be read, or a column not be used. What was open before stays. */
  problem: ErrorRecord | null;
  column: string | null;
  /** Other columns that the detector looks at together with it: one series of several channels. */
  alongside: readonly string[];
  /** The column without gaps; `cleaning` says what was filled. */
  values: readonly number[];
  cleaning: readonly string[];

  method: string;
  /** Options of the detectors, shared by those that have them; a penalty of 0 is the automatic one. */
  options: Readonly<Record<string, PlainValue>>;
  detection: Detection | null;
  detecting: boolean;
  detectProblem: ErrorRecord | null;
  /** Changes over penalty for the series and options shown; null until it is known. */
  curve: PenaltyCurve | null;

  /** The metric in windows; a length of 0 is the automatic one. */
  windows: { metric: string; length: number };
  windowed: Windowed | null;
  windowedProblem: ErrorRecord | null;
}

export interface RegimesSlice {
  regimes: Regimes;
  /** Reads a file and shows its first column. A `Blob`, such as a file, is read in the other thread, piece by piece. */
  openSeriesFile(name: string, file: Uint8Array | Blob): Promise<void>;
  /** Reads the file that was opened or tried last anew, in another layout or another array of it. */
  changeReading(change: Reading): Promise<void>;
  /** Goes back to what would be found by itself. */
  resetReading(): Promise<void>;
  /** Ends the reading of a file, or leaves one that could not be read; what was open before stays. */
  cancelSeriesFile(): void;
  /** Shows a series that ships, with the settings it is told by. */
  openSampleSeries(sample: SampleSeries, bytes: Uint8Array): Promise<void>;
  chooseColumn(name: string): Promise<void>;
  /** Takes other columns into the search, or leaves them out. */
  setAlongside(names: readonly string[]): Promise<void>;
  setDetector(method: string): Promise<void>;
  setDetectorOption(name: string, value: PlainValue): Promise<void>;
  /** Ends a search that takes too long. What was found before is dropped, since it belongs to other settings. */
  stopDetection(): void;
  setWindows(change: Partial<Regimes["windows"]>): Promise<void>;
  /** Tells of a file that could not even be fetched. */
  setSeriesProblem(problem: ErrorRecord): void;
}

/**
 * Samples beyond which an exact search is told to be slow. The time of most may grow with the square; PELT under the cost of the mean
 * goes over to functional pruning where it would.
 */
export const exactSearchUpTo = (method: string, options: Readonly<Record<string, PlainValue>>): number =>
  method === "pelt" && (options.cost ?? "mean") === "mean" ? 1_000_000 : 20_000;
/** A search older than this, in milliseconds, is ended when another setting is chosen; a younger one is waited for, since a thread takes as long to start. */
const patienceMs = 700;
/** Windows that are drawn: more would not be told apart. */
const windowsDrawn = 240;

/** An eighth of the series, but enough for the metric to say something and no more than helps. */
export const automaticWindow = (n: number): number => Math.min(n, Math.max(64, Math.min(4096, Math.round(n / 8))));

const nothingOpen: Regimes = {
  table: null,
  sample: null,
  input: null,
  problem: null,
  column: null,
  alongside: [],
  values: [],
  cleaning: [],
  method: detectors.ids[0]!,
  options: {},
  detection: null,
  detecting: false,
  detectProblem: null,
  curve: null,
  windows: { metric: "higuchi", length: 0 },
  windowed: null,
  windowedProblem: null,
};

export const createRegimesSlice =
  ({
    startSeriesAnalyst,
    importFile,
    lookIntoFile,
  }: Pick<Services, "startSeriesAnalyst" | "importFile" | "lookIntoFile">): SliceCreator<RegimesSlice> =>
  (set, get) => {
    /** The numbers of the table that is open. */
    let numbers: OpenedTable["values"] = new Map();
    /** Starts with the first series. */
    let thread: ReturnType<typeof startSeriesAnalyst> | null = null;
    const analyst = () => (thread ??= startSeriesAnalyst());
    let detectingSince = 0;

    /** Ends the search: its call is rejected with `run/cancelled`. What shared its thread begins again on another. */
    const endSearch = () => {
      thread?.dispose();
      thread = null;
      void measure();
      void trace();
    };
    const endOldSearch = () => {
      if (get().regimes.detecting && performance.now() - detectingSince > patienceMs) endSearch();
    };

    const update = (change: Partial<Regimes>) => set(({ regimes }) => ({ regimes: { ...regimes, ...change } }));

    /** The column that is open, and those alongside it, without gaps. */
    const channels = (): Float64Array<ArrayBuffer>[] => {
      const { values, alongside, table } = get().regimes;
      return [Float64Array.from(values), ...alongside.map((name) => cleanSeries(numbers.get(name)!, table?.labels).values)];
    };

    const detect = newestOnly(async (overtaken) => {
      const { values, method, options } = get().regimes;
      if (values.length === 0) return;
      detectingSince = performance.now();
      update({ detecting: true });
      try {
        const detection = await analyst().detect({ channels: channels(), method, options: optionsFor(method, options) });
        if (!overtaken()) update({ detection, detectProblem: null, detecting: false });
      } catch (error) {
        if (!overtaken()) update({ detection: null, detectProblem: toRecord(error), detecting: false });
      }
    });

    const trace = newestOnly(async (overtaken) => {
      const { values, method, options } = get().regimes;
      const samples = channels();
      const solve = async (by: string, penalty: number) => {
        if (overtaken()) throw new Error("overtaken by a newer series or setting");
        const { evidence, changePoints } = await analyst().detect({
          channels: samples,
          method: by,
          options: { ...optionsFor(by, options), penalty, trend: "none" },
        });
        return { cost: evidence.cost!, changePoints };
      };
      // Without a curve the penalty can still be typed, and `detect` tells what is wrong with the options.
      const curve = await penaltyCurve(solve, method, values.length).catch(() => null);
      if (!overtaken()) update({ curve });
    });

    const measure = newestOnly(async (overtaken) => {
      const { values, windows } = get().regimes;
      if (values.length === 0) return;
      const length = Math.min(windows.length || automaticWindow(values.length), values.length);
      const stride = Math.max(1, Math.floor((values.length - length) / windowsDrawn));
      try {
        const { starts, results } = await analyst().measureWindows({
          values: Float64Array.from(values),
          metric: windows.metric,
          window: length,
          stride,
        });
        if (!overtaken()) update({ windowed: { metric: windows.metric, length, starts, results }, windowedProblem: null });
      } catch (error) {
        if (!overtaken()) update({ windowed: null, windowedProblem: toRecord(error) });
      }
    });

    /** Takes over a column, or says why it cannot be and leaves all as it is. */
    const show = async ({ facts, values: columns }: OpenedTable, column: string, more: Partial<Regimes>): Promise<void> => {
      const [name, raw] = columns.has(column) ? [column, columns.get(column)!] : [...columns][0]!;
      try {
        const { values, warnings } = cleanSeries(raw, facts.labels);
        const settings = { ...get().regimes, ...more };
        const tooLong = settings.method === "optimal-partition" && values.length > exactSearchUpTo(settings.method, settings.options);
        numbers = columns;
        update({
          ...more,
          table: facts,
          column: name,
          alongside: facts === get().regimes.table ? settings.alongside.filter((other) => other !== name) : [],
          values: Array.from(values),
          cleaning: warnings,
          problem: null,
          method: tooLong ? detectors.ids[0]! : settings.method,
          detection: null,
          detectProblem: null,
          curve: null,
          windowed: null,
          windowedProblem: null,
        });
      } catch (error) {
        update({ problem: toRecord(error) });
        return;
      }
      endOldSearch();
      await Promise.all([detect(), measure(), trace()]);
    };

    const reader = seriesReader({ importFile, lookIntoFile }, (input) => update({ input }));
    /** The table in a file; null when it could not be read, or when another was opened meanwhile. */
    const read = async (work: () => Promise<OpenedTable | null>): Promise<OpenedTable | null> => {
      try {
        return await work();
      } catch (error) {
        update({ problem: toRecord(error) });
        return null;
      }
    };

    /** What a person had chosen before a sample came with its own; null where nothing is to be given back. */
    let beforeSample: Pick<Regimes, "method" | "options" | "windows"> | null = null;
    /** Penalty and window were chosen for another series. */
    const showOwn = async (table: OpenedTable | null, column: string | null) => {
      if (!table) return;
      const { method, options, windows } = beforeSample ?? get().regimes;
      beforeSample = null;
      await show(table, column ?? "", { sample: null, method, options: { ...options, penalty: 0 }, windows: { ...windows, length: 0 } });
    };
    const readAnew = async (reading: Reading) => showOwn(await read(() => reader.readAnew(reading)), get().regimes.column);

    return {
      regimes: nothingOpen,
      async openSeriesFile(name, file) {
        await showOwn(await read(() => reader.open(name, file)), null);
      },
      async changeReading({ layout, ...change }) {
        const { reading = {} } = get().regimes.input ?? {};
        await readAnew({ ...reading, ...change, layout: { ...reading.layout, ...layout } });
      },
      resetReading: () => readAnew({}),
      cancelSeriesFile() {
        reader.cancel();
        update({ problem: null });
      },
      async openSampleSeries(sample, bytes) {
        const table = await read(() => reader.open(sample.file, bytes));
        if (!table) return;
        const { method, options, windows: before } = get().regimes;
        beforeSample ??= { method, options, windows: before };
        const windows = { metric: sample.windows.metric, length: sample.windows.window };
        await show(table, sample.column, { sample, method: sample.detect.method, options: sample.detect.options, windows });
      },
      async chooseColumn(name) {
        const { table } = get().regimes;
        if (table) await show({ facts: table, values: numbers }, name, {});
      },
      async setAlongside(names) {
        const { table, column } = get().regimes;
        if (!table) return;
        try {
          for (const name of names) cleanSeries(numbers.get(name) ?? [], table.labels);
        } catch (error) {
          return update({ problem: toRecord(error) });
        }
        endOldSearch();
        update({ alongside: names.filter((name) => name !== column && numbers.has(name)), problem: null, curve: null });
        await Promise.all([detect(), trace()]);
      },
      async setDetector(method) {
        beforeSample = null;
        endOldSearch();
        const { method: before, options } = get().regimes;
        // A penalty is in the unit of the costs that detectors of one family share.
        const { penalty: _, minLength: __, ...rest } = options;
        update({ method: detectors.get(method).id, options: dividesByCost(method) === dividesByCost(before) ? options : rest });
        await Promise.all([detect(), trace()]);
      },
      async setDetectorOption(name, value) {
        endOldSearch();
        const { options } = get().regimes;
        update({ options: { ...options, [name]: value } });
        const ofCurve = name !== "penalty" && name !== "trend";
        if (ofCurve) update({ curve: null });
        await Promise.all(ofCurve ? [detect(), trace()] : [detect()]);
      },
      stopDetection() {
        if (get().regimes.detecting) endSearch();
      },
      async setWindows(change) {
        const { windows } = get().regimes;
        update({ windows: { ...windows, ...change } });
        await measure();
      },
      setSeriesProblem: (problem) => update({ problem }),
    };
  };

const dividesByCost = (method: string): boolean => "cost" in detectors.get(method).params;

/** Those of the shared options that a detector declares. */
function optionsFor(method: string, options: Readonly<Record<string, PlainValue>>): Record<string, PlainValue> {
  const { params } = detectors.get(method);
  return Object.fromEntries(Object.entries(options).filter(([name]) => name in params));
}
