import type { MetricResult } from "../core/define/metric";
import type { PlainValue } from "../core/define/params";
import { toRecord } from "../core/errors";
import { amongSurrogates, type AgainstSurrogates } from "../core/series/against-surrogates";
import { commonFooting, comparedExponents, hurstDisagreement, type ComparedExponent, type ComparedResults } from "../core/series/hurst-agreement";
import { seriesMetrics } from "../core/series/index";
import { writeMeasure, type SurrogateDraw } from "../core/series/measure-name";
import type { SurrogateKind } from "../core/series/surrogates";
import type { Services } from "./services";
import type { SliceCreator } from "./store";

/** One metric over the whole series. */
export interface FeatureEntry {
  status: "waiting" | "measuring" | "done" | "failed";
  result: MetricResult | null;
  /** Why the thread could not measure it; null where it could. */
  problem: string | null;
  /** Options that were chosen; the others are the metric's own. */
  options: Readonly<Record<string, PlainValue>>;
  /** Beside surrogates of the series, where someone asked. */
  against: Readonly<Partial<Record<SurrogateKind, FeatureAgainst>>>;
}

/** A metric beside surrogates: how many are measured, and the outcome once all are. */
export interface FeatureAgainst {
  done: number;
  of: number;
  outcome: AgainstSurrogates | { value: null; reason: string } | null;
}

export interface SeriesFeatures {
  /** By the id of the metric, in the order of the menu; empty until somebody asks. */
  entries: Readonly<Record<string, FeatureEntry>>;
  busy: boolean;
  /** The metric that is looked at; null for none. */
  opened: string | null;
  /** What to say where DFA, R/S and the generalised Hurst exponent differ. */
  disagreement: string | null;
}

export interface SeriesFeaturesSlice {
  seriesFeatures: SeriesFeatures;
  /** Measures the whole of the present series with every metric, one after the other in a thread of their own; those that are known stay. */
  measureFeatures(): Promise<void>;
  /** Ends what is being measured, surrogates among it; what has been found stays. */
  stopFeatures(): void;
  openFeature(id: string | null): void;
  /** Measures one anew with another option. What surrogates gave belonged to the old. */
  setFeatureOption(id: string, name: string, value: PlainValue): Promise<void>;
  /** Holds one against surrogates of the series. */
  holdFeatureAgainst(id: string, kind: SurrogateKind): Promise<void>;
}

/** Surrogates: the least two-sided p-value is then 0.05. */
export const surrogatesDrawn = 39;
/** All draws come from this seed, so that they are the same for every metric. */
const seed = 1;
/** Cells along a side of the recurrence plot. */
const plotSide = 200;

const nothing: SeriesFeatures = { entries: {}, busy: false, opened: null, disagreement: null };
const fresh: FeatureEntry = { status: "waiting", result: null, problem: null, options: {}, against: {} };

