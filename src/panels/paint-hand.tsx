import type { Services } from "../state/services";
import type { Workbench } from "../state/store";
import { t } from "../ui/text";
import type { FieldTool, FieldToolEvent } from "../views/field-tool";
import { createInkInHand, noiseMark, stampMark, strokeMark } from "./paint-marks";
import { PaintGhost } from "./paint-ghost";
import { beginStroke, type Spot, type Stroke } from "./paint-stroke";
import { paintTitles } from "./paint-titles";

/** What is to be seen of a tool before it paints. */
export interface Ghost {
  /** Where it is held; null when it is nowhere over the field. */
  at: Spot | null;
  /** What it has drawn and not yet painted; of a line, its two ends. */
  trail: readonly Spot[];
}

/** A tool of paint in the hand: it turns what a pointer does into marks. */
export interface PaintHand {
  onPointer(event: FieldToolEvent): boolean;
  ghost(): Ghost;
  inkInHand: ReturnType<typeof createInkInHand>;
  subscribe(changed: () => void): () => void;
}

/** Names strokes. */
let strokes = 0;

const nowhere: Ghost = { at: null, trail: [] };

function createPaintHand(store: Workbench["store"], { newSeed }: Pick<Services, "newSeed">): PaintHand {
  const listeners = new Set<() => void>();
  const inkInHand = createInkInHand();
  let ghost = nowhere;
  let stroke: Stroke | null = null;
  /** Where the pointer came down. */
  let began: Spot | null = null;
  /** Where a line begins that is drawn by keys: Enter at one end, Enter at the other. */
  let keyed: Spot | null = null;

  function show(next: Ghost): void {
    ghost = next;
    listeners.forEach((changed) => changed());
  }

  function begin(at: Spot): void {
    const facts = store.getState();
    const { brush, paintMark } = facts;
    const { deed } = paintTitles[brush.tool];
    const name = String(++strokes);
    stroke = beginStroke(at, {
      spacing: Math.max(0.5, brush.radius / 8),
      // Pieces that add would add twice where they meet; a mask opens another run, once.
      live: () => store.getState().run.status === "running" && brush.onto === "field" && (brush.blend === "set" || brush.tool === "erase"),
      paint: (spots) =>
        paintMark(strokeMark(facts, spots), { title: deed, stroke: name }).finally(() => show({ ...ghost, trail: stroke?.trail() ?? [] })),
      now: () => performance.now(),
    });
  }

  function end(ended: Stroke): void {
    void ended.end().finally(() => {
      if (stroke === ended) stroke = null;
      if (!stroke) show({ ...ghost, trail: [] });
    });
  }

  /** Paints what a tool leaves that works by one place or two. */
  function place(at: Spot, from: Spot): void {
    const facts = store.getState();
    const { tool } = facts.brush;
    const inked = inkInHand(facts);
    const mark =
      tool === "line" ? strokeMark(facts, [from, at]) : tool === "noise" ? noiseMark(facts, at, newSeed()) : inked && stampMark(facts, inked.ink, at);
    if (mark) void facts.paintMark(mark, { title: paintTitles[tool].deed });
  }

  const acts: Record<FieldToolEvent["phase"], (event: FieldToolEvent) => void> = {
    hover: ({ at }) => show({ at, trail: stroke?.trail() ?? [] }),
    leave: () => show({ at: null, trail: stroke?.trail() ?? [] }),
    down({ at }) {
      began = at;
      const { tool } = store.getState().brush;
      if (tool === "brush" || tool === "erase") begin(at);
      show({ at, trail: tool === "line" ? [at, at] : (stroke?.trail() ?? []) });
    },
    move({ at, shiftKey }) {
      stroke?.lead(at);
      const line = store.getState().brush.tool === "line" && began;
      show({ at, trail: line ? [line, shiftKey ? inEighths(line, at) : at] : (stroke?.trail() ?? []) });
    },
    up({ at, shiftKey, pointerType }) {
      const byKeys = pointerType === "keyboard" && store.getState().brush.tool === "line";
      if (stroke) end(stroke);
      else if (byKeys && !keyed) {
        keyed = at;
        store.setState({ deedNews: t("A line begins here; Enter ends it") });
      } else if (began) {
        place(shiftKey && !byKeys ? inEighths(began, at) : at, (byKeys && keyed) || began);
        keyed = null;
      }
      began = null;
      // A finger that is lifted is nowhere; a mouse still is.
      show({ at: pointerType === "mouse" || pointerType === "pen" ? at : null, trail: keyed ? [keyed] : (stroke?.trail() ?? []) });
    },
    cancel() {
      stroke?.drop();
      void stroke?.end();
      [stroke, began, keyed] = [null, null, null];
      show(nowhere);
    },
  };

  return {
    onPointer(event) {
      acts[event.phase](event);
      return true;
    },
    ghost: () => ghost,
    inkInHand,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

/** The end of a line turned to the nearest of eight directions. */
function inEighths([x, y]: Spot, to: Spot): Spot {
  const angle = (Math.round((4 * Math.atan2(to[1] - y, to[0] - x)) / Math.PI) * Math.PI) / 4;
  const length = Math.hypot(to[0] - x, to[1] - y);
  return [x + length * Math.cos(angle), y + length * Math.sin(angle)];
}

/** A hand as a tool of the field: its outline, in true size, stands for the cursor. */
export function fieldToolFor(store: Workbench["store"], services: Pick<Services, "newSeed">): FieldTool {
  const hand = createPaintHand(store, services);
  return { cursor: "none", onPointer: (event) => hand.onPointer(event), overlay: (view) => <PaintGhost hand={hand} view={view} /> };
}
