import { WorkbenchError, type ErrorPath } from "../errors";
import { conditionKeys } from "./condition-keys";
import { sides } from "./sides";
import { shortJson } from "./short-json";

const words = ["periodic", "neumann", "dirichlet"];
const forms = '{"dirichlet": value}, {"neumann": slope} or {"robin": {"a", "b", "c"}}';
const conditions = `expected "periodic", "neumann", "dirichlet", ${forms}`;
const groups = { species: "; or these by side or species", sides: "; or these by side", none: "" };

/**
 * What is wrong with the form of a boundary; null where nothing is. A union of forms cannot say which of them was meant, and
 * takes a condition or a side that is wrong for a species of that name; the keys tell.
 * @param within what the keys of an object may be at this place.
 */
export function boundaryFault(value: unknown, path: ErrorPath = ["boundary"], within: keyof typeof groups = "species"): WorkbenchError | null {
  const fault = (sentence: string, at: ErrorPath = path) => new WorkbenchError("boundary/invalid", at, sentence);
  const unknown = fault(`${conditions}${groups[within]}, got ${shortJson(value)}`);
  if (typeof value === "string") return words.includes(value) ? null : unknown;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return unknown;
  const entries = Object.entries(value);
  const own = entries.find(([key]) => conditionKeys.includes(key));
  if (own) {
    const [key, given] = own;
    if (entries.length > 1) return fault(`expected one condition, ${forms}, got ${shortJson(value)}`);
    return key === "robin" ? robinFault(given, [...path, key]) : quantityFault(given, [...path, key]);
  }
  if (within === "none") return unknown;
  const isSide = (key: string) => key === "other" || (sides as readonly string[]).includes(key);
  // `{"other": …}` alone is by side when it holds a condition, else by species.
  const isOfSide = ([key, item]: [string, unknown]) => isSide(key) && (key !== "other" || entries.length > 1 || isOneCondition(item));
  const bySide = within === "sides" || entries.every(isOfSide);
  for (const [key, item] of entries) {
    if (bySide && !isSide(key)) return fault(`there is no side "${key}"; sides are ${sides.join(", ")} and other`, [...path, key]);
    const inner = boundaryFault(item, [...path, key], bySide ? "none" : "sides");
    if (inner) return inner;
  }
  return null;
}

const isOneCondition = (item: unknown) => typeof item !== "object" || item === null || Object.keys(item).some((key) => conditionKeys.includes(key));

function quantityFault(given: unknown, path: ErrorPath): WorkbenchError | null {
  if (Number.isFinite(given) || typeof given === "string") return null;
  return new WorkbenchError("boundary/invalid", path, `expected a number or a formula, got ${shortJson(given)}`);
}

function robinFault(given: unknown, path: ErrorPath): WorkbenchError | null {
  const parts = ["a", "b", "c"];
  const keys = typeof given === "object" && given !== null ? Object.keys(given) : [];
  if (keys.length !== parts.length || !parts.every((part) => keys.includes(part))) {
    const sentence = `expected {"a": number, "b": number, "c": number} for a·u + b·∂u/∂n = c, got ${shortJson(given)}`;
    return new WorkbenchError("boundary/invalid", path, sentence);
  }
  const faults = parts.map((part) => quantityFault((given as Record<string, unknown>)[part], [...path, part]));
  return faults.find((fault) => fault !== null) ?? null;
}
