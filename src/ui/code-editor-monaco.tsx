import * as monaco from "monaco-editor/editor";
import "monaco-editor/features/register.all";
import "monaco-editor/languages/definitions/typescript/register";
import { ScriptTarget, typescriptDefaults } from "monaco-editor/languages/features/typescript/register";
import EditorWorker from "monaco-editor/editor/editor.worker?worker";
import TypeScriptWorker from "monaco-editor/languages/features/typescript/ts.worker?worker";
import { useEffect, useLayoutEffect, useRef } from "react";
import { keptModel } from "./code-editor-models";
import type { CodeEditorProps, EditorCommand } from "./code-editor-props";

self.MonacoEnvironment = { getWorker: (_id, label) => (label === "typescript" ? new TypeScriptWorker() : new EditorWorker()) };

// Texts see each other's names only when none of them is a module, and then may not await at the top: 1375 and 1378 say
// so, wrongly here. That a name is declared twice (2451) the notebook itself says, with the numbers of the cells.
typescriptDefaults.setCompilerOptions({ target: ScriptTarget.ESNext, lib: ["es2023"], strict: true, allowNonTsExtensions: true });
typescriptDefaults.setDiagnosticsOptions({ diagnosticCodesToIgnore: [1375, 1378, 2451] });

const themeName = "workbench";

/** Monaco's colours from the page's own tokens. */
function followTheme(): void {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const bare = (name: string) => token(name).replace("#", "");
  const dark = style.colorScheme !== "light";
  monaco.editor.defineTheme(themeName, {
    base: dark ? "vs-dark" : "vs",
    inherit: true,
    rules: [
      { token: "", foreground: bare("text") },
      { token: "keyword", foreground: bare("series-1") },
      { token: "string", foreground: bare("series-3") },
      { token: "number", foreground: bare("series-2") },
      { token: "comment", foreground: bare("dim") },
      { token: "type", foreground: bare("text") },
    ],
    colors: {
      "editor.background": token("raised"),
      "editor.foreground": token("text"),
      "editorCursor.foreground": token("accent"),
      "editorWidget.background": token("panel"),
      "editorWidget.border": token("line"),
      "editorLineNumber.foreground": token("dim"),
      "editorError.foreground": token("bad"),
      "editorWarning.foreground": token("warn"),
      focusBorder: token("accent"),
      ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((depth) => [`editorBracketHighlight.foreground${depth}`, token("text")])),
    },
  });
  monaco.editor.setTheme(themeName);
}

/** Runs `followTheme` now and whenever the page's theme changes; returns the call that ends it. */
function keepTheme(): () => void {
  followTheme();
  const observer = new MutationObserver(followTheme);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

/** Escape belongs to these first. */
const nothingOpen = "!suggestWidgetVisible && !parameterHintsVisible && !findWidgetVisible && !renameInputVisible && !editorHasMultipleSelections";

const { KeyMod, KeyCode } = monaco;
const keys: readonly { command: EditorCommand; title: string; key: number; precondition?: string }[] = [
  { command: "run-and-go-on", title: "Run and go to the next cell", key: KeyMod.Shift | KeyCode.Enter },
  { command: "run", title: "Run", key: KeyMod.CtrlCmd | KeyCode.Enter },
  { command: "run-and-insert", title: "Run and insert a cell below", key: KeyMod.Alt | KeyCode.Enter },
  { command: "split", title: "Split at the cursor", key: KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.Minus },
  { command: "find", title: "Find in the notebook", key: KeyMod.CtrlCmd | KeyCode.KeyF },
  { command: "leave", title: "Leave the editor", key: KeyCode.Escape, precondition: nothingOpen },
];

/** Lays the whole text out anew, as one step that can be taken back; a text with faults stays as it is. */
async function layOut(editor: monaco.editor.IStandaloneCodeEditor): Promise<void> {
  const model = editor.getModel();
  if (!model) return;
  const before = model.getValue();
  const text = await import("./code-format").then(({ formatCode }) => formatCode(before)).catch(() => before);
  if (text === before || model.isDisposed() || model.getValue() !== before) return;
  editor.pushUndoStop();
  editor.executeEdits("format", [{ range: model.getFullModelRange(), text }]);
  editor.pushUndoStop();
}

/** The editor itself: as high as its text, focused when it appears. It goes with the component; the model stays until its text is gone. */
export function MonacoEditor({ value, label, path, libraries, onChange, onCursor, onCommand }: CodeEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(null);
  const calls = useRef({ onChange, onCursor, onCommand, libraries });
  useEffect(() => {
    calls.current = { onChange, onCursor, onCommand, libraries };
  });

  const first = useRef({ value, label });
  useEffect(() => {
    const element = place.current!;
    const known = Object.entries(calls.current.libraries());
    typescriptDefaults.setExtraLibs(known.map(([name, content]) => ({ filePath: `file:///${name}`, content })));
    const model = keptModel(path, () => monaco.editor.createModel(first.current.value, "typescript", monaco.Uri.parse(`file:///${path}`)));
    if (model.getValue() !== first.current.value) model.setValue(first.current.value);
    const made = monaco.editor.create(element, {
      model,
      theme: themeName,
      ariaLabel: first.current.label,
      tabIndex: -1,
      automaticLayout: true,
      fontFamily: "IBM Plex Mono, ui-monospace, monospace",
      fontSize: matchMedia("(width < 600px)").matches ? 16 : 13,
      lineHeight: 20,
      minimap: { enabled: false },
      lineNumbers: "off",
      glyphMargin: false,
      folding: false,
      lineDecorationsWidth: 0,
      renderLineHighlight: "none",
      occurrencesHighlight: "off",
      guides: { indentation: false },
      overviewRulerLanes: 0,
      scrollBeyondLastLine: false,
      scrollbar: { vertical: "hidden", alwaysConsumeMouseWheel: false, handleMouseWheel: false },
      padding: { top: 10, bottom: 10 },
      fixedOverflowWidgets: true,
      tabSize: 2,
      wordWrap: "on",
      contextmenu: false,
    });
    const grow = () => (element.style.height = `${made.getContentHeight()}px`);
    grow();
    made.onDidContentSizeChange(grow);
    made.onDidChangeModelContent(() => calls.current.onChange(model.getValue()));
    made.onDidChangeCursorPosition(({ position }) => calls.current.onCursor(model.getOffsetAt(position)));
    for (const { command, title, key, precondition } of keys)
      made.addAction({
        id: command,
        label: title,
        keybindings: [key],
        ...(precondition && { precondition }),
        run: () => calls.current.onCommand(command),
      });
    made.addAction({
      id: "lay-out",
      label: "Format",
      keybindings: [KeyMod.Shift | KeyMod.Alt | KeyCode.KeyF],
      run: () => layOut(made),
    });
    const endTheme = keepTheme();
    editor.current = made;
    made.focus();
    return () => {
      endTheme();
      editor.current = null;
      made.dispose();
    };
  }, [path]);

  useEffect(() => editor.current?.updateOptions({ ariaLabel: label }), [label]);

  // Before the next key: a text that comes later would take a letter back.
  useLayoutEffect(() => {
    const model = editor.current?.getModel();
    if (model && model.getValue() !== value) model.setValue(value);
  }, [value]);

  return <div ref={place} className="code-monaco" />;
}