export const createSeriesFeaturesSlice =
  ({ startSeriesAnalyst }: Pick<Services, "startSeriesAnalyst">): SliceCreator<SeriesFeaturesSlice> =>
  (set, get, api) => {
    let thread: ReturnType<typeof startSeriesAnalyst> | null = null;
    /** Grows with every stop and every new series: answers to older calls are dropped. */
    let era = 0;
    /** Calls under way. */
    let working = 0;

    const update = (change: Partial<SeriesFeatures>) => set(({ seriesFeatures }) => ({ seriesFeatures: { ...seriesFeatures, ...change } }));
    const entry = (id: string): FeatureEntry => get().seriesFeatures.entries[id] ?? fresh;
    const patch = (id: string, change: Partial<FeatureEntry>) =>
      update({ entries: { ...get().seriesFeatures.entries, [id]: { ...entry(id), ...change } } });
    const patchAgainst = (id: string, kind: SurrogateKind, change: FeatureAgainst) =>
      patch(id, { against: { ...entry(id).against, [kind]: change } });

    /** A metric over the whole of a series, in the thread. */
    async function measured(values: Float64Array, id: string, surrogate?: SurrogateDraw): Promise<MetricResult> {
      const options = { ...(id === "recurrence" && !surrogate && { plot: plotSide }), ...entry(id).options };
      const measure = writeMeasure({ metric: id, options, ...(surrogate && { surrogate }) });
      thread ??= startSeriesAnalyst();
      const { results } = await thread.measureWindows({ values, metric: measure, window: values.length, stride: 1 });
      return results[0]!;
    }

    /** Runs one piece of work at a time of which the answers count only while nobody stops it. */
    async function work(task: (isOld: () => boolean, values: Float64Array) => Promise<void>): Promise<void> {
      const values = Float64Array.from(get().regimes.values);
      if (values.length < 2) return;
      const mine = era;
      working++;
      update({ busy: true });
      try {
        await task(() => mine !== era, values);
      } finally {
        working--;
        if (mine === era) update({ busy: working > 0 });
      }
    }

    async function measureOne(id: string, isOld: () => boolean, values: Float64Array): Promise<void> {
      patch(id, { status: "measuring", problem: null });
      try {
        const result = await measured(values, id);
        if (!isOld()) patch(id, { status: "done", result });
      } catch (error) {
        if (!isOld()) patch(id, { status: "failed", problem: toRecord(error).message });
      }
    }

    /** Puts the three exponents on one footing, once all are known with their usual options. */
    async function compareExponents(isOld: () => boolean): Promise<void> {
      const values = get().regimes.values;
      const told = comparedExponents.map((id) => entry(id).result);
      const alpha = told[0]?.value ?? null;
      if (alpha === null || told.includes(null)) return update({ disagreement: null });
      const { takenAs, of } = commonFooting(values, alpha);
      const common = new Map<ComparedExponent, MetricResult>();
      for (const id of comparedExponents) {
        common.set(id, await measured(of[id], id));
        if (isOld()) return;
      }
      const asRecord = (find: (id: ComparedExponent) => MetricResult) =>
        Object.fromEntries(comparedExponents.map((id) => [id, find(id)])) as Record<ComparedExponent, MetricResult> satisfies ComparedResults;
      update({
        disagreement: hurstDisagreement(
          asRecord((id) => entry(id).result!),
          asRecord((id) => common.get(id)!),
          takenAs,
        ),
      });
    }

    const stop = () => {
      era++;
      working = 0;
      thread?.dispose();
      thread = null;
    };

    // What was measured belongs to the series before.
    api.subscribe(({ regimes }, { regimes: before }) => {
      if (regimes.values === before.values) return;
      const { opened, busy, entries } = get().seriesFeatures;
      if (busy) stop();
      if (busy || Object.keys(entries).length > 0) set({ seriesFeatures: { ...nothing, opened } });
    });

    return {
      seriesFeatures: nothing,
      async measureFeatures() {
        if (get().seriesFeatures.busy) return;
        const known = get().seriesFeatures.entries;
        const waiting = seriesMetrics.ids.filter((id) => known[id]?.status !== "done");
        update({
          entries: Object.fromEntries(
            seriesMetrics.ids.map((id) => [id, waiting.includes(id) ? { ...fresh, ...known[id], status: "waiting" } : known[id]!]),
          ),
        });
        await work(async (isOld, values) => {
          for (const id of waiting) {
            await measureOne(id, isOld, values);
            if (isOld()) return;
          }
          await compareExponents(isOld).catch(() => undefined);
        });
      },
      stopFeatures() {
        stop();
        const entries = Object.entries(get().seriesFeatures.entries).map(([id, one]): [string, FeatureEntry] => {
          const against = Object.fromEntries(Object.entries(one.against).filter(([, { outcome }]) => outcome !== null));
          return [id, { ...one, against, status: one.status === "measuring" ? (one.result ? "done" : "waiting") : one.status }];
        });
        update({ entries: Object.fromEntries(entries), busy: false });
      },
      openFeature: (opened) => update({ opened }),
      async setFeatureOption(id, name, value) {
        patch(id, { options: { ...entry(id).options, [name]: value }, against: {} });
        await work(async (isOld, values) => {
          await measureOne(id, isOld, values);
          if (!isOld() && comparedExponents.some((one) => one === id)) await compareExponents(isOld).catch(() => undefined);
        });
      },
      async holdFeatureAgainst(id, kind) {
        const own = entry(id).result?.value ?? null;
        if (own === null) return;
        const found: number[] = [];
        const tell = (done: number, outcome: FeatureAgainst["outcome"]) => patchAgainst(id, kind, { done, of: surrogatesDrawn, outcome });
        tell(0, null);
        await work(async (isOld, values) => {
          for (let draw = 0; draw < surrogatesDrawn; draw++) {
            try {
              const { value } = await measured(values, id, { kind, seed, draw });
              if (isOld()) return;
              if (value !== null) found.push(value);
            } catch (error) {
              if (!isOld()) tell(draw, { value: null, reason: toRecord(error).message });
              return;
            }
            // Another option was chosen meanwhile.
            if (!entry(id).against[kind]) return;
            tell(draw + 1, null);
          }
          tell(surrogatesDrawn, amongSurrogates(own, found, surrogatesDrawn));
        });
      },
    };
  };
