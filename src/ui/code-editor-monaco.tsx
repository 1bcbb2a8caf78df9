import * as monaco from "monaco-editor/editor";
import "monaco-editor/features/register.all";
import "monaco-editor/languages/definitions/typescript/register";
import { ScriptTarget, typescriptDefaults } from "monaco-editor/languages/features/typescript/register";
import EditorWorker from "monaco-editor/editor/editor.worker?worker";
import TypeScriptWorker from "monaco-editor/languages/features/typescript/ts.worker?worker";
import { useEffect, useImperativeHandle, useRef, type Ref } from "react";
import type { CodeEditorProps, EditorHandle } from "./code-editor-props";

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

interface MonacoEditorProps extends CodeEditorProps {
  ref: Ref<EditorHandle>;
  onLeave(): void;
}

/** The editor itself: as high as its text, focused when it appears. It and its model go with the component. */
export function MonacoEditor({ value, label, path, libraries, onChange, onRun, onLeave, ref }: MonacoEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(null);
  useImperativeHandle(ref, () => ({ focus: () => editor.current?.focus() }), []);
  const calls = useRef({ onChange, onRun, onLeave });
  useEffect(() => {
    calls.current = { onChange, onRun, onLeave };
  });

  const first = useRef(value);
  useEffect(() => {
    const element = place.current!;
    const model = monaco.editor.createModel(first.current, "typescript", monaco.Uri.parse(`file:///${path}`));
    const made = monaco.editor.create(element, {
      model,
      theme: themeName,
      ariaLabel: label,
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
    made.addAction({
      id: "run-cell",
      label: "Run",
      keybindings: [monaco.KeyMod.Shift | monaco.KeyCode.Enter],
      run: () => calls.current.onRun(),
    });
    made.addAction({
      id: "leave-editor",
      label: "Leave the editor",
      keybindings: [monaco.KeyCode.Escape],
      precondition: nothingOpen,
      run: () => calls.current.onLeave(),
    });
    const endTheme = keepTheme();
    editor.current = made;
    made.focus();
    return () => {
      endTheme();
      editor.current = null;
      made.dispose();
      model.dispose();
    };
  }, [path, label]);

  useEffect(() => {
    const model = editor.current?.getModel();
    if (model && model.getValue() !== value) model.setValue(value);
  }, [value]);

  useEffect(() => {
    typescriptDefaults.setExtraLibs(Object.entries(libraries).map(([name, content]) => ({ filePath: `file:///${name}`, content })));
  }, [libraries]);

  return <div ref={place} className="code-monaco" />;
}
