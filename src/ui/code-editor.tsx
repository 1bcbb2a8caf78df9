import { lazy, memo, Suspense, useRef, useState, type KeyboardEvent } from "react";
import "./code-editor.css";
import type { CodeEditorProps, EditorHandle } from "./code-editor-props";
import { highlight } from "./highlight";

/** Monaco is a megabyte: it comes when the first editor is opened. */
const MonacoEditor = lazy(async () => ({ default: (await import("./code-editor-monaco")).MonacoEditor }));

/**
 * TypeScript to read, and to edit once it is opened by a click or Enter. Shift+Enter runs it, Escape leaves it, so Tab
 * is never caught.
 */
export function CodeEditor(props: CodeEditorProps) {
  const { value, label, onRun } = props;
  const [opened, setOpened] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorHandle>(null);

  const open = () => {
    setOpened(true);
    editor.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== frame.current || event.key !== "Enter") return;
    event.preventDefault();
    if (event.shiftKey) onRun();
    else open();
  };

  return (
    <div
      ref={frame}
      className="code-editor"
      role="group"
      aria-label={`${label}, code. Enter edits it, Shift and Enter run it.`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={opened ? undefined : open}
    >
      {opened ? (
        <Suspense fallback={<StillCode code={value} />}>
          <MonacoEditor {...props} ref={editor} onLeave={() => frame.current?.focus()} />
        </Suspense>
      ) : (
        <StillCode code={value} />
      )}
    </div>
  );
}

const StillCode = memo(function StillCode({ code }: { code: string }) {
  return (
    <pre className="code-still">
      <code>
        {highlight(code).map(({ kind, text }, i) =>
          kind === "plain" ? (
            text
          ) : (
            <span key={i} className={`code-${kind}`}>
              {text}
            </span>
          ),
        )}
      </code>
    </pre>
  );
});
