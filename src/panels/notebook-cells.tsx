import { memo, useMemo } from "react";
import { cellApiTypes } from "../notebook/cell-api-types";
import type { Cell } from "../notebook/parse";
import type { CellFacts } from "../state/notebook-slice";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { CodeEditor } from "../ui/code-editor";
import { formatSetting } from "../ui/format";
import { MarkdownText } from "../views/markdown-text";
import { CellOutputView } from "./cell-output-view";
import "./notebook.css";

/** The cells of the open notebook, one under the other. */
export function NotebookCells({ notebook, cells }: { notebook: string; cells: readonly Cell[] }) {
  const pathOf = (cell: string) => `${notebook}/${cell}.ts`;
  const libraries = useMemo(() => {
    const code = cells.filter(({ kind }) => kind === "code").map(({ id, source }) => [`${notebook}/${id}.ts`, source]);
    return { "cell-api.d.ts": cellApiTypes, ...Object.fromEntries(code) } as Record<string, string>;
  }, [notebook, cells]);
  const numbers = new Map(cells.filter(({ kind }) => kind === "code").map(({ id }, i) => [id, i + 1]));
  return cells.map((cell) =>
    cell.kind === "markdown" ? (
      <section key={cell.id} id={cell.id}>
        <MarkdownText text={cell.source} idPrefix={cell.id} />
      </section>
    ) : (
      <CodeCell key={cell.id} cell={cell} number={numbers.get(cell.id)!} path={pathOf(cell.id)} libraries={libraries} />
    ),
  );
}

interface CodeCellProps {
  cell: Cell;
  number: number;
  path: string;
  libraries: Readonly<Record<string, string>>;
}

const CodeCell = memo(function CodeCell({ cell, number, path, libraries }: CodeCellProps) {
  const facts = useWorkbench((state) => state.notebook?.facts[cell.id]);
  const editCell = useWorkbench((state) => state.editCell);
  const runCell = useWorkbench((state) => state.runCell);
  const stop = useWorkbench((state) => state.stopNotebook);
  const running = facts?.status === "running";
  const run = () => void runCell(cell.id);
  return (
    <section id={cell.id} className={`cell cell-${facts?.status ?? "idle"}`} aria-label={`Cell ${number}`} aria-busy={running}>
      <CodeEditor
        value={cell.source}
        label={`Cell ${number}`}
        path={path}
        libraries={libraries}
        onChange={(source) => editCell(cell.id, source)}
        onRun={run}
      />
      <div className="cell-bar">
        <span className="cell-number-label">{number}</span>
        <span className="cell-status">{statusInWords(facts, cell.source)}</span>
        {running ? (
          <Button look="plain" onClick={stop} aria-label={`Stop cell ${number}`}>
            Stop
          </Button>
        ) : (
          <Button look="plain" onClick={run} aria-label={`Run cell ${number}`}>
            Run
          </Button>
        )}
      </div>
      {facts && facts.outputs.length > 0 && (
        <div className="cell-outputs" data-testid={`outputs-${number}`}>
          {facts.outputs.map((output, i) => (
            <CellOutputView key={i} output={output} />
          ))}
        </div>
      )}
    </section>
  );
});

function statusInWords(facts: CellFacts | undefined, source: string): string {
  if (!facts || facts.status === "idle") return "";
  const edited = facts.ranSource !== null && facts.ranSource !== source;
  const after = facts.milliseconds === null ? "" : ` after ${duration(facts.milliseconds)}`;
  switch (facts.status) {
    case "waiting":
      return "waits for its turn";
    case "running":
      return "running";
    case "stopped":
      return `stopped${after}`;
    case "failed":
      return edited ? "failed, edited since" : "failed";
    case "stale":
      return "from before the stop; runs again when it is needed";
    case "done":
      return edited ? "edited since it ran" : facts.milliseconds === null ? "" : duration(facts.milliseconds);
  }
}

const duration = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${formatSetting(milliseconds / 1000, 2)} s`;
