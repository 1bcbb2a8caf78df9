import { useEffect, useMemo, useRef, type KeyboardEvent } from "react";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { t } from "../ui/text";
import type { NotebookCell } from "../state/notebook-cells";
import { findInCells, rangesIn } from "./notebook-find";

/** Finds in the sources of all cells, also of those far from the screen. Enter goes on, Shift+Enter back, Escape closes. */
export function NotebookFindBar({ cells, find }: { cells: readonly NotebookCell[]; find: { text: string; at: number } }) {
  const field = useRef<HTMLInputElement>(null);
  const setFind = useWorkbench((state) => state.findInNotebook);
  const chooseCell = useWorkbench((state) => state.chooseCell);
  const { text } = find;
  const found = useMemo(() => findInCells(cells, text), [cells, text]);
  const at = found.length === 0 ? 0 : ((find.at % found.length) + found.length) % found.length;
  const here = found[at]?.cell;
  useEffect(() => field.current?.select(), []);
  useShown(here, text, at);

  const go = (by: number) => setFind({ text, at: at + by });
  const close = () => {
    setFind(null);
    if (here !== undefined) chooseCell(here);
    // The cell takes the focus once the field is gone.
    if (here !== undefined) requestAnimationFrame(() => document.getElementById(here)?.focus());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") go(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  };
  return (
    <div className="notebook-find" role="search" aria-label={t("Find in the notebook")}>
      <input
        ref={field}
        className="text-field"
        type="search"
        aria-label={t("Find in the notebook")}
        placeholder={t("Find in all cells")}
        value={text}
        onKeyDown={onKeyDown}
        onChange={(event) => setFind({ text: event.target.value, at: 0 })}
      />
      <span className="notebook-find-count" role="status">
        {text === "" ? "" : found.length === 0 ? t("not found") : t("{{at}} of {{all}}", { at: at + 1, all: found.length })}
      </span>
      <Button look="plain" disabled={found.length === 0} aria-label={t("Previous place")} onClick={() => go(-1)}>
        ↑
      </Button>
      <Button look="plain" disabled={found.length === 0} aria-label={t("Next place")} onClick={() => go(1)}>
        ↓
      </Button>
      <Button look="plain" aria-label={t("Close the search")} onClick={close}>
        ✕
      </Button>
    </div>
  );
}

/** Brings the cell of the place into view and marks what was found in it, without drawing it anew. */
function useShown(cell: string | undefined, text: string, at: number): void {
  useEffect(() => {
    const element = cell === undefined ? null : document.getElementById(cell);
    element?.scrollIntoView({ block: "center" });
    const ranges = element ? rangesIn(element, text) : [];
    CSS.highlights?.set("notebook-find", new Highlight(...ranges));
    return () => void CSS.highlights?.delete("notebook-find");
  }, [cell, text, at]);
}
