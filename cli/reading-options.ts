import { WorkbenchError } from "../src/core/errors";
import type { Reading } from "../src/connectors/connector";
import type { Arguments, Option } from "./command";

/** How a table is to be read, where what would be found is not what is meant. */
export const readingOptions: Record<string, Option> = {
  separator: {
    kind: "value",
    value: "S",
    help: "What parts the cells of a CSV: comma, semicolon, tab, bar, blank, or the character; found when left out.",
  },
  decimal: { kind: "value", value: "MARK", help: "The decimal mark of a CSV: point or comma; found when left out." },
  header: { kind: "value", value: "yes|no", help: "Whether the first row of a CSV names the columns; found when left out." },
  array: { kind: "value", value: "NAME", help: "Which array of an NPZ archive is read; the first when left out." },
};

/** The same in a usage line. */
export const readingUsage = "[--separator S] [--decimal point|comma] [--header yes|no] [--array NAME]";

const separators: Record<string, string> = { comma: ",", semicolon: ";", tab: "\t", bar: "|", blank: " ", "\\t": "\t" };
const marks: Record<string, "." | ","> = { point: ".", comma: ",", ".": ".", ",": "," };
const answers: Record<string, boolean> = { yes: true, no: false };

/** @throws WorkbenchError `usage` for a value that is none. */
export function readingOf(args: Arguments): Reading {
  const array = args.value("array");
  return {
    layout: {
      delimiter: chosen(args, "separator", separatorOf, "comma, semicolon, tab, bar, blank or one character"),
      decimal: chosen(args, "decimal", (text) => own(marks, text), "point or comma"),
      header: chosen(args, "header", (text) => own(answers, text), "yes or no"),
    },
    ...(array === undefined ? {} : { array }),
  };
}

/** A letter, a digit, a quote or a line end parts no cells. */
const separatorOf = (text: string): string | undefined => own(separators, text) ?? (/^[^\p{L}\p{N}"'.+\-\r\n]$/u.test(text) ? text : undefined);

const own = <T>(known: Record<string, T>, key: string): T | undefined => (Object.hasOwn(known, key) ? known[key] : undefined);

function chosen<T>(args: Arguments, name: string, read: (text: string) => T | undefined, expected: string): T | undefined {
  const text = args.value(name);
  if (text === undefined) return undefined;
  const value = read(text);
  if (value === undefined) throw new WorkbenchError("usage", [], `--${name} expects ${expected}, got "${text}"`);
  return value;
}
