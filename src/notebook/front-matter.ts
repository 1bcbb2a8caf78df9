import { yamlValue } from "./small-yaml";

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

/** What the lines at the top of a notebook say; empty where there are none, or where they are no list of keys. */
export function readFront(front: string): Fields {
  const value = yamlValue(["", ...front.split("\n").slice(1, -1)]);
  return isFields(value) ? value : {};
}

/** Our own part of it: what a notebook says of itself beside what Jupyter reads. Texts alone. */
export function ownFront(front: string): Readonly<Record<string, string>> {
  const own = readFront(front)["mfn"];
  return isFields(own) ? Object.fromEntries(Object.entries(own).filter((entry): entry is [string, string] => typeof entry[1] === "string")) : {};
}
