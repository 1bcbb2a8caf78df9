import type { Mark } from "../core/spec/mark";
import type { Intervention } from "../core/spec/run-spec";
import type { Changed, RunHistory } from "../engine/protocol";
import { t } from "../ui/text";
import { presentSpec } from "./exported-spec";
import type { RunFacts } from "./run-slice";
import type { Services } from "./services";
import type { SliceCreator } from "./store";

/** A step of a run with a name. */
export interface Bookmark {
  step: number;
  name: string;
}

/** What the page knows of the states a run went through. */
export interface TimeFacts extends Pick<RunHistory, "bytes" | "budget" | "spilled" | "withoutDisk"> {
  /** Steps whose states are at hand; any other is computed from one of them. */
  kept: readonly number[];
  bookmarks: readonly Bookmark[];
  /** On the way to a step, and how far it has come. */
  travelling: { to: number; at: number } | null;
  /** Replaying stops at this step; null when nothing is replayed. */
  replayTo: number | null;
  /** What became of the time after the step at which something was done; for screen readers, too. */
  told: string;
}

export interface HistorySlice {
  timeline: TimeFacts;
  /**
   * Paints a mark on a field of the run, also while it runs. What was computed after the shown step is dropped.
   * Rejects with the WorkbenchError that says why it is refused.
   */
  paint(field: string, mark: Mark): Promise<void>;
  /** Shows the exact state of a step from 0 to the newest. A newer call takes the place of one under way. */
  goToStep(step: number): Promise<void>;
  /** Shows the nearest state at hand at or before a step, which takes no computing: while a hand is on the scrubber. */
  glance(step: number): Promise<void>;
  stepBack(): Promise<void>;
  /** Ends a way to a step that takes long; the run then stands where it came to. */
  stopTravelling(): Promise<void>;
  /** Plays what was computed already, from a step to the newest, at the speed set. */
  replay(from: number): Promise<void>;
  addBookmark(name: string): void;
  removeBookmark(step: number): void;
  /** Asks the engine which states are at hand. With `adopt`, takes over its account of what was done to the run. */
  followHistory(adopt?: boolean): Promise<void>;
  /** Takes over what became of the run that something was done to. */
  takeChange(changed: Changed): void;
}

export const emptyTimeline: TimeFacts = {
  kept: [],
  bytes: 0,
  budget: 0,
  spilled: 0,
  withoutDisk: null,
  bookmarks: [],
  travelling: null,
  replayTo: null,
  told: "",
};

/** How often a long way back tells how far it is. */
const progressMs = 200;

export const createHistorySlice =
  ({ engine }: Pick<Services, "engine">): SliceCreator<HistorySlice> =>
  (set, get) => {
    const patch = (facts: Partial<TimeFacts>) => set(({ timeline }) => ({ timeline: { ...timeline, ...facts } }));
    const patchRun = (facts: Partial<RunFacts>) => set(({ run }) => ({ run: { ...run, ...facts } }));
    /** Counts ways to a step: an answer to an older one is not shown. */
    let journey = 0;

    async function travel(step: number, wait: () => Promise<unknown>): Promise<void> {
      const mine = ++journey;
      const within = () => Math.min(get().run.newest, Math.max(0, Math.round(step)));
      // Known at once: keys that follow quickly count from there.
      patch({ travelling: { to: within(), at: get().run.step } });
      await wait();
      const { id } = get().run;
      if (mine !== journey) return;
      if (id === null) return patch({ travelling: null });
      const to = within();
      const timer = setInterval(() => {
        void engine.progress(id).then(
          ({ step: at }) => mine === journey && get().timeline.travelling && patch({ travelling: { to, at } }),
          () => undefined,
        );
      }, progressMs);
      try {
        const frame = await engine.goTo(id, to);
        if (mine !== journey || get().run.id !== id) return;
        // Meanwhile it may have been set going from there.
        if (get().run.status === "failed") patchRun({ status: "paused", problem: null });
        get().showFrame(frame);
      } catch (error) {
        if (mine === journey) get().failRun(id, error);
      } finally {
        clearInterval(timer);
        if (mine === journey) patch({ travelling: null });
      }
      if (mine === journey) await get().followHistory();
    }

    /** Words for what is gone when something is done in the past. */
    function tellDropped(at: number): Partial<TimeFacts> {
      const { run, timeline } = get();
      const bookmarks = timeline.bookmarks.filter(({ step }) => step <= at);
      if (run.newest <= at) return {};
      const told = t("What had been computed after step {{step}} was dropped: another future begins there.", { step: at });
      return { bookmarks, told, replayTo: null, kept: timeline.kept.filter((step) => step <= at) };
    }

    return {
      timeline: emptyTimeline,
      async paint(field, mark) {
        const { id, status } = get().run;
        if (id === null) return;
        const { frame, ...changed } = await engine.edit(id, field, mark);
        if (get().run.id !== id) return;
        get().takeChange(changed);
        // While it runs the next frame shows it.
        if (status !== "running") get().showFrame(frame);
      },
      goToStep: (step) => travel(step, () => get().standStill()),
      glance: (step) => travel(get().timeline.kept.findLast((one) => one <= step) ?? 0, () => get().standStill()),
      async stepBack() {
        const { travelling } = get().timeline;
        if (!travelling && get().run.status === "running") await get().standStill();
        const from = travelling?.to ?? get().run.step;
        if (get().run.id !== null && from > 0) await get().goToStep(from - 1);
      },
      async stopTravelling() {
        const { id } = get().run;
        if (id !== null && get().timeline.travelling) await engine.pause(id);
      },
      async replay(from) {
        await get().goToStep(from);
        const { step, newest } = get().run;
        if (step >= newest) return;
        patch({ replayTo: newest });
        await get().play();
        patch({ replayTo: null });
      },
      addBookmark(name) {
        const { step } = get().run;
        const others = get().timeline.bookmarks.filter((one) => one.step !== step);
        patch({ bookmarks: [...others, { step, name }].sort((a, b) => a.step - b.step) });
      },
      removeBookmark: (step) => patch({ bookmarks: get().timeline.bookmarks.filter((one) => one.step !== step) }),
      async followHistory(adopt = false) {
        const { id } = get().run;
        if (id === null) return;
        const answer = await engine.history(id).catch(() => null);
        if (!answer || get().run.id !== id) return;
        const { kept, bytes, budget, spilled, withoutDisk, newest, spec, specHash } = answer;
        patch({ kept: kept.map(({ step }) => step), bytes, budget, spilled, withoutDisk });
        if (adopt) {
          const { run, spec: shown } = get();
          set({ spec: presentSpec(spec, run.step, shown), run: { ...run, newest, specHash, start: spec.parameters, steered: wasSteered(spec) } });
        } else if (get().run.status !== "running") patchRun({ newest });
      },
      takeChange({ spec: whole, specHash, step }) {
        const { run, spec: shown } = get();
        // Set to what it was already, nothing is done and nothing dropped.
        if (specHash === run.specHash) return;
        patch(tellDropped(step));
        const spec = presentSpec(whole, step, shown);
        set({ spec, run: { ...run, specHash, newest: step, start: whole.parameters, steered: wasSteered(whole) } });
      },
    };
  };

const wasSteered = ({ interventions = [] }: { interventions?: Intervention[] }): boolean => interventions.length > 0;
