import { yamlValue } from "./small-yaml";

/** What a control holds: a number, a choice or a text, a tick; a file as a data address with its name in it; null where nothing is chosen. */
export type ControlValue = number | string | boolean | null;

/** What stands between a cell's first line and its code. */
export interface CellOptions {
  /** As it stands in the text: lines `:key: value`, or a YAML block between `---`; for prose the JSON behind `+++`. Empty without any. */
  text: string;
  /** Present values of the cell's controls, by name; those that are not named are at their defaults. */
  controls: Readonly<Record<string, ControlValue>>;
}

export const noOptions: CellOptions = { text: "", controls: {} };

const controlsKey = "controls";

/** Reads the lines of options as MyST and Jupytext write them. What is no control is kept as it stands. */
export function readOptions(text: string): CellOptions {
  const entry = entriesOf(text).find(({ key }) => key === controlsKey);
  return { text, controls: entry ? controlsIn(entry.lines) : {} };
}

/** The options with other values of controls; all else stays as it stands. */
export function withControls({ text }: CellOptions, controls: Readonly<Record<string, ControlValue>>): CellOptions {
  const block = isBlock(text);
  const kept = entriesOf(text).filter(({ key }) => key !== controlsKey);
  const line = `${block ? "" : ":"}${controlsKey}: ${JSON.stringify(controls)}`;
  const lines = [...kept.flatMap((entry) => entry.raw), ...(Object.keys(controls).length > 0 ? [line] : [])];
  return { text: lines.length === 0 ? "" : (block ? ["---", ...lines, "---"] : lines).join("\n"), controls };
}

/** Options as Jupyter's metadata of a cell: what is not understood stays a text. */
export function optionsAsMetadata({ text }: CellOptions): Record<string, unknown> {
  return Object.fromEntries(entriesOf(text).map(({ key, lines }) => [key, key === controlsKey ? controlsIn(lines) : yamlValue(lines)]));
}

/** Jupyter's metadata of a cell as options. */
export function optionsFromMetadata(metadata: Readonly<Record<string, unknown>>): CellOptions {
  return readOptions(
    Object.entries(metadata)
      .map(([key, value]) => `:${key}: ${typeof value === "string" && plainText.test(value) ? value : JSON.stringify(value)}`)
      .join("\n"),
  );
}

/** One option: its lines without the mark in front, and as they stand. */
interface Entry {
  key: string;
  /** The value's first line, then those below it. */
  lines: string[];
  raw: string[];
}

const isBlock = (text: string): boolean => text.startsWith("---");
const plainText = /^[A-Za-z][\w ./-]*$/;

function entriesOf(text: string): Entry[] {
  const block = isBlock(text);
  const start = block ? /^([^\s#:][^:]*):\s*(.*)$/ : /^:([\w.-]+):\s*(.*)$/;
  const entries: Entry[] = [];
  for (const line of text.split("\n")) {
    if (block && /^---\s*$/.test(line)) continue;
    const found = start.exec(line);
    if (found) entries.push({ key: found[1]!, lines: [found[2]!], raw: [line] });
    else if (line.trim() !== "") {
      entries.at(-1)?.lines.push(line);
      entries.at(-1)?.raw.push(line);
    }
  }
  return entries;
}

function controlsIn(lines: readonly string[]): Record<string, ControlValue> {
  const value = yamlValue(lines);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, ControlValue] => entry[1] === null || ["number", "string", "boolean"].includes(typeof entry[1]),
    ),
  );
}
