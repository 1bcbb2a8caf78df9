import { WorkbenchError } from "../src/core/errors";
import type { Option } from "./command";

/** Options of a detector or generator, given one by one. */
export const settingOption: Option = { kind: "list", value: "name=value", help: "Changes one option, such as states=3." };

/**
 * `name=value` as a record: numbers and true or false as such, everything else as text. What it may be is checked by whom it is for.
 * @throws WorkbenchError `usage` for text without a name or a value.
 */
export function settingsOf(sets: readonly string[]): Record<string, number | boolean | string> {
  return Object.fromEntries(
    sets.map((text) => {
      const [, name, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
      if (name === undefined || value === undefined) throw new WorkbenchError("usage", [], `--set expects name=value, got "${text}"`);
      return [name, valueOf(value)];
    }),
  );
}

function valueOf(text: string): number | boolean | string {
  if (text === "true" || text === "false") return text === "true";
  const number = Number(text);
  return text.trim() !== "" && Number.isFinite(number) ? number : text;
}
