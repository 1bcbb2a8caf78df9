import { toRecord, WorkbenchError } from "../core/errors";
import type { BatchSetting } from "../core/metrics/batch";
import { groupOfFile } from "../core/metrics/batch-groups";
import { metrics } from "../core/metrics/index";
import { imageOf, withoutDetail, type BatchFacts, type BatchFile, type BatchPlan } from "./batch-facts";
import { usualSetting, type ImageSetting } from "./measure-slice";
import { pixelSender } from "./pixel-sender";
import type { Services } from "./services";
import type { SliceCreator } from "./store";

/** A file to measure with others. */
export interface GivenFile {
  /** Its name, behind the folders it was found in, if any: `plates/control/a.png`. */
  path: string;
  load(): Promise<Uint8Array | Blob>;
}

export interface BatchSlice {
  batch: BatchFacts;
  /** Adds files and measures them one by one; the first of a batch bring the room's threshold, side, background and options with them. */
  openBatch(files: readonly GivenFile[]): void;
  /** Ends measuring at once; what has no answer yet waits. */
  cancelBatch(): void;
  /** Measures what waits. */
  resumeBatch(): void;
  /** Measures every file anew, with what is set in the room now. */
  measureBatchAgain(): void;
  /** Which metrics are wanted; files that lack one are measured for it. */
  chooseBatchMetrics(ids: readonly string[]): void;
  setBatchGroup(id: number, group: string): void;
  removeFromBatch(id: number): void;
  /** Takes every file away; until others are opened `undoClearBatch` gives them back. */
  clearBatch(): void;
  undoClearBatch(): void;
  /** Opens one of the files in the room, set as it was measured here. */
  openFromBatch(id: number): Promise<void>;
}

/** Metrics of a batch until others are chosen: quick ones that say different things. */
export const usualBatchMetrics: readonly string[] = ["box-counting", "correlation-dimension", "lacunarity", "connected-components", "euler-number"];

const nothing: BatchFacts = { files: [], setting: usualSetting, options: {}, metrics: usualBatchMetrics, running: false, cleared: [], opened: null };

