import { modelOf } from "../core/spec/model-of";
import type { ArraysInput } from "../exporters/npz";
import { historyFeatures } from "./history-features";
import type { WholeRun } from "./whole-run";

/** The recorded fields, the times of their frames as `times`, the domain as `mask`: behind names that a field has taken, with `_`. */
export function archiveOf({ opened, history, mask }: WholeRun): ArraysInput {
  const {
    grid,
    record: { fields },
  } = opened.spec;
  const free = (name: string): string => (fields.includes(name) ? free(`${name}_`) : name);
  return {
    ...Object.fromEntries(fields.map((field) => [field, history.arrayOf(field)])),
    ...(history.times && { [free("times")]: { shape: [history.times.length], values: Float64Array.from(history.times) } }),
    ...(mask && { [free("mask")]: { shape: grid.shape, values: mask } }),
  };
}

/** The 18 features of each kept frame, and of its change from the one before, as a table: `null` where one is not defined. */
export function featuresTable({ opened: { spec }, history, measured, mask }: WholeRun): { columns: { name: string; values: (number | null)[] }[] } {
  const { unit } = modelOf(spec).species[measured]!;
  const frames = history.framesOf(measured);
  const { states } = history;
  const rows = frames.map((_, t) => historyFeatures(frames.slice(Math.max(0, t - 1), t + 1), spec, unit, mask).features);
  const names = Object.keys(rows[0]!) as (keyof (typeof rows)[0])[];
  return {
    columns: [
      { name: "step", values: states.map(({ step }) => step) },
      { name: "time", values: states.map(({ time }) => time) },
      ...names.map((name) => ({ name, values: rows.map((row) => row[name]) })),
    ],
  };
}
