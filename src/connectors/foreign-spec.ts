import { checkName } from "../core/equations/check";
import type { RunSpecInput } from "../core/spec/run-spec";

/** An experiment of another program in our terms. */
export interface ForeignSpec {
  /** What it is called. */
  title: string;
  /** Of model "custom". Its initial state is of kind "file" where `fields` holds it. */
  spec: RunSpecInput;
  /** The state that was saved with it, one array a species, C order, of the grid's shape; null where there is none. */
  fields: Readonly<Record<string, Float64Array<ArrayBuffer>>> | null;
  /** A state to start from where arrays cannot be handed over; null when there is none but that of `fields`. */
  withoutFields: RunSpecInput["initial"] | null;
  /** What is not quite as it was there. */
  warnings: string[];
}

/** A name that our language allows, like the given one: underscores are added until nothing else is called so. */
export function allowedName(name: string, taken: ReadonlySet<string> = new Set()): string {
  let free = /^[A-Za-z]/.test(name) ? name : `p${name}`;
  while (taken.has(free) || !isAllowed(free)) free += "_";
  return free;
}

function isAllowed(name: string): boolean {
  try {
    checkName(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * Standard deviation of the Gaussian noise that stands in for even noise over an interval of length 1. Narrower than that of the
 * even noise, 1/√12: all but one value in 15 000 stays in the interval, and reactions do not blow up on what lies beyond.
 */
export const evenSpread = 1 / 8;
/** Digits that are enough for a formula, without those that come from its computing. */
export const short = (value: number): string => String(Number(value.toPrecision(7)));
