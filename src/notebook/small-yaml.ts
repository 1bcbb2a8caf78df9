/**
 * The part of YAML 1.2 that options of cells are written in: scalars, `{…}` and `[…]` on one line, and blocks of `key: value` or `- item` lines, each
 * further to the right than what it belongs to. A long scalar may go on in the lines below it. Anything else is a text.
 * @param lines the value's first line, which may be empty, then those below it.
 */
export function yamlValue([first = "", ...below]: readonly string[]): unknown {
  const lines = below.filter((line) => line.trim() !== "");
  if (first.trim() !== "" || lines.length === 0) return scalar([first, ...lines].map((line) => line.trim()).join(" "));
  const indent = indentOf(lines[0]!);
  const parts: string[][] = [];
  for (const line of lines) {
    if (indentOf(line) <= indent) parts.push([line.trim()]);
    else parts.at(-1)!.push(line);
  }
  if (parts.every(([head]) => /^-(\s|$)/.test(head!))) return parts.map(([head, ...rest]) => yamlValue([head!.slice(1).trim(), ...rest]));
  const pairs = parts.map(([head, ...rest]) => [pair.exec(head!), rest] as const);
  if (pairs.some(([found]) => found === null)) return lines.join("\n");
  return Object.fromEntries(pairs.map(([found, rest]) => [String(scalar(found![1]!)), yamlValue([found![2] ?? "", ...rest])]));
}

const indentOf = (line: string): number => line.search(/\S/);

const pair = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^:]+?):(?:\s+(.*))?$/;

function scalar(text: string): unknown {
  if (/^'.*'$/s.test(text)) return text.slice(1, -1).replaceAll("''", "'");
  if (/^(null|~|)$/.test(text)) return null;
  if (/^(true|false)$/i.test(text)) return /^t/i.test(text);
  try {
    return JSON.parse(text);
  } catch {
    const number = Number(text);
    if (Number.isFinite(number) && /^[-+.\d]/.test(text)) return number;
    return flowOf(text) ?? text;
  }
}

/** `{F: 0.04, on: true}` and `[a, b]`, which are JSON but for their quotes; null for any other text. */
function flowOf(text: string): unknown {
  const inside = /^(?:\{(.*)\}|\[(.*)\])$/s.exec(text);
  if (!inside) return null;
  if (inside[2] !== undefined) return partsOf(inside[2]).map(scalar);
  const entries = partsOf(inside[1]!).map((part) => pair.exec(part));
  return entries.some((found) => found === null)
    ? null
    : Object.fromEntries(entries.map((found) => [String(scalar(found![1]!)), scalar(found![2] ?? "")]));
}

/** What stands between commas that are in no quotes and no brackets. */
const partsOf = (text: string): string[] =>
  [...text.matchAll(/(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\{[^{}]*\}|\[[^[\]]*\]|[^,])+/g)].map(([part]) => part.trim()).filter((part) => part !== "");