export const createBatchSlice =
  ({ startSeriesAnalyst, importFile }: Pick<Services, "startSeriesAnalyst" | "importFile">): SliceCreator<BatchSlice> =>
  (set, get) => {
    const sources = new Map<number, GivenFile["load"]>();
    let lastId = 0;
    let thread: ReturnType<typeof startSeriesAnalyst> | null = null;
    let working = false;
    let stopped = false;
    let asked = 0;
    const pixels = pixelSender();
    /** The file in progress, and what ends its reading; another object when it was ended. */
    let current: { id: number; reading: AbortController } | null = null;

    const patch = (facts: Partial<BatchFacts>) => set(({ batch }) => ({ batch: { ...batch, ...facts } }));
    const fileOf = (id: number) => get().batch.files.find((file) => file.id === id);
    const patchFiles = (change: (file: BatchFile) => Partial<BatchFile> | null) =>
      patch({ files: get().batch.files.map((file) => ({ ...file, ...change(file) })) });
    const patchFile = (id: number, facts: Partial<BatchFile>) =>
      patch({ files: get().batch.files.map((file) => (file.id === id ? { ...file, ...facts } : file)) });

    async function work(): Promise<void> {
      stopped = false;
      if (working) return;
      working = true;
      patch({ running: true });
      for (;;) {
        const next = get().batch.files.find(({ status }) => status === "waiting");
        if (!next || stopped) break;
        await one(next.id);
      }
      working = false;
      endThread();
      patch({ running: false });
    }

    async function one(id: number): Promise<void> {
      const mine = (current = { id, reading: new AbortController() });
      const ended = () => current !== mine;
      const { path } = fileOf(id)!;
      try {
        patchFile(id, { status: "reading", problem: null });
        const file = await sources.get(id)!();
        if (ended()) return;
        const array = await importFile(path, file, "array", mine.reading.signal);
        if (ended()) return;
        if (array.kind !== "array") throw new WorkbenchError("data/unreadable", [path], "this is a table of columns, not an image");
        const { setting: common, options } = get().batch;
        const setting = { ...common, calibration: array.spacing ?? common.calibration ?? null };
        patchFile(id, { status: "measuring" });
        const analyst = (thread ??= startSeriesAnalyst());
        const key = `${id} ${asked++}`;
        const request = () => ({ ...pixels(analyst, array), ...setting, key });
        const overview = await analyst.measureImage({ ...request(), boxCounting: false });
        if (ended()) return;
        const image = imageOf(overview, array.warnings);
        patchFile(id, { image, setting });
        for (;;) {
          const metric = missingMetric(fileOf(id)!);
          if (metric === null) break;
          patchFile(id, { measuring: metric });
          const given = options[metric];
          const report = await analyst.measureMetric({ ...request(), metric, ...(given && { options: given }) });
          if (ended()) return;
          patchFile(id, { reports: { ...fileOf(id)!.reports, [metric]: withoutDetail(report) } });
        }
        patchFile(id, { status: "done", measuring: null });
      } catch (error) {
        if (ended()) return;
        const { code, message } = toRecord(error);
        // A thread that broke is not asked again.
        if (code === "internal") endThread();
        patchFile(id, { status: "failed", measuring: null, problem: message });
      }
      current = null;
    }

    function missingMetric({ reports }: BatchFile): string | null {
      return get().batch.metrics.find((id) => !reports[id]) ?? null;
    }

    function endThread(): void {
      thread?.dispose();
      thread = null;
    }

    /** Ends the file in progress; it waits again. */
    function endCurrent(): void {
      if (!current) return;
      const { id, reading } = current;
      current = null;
      reading.abort();
      endThread();
      patchFile(id, { status: "waiting", measuring: null });
    }

    function forgetCleared(): void {
      for (const { id } of get().batch.cleared) sources.delete(id);
      patch({ cleared: [] });
    }

    /** Of what the room is set to; a part of one image, and the lengths of its cells, mean nothing in another. */
    function planOfRoom(): BatchPlan {
      const { setting, options } = get().measure;
      const { threshold, invert, background, periodic } = setting;
      return { setting: { threshold, invert, background, periodic, region: null, calibration: null }, options };
    }

    return {
      batch: nothing,
      openBatch(files) {
        if (files.length === 0) return;
        if (get().batch.files.length === 0) patch(planOfRoom());
        forgetCleared();
        const added = files.map(({ path, load }): BatchFile => {
          sources.set(++lastId, load);
          return {
            id: lastId,
            path,
            name: path.split("/").at(-1)!,
            group: groupOfFile(path),
            status: "waiting",
            measuring: null,
            image: null,
            setting: null,
            reports: {},
            problem: null,
          };
        });
        patch({ files: [...get().batch.files, ...added] });
        void work();
      },
      cancelBatch() {
        stopped = true;
        endCurrent();
      },
      resumeBatch: () => void work(),
      measureBatchAgain() {
        endCurrent();
        patch(planOfRoom());
        patchFiles(() => ({ status: "waiting", image: null, setting: null, reports: {}, problem: null }));
        void work();
      },
      chooseBatchMetrics(ids) {
        patch({ metrics: metrics.ids.filter((id) => ids.includes(id)) });
        patchFiles((file) => (file.status === "done" && missingMetric(file) !== null ? { status: "waiting" } : null));
        if (!stopped) void work();
      },
      setBatchGroup: (id, group) => patchFile(id, { group: group.trim() || "all" }),
      removeFromBatch(id) {
        if (current?.id === id) endCurrent();
        sources.delete(id);
        patch({ files: get().batch.files.filter((file) => file.id !== id) });
      },
      clearBatch() {
        stopped = true;
        endCurrent();
        const { files } = get().batch;
        if (files.length === 0) return;
        forgetCleared();
        patch({ files: [], cleared: files });
      },
      undoClearBatch() {
        const { files, cleared } = get().batch;
        patch({ files: [...cleared, ...files], cleared: [] });
      },
      async openFromBatch(id) {
        const load = sources.get(id);
        if (!load) return;
        const { name } = fileOf(id)!;
        const { setting } = get().batch;
        // Another file may be opened in its place while this one is read: then nothing of it is to be set.
        if (!(await get().openImage(name, load))) return;
        patch({ opened: id });
        const changed = changedIn(setting);
        if (changed) get().changeImageSetting(changed);
      },
    };
  };

/** What of a setting is not what an image opens with. */
function changedIn({ threshold, invert, background = "none", periodic = false }: BatchSetting): Partial<ImageSetting> | null {
  const setting = { threshold, invert, background, periodic };
  const same = (Object.keys(setting) as (keyof typeof setting)[]).every((name) => setting[name] === usualSetting[name]);
  return same ? null : setting;
}
