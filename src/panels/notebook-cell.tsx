import { memo, useEffect, useRef, type FocusEvent } from "react";
import { useWorkbench } from "../state/use-workbench";
import { t } from "../ui/text";
import { CellTools } from "./cell-tools";
import { CodeCellBody } from "./cell-code";
import { TextCellBody } from "./cell-text";
import type { NotebookCell } from "../state/notebook-cells";
import { cellStatus } from "./cell-status";
import "./notebook.css";

export interface NotebookCellProps {
  cell: NotebookCell;
  /** Id of the notebook, which its texts are filed under. */
  notebook: string;
  /** Its number among the cells of its kind. */
  number: number;
  /** Nothing is chosen, and this is the first: the Tab key comes here. */
  first: boolean;
  /** What the language service knows beside this cell. */
  libraries(): Readonly<Record<string, string>>;
}

/** A cell as a named region: chosen, it has the keys; open, its text is written. */
export const NotebookCellView = memo(function NotebookCellView({ cell, notebook, number, first, libraries }: NotebookCellProps) {
  const { id, kind } = cell;
  const frame = useRef<HTMLElement>(null);
  const chosen = useWorkbench((state) => state.desk.chosen === id);
  const editing = useWorkbench((state) => state.desk.chosen === id && state.desk.editing);
  const chooseCell = useWorkbench((state) => state.chooseCell);
  useFocusOf(frame, chosen, editing);

  const onFocus = () => !chosen && chooseCell(id);
  const onBlur = ({ relatedTarget }: FocusEvent) => {
    if (editing && relatedTarget instanceof Node && !frame.current!.contains(relatedTarget)) chooseCell(id);
  };
  const name = kind === "code" ? t("Cell {{number}}", { number }) : t("Text {{number}}", { number });
  const status = cellStatus(cell);
  const classes = ["cell", `cell-${kind}`, `cell-${cell.status}`, chosen && "cell-chosen", editing && "cell-editing"];
  return (
    <section
      ref={frame}
      id={id}
      className={classes.filter(Boolean).join(" ")}
      aria-label={name}
      aria-busy={cell.status === "running" || undefined}
      tabIndex={chosen || first ? 0 : -1}
      onFocus={onFocus}
      onBlur={onBlur}
    >
      {kind === "code" ? (
        <CodeCellBody cell={cell} number={number} path={`${notebook}/${id}.ts`} libraries={libraries} editing={editing} status={status} />
      ) : (
        <TextCellBody cell={cell} editing={editing} />
      )}
      {chosen && <CellTools cell={cell} />}
    </section>
  );
});

/** A cell that is chosen by key takes the focus; one that is left gives it back to its frame. */
function useFocusOf(frame: { current: HTMLElement | null }, chosen: boolean, editing: boolean): void {
  useEffect(() => {
    const element = frame.current;
    if (!element || !chosen || editing) return;
    const { activeElement } = document;
    const free = activeElement === null || activeElement === document.body || activeElement.closest(".notebook-scroll") !== null;
    const there = element.contains(activeElement) && !activeElement?.closest(".code-editor, .cell-textarea");
    if (!free || there) return;
    element.focus({ preventScroll: true });
    // Not under a hand that is pressing: what it is about to let go of would have moved.
    element.scrollIntoView({ block: "nearest" });
  }, [frame, chosen, editing]);
}
