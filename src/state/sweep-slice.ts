import { toRecord, type ErrorRecord } from "../core/errors";
import { models } from "../core/models/index";
import type { RunSpec } from "../core/spec/run-spec";
import { carryOut } from "../core/sweep/carry-out";
import type { PointsApi, Tile } from "../core/sweep/point";
import { readRows, rowOf, type SweepRow } from "../core/sweep/rows";
import { specAt, sweptRuns } from "../core/sweep/runs";
import { completeSweep, runsOf, type SweepSpec } from "../core/sweep/sweep-spec";
import { createPool, type Pool } from "../engine/pool";
import { draftFrom, draftOf, inputOf, type SweepDraft } from "./sweep-draft";
import { sweepKeeper, type SweepPayload } from "./sweep-keep";
import type { Services } from "./services";
import type { SliceCreator } from "./store";

export interface SweepFacts {
  /** The record that it is kept in; null before the first one, and where the library cannot be written. */
  id: string | null;
  sweep: SweepSpec | null;
  status: "idle" | "running" | "pausing" | "paused" | "stopped" | "done" | "failed";
  /** Rows that have ended, in the order in which they did. */
  rows: readonly SweepRow[];
  /** Runs of the whole. */
  of: number;
  /** Mean seconds that one run took on one thread; null before the first. */
  secondsPerRun: number | null;
  /** Runs at once. */
  threads: number;
  /** What ended it. */
  problem: ErrorRecord | null;
  /** Why its rows are not kept: they are in memory alone then. */
  notKept: ErrorRecord | null;
}

export interface SweepSlice {
  sweep: SweepFacts;
  /** What is set up; null until the first look at it. */
  sweepDraft: SweepDraft | null;
  /** Sets up a sweep of the model on screen, unless one is set up already. */
  prepareSweep(): void;
  changeSweepDraft(change: Partial<SweepDraft>): void;
  /** Begins what is set up over the spec on screen. Resolves when it has ended or stands still. */
  startSweep(): Promise<void>;
  pauseSweep(): void;
  /** Goes on with what is left of it. */
  continueSweep(): Promise<void>;
  /** Ends it at once; the rows that are there stay. */
  stopSweep(): void;
  /**
   * Takes a sweep from a file or a link: what it asks for, ready to be started with Go on. Resolves to the spec that it varies; rejects with the
   * WorkbenchError that says what is wrong with it.
   */
  takeSweep(document: unknown): Promise<RunSpec>;
  /** Shows a sweep that was carried out elsewhere, and keeps it. Rejects with the WorkbenchError that says what is wrong with it. */
  showSweptRows(document: unknown, rows: unknown): Promise<void>;
  /** Shows a sweep of the library. */
  openSweep(id: string): Promise<void>;
  /** After a reload: goes on with the sweep that was under way, if no other tab has it. */
  resumeSweep(): Promise<void>;
  /** Opens one of its runs in the Lab, where it runs towards its last step. */
  openSweptRun(index: number): Promise<void>;
  /** The small picture of a run that has ended. Pictures are no facts: they stand beside the store. */
  sweepTile(index: number): Tile | null;
}

/** Longest side of the pictures in the cells of a diagram, in cells. */
const tileSide = 48;

const none: SweepFacts = {
  id: null,
  sweep: null,
  status: "idle",
  rows: [],
  of: 0,
  secondsPerRun: null,
  threads: 0,
  problem: null,
  notKept: null,
};

