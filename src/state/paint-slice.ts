import { toRecord, WorkbenchError, type ErrorRecord } from "../core/errors";
import type { Mark } from "../core/spec/mark";
import { withInterventions } from "../core/spec/interventions";
import type { Intervention, RunSpecInput } from "../core/spec/run-spec";
import { t } from "../ui/text";
import { brushAtFirst, type Brush } from "./brush";
import { paintedField } from "./brush-values";
import { wholeSpec } from "./exported-spec";
import { changeMask, marksOfMask } from "./mask-marks";
import { rewind } from "./rewind";
import type { Services } from "./services";
import type { SliceCreator } from "./store";

export interface PaintDeed {
  title: string;
  /** Marks of one stroke are undone together. */
  stroke?: string;
}

export interface PaintSlice {
  brush: Brush;
  /** Why the last mark was not painted. */
  paintProblem: ErrorRecord | null;
  setBrush(change: Partial<Brush>): void;
  /**
   * Paints what the hand has taken up: into the painted field of the run as it goes, or into the domain, which opens the run anew. It can be
   * undone: the run then goes back to just before. Resolves when it is done, or refused in words.
   */
  paintMark(mark: Mark, deed: PaintDeed): Promise<void>;
  /** Every cell belongs to the domain again. */
  clearMask(): Promise<void>;
}

/** Marks that were painted, as one deed. */
interface Painted {
  stroke: string | undefined;
  marks: Mark[];
  /** Of the first of them, and what had been done to the run by then. */
  step: number;
  before: readonly Intervention[];
  takenBack: boolean;
}

export const createPaintSlice =
  ({ engine }: Pick<Services, "engine">): SliceCreator<PaintSlice> =>
  (set, get, api) => {
    api.subscribe(({ viewTool, brush, field, views }, before) => {
      // Two tools cannot have one pointer: the one taken up last has it.
      if (viewTool !== before.viewTool && viewTool !== "read" && brush.tool !== "pan") get().setBrush({ tool: "pan", onto: "field" });
      if (brush.over !== null && (field !== before.field || views !== before.views)) get().setBrush({ over: null });
    });

    let last: Painted | null = null;

    async function orSay(work: () => Promise<void>): Promise<void> {
      set({ paintProblem: null });
      await work().catch((error: unknown) => set({ paintProblem: toRecord(error) }));
    }

    /** The run as it was at a step with only these interventions; it goes on if it was going. One that has not come so far yet begins anew. */
    async function takeBack(step: number, account: readonly Intervention[]): Promise<void> {
      const whole = wholeSpec(get());
      const { run, preset } = get();
      const id = await get().standStill();
      if (id === null || !whole) return;
      const going = run.status === "running";
      if (run.newest < step) {
        await get().open({ ...withInterventions(whole, account), steps: 0 } as RunSpecInput, { preset, run: going });
        return;
      }
      // Told how far it is, and stopped, like any other way back.
      const target = Math.max(0, step - 1);
      await get().goToStep(target);
      if (get().run.step !== target) throw new WorkbenchError("run/cancelled", [], "the way back was stopped; undo once more to go all of it");
      await rewind(engine, id, step, account);
      await get().showState();
      if (going) void get().play();
    }

    /** Paints, and tells at which step, and what had been done to the run without it. */
    async function paintOne(field: string, mark: Mark): Promise<Pick<Painted, "step" | "before">> {
      const earlier = get().spec?.interventions ?? [];
      await get().paint(field, mark);
      const done = get().spec?.interventions ?? [];
      const step = done.at(-1)?.step ?? 0;
      return { step, before: [...done.slice(0, -1), ...earlier.filter((one) => one.step > step)] };
    }

    async function paintField(mark: Mark, { title, stroke }: PaintDeed): Promise<void> {
      const field = paintedField(get());
      const place = await paintOne(field, mark);
      if (stroke !== undefined && last?.stroke === stroke && !last.takenBack) {
        last.marks.push(mark);
        return;
      }
      const painted: Painted = { stroke, marks: [mark], takenBack: false, ...place };
      last = painted;
      get().record({
        title,
        async undo() {
          painted.takenBack = true;
          await takeBack(painted.step, painted.before);
        },
        async redo() {
          for (const [i, again] of painted.marks.entries()) {
            const now = await paintOne(field, again);
            if (i === 0) Object.assign(painted, now);
          }
        },
      });
    }

    return {
      brush: brushAtFirst,
      paintProblem: null,
      setBrush(change) {
        set(({ brush }) => ({ brush: { ...brush, ...change } }));
        if (get().brush.tool !== "pan" && get().viewTool !== "read") get().setViewTool("read");
      },
      paintMark: (mark, deed) =>
        orSay(async () => {
          if (get().brush.onto === "field") await paintField(mark, deed);
          else await changeMask(get(), (spec) => ({ painted: [...marksOfMask(spec), mark] }));
          set({ deedNews: t(deed.title) });
        }),
      clearMask: () => orSay(() => changeMask(get(), () => undefined)),
    };
  };
