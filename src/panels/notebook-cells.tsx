import { useCallback, useEffect, useRef } from "react";
import { cellApiTypes } from "../notebook/cell-api-types";
import { useWorkbench } from "../state/use-workbench";
import { endModels } from "../ui/code-editor-models";
import type { NotebookCell } from "../state/notebook-cells";
import { cellNumbers } from "./notebook-facts";
import { NotebookCellView } from "./notebook-cell";
import "./notebook.css";

/** The cells of the open notebook, one under the other. Those far from the screen are not laid out by the browser. */
export function NotebookCells({ notebook, cells }: { notebook: string; cells: readonly NotebookCell[] }) {
  const latest = useRef(cells);
  useEffect(() => {
    latest.current = cells;
    const paths = new Set(cells.map(({ id }) => `${notebook}/${id}.ts`));
    endModels((path) => paths.has(path));
  }, [notebook, cells]);
  useEffect(() => () => endModels(() => false), []);
  // All cells see each other's names, as they do when they run.
  const libraries = useCallback(() => {
    const code = latest.current.filter(({ kind }) => kind === "code").map(({ id, source }) => [`${notebook}/${id}.ts`, source]);
    return { "cell-api.d.ts": cellApiTypes, ...Object.fromEntries(code) } as Record<string, string>;
  }, [notebook]);
  const nothingChosen = useWorkbench(({ desk }) => !cells.some(({ id }) => id === desk.chosen));
  const numbers = cellNumbers(cells);
  return cells.map((cell, i) => (
    <NotebookCellView
      key={cell.id}
      cell={cell}
      notebook={notebook}
      number={numbers.get(cell.id)!}
      first={nothingChosen && i === 0}
      libraries={libraries}
    />
  ));
}
