import type { Field, Mask } from "../define/metric";
import { WorkbenchError } from "../errors";
import { finiteRange, otsu } from "./threshold";
import { adaptiveMask } from "./thresholds/adaptive";
import { finiteAbove } from "./thresholds/finite-above";
import { hysteresisMask } from "./thresholds/hysteresis";
import { triangle } from "./thresholds/triangle";

/**
 * How the cells of a set are told from the others: above a value, in the array's own units; above one that is found (`otsu`,
 * `triangle`); above 0 (`none`); brighter than the surroundings; or by a low and a high value.
 */
export type ThresholdRule =
  | number
  | "otsu"
  | "triangle"
  | "none"
  | {
      rule: "adaptive";
      /** Edge of the surroundings in cells: odd, 3 or more. */
      window: number;
      /** How far below the mean of its surroundings a cell may be, in the array's own units. */
      offset: number;
    }
  | { rule: "hysteresis"; low: number; high: number };

export interface ThresholdedField {
  /** Finite cells only. Empty where there is no threshold to choose. */
  mask: Mask;
  /** The one value above which (or, inverted, up to which) a cell belongs to the set; null when there is no such value. */
  value: number | null;
  /** What was done, in words. */
  rule: string;
}

/**
 * Parts a field into a set and the rest.
 * @param invert takes the other finite cells instead.
 * @throws WorkbenchError `parameter/out-of-range` for a rule whose numbers make no sense.
 */
export function applyThreshold(field: Field, rule: ThresholdRule, invert = false): ThresholdedField {
  checkThresholdRule(rule);
  const { shape, values } = field;
  const chosen = choose(field, rule);
  if (chosen.mask === null) return { ...chosen, mask: { shape, cells: new Uint8Array(values.length) } };
  const { cells } = chosen.mask;
  if (invert) for (let i = 0; i < cells.length; i++) cells[i] = Number.isFinite(values[i]) ? 1 - cells[i]! : 0;
  return { ...chosen, mask: { shape, cells } };
}

/** @throws WorkbenchError `parameter/out-of-range` that names the number and what it may be. */
export function checkThresholdRule(rule: ThresholdRule): void {
  const refuse = (name: string, words: string) => new WorkbenchError("parameter/out-of-range", ["threshold", name], words);
  if (typeof rule === "number" && Number.isNaN(rule)) throw refuse("value", "the threshold is not a number");
  if (typeof rule !== "object") return;
  if (rule.rule === "adaptive") {
    const { window, offset } = rule;
    if (!Number.isInteger(window) || window < 3 || window % 2 === 0)
      throw refuse("window", `the window is ${window} cells; an odd number of at least 3 is needed, so that it has a middle`);
    if (!Number.isFinite(offset)) throw refuse("offset", `the offset is ${offset}; a finite number is needed`);
    return;
  }
  const { low, high } = rule;
  if (!(low <= high)) throw refuse("low", `the low threshold is ${low}, the high one ${high}; low must not be above high`);
}

type Choice = Omit<ThresholdedField, "mask"> & { mask: Mask | null };

function choose(field: Field, rule: ThresholdRule): Choice {
  const above = (value: number, words: string): Choice => ({ mask: finiteAbove(field, value), value, rule: words });
  const nothing = (words: string): Choice => ({ mask: null, value: null, rule: words });
  if (typeof rule === "number") return above(rule, "given");
  const { values } = field;
  const range = finiteRange(values);
  if (!range) return nothing("no cell is finite");
  if (rule === "none") return above(0, "above zero");
  if (typeof rule === "object" && rule.rule === "hysteresis") {
    const { low, high } = rule;
    return { mask: hysteresisMask(field, low, high), value: null, rule: `above ${low} where joined to what is above ${high}` };
  }
  const { min, max } = range;
  if (min === max) return nothing("all values are equal");
  if (typeof rule === "object") {
    const { window, offset } = rule;
    const less = offset === 0 ? "" : ` ${offset > 0 ? "less" : "plus"} ${Math.abs(offset)}`;
    return { mask: adaptiveMask(field, window, offset), value: null, rule: `above the mean of ${window} cells around${less}` };
  }
  if (hasTwoLevels(values, min, max)) return above((min + max) / 2, "two levels: the brighter one");
  return rule === "otsu" ? above(otsu(values)!, "Otsu") : above(triangle(values)!, "triangle");
}

function hasTwoLevels(values: ArrayLike<number>, min: number, max: number): boolean {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value !== min && value !== max && Number.isFinite(value)) return false;
  }
  return true;
}
