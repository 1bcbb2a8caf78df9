import { WorkbenchError } from "../errors";

/**
 * A copy of a JSON document with one value set, by a path such as `parameters.F` or `grid.shape.0`. Objects on the way are made.
 * @param written the path as a person wrote it, for the error.
 * @throws WorkbenchError `usage` where the path leads into something that has no keys.
 */
export function withValueAt(node: unknown, [key, ...rest]: readonly string[], value: unknown, written: string): unknown {
  if (key === undefined) return value;
  if (Array.isArray(node)) {
    const index = Number(key);
    if (!Number.isInteger(index) || index < 0 || index > node.length)
      throw new WorkbenchError("usage", [], `${written}: "${key}" is no index from 0 to ${node.length}`);
    return node.toSpliced(index, 1, withValueAt(node[index], rest, value, written));
  }
  if (node !== undefined && (typeof node !== "object" || node === null))
    throw new WorkbenchError("usage", [], `${written}: "${key}" cannot be set within ${JSON.stringify(node)}, which is no object`);
  const object = (node ?? {}) as Record<string, unknown>;
  return { ...object, [key]: withValueAt(object[key], rest, value, written) };
}
