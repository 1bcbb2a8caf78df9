import type { Model } from "../define/model";
import type { RunSpecInput } from "./run-spec";

/** Cells along a side, one a pixel, and steps where a model does not say. */
const usualSide = 100;
const usualSteps = 6000;

/** The run whose last state is the model's picture in the gallery: a preset on a small grid. `record.fields` names the field. */
export function thumbnailSpec(model: Model): RunSpecInput {
  const { steps = usualSteps, shape = [usualSide, usualSide], field = telling(model), preset: wanted } = model.thumbnail ?? {};
  const preset = wanted === undefined ? model.presets[0] : model.presets.find(({ id }) => id === wanted);
  const { parameters = {}, grid = {}, boundary, initial, integrator } = preset ?? {};
  return {
    version: 1,
    model: model.id,
    parameters,
    grid: { ...grid, shape },
    ...(boundary !== undefined && { boundary }),
    ...(initial !== undefined && { initial }),
    ...(integrator !== undefined && { integrator }),
    seed: 1,
    steps,
    record: { every: 0, fields: [field] },
  };
}

/** The first field that is 0 at rest: the pattern stands out of it. */
const telling = ({ species }: Model): string => {
  const names = Object.keys(species);
  return names.find((name) => !species[name]!.rest) ?? names[0]!;
};
