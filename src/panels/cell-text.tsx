import { useEffect, useRef, type KeyboardEvent } from "react";
import { useWorkbench } from "../state/use-workbench";
import type { EditorCommand } from "../ui/code-editor-props";
import { t } from "../ui/text";
import { MarkdownText } from "../views/markdown-text";
import { useEditorCommand } from "./cell-code";
import type { NotebookCell } from "../state/notebook-cells";

/** Prose: typeset until it is opened by a double click, a second touch or Enter. */
export function TextCellBody({ cell: { id, source }, editing }: { cell: NotebookCell; editing: boolean }) {
  const chooseCell = useWorkbench((state) => state.chooseCell);
  if (editing) return <TextEditor id={id} source={source} />;
  return (
    <div className="cell-prose" onDoubleClick={() => chooseCell(id, true)}>
      {source.trim() === "" ? (
        <p className="dim">{t("Empty text. Enter or a double click writes in it.")}</p>
      ) : (
        <MarkdownText text={source} idPrefix={id} />
      )}
    </div>
  );
}

/** Markdown as it is written, as high as its text. */
function TextEditor({ id, source }: { id: string; source: string }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const editCell = useWorkbench((state) => state.editCell);
  const setCursor = useWorkbench((state) => state.setCursor);
  const command = useEditorCommand(id);
  useEffect(() => area.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    const asked = commandOf(event);
    if (!asked) return;
    event.preventDefault();
    command(asked);
  };
  return (
    <textarea
      ref={area}
      className="cell-textarea"
      aria-label={t("Text of the cell, in Markdown")}
      rows={Math.max(3, source.split("\n").length)}
      value={source}
      spellCheck
      onKeyDown={onKeyDown}
      onSelect={(event) => setCursor(event.currentTarget.selectionStart)}
      onChange={(event) => editCell(id, event.target.value)}
    />
  );
}

function commandOf({ key, code, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): EditorCommand | null {
  const mod = ctrlKey || metaKey;
  if (key === "Enter") return shiftKey ? "run-and-go-on" : mod ? "run" : altKey ? "run-and-insert" : null;
  if (key === "Escape") return "leave";
  if (mod && shiftKey && code === "Minus") return "split";
  return mod && key.toLowerCase() === "f" ? "find" : null;
}
