import { useMemo, useState } from "react";
import type { Place, ViewTool } from "../state/views-slice";
import { useWorkbench } from "../state/use-workbench";
import type { FieldTool, FieldToolEvent } from "../views/field-tool";
import { MarksLayer } from "../views/marks-layer";

type Line = readonly [from: Place, to: Place];

/** Shortest line that is meant, in cells: less is a slip of the hand. */
const shortest = 1;

/** The tool with which lines and probes are put on a map of `nx` by `ny` cells; null while one only reads. */
export function useViewTool(nx: number, ny: number): FieldTool | null {
  const tool = useWorkbench((state) => state.viewTool);
  const setViews = useWorkbench((state) => state.setViews);
  const setViewTool = useWorkbench((state) => state.setViewTool);
  const toggleProbe = useWorkbench((state) => state.toggleProbe);
  const [draft, setDraft] = useState<Line | null>(null);
  return useMemo(() => {
    const tools: Record<ViewTool, FieldTool | null> = {
      read: null,
      line: {
        cursor: "crosshair",
        onPointer(event) {
          drawLine(event, draft, setDraft, (line) => {
            setViews({ line });
            setViewTool("read");
          });
          return true;
        },
        overlay: (view, size) => draft && <MarksLayer marks={{ line: draft, probes: [] }} view={view} size={size} />,
      },
      probe: {
        cursor: "cell",
        onPointer({ phase, at }) {
          const [x, y] = [Math.floor(at[0]), Math.floor(at[1])];
          if (phase === "down" && x >= 0 && y >= 0 && x < nx && y < ny) toggleProbe([x, y]);
          return true;
        },
      },
    };
    return tools[tool];
  }, [tool, draft, setViews, setViewTool, toggleProbe, nx, ny]);
}

/** From where the pointer goes down to where it comes up; with the keyboard, Enter on one cell and then on another. */
function drawLine(
  { phase, at, pointerType }: FieldToolEvent,
  draft: Line | null,
  setDraft: (line: Line | null) => void,
  done: (line: Line) => void,
): void {
  const from = draft?.[0] ?? at;
  const long = Math.hypot(at[0] - from[0], at[1] - from[1]) >= shortest;
  if (pointerType === "keyboard") {
    if (phase !== "down") return;
    if (draft && long) done([from, at]);
    setDraft(draft ? null : [at, at]);
  } else if (phase === "down") setDraft([at, at]);
  else if (phase === "move" && draft) setDraft([from, at]);
  else if (phase === "up" || phase === "cancel") {
    if (phase === "up" && draft && long) done([from, at]);
    setDraft(null);
  }
}
