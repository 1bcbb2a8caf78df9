import { useState, type CSSProperties } from "react";
import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { Button } from "../ui/button";
import { CodeEditor } from "../ui/code-editor";
import type { EditorCommand } from "../ui/code-editor-props";
import { t } from "../ui/text";
import { startsFolded } from "./cell-fold";
import { CellOutputs } from "./cell-outputs";
import type { NotebookCell } from "../state/notebook-cells";

interface CodeCellBodyProps {
  cell: NotebookCell;
  number: number;
  path: string;
  libraries(): Readonly<Record<string, string>>;
  editing: boolean;
  status: string;
}

/** Code with the button that runs it, and under it what it shows. */
export function CodeCellBody({ cell, number, path, libraries, editing, status }: CodeCellBodyProps) {
  const { id, source } = cell;
  const editCell = useWorkbench((state) => state.editCell);
  const chooseCell = useWorkbench((state) => state.chooseCell);
  const setCursor = useWorkbench((state) => state.setCursor);
  const command = useEditorCommand(id);
  const [unfolded, setUnfolded] = useState(false);
  const folds = startsFolded(cell);
  return (
    <>
      <RunButton cell={cell} number={number} />
      {folds && !editing && (
        <Button look="plain" className="cell-fold" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {unfolded ? t("Hide the code") : t("Show the code")}
        </Button>
      )}
      {(!folds || unfolded || editing) && (
        <CodeEditor
          value={source}
          label={t("Code of cell {{number}}", { number })}
          path={path}
          libraries={libraries}
          editing={editing}
          onOpen={() => chooseCell(id, true)}
          onChange={(text) => editCell(id, text)}
          onCursor={setCursor}
          onCommand={command}
        />
      )}
      <p className="cell-status">{status}</p>
      <CodeThatRan cell={cell} />
      <CellOutputs cell={cell} number={number} />
    </>
  );
}

/** The code that gave what is on show, where the code has changed since. */
function CodeThatRan({ cell: { status, outputs, source, ran } }: { cell: NotebookCell }) {
  if (status !== "stale" || outputs.length === 0 || ran === null || ran === source) return null;
  return (
    <details className="cell-ran">
      <summary>{t("The code that gave this")}</summary>
      <pre>{ran}</pre>
    </details>
  );
}

/** What the editor's keys do with its cell. */
export function useEditorCommand(id: string): (command: EditorCommand) => void {
  const store = useWorkbenchStore();
  return (command) => {
    const { chooseCell, runAndGoOn, runCell, insertCell, splitCell, findInNotebook, desk, notebook } = store.getState();
    const isCode = notebook?.cells.some((cell) => cell.id === id && cell.kind === "code");
    switch (command) {
      case "run-and-go-on":
        return runAndGoOn();
      case "run":
        chooseCell(id);
        return void (isCode && runCell(id));
      case "run-and-insert":
        if (isCode) void runCell(id);
        return insertCell("below", "code");
      case "split":
        return splitCell(id, desk.cursor);
      case "leave":
        return chooseCell(id);
      case "find":
        return findInNotebook(desk.find ?? { text: "", at: 0 });
    }
  };
}

/** The number of the cell; pressed, it runs, and while it runs, it stops. */
function RunButton({ cell: { id, status, progress }, number }: { cell: NotebookCell; number: number }) {
  const runCell = useWorkbench((state) => state.runCell);
  const stop = useWorkbench((state) => state.stopNotebook);
  const mayRun = useWorkbench(({ notebook }) => notebook !== null && notebook.trusted && !notebook.safeMode);
  const busy = status === "running";
  const held = status === "waiting" || !mayRun;
  return (
    <button
      type="button"
      className="cell-run"
      style={{ "--share": progress ?? 0 } as CSSProperties}
      aria-label={busy ? t("Stop cell {{number}}", { number }) : t("Run cell {{number}}", { number })}
      aria-disabled={held || undefined}
      title={mayRun ? undefined : t("Nothing runs before you say so")}
      onClick={() => (busy ? stop() : !held && void runCell(id))}
    >
      <span className="cell-run-number" aria-hidden="true">
        {number}
      </span>
      <svg className="cell-run-sign" viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
        {busy ? <rect x="3" y="3" width="10" height="10" /> : <path d="M4 2 14 8 4 14Z" />}
      </svg>
    </button>
  );
}
