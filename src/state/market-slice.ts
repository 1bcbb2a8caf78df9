import { confusion, namesOf, type Confusion } from "../core/detectors/confusion";
import { volatilityBlindness, type BlindnessRow } from "../core/detectors/volatility-blindness";
import { completeValues, type PlainValue } from "../core/define/params";
import { toRecord } from "../core/errors";
import { generators } from "../core/generators/index";
import type { Truth } from "./made-slice";
import type { Services } from "./services";
import type { SliceCreator } from "./store";

/** One detector against the regimes that are known. */
export interface KnownRow {
  title: string;
  status: "waiting" | "looking" | "done" | "refused";
  /** On the market that is open. */
  confusion: Confusion | null;
  /** Share under the right name, each regime weighing the same: of the market that is open, then of others like it. */
  balanced: readonly number[];
  reason: string | null;
}

export interface MarketSlice {
  market: {
    /** Which step of the guided path is shown; null while it is closed. */
    step: number | null;
    /** Detectors against the truth, doing nothing first; empty until somebody asks. */
    rows: readonly KnownRow[];
    holding: boolean;
    /** Of what is being held against the truth, 0 … 1. */
    share: number;
    /** What the reference says of the series and of louder ones; empty until it is known. */
    blindness: readonly BlindnessRow[];
  };
  setMarketStep(step: number | null): void;
  /** Holds detectors that name regimes against the truth, one after the other in a thread of their own. */
  holdAgainstTruth(): Promise<void>;
  /** The same on more markets made alike with the seeds that follow: how far the order hangs on the draw. */
  holdOnMore(): Promise<void>;
  stopHolding(): void;
  showBlindness(): void;
}

interface Contender {
  title: string;
  method: string;
  options(states: number): Record<string, PlainValue>;
}

/** Doing nothing, the usual models of volatility, and MFN's route in its three forms. */
const contenders: readonly Contender[] = [
  { title: "Doing nothing", method: "zero", options: () => ({}) },
  { title: "Automatic: shortest explanation", method: "ensemble", options: () => ({}) },
  { title: "PELT, cost of mean and variance", method: "pelt", options: () => ({ cost: "normal" }) },
  { title: "Hidden Markov model, by spread", method: "hidden-markov", options: (states) => ({ states, order: "spread" }) },
  { title: "Windowed volatility alone", method: "mfn-classifier", options: (states) => ({ states, features: "volatility" }) },
  { title: "MFN route, corrected", method: "mfn-classifier", options: (states) => ({ states }) },
  {
    title: "MFN route with the reference's scores",
    method: "mfn-classifier",
    options: (states) => ({ states, field: "reference", features: "field" }),
  },
  { title: "MFN v4.1 as it is", method: "mfn-classifier", options: () => ({ mode: "reference" }) },
];

/** Markets more at a press. */
const moreMarkets = 9;

/** A market like the one that is open, made with a later seed; with an offset of 0 that one. */
function marketAfter({ generator, options }: Truth, offset: number): { values: Float64Array<ArrayBuffer>; labels: Int32Array } {
  const { params, generate } = generators.get(generator);
  const { seed } = completeValues(params, options, ["options"]) as { seed: number };
  const { columns, truth } = generate({ ...options, seed: seed + offset } as never);
  return { values: columns[0]!.values, labels: truth };
}

export const createMarketSlice =
  ({ startSeriesAnalyst }: Pick<Services, "startSeriesAnalyst">): SliceCreator<MarketSlice> =>
  (set, get, api) => {
    let thread: ReturnType<typeof startSeriesAnalyst> | null = null;
    /** Grows with every call: what belongs to an older one is dropped. */
    let call = 0;
    const patch = (change: Partial<MarketSlice["market"]>) => set(({ market }) => ({ market: { ...market, ...change } }));
    const patchRow = (title: string, change: Partial<KnownRow>) =>
      patch({ rows: get().market.rows.map((row) => (row.title === title ? { ...row, ...change } : row)) });
    const end = () => {
      call++;
      thread?.dispose();
      thread = null;
      const kept = get().market.rows.filter(({ confusion, status }) => confusion !== null || status === "refused");
      patch({ holding: false, rows: kept.map((row) => (row.confusion ? { ...row, status: "done" } : row)) });
    };

    /** Goes through the contenders on markets so many seeds after the one that is open. */
    async function hold(after: readonly number[], rows: readonly KnownRow[]): Promise<void> {
      const { truth } = get().made;
      if (!truth) return;
      if (get().market.holding) end();
      const mine = ++call;
      patch({ holding: true, share: 0, rows });
      const analyst = (thread ??= startSeriesAnalyst());
      let ended = 0;
      for (const offset of after) {
        const market = marketAfter(truth, offset);
        for (const { title, method, options } of contenders) {
          const before = get().market.rows.find((row) => row.title === title)!;
          patchRow(title, { status: "looking" });
          try {
            const { regimes: found, n } = await analyst.detect({ channels: [market.values], method, options: options(truth.regimes.length) });
            if (mine !== call) return;
            const seen = confusion(truth.regimes, market.labels, namesOf(found, n));
            patchRow(title, { status: "done", confusion: before.confusion ?? seen, balanced: [...before.balanced, seen.balanced] });
          } catch (error) {
            if (mine !== call) return;
            patchRow(title, { status: "refused", reason: toRecord(error).message });
          }
          patch({ share: ++ended / (after.length * contenders.length) });
        }
      }
      end();
    }

    // What was held against the truth belongs to the series before.
    api.subscribe(({ made }, { made: before }) => {
      if (made.truth === before.truth) return;
      if (get().market.holding) end();
      patch({ rows: [], blindness: [] });
    });

    return {
      market: { step: null, rows: [], holding: false, share: 0, blindness: [] },
      setMarketStep: (step) => patch({ step }),
      holdAgainstTruth: () =>
        hold(
          [0],
          contenders.map(({ title }) => ({ title, status: "waiting", confusion: null, balanced: [], reason: null })),
        ),
      async holdOnMore() {
        const { rows } = get().market;
        const done = rows[0]?.balanced.length ?? 0;
        if (done > 0)
          await hold(
            Array.from({ length: moreMarkets }, (_, k) => done + k),
            rows,
          );
      },
      stopHolding: end,
      showBlindness() {
        const { made, regimes } = get();
        if (made.truth) patch({ blindness: volatilityBlindness(Float64Array.from(regimes.values), made.truth.regimes, made.truth.labels) });
      },
    };
  };
