import { dirname, resolve } from "node:path";
import { WorkbenchError } from "../src/core/errors";
import type { Io } from "./command";
import { readBytes } from "./files";
import { parseJson } from "../src/connectors/json-text";
import { isZip } from "../src/connectors/npz-file";
import { specInZip } from "../src/connectors/packed-spec";
import { bundleNames, type BundleResult } from "../src/core/spec/bundle";

/** A spec as read, not yet checked, and the folder that its own paths start from. */
export interface SpecFile {
  document: unknown;
  folder: string;
  /** What came out of it before, where it was read from a research bundle. */
  bundle: BundleResult | null;
}

/**
 * Reads an experiment spec from a file, a research bundle, or from standard input for `-`, and applies `--set` to it.
 * @throws WorkbenchError with line and column where the text is not JSON.
 */
export async function readSpec(io: Io, path: string, sets: readonly string[] = []): Promise<SpecFile> {
  if (path === "-") return { document: sets.reduce(assign, parseJson(await io.readStdin(), "standard input")), folder: io.cwd, bundle: null };
  const bytes = await readBytes(io, path);
  const packed = isZip(bytes) ? specInZip(path, bytes) : null;
  const document = parseJson(packed?.spec ?? new TextDecoder().decode(bytes), path);
  const result = packed?.entry(bundleNames.result) ?? null;
  return {
    document: sets.reduce(assign, document),
    folder: dirname(resolve(io.cwd, path)),
    bundle: result === null ? null : (parseJson(result, `${bundleNames.result} in ${path}`) as BundleResult),
  };
}

/**
 * `grid.shape=[64,64]`: a copy of the document with one value set. The value is JSON, or else text as it stands.
 * @throws WorkbenchError `usage`.
 */
function assign(document: unknown, setting: string): unknown {
  const equals = setting.indexOf("=");
  const keys = setting.slice(0, Math.max(0, equals)).split(".");
  if (equals < 0 || keys.includes("")) throw new WorkbenchError("usage", [], `--set expects path=value such as parameters.F=0.04, got "${setting}"`);
  return withValue(document, keys, valueOf(setting.slice(equals + 1)), setting);
}

function withValue(node: unknown, [key, ...rest]: string[], value: unknown, setting: string): unknown {
  if (key === undefined) return value;
  if (Array.isArray(node)) {
    const index = Number(key);
    if (!Number.isInteger(index) || index < 0 || index > node.length)
      throw new WorkbenchError("usage", [], `--set ${setting}: "${key}" is no index from 0 to ${node.length}`);
    return node.toSpliced(index, 1, withValue(node[index], rest, value, setting));
  }
  if (node !== undefined && (typeof node !== "object" || node === null)) {
    throw new WorkbenchError(
      "usage",
      [],
      `--set ${setting}: "${key}" cannot be set within ${JSON.stringify(node)}, which is no object; set the whole of it as JSON`,
    );
  }
  const object = (node ?? {}) as Record<string, unknown>;
  return { ...object, [key]: withValue(object[key], rest, value, setting) };
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
