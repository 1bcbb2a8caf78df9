import type { Model } from "../../src/core/define/model";
import type { Param } from "../../src/core/define/params";
import { models } from "../../src/core/models/index";
import { defineCommand } from "../command";
import { table } from "../table";

export const modelsCommand = defineCommand({
  id: "models",
  title: "Lists the models",
  usage: "",
  help: "Each with its species, parameters, presets and the paper it comes from.",
  example: "mfn models --json",
  options: {},
  arguments: [0, 0],
  async run() {
    const all = [...models];
    return {
      json: all.map(describe),
      text: () =>
        table(
          all.map(({ id, title, species, params, presets }) => ({
            id,
            title,
            species: Object.keys(species).join(", "),
            parameters: Object.keys(params).length,
            presets: presets.length,
          })),
        ),
    };
  },
});

function describe({ id, title, summary, dimensions, species, params, presets, source, ...model }: Model) {
  return {
    id,
    title,
    summary,
    dimensions,
    species,
    params: Object.fromEntries(Object.entries(params as Record<string, Param>).map(([name, param]) => [name, describeParam(param)])),
    presets,
    source,
    ...(model.kind === "equations" && { equations: model.equations }),
    grid: model.grid,
    boundary: model.boundary,
    integrator: model.integrator,
    precision: model.precision,
  };
}

/** Flags and choices have neither range nor unit: null, and what they may be. */
export function describeParam(param: Param) {
  if (param.kind === "number")
    return { kind: param.kind, default: param.default, min: param.min, max: param.max, unit: param.unit, title: param.title, help: param.help };
  const options = param.kind === "choice" ? param.options : [false, true];
  return { kind: param.kind, default: param.default, min: null, max: null, unit: null, title: param.title, help: param.help, options };
}
