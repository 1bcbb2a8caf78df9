import type { z } from "zod";

/** What is expected, by the names that schemas have for it. */
const nouns: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "an object",
  record: "an object",
};

const formats: Readonly<Record<string, string>> = {
  email: "an e-mail address",
  url: "an address such as https://lab.example.org",
  uuid: "a UUID",
  base64: "base64",
  datetime: "a time such as 2026-11-29T12:00:00Z",
};

/** What is wrong with a part of a request, for people who know no schemas. What a schema says in its own words is left so. */
export const plainly: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined) return "this is missing";
  switch (issue.code) {
    case "invalid_type":
      return `expected ${nouns[issue.expected] ?? issue.expected}${got(issue.input)}`;
    case "too_big":
      return `expected ${issue.inclusive === false ? "less than" : "at most"} ${amount(issue.maximum, issue.origin)}${got(sizeOf(issue.input))}`;
    case "too_small":
      if (sizeOf(issue.input) === 0 && issue.origin in counted) return "this is empty";
      return `expected ${issue.inclusive === false ? "more than" : "at least"} ${amount(issue.minimum, issue.origin)}${got(sizeOf(issue.input))}`;
    case "invalid_value":
      return `expected ${issue.values.length === 1 ? "" : "one of "}${listed(issue.values)}`;
    case "invalid_format":
      return `expected ${formats[issue.format] ?? `text that matches ${issue.pattern ?? issue.format}`}`;
    case "unrecognized_keys":
      return `${issue.keys.length === 1 ? "there is no such key as" : "there are no such keys as"} ${listed(issue.keys)}`;
    case "invalid_union":
      return eitherOf(issue);
    default:
      return undefined;
  }
};

/** What has a size, and what that is counted in. */
const counted: Readonly<Record<string, readonly [one: string, many: string]>> = { string: ["character", "characters"], array: ["item", "items"] };

function amount(limit: number | bigint, origin: string): string {
  const words = counted[origin];
  return words ? `${limit} ${words[Number(limit) === 1 ? 0 : 1]}` : String(limit);
}

const sizeOf = (input: unknown): unknown => (typeof input === "string" || Array.isArray(input) ? input.length : input);

/** Of what was given only what says more than that it is wrong: its kind, or the value of a number. */
function got(input: unknown): string {
  if (Number.isNaN(input)) return "";
  if (input === null || typeof input === "number" || typeof input === "boolean") return `, got ${input}`;
  if (typeof input === "string") return ", got text";
  return `, got ${Array.isArray(input) ? "a list" : "an object"}`;
}

const listed = (values: readonly z.core.util.Primitive[]): string =>
  values.map((value) => (typeof value === "string" ? JSON.stringify(value) : String(value))).join(", ");

/** What each of several forms expects at its root, or what they are told apart by. */
function eitherOf(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): string {
  const { options } = issue as { options?: readonly z.core.util.Primitive[] };
  if (options) return `expected one of ${listed(options)}`;
  const wanted = issue.errors.flatMap(([first]) => (first?.path.length === 0 ? [/^expected (.*?)(, got .*)?$/.exec(first.message)?.[1]] : []));
  const known = [...new Set(wanted)].filter((words) => words !== undefined);
  return known.length > 0 ? `expected ${known.join(" or ")}${got(issue.input)}` : "this has none of the forms that are taken here";
}
