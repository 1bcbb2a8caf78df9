/** What keys ask for while code is written. */
export type EditorCommand = "run-and-go-on" | "run" | "run-and-insert" | "split" | "leave" | "find";

export interface CodeEditorProps {
  value: string;
  /** What it is, for screen readers: "Cell 2". */
  label: string;
  /** Where the text lives for the language service, unique on the page: `turing-patterns/cell-3.ts`. */
  path: string;
  /** What the language service knows beside the text, by path, asked for when an editor opens. The editor's own path may be among them. */
  libraries(): Readonly<Record<string, string>>;
  /** The text is open for writing; at rest it is coloured text. */
  editing: boolean;
  /** A press on the text at rest. */
  onOpen(): void;
  onChange(value: string): void;
  /** Characters before the cursor, whenever it moves. */
  onCursor(offset: number): void;
  onCommand(command: EditorCommand): void;
}
