import { lazy, Suspense } from "react";
import type { PaintTool } from "../state/brush";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Popover } from "../ui/popover";
import { t } from "../ui/text";
import { onPhone, useMedia } from "../ui/use-media";
import { maskTools, paintTitles } from "./paint-titles";
import "./paint.css";
import { ViewBar } from "./view-bar";

const PaintSettings = lazy(() => import("./paint-settings").then(({ PaintSettings }) => ({ default: PaintSettings })));

/** Undo, redo, and what to paint with: under the field, one line until painting begins. */
export function PaintTools() {
  const open = useWorkbench((state) => state.run.id !== null);
  const tool = useWorkbench((state) => state.brush.tool);
  const setBrush = useWorkbench((state) => state.setBrush);
  const take = (next: PaintTool) => setBrush({ tool: next, ...(next === "pan" && { onto: "field" }) });
  const paints = tool !== "pan";
  const phone = useMedia(onPhone);
  return (
    <div className="paint-tools" role="toolbar" aria-label={t("Undo and paint")}>
      <span className="paint-line">
        <UndoButtons />
        <Button
          look="plain"
          aria-pressed={paints}
          disabled={!open}
          title={paints ? t("Stop painting (V)") : t("Paint into the field (B)")}
          onClick={() => take(paints ? "pan" : "brush")}
        >
          {t("Paint")}
        </Button>
        {paints && <ToolChoice take={take} />}
        {phone && <ViewSettings />}
      </span>
      {paints && (
        <Suspense fallback={null}>
          <span className="paint-line">
            <PaintSettings />
          </span>
        </Suspense>
      )}
      <PaintNews />
    </div>
  );
}

/** What is shown of the run, and how: where it has no room above the field. */
function ViewSettings() {
  return (
    <Popover
      label={t("What is shown, and how")}
      trigger={
        <Button look="plain" className="paint-view" title={t("What is shown, and how")}>
          {t("View")}
        </Button>
      }
    >
      <div className="view-bar">
        <ViewBar own />
      </div>
    </Popover>
  );
}

const toolKeys: Record<PaintTool, string> = { pan: "V", brush: "B", line: "L", text: "T", stamp: "S", noise: "N", erase: "E" };
const tools: readonly PaintTool[] = ["brush", "line", "text", "stamp", "noise", "erase"];

function ToolChoice({ take }: { take(tool: PaintTool): void }) {
  const { tool, onto } = useWorkbench((state) => state.brush);
  return (
    <span className="paint-choice" role="group" aria-label={t("Tool")}>
      {(onto === "mask" ? maskTools : tools).map((one) => (
        <Button key={one} look="plain" aria-pressed={one === tool} title={`${t(paintTitles[one].tool)} (${toolKeys[one]})`} onClick={() => take(one)}>
          {t(paintTitles[one].tool)}
        </Button>
      ))}
    </span>
  );
}

function UndoButtons() {
  const undoable = useWorkbench((state) => state.undoable);
  const redoable = useWorkbench((state) => state.redoable);
  const undo = useWorkbench((state) => state.undo);
  const redo = useWorkbench((state) => state.redo);
  const undoLabel = undoable === null ? t("Nothing to undo") : t("Undo: {{what}}", { what: t(undoable) });
  const redoLabel = redoable === null ? t("Nothing to redo") : t("Redo: {{what}}", { what: t(redoable) });
  return (
    <>
      <Button look="plain" aria-label={undoLabel} title={undoLabel} disabled={undoable === null} onClick={() => void undo()}>
        {t("Undo")}
      </Button>
      <Button look="plain" aria-label={redoLabel} title={redoLabel} disabled={redoable === null} onClick={() => void redo()}>
        {t("Redo")}
      </Button>
    </>
  );
}

/** What went wrong, for all; what was done, for those who do not see it. */
function PaintNews() {
  const news = useWorkbench((state) => state.deedNews);
  const problem = useWorkbench((state) => state.undoProblem ?? state.paintProblem);
  return (
    <>
      <span className="visually-hidden" role="status">
        {news}
      </span>
      {problem && (
        <span className="paint-problem" role="alert">
          {problem.message}
        </span>
      )}
    </>
  );
}
