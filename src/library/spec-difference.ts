import { models } from "../core/models/index";
import { complete } from "../core/spec/complete";
import { canonicalJson } from "../core/spec/hash";
import type { RunSpec, RunSpecInput } from "../core/spec/run-spec";

/** One place in which specs differ: its path, such as `parameters.F`, and what each has there; undefined where it has nothing. */
export interface SpecDifference {
  path: string;
  values: readonly unknown[];
}

/** Everything in which these specs differ, in the order of their keys; empty when they are equal. */
export function specDifferences(specs: readonly unknown[]): SpecDifference[] {
  return differences("", specs);
}

function differences(path: string, values: readonly unknown[]): SpecDifference[] {
  if (new Set(values.map((value) => (value === undefined ? "" : canonicalJson(value)))).size <= 1) return [];
  if (!values.some(isPlain) || values.some((value) => value !== undefined && !isPlain(value))) return [{ path, values }];
  const keys = [...new Set(values.flatMap((value) => Object.keys(value ?? {})))];
  return keys.flatMap((key) =>
    differences(
      path === "" ? key : `${path}.${key}`,
      values.map((value) => (value as Record<string, unknown> | undefined)?.[key]),
    ),
  );
}

const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** Keys of a spec that say how long it runs and what is written, not what it is. */
const incidental = ["steps", "record"];

/**
 * What tells a run from its preset, or from its model's defaults: `F` 0.04 and `grid.shape` [256, 256]. Parameters go by their bare names.
 * Empty for models that are not known here, such as one's own.
 */
export function ownSetting(spec: RunSpec, presetId: string | null): { name: string; value: unknown }[] {
  if (!models.has(spec.model)) return [];
  const preset = models.get(spec.model).presets.find(({ id }) => id === presetId);
  const { id: _, title: __, note: ___, ...setting } = preset ?? { id: "", title: "", note: "" };
  const usual = complete({ version: 1, model: spec.model, ...setting } as RunSpecInput).spec;
  return specDifferences([usual, spec])
    .filter(({ path }) => !incidental.some((key) => path === key || path.startsWith(`${key}.`)))
    .map(({ path, values }) => ({ name: path.replace(/^parameters\./, ""), value: values[1] }));
}
