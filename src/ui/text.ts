import { english } from "../messages/en";

/**
 * A message of the page, by its English text. Names in double braces are filled in: `t("Step {{step}} of {{target}}", { step, target })`.
 * A message with `count` has its singular in `messages/en.ts`.
 */
export const t = (message: string, values: Readonly<Record<string, string | number>> = {}): string =>
  (values["count"] === 1 ? (english[`${message}_one`] ?? message) : message).replace(/\{\{(\w+)\}\}/g, (braced, name: string) =>
    String(values[name] ?? braced),
  );
