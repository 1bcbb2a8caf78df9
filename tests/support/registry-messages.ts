import { readFileSync } from "node:fs";
import { actions } from "../../src/actions/index";
import { guides } from "../../src/app/guides";
import { optionTitle, type Params } from "../../src/core/define/params";
import { detectors } from "../../src/core/detectors/index";
import { generators } from "../../src/core/generators/index";
import { aggregators } from "../../src/core/learning/aggregators/index";
import { attacks } from "../../src/core/learning/attacks/index";
import { experiments } from "../../src/core/learning/experiments/index";
import { explorers } from "../../src/core/learning/exploration/index";
import { membraneModels, restingCells, transporters } from "../../src/core/membrane/index";
import { ions } from "../../src/core/membrane/ions";
import { metrics } from "../../src/core/metrics/index";
import { models } from "../../src/core/models/index";
import { seriesFields } from "../../src/core/series-fields/index";
import { seriesMetrics } from "../../src/core/series/index";
import { solvers } from "../../src/core/solvers/index";
import { columnTitles } from "../../src/app/dock-moves";
import { rooms } from "../../src/panels/define";
import type { SampleSeries } from "../../src/state/sample-series";
import { colourRanges } from "../../src/views/colour-ranges";
import { colourVisions } from "../../src/views/colour-vision";
import { fieldKinds } from "../../src/views/field-kinds/index";

const ofParams = (params: Params): string[] =>
  Object.values(params).flatMap((param) => [
    param.title,
    param.help,
    ...(param.kind === "choice" ? param.options.map((option) => optionTitle(param, option)) : []),
  ]);

const samples = JSON.parse(readFileSync("public/samples/series/index.json", "utf8")) as SampleSeries[];

/** What the definitions of the registries say to a person, in English, by registry. Panels are found as constants; names of colour maps stay as they are. */
export const registryMessages: Readonly<Record<string, readonly string[]>> = {
  rooms: [...rooms.map(({ title }) => title), ...Object.values(columnTitles).flatMap((titles) => Object.values(titles))],
  actions: [...actions].flatMap(({ title, group }) => [title, group]),
  guides: [...guides].flatMap(({ title, summary }) => [title, summary]),
  views: [...fieldKinds, ...colourRanges, ...colourVisions].flatMap(({ title, note }) => [title, note]),
  models: [...models].flatMap(({ title, family, summary, species, params, presets }) => [
    title,
    ...(family === undefined ? [] : [family]),
    summary,
    ...Object.values(species).map((one) => one.title),
    ...ofParams(params),
    ...presets.flatMap((preset) => [preset.title, preset.note]),
  ]),
  learning: [
    ...[...aggregators].flatMap(({ title, help, tolerance, params }) => [title, help, tolerance, ...ofParams(params)]),
    ...[...attacks, ...explorers, ...experiments].flatMap(({ title, help, params }) => [title, help, ...ofParams(params)]),
  ],
  membranes: [
    ...[...ions].map(({ title }) => title),
    ...[...restingCells].flatMap(({ title, help }) => [title, help]),
    ...[...transporters].flatMap(({ title, help, params }) => [title, help, ...ofParams(params)]),
    ...[...membraneModels].flatMap(({ title, help, params, state, observables, balances, stimulus }) => [
      title,
      help,
      ...ofParams(params),
      ...[...Object.values({ ...state, ...observables, ...balances }), ...(stimulus ? [stimulus] : [])].map((one) => one.title),
    ]),
  ],
  solvers: [...solvers].map(({ title }) => title),
  metrics: [...metrics].flatMap(({ title, help, params }) => [title, help, ...ofParams(params)]),
  detectors: [...detectors].flatMap(({ title, help, params }) => [title, help, ...ofParams(params)]),
  series: [...seriesMetrics, ...seriesFields, ...generators].flatMap(({ title, help, params }) => [title, help, ...ofParams(params)]),
  samples: samples.flatMap(({ title, teaching, events }) => [title, teaching, ...events.flatMap((event) => [event.title, event.note])]),
};
