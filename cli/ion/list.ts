import { membraneModels, restingCells, transporters } from "../../src/core/membrane/index";
import { ions } from "../../src/core/membrane/ions";
import { table } from "../table";
import type { Calculator } from "./calculator";

export const list: Calculator = {
  id: "list",
  title: "What is known by name",
  usage: "list",
  help: "the ions, resting cells, pumps and models that files may name, with their sources",
  options: [],
  files: 0,
  async run() {
    const titled = (kind: string, members: Iterable<{ id: string; title: string }>) =>
      table([...members].map(({ id, title }) => ({ [kind]: id, title })));
    const json = {
      ions: [...ions].map(({ id, title, symbol, z, usual, source }) => ({ id, title, symbol, z, usualMolar: usual, source })),
      cells: [...restingCells].map(({ id, title, source, help, celsius, ions: members, unitPermeability, pump }) => ({
        id,
        title,
        source,
        help,
        celsius,
        ions: members,
        unitPermeability,
        ...(pump ? { pump } : {}),
      })),
      pumps: [...transporters].map(({ id, title, source, help, params, carries, atp }) => ({ id, title, source, help, params, carries, atp })),
      models: [...membraneModels].map(({ id, title, source, help, params, state, observables, time, stimulus }) => ({
        id,
        title,
        source,
        help,
        params,
        state,
        observables,
        time,
        stimulus,
      })),
    };
    const text = () =>
      [
        table(json.ions.map(({ id, title, z }) => ({ ion: id, title, z }))),
        titled("cell", restingCells),
        titled("pump", transporters),
        titled("model", membraneModels),
        "Sources, options and states: --json.",
      ].join("\n\n");
    return { json, text };
  },
};
