export interface CodeEditorProps {
  value: string;
  /** What it is, for screen readers: "Cell 2". */
  label: string;
  /** Where the text lives for the language service, unique on the page: `turing-patterns/cell-3.ts`. */
  path: string;
  /** What the language service knows beside the text, by path. The editor's own path may be among them. */
  libraries: Readonly<Record<string, string>>;
  onChange(value: string): void;
  /** Shift and Enter. */
  onRun(): void;
}

/** What the frame around an editor may ask of it. */
export interface EditorHandle {
  /** Puts the cursor into the text. */
  focus(): void;
}
