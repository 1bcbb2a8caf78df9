import { WorkbenchError } from "../core/errors";

/** What separates numbers in a message of plain text. */
const between = /[\s,;]+/;

/**
 * The samples that a message of a live source brings: a number, a list of numbers, an object with a number (or a list) under a key, the same one a line, or
 * numbers in plain text.
 * @param key where the number stands in an object, as in "payload.value"; empty takes the first number there is.
 * @throws WorkbenchError `data/unreadable` that quotes the beginning of the message; `data/not-finite`.
 */
export function samplesInMessage(message: string, key: string): number[] {
  const text = message.trim();
  if (text === "") return [];
  const whole = parsed(text);
  if (whole !== undefined) return samplesOf(whole, key, text);
  const lines = text.split(/\r?\n/).map((line) => ({ line, document: parsed(line) }));
  if (lines.every(({ document }) => document !== undefined)) return lines.flatMap(({ line, document }) => samplesOf(document, key, line));
  return text.split(between).map((part) => finite(Number(part), text));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function samplesOf(document: unknown, key: string, text: string): number[] {
  if (typeof document === "number") return [finite(document, text)];
  if (Array.isArray(document)) return document.flatMap((item) => samplesOf(item, key, text));
  if (typeof document === "object" && document !== null) {
    const found = key === "" ? Object.values(document).find((value) => typeof value === "number") : at(document, key.split("."));
    if (found === undefined)
      throw unreadable(text, key === "" ? "there is no number in it: say under which key one stands" : `it has nothing under "${key}"`);
    return samplesOf(found, "", text);
  }
  throw unreadable(text, "expected a number, a list of numbers or an object that holds one");
}

function at(document: object, path: readonly string[]): unknown {
  let value: unknown = document;
  for (const name of path)
    value = typeof value === "object" && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  return value;
}

function finite(value: number, text: string): number {
  if (Number.isFinite(value)) return value;
  throw unreadable(text, "it holds what is not a finite number");
}

const unreadable = (text: string, why: string) =>
  new WorkbenchError("data/unreadable", ["message"], `a message could not be read: ${why}. It begins ${JSON.stringify(text.slice(0, 60))}`);
