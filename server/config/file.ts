import { readFile } from "node:fs/promises";
import { isMap, isScalar, LineCounter, parseDocument, visit } from "yaml";
import { nearest, WorkbenchError } from "../../src/core/errors";
import type { Layer } from "./layers";
import { keyOfVariable, settingKeys, settings, type SettingKey } from "./settings";

/** A configuration file: YAML, of which JSON is a part. */
export interface ConfigFile {
  path: string;
  text: string;
  layer: Layer;
  /** Keys that are none, each with its line and what was perhaps meant. */
  problems: string[];
}

const mostBytes = 2 ** 20;

/** @throws WorkbenchError `usage` for a file that cannot be read. */
export async function readConfigFile(path: string): Promise<ConfigFile> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    throw new WorkbenchError(
      "usage",
      [],
      `the configuration file ${path} ${code === "ENOENT" ? "does not exist" : `cannot be read (${code ?? "unknown"})`}; --config or MFN_CONFIG names it`,
    );
  });
  if (text.length > mostBytes) throw new WorkbenchError("usage", [], `the configuration file ${path} is larger than 1 MB; it holds settings alone`);
  return { path, text, ...parseConfig(text, path) };
}

/**
 * Settings of a file's text by their keys, with the lines they stand in. A key without a value is unset.
 * @throws WorkbenchError `usage` for text that is no YAML mapping; it names the line.
 */
export function parseConfig(text: string, path: string): Pick<ConfigFile, "layer" | "problems"> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors[0];
  // The parser's words may quote the file, and what it stumbles over may be a password: its code tells enough beside the line.
  if (broken)
    throw unreadable(path, `line ${lines.linePos(broken.pos[0]).line}: this is no YAML (${broken.code.toLowerCase().replaceAll("_", " ")})`);
  visit(document, {
    Alias(_, { range }) {
      throw unreadable(path, `line ${lines.linePos(range![0]).line}: a value that begins with * is taken for an alias; put it in quotes`);
    },
  });
  const root = document.contents;
  if (root === null) return { layer: {}, problems: [] };
  if (!isMap(root)) throw unreadable(path, "expected settings, each as key: value");
  const layer: Layer = {};
  const problems: string[] = [];
  for (const { key, value } of root.items) {
    const name = isScalar(key) ? String(key.value) : String(key);
    const line = isScalar(key) && key.range ? lines.linePos(key.range[0]).line : 1;
    if (!Object.hasOwn(settings, name)) problems.push(strange(name, `${path}, line ${line}`));
    else {
      const plain: unknown = isScalar(value) ? value.value : value === null ? null : (value as { toJS(of: typeof document): unknown }).toJS(document);
      if (plain !== null) layer[name as SettingKey] = { value: plain, origin: `${name} in ${path}, line ${line},` };
    }
  }
  return { layer, problems };
}

function strange(name: string, where: string): string {
  const guess = keyOfVariable(name) ?? nearest(name, settingKeys);
  return `${where}: there is no setting "${name}"${guess === undefined ? "; mfn config check lists them" : `; did you mean ${guess}?`}`;
}

const unreadable = (path: string, why: string) => new WorkbenchError("usage", [], `the configuration file ${path} cannot be used: ${why}`);
