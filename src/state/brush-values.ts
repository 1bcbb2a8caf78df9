import type { Model, Species } from "../core/define/model";
import { modelOf } from "../core/spec/model-of";
import type { RunSpec } from "../core/spec/run-spec";
import type { WorkbenchState } from "./store";

/** Species of a spec. A model of one's own is read anew at every look, and every frame looks here. */
const known = new WeakMap<RunSpec, Model["species"]>();

function speciesIn(spec: RunSpec | null): Model["species"] {
  if (!spec) return {};
  const species = known.get(spec) ?? modelOf(spec).species;
  known.set(spec, species);
  return species;
}

const unknownRange = [0, 1] as const;

type Facts = Pick<WorkbenchState, "spec" | "field" | "brush">;

/** The field that is painted: the one chosen, else that of the view pointed at, where the model has them; else the one that is shown. */
export function paintedField({ spec, field, brush }: Facts): string {
  const species = speciesIn(spec);
  return [brush.field, brush.over].find((name) => name !== null && Object.hasOwn(species, name)) ?? field;
}

/** Under which a value is kept for a field: one of another model means something else. */
export const brushKey = (facts: Facts): string => `${facts.spec?.model ?? ""} ${paintedField(facts)}`;

const speciesOf = (facts: Facts): Species | undefined => speciesIn(facts.spec)[paintedField(facts)];

/** The range of the painted field in ordinary runs. */
export const usualRange = (facts: Facts): readonly [number, number] => speciesOf(facts)?.range ?? unknownRange;

/** What the brush paints: what was chosen, else the end of the usual range that is farther from rest; the domain's inside is 1, its outside −1. */
export function valueAtHand(facts: Facts): number {
  const { brush } = facts;
  if (brush.onto === "mask") return brush.inside ? 1 : -1;
  const rest = valueAtRest(facts);
  const [low, high] = usualRange(facts);
  return brush.values[brushKey(facts)] ?? (Math.abs(high - rest) >= Math.abs(low - rest) ? high : low);
}

/** Behind a value of the painted field; "1" where it has none. */
export const paintedUnit = (facts: Facts): string => speciesOf(facts)?.unit ?? "1";

/** The fields that can be painted. */
export const paintable = (spec: RunSpec | null): string[] => Object.keys(speciesIn(spec));

/** What erasing paints. */
export const valueAtRest = (facts: Facts): number => speciesOf(facts)?.rest ?? 0;

/** Standard deviation of the noise: a tenth of the usual range, unless another was chosen. */
export function amplitudeAtHand(facts: Facts): number {
  const [low, high] = usualRange(facts);
  return facts.brush.amplitudes[brushKey(facts)] ?? Number(((high - low) / 10).toPrecision(2));
}
