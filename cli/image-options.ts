import { knownUnits, unitOf } from "../src/connectors/calibration";
import { WorkbenchError } from "../src/core/errors";
import type { BackgroundRule, Calibration, Region } from "../src/core/metrics/prepare-image";
import { checkThresholdRule, type ThresholdRule } from "../src/core/metrics/threshold-rule";

/** A complaint about the value of an option. */
export const usage = (option: string, expected: string, text: string): WorkbenchError =>
  new WorkbenchError("usage", [], `--${option} expects ${expected}, got "${text}"`);

/** Finite numbers between separators; null when one is none. */
function numbersOf(text: string, separator: string): number[] | null {
  const numbers = text.split(separator).map((part) => (part.trim() === "" ? NaN : Number(part)));
  return numbers.every(Number.isFinite) ? numbers : null;
}

/**
 * `otsu`, `triangle`, `none`, a value, `adaptive:WINDOW[:OFFSET]` or `hysteresis:LOW:HIGH`.
 * @throws WorkbenchError `usage`, or `parameter/out-of-range` for numbers that make no sense.
 */
export function thresholdOf(text: string): ThresholdRule {
  if (text === "otsu" || text === "triangle" || text === "none") return text;
  const rule = numericRule(text);
  if (rule === null) throw usage("threshold", "a number, otsu or none, triangle, adaptive:WINDOW[:OFFSET] or hysteresis:LOW:HIGH", text);
  checkThresholdRule(rule);
  return rule;
}

function numericRule(text: string): ThresholdRule | null {
  const [, name = "", rest = text] = /^(adaptive|hysteresis):(.*)$/.exec(text) ?? [];
  const numbers = numbersOf(rest, ":");
  if (numbers === null) return null;
  const [first = 0, second] = numbers;
  if (name === "adaptive") return numbers.length <= 2 ? { rule: "adaptive", window: first, offset: second ?? 0 } : null;
  if (name === "hysteresis") return numbers.length === 2 ? { rule: "hysteresis", low: first, high: second! } : null;
  return numbers.length === 1 ? first : null;
}

/**
 * `y0:y1,x0:x1`, in 3D `z0:z1,y0:y1,x0:x1`: from (inclusive) and to (exclusive), in cells.
 * @throws WorkbenchError `usage`.
 */
export function regionOf(text: string): Region {
  const ends = text.split(",").map((part) => numbersOf(part, ":"));
  if ((ends.length === 2 || ends.length === 3) && ends.every((pair) => pair?.length === 2)) return ends.map((pair) => [pair![0]!, pair![1]!]);
  throw usage("region", "rows and columns in cells such as 0:256,128:384 (a volume: planes first)", text);
}

/**
 * `plane`, or the radius of the opening in cells: `12`, and `12:bright` for dark structures before a bright background.
 * @throws WorkbenchError `usage`.
 */
export function backgroundOf(text: string): BackgroundRule {
  if (text === "none" || text === "plane") return text;
  const [, radius, background = "dark"] = /^(\d+)(?::(dark|bright))?$/.exec(text) ?? [];
  if (radius !== undefined && Number(radius) > 0) return { rule: "opening", radius: Number(radius), background: background as "dark" | "bright" };
  throw usage("background", "plane, or a radius in cells such as 12 (12:bright for a bright background)", text);
}

/** What is given for the edge of a cell: along every axis alike, or one number an axis. */
export interface GivenSpacing {
  edge: readonly number[];
  unit: string;
}

/**
 * `0.65µm`, or along each axis of the array `2,0.65,0.65 µm`.
 * @throws WorkbenchError `usage`, which lists the units for one that is not known.
 */
export function spacingOf(text: string): GivenSpacing {
  const [, numbers = "", name = ""] = /^\s*([\d.,eE+\-\s]*?)\s*([^\d\s.,+-]\S*)\s*$/u.exec(text) ?? [];
  const edge = numbersOf(numbers, ",");
  if (!edge?.every((length) => length > 0)) throw usage("spacing", "the edge of a cell with its unit, such as 0.65µm or 2,0.65,0.65µm", text);
  const unit = unitOf(name);
  if (knownUnits.includes(unit)) return { edge, unit };
  throw new WorkbenchError("usage", [], `--spacing ${text}: there is no unit of length "${name}" here; known are ${knownUnits.join(", ")}`);
}

/** The calibration of an array: the one given, else what its file says. */
export function calibrationOf(given: GivenSpacing | null, axes: number, ofFile: Calibration | undefined): Calibration | null {
  if (given === null) return ofFile ?? null;
  return { edge: given.edge.length === 1 ? Array<number>(axes).fill(given.edge[0]!) : given.edge, unit: given.unit };
}