export const createSweepSlice =
  ({ library, engine, startPoints, cores }: Pick<Services, "library" | "engine" | "startPoints" | "cores">): SliceCreator<SweepSlice> =>
  (set, get) => {
    const keeper = sweepKeeper(library);
    const tiles = new Map<number, Tile>();
    let pool: Pool<PointsApi> | null = null;
    /** Of the sweep that is shown: what ends later belongs to another one and is dropped. */
    let turn = 0;
    let tookSeconds = 0;
    const patch = (facts: Partial<SweepFacts>) => set(({ sweep }) => ({ sweep: { ...sweep, ...facts } }));
    const payloadOf = (status: SweepPayload["status"]): SweepPayload => {
      const { sweep, rows, of } = get().sweep;
      return { sweep: sweep!, status, done: rows.length, of };
    };
    /** Writes to the library; where that fails the sweep goes on in memory, and says so. */
    const keep = async (write: (id: string) => Promise<void>) => {
      const { id } = get().sweep;
      if (id === null) return;
      await write(id).then(
        () => patch({ notKept: null }),
        (error: unknown) => patch({ notKept: toRecord(error) }),
      );
    };
    const endThreads = () => {
      pool?.dispose();
      pool = null;
    };

    async function goOn(): Promise<void> {
      const mine = turn;
      const { sweep } = get().sweep;
      if (!sweep) return;
      const ended = new Set(get().sweep.rows.map(({ index }) => index));
      const left = sweptRuns(sweep).filter(({ index }) => !ended.has(index));
      const threads = Math.max(1, Math.min(cores, left.length));
      patch({ status: "running", problem: null, threads });
      await keep((id) => keeper.note(id, payloadOf("running")));
      const mineStill = () => mine === turn;
      if (!mineStill()) return;
      const threadsOf = (pool = createPool({ size: threads, start: startPoints }));
      try {
        await carryOut({
          runs: left,
          atOnce: threads,
          work: (run) => threadsOf.run((thread) => thread.samplePoint({ spec: run.spec, measure: sweep.measure, keep: { thumbnail: tileSide } })),
          async ended(run, result) {
            if (!mineStill()) return;
            const row = rowOf(run, result);
            if (result.tile) tiles.set(run.index, result.tile);
            tookSeconds += result.seconds;
            const rows = [...get().sweep.rows, row];
            patch({ rows, secondsPerRun: tookSeconds / Math.max(1, rows.length - ended.size) });
            await keep((id) => keeper.append(id, payloadOf(get().sweep.status === "pausing" ? "paused" : "running"), { row, tile: result.tile }));
          },
          mayBegin: async () => mineStill() && get().sweep.status === "running",
        });
        if (!mineStill()) return;
        const all = get().sweep.rows.length === get().sweep.of;
        patch({ status: all ? "done" : "paused" });
        await keep((id) => keeper.note(id, payloadOf(all ? "done" : "paused")));
      } catch (error) {
        if (mineStill()) patch({ status: "failed", problem: toRecord(error) });
      } finally {
        threadsOf.dispose();
        if (pool === threadsOf) pool = null;
      }
    }

    function show(facts: Partial<SweepFacts>): void {
      turn++;
      endThreads();
      const { id } = get().sweep;
      if (id !== null && id !== facts.id) library.release(id);
      tiles.clear();
      tookSeconds = 0;
      set({ sweep: { ...none, ...facts } });
    }

    async function begin(sweep: SweepSpec): Promise<void> {
      show({ sweep, status: "paused", of: runsOf(sweep) });
      const mine = turn;
      try {
        const { version } = await engine.describe();
        const id = await keeper.begin(sweep, titleOf(sweep), version);
        await library.claim(id);
        if (mine === turn) patch({ id });
      } catch (error) {
        if (mine === turn) patch({ notKept: toRecord(error) });
      }
    }

    return {
      sweep: none,
      sweepDraft: null,
      prepareSweep() {
        const { spec, sweepDraft } = get();
        if (spec && sweepDraft?.model !== spec.model) set({ sweepDraft: draftOf(spec) });
      },
      changeSweepDraft: (change) => set(({ sweepDraft }) => ({ sweepDraft: sweepDraft && { ...sweepDraft, ...change } })),
      async startSweep() {
        const { spec, sweepDraft } = get();
        if (!spec || !sweepDraft) return;
        try {
          const sweep = completeSweep(inputOf(sweepDraft, spec));
          await begin(sweep);
        } catch (error) {
          return patch({ problem: toRecord(error) });
        }
        await goOn();
      },
      pauseSweep() {
        if (get().sweep.status !== "running") return;
        patch({ status: "pausing" });
        // Told at once: who closes the page before the run under way has ended finds the sweep paused all the same.
        void keep((id) => keeper.note(id, payloadOf("paused")));
      },
      async continueSweep() {
        const { status } = get().sweep;
        if (status === "pausing") return patch({ status: "running" });
        if (status === "paused" || status === "stopped" || status === "failed") await goOn();
      },
      stopSweep() {
        if (!get().sweep.sweep) return;
        turn++;
        endThreads();
        patch({ status: "stopped" });
        void keep((id) => keeper.note(id, payloadOf("stopped")));
      },
      async takeSweep(document) {
        const sweep = completeSweep(document);
        await begin(sweep);
        set({ sweepDraft: draftFrom(sweep) });
        return sweep.base;
      },
      async showSweptRows(document, given) {
        const sweep = completeSweep(document);
        const rows = readRows(sweep, given);
        // Whoever opens it twice has it once: a sweep comes to the same rows wherever it is carried out.
        const kept = await keeper.whole(sweep).catch(() => null);
        if (kept !== null) return get().openSweep(kept);
        const begun = begin(sweep);
        const mine = turn;
        await begun;
        if (mine !== turn) return;
        const status = rows.length === runsOf(sweep) ? "done" : "paused";
        patch({ rows, status });
        await keep((id) => keeper.fill(id, payloadOf(status), rows));
        if (get().spec?.model === sweep.base.model) set({ sweepDraft: draftFrom(sweep) });
      },
      async openSweep(id) {
        if (get().sweep.id === id) return;
        try {
          const kept = await keeper.read(id);
          if (!kept) return;
          const { sweep, status } = kept.record.payload;
          const free = await library.claim(id);
          show({
            id: free ? id : null,
            sweep,
            of: runsOf(sweep),
            rows: kept.rows.map(({ row }) => row),
            status: kept.rows.length === runsOf(sweep) ? "done" : status === "stopped" ? "stopped" : "paused",
          });
          for (const { row, tile } of kept.rows) if (tile) tiles.set(row.index, tile);
          // The tiles are there by now: who drew without them draws again.
          patch({ rows: [...get().sweep.rows] });
          if (get().spec?.model === sweep.base.model) set({ sweepDraft: draftFrom(sweep) });
        } catch (error) {
          patch({ problem: toRecord(error) });
        }
      },
      async resumeSweep() {
        if (get().sweep.sweep) return;
        const kept = await keeper.unfinished().catch(() => null);
        if (!kept || get().sweep.sweep) return;
        if (!(await library.claim(kept.id))) return;
        library.release(kept.id);
        await get().openSweep(kept.id);
        const { id, status } = get().sweep;
        if (id === kept.id && kept.payload.status === "running" && status === "paused") await goOn();
      },
      async openSweptRun(index) {
        const { sweep } = get().sweep;
        const run = sweep && sweptRuns(sweep)[index];
        if (!run) return;
        get().goTo("lab");
        await get().open(specAt(sweep, run.values, run.repeat), { run: true });
      },
      sweepTile: (index) => tiles.get(index) ?? null,
    };
  };

/** "Gray–Scott: F × k". */
function titleOf({ base, parameters }: SweepSpec): string {
  const model = models.has(base.model) ? models.get(base.model).title : base.model;
  return `${model}: ${parameters.map(({ name }) => name.replace(/^parameters\./, "")).join(" × ")}`;
}
