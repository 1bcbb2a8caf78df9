import { lazy, Suspense } from "react";
import "./code-editor.css";
import type { CodeEditorProps } from "./code-editor-props";
import { StillCode } from "./code-still";

/** Monaco is a megabyte: it comes when the first editor is opened. */
const MonacoEditor = lazy(async () => ({ default: (await import("./code-editor-monaco")).MonacoEditor }));

/** TypeScript to read, and to write while `editing`. Escape leaves it, so Tab is never caught for good. */
export function CodeEditor(props: CodeEditorProps) {
  const { value, editing, onOpen } = props;
  if (!editing)
    return (
      // The cell around it is reached and opened by keys.
      <div className="code-editor" onClick={() => getSelection()?.isCollapsed !== false && onOpen()}>
        <StillCode code={value} />
      </div>
    );
  return (
    <div className="code-editor code-editor-open">
      <Suspense fallback={<StillCode code={value} />}>
        <MonacoEditor {...props} />
      </Suspense>
    </div>
  );
}
