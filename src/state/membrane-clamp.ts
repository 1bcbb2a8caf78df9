import type { MembraneModel } from "../core/define/membrane";
import { completeValues, type PlainValue, type ValuesOf } from "../core/define/params";
import { toRecord } from "../core/errors";
import { membraneModels } from "../core/membrane/index";
import { stretchesOf, type Clamp } from "../core/membrane/protocol";
import { usualSampling } from "../core/membrane/sampling";
import { readSimulation } from "../core/membrane/simulation-document";
import { flatCommand, type CommandPoint, type CommandSheet } from "./membrane-command";

export type ClampKind = "none" | "current" | "voltage";
/** How a command is given: rows of a table, a line drawn by hand, samples of a file. */
export type CommandWay = "steps" | "drawn" | "file";

export interface StepDraft {
  from: number;
  to: number;
  value: number;
  /** Where a ramp ends; null for a step. */
  end: number | null;
}

export interface Command {
  way: CommandWay;
  /** Between steps. */
  base: number;
  steps: readonly StepDraft[];
  points: readonly CommandPoint[];
  file: { name: string; times: readonly number[]; values: readonly number[] } | null;
  /** From the foot to the top of the sheet that is drawn on. */
  low: number;
  high: number;
}

export interface ClampSetup {
  /** Those that differ from the model's own. */
  parameters: Readonly<Record<string, PlainValue>>;
  duration: number;
  /** Time between two samples; null for as often as spikes ask for. */
  every: number | null;
  tolerance: number;
  kind: ClampKind;
  commands: Readonly<Record<"current" | "voltage", Command>>;
}

/** Relative tolerances of a step that are offered. */
export const tolerances = [1e-4, 1e-6, 1e-8, 1e-10] as const;

/** What can be clamped in a model. */
export const kindsOf = ({ stimulus, voltage }: MembraneModel): ClampKind[] => [
  "none",
  ...(stimulus ? (["current"] as const) : []),
  ...(voltage !== null ? (["voltage"] as const) : []),
];

/** What a command is a number of. */
export function commandQuantity(model: MembraneModel, kind: ClampKind): { title: string; unit: string } | null {
  if (kind === "current") return model.stimulus;
  return kind === "voltage" && model.voltage !== null ? model.state[model.voltage]! : null;
}

/** A setup to begin with: a step that an axon answers with spikes; cells with amounts run free. */
export function usualSetup(model: MembraneModel): ClampSetup {
  const { duration } = model.time;
  return {
    parameters: {},
    duration,
    every: null,
    tolerance: 1e-8,
    kind: model.spikes && model.stimulus ? "current" : "none",
    commands: { current: usualCommand(0, strength(model), duration), voltage: usualCommand(restOf(model), testPotential(model), duration) },
  };
}

function usualCommand(base: number, value: number, duration: number): Command {
  const margin = 0.5 * Math.abs(value - base);
  return {
    way: "steps",
    base,
    steps: [{ from: 0.1 * duration, to: 0.9 * duration, value, end: null }],
    points: flatCommand(base, duration),
    file: null,
    low: Math.min(base, value) - margin,
    high: Math.max(base, value) + margin,
  };
}

/** A current that moves a model well within what it stands: cells have but few ions, and minutes to take them up in. */
function strength({ stimulus, time }: MembraneModel): number {
  if (stimulus?.unit === "1") return 0.5;
  return time.unit === "ms" ? 10 : 10 ** Math.round(Math.log10(6 / time.duration));
}
const testPotential = ({ voltage, state }: MembraneModel): number => (voltage !== null && state[voltage]!.unit === "mV" ? 0 : 1);

/** Where the potential starts, to the tenth. */
function restOf(model: MembraneModel): number {
  if (model.voltage === null) return 0;
  const options = completeValues(model.params, {}, []) as ValuesOf<MembraneModel["params"]>;
  return Number(model.open(options).initial[Object.keys(model.state).indexOf(model.voltage)]!.toFixed(1));
}

export const sheetOf = ({ low, high }: Command, duration: number): CommandSheet => ({ duration, low, high });

/** The command in force; null for none. */
export const commandOf = ({ kind, commands }: ClampSetup): Command | null => (kind === "none" ? null : commands[kind]);

/** Time between two samples: of an axon 0.05 ms or less, whatever the duration, for its spikes are measured on them. */
export const everyOf = (model: MembraneModel, { every, duration }: ClampSetup): number => every ?? usualSampling(model, duration);

function clampDocument(kind: "current" | "voltage", { way, base, steps, points, file }: Command): Record<string, unknown> {
  if (way === "drawn") return { kind, times: points.map(([time]) => time), values: points.map(([, value]) => value) };
  if (way === "file") return { kind, times: [...(file?.times ?? [])], values: [...(file?.values ?? [])] };
  return { kind, base, steps: steps.map(({ from, to, value, end }) => ({ from, to, value: end === null ? value : [value, end] })) };
}

/** The file of `mfn ion simulate` that says the same. */
export function simulationDocument(model: string, setup: ClampSetup): Record<string, unknown> {
  const { parameters, duration, tolerance, kind, commands } = setup;
  return {
    model,
    ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
    duration,
    every: everyOf(modelOf(model), setup),
    tolerance,
    ...(kind === "none" ? {} : { clamp: clampDocument(kind, commands[kind]) }),
  };
}

/** The setup of a document that `readSimulation` accepts. Samples become a line drawn by hand. @throws WorkbenchError otherwise. */
export function setupOfDocument(document: unknown): { model: string; setup: ClampSetup } {
  const run = readSimulation(document);
  const usual = usualSetup(run.model);
  const parameters = run.parameters ?? {};
  const complete = completeValues(run.model.params, { ...parameters }, ["parameters"]);
  const { times, values } = ((document as { clamp?: unknown }).clamp ?? {}) as { times?: number[]; values?: number[] };
  const { clamp, duration = usual.duration, tolerance = usual.tolerance } = run;
  const setup: ClampSetup = {
    ...usual,
    parameters: Object.fromEntries(Object.keys(parameters).map((name) => [name, complete[name]!])),
    duration,
    every: run.every ?? null,
    tolerance,
    kind: clamp ? clamp.kind : "none",
  };
  // What it would be anyway follows the duration again.
  if (setup.every === everyOf(run.model, { ...setup, every: null })) setup.every = null;
  if (!clamp) return { model: run.model.id, setup };
  const before = usual.commands[clamp.kind];
  const drawn = times !== undefined && values !== undefined;
  const whole = drawn && times[0] === 0 && times.at(-1) === duration;
  const command: Command = {
    ...before,
    base: clamp.base,
    ...within(before, drawn ? values : clamp.steps.flatMap(({ value }) => value)),
    ...(!drawn
      ? {
          way: "steps",
          steps: clamp.steps.map(({ from, to, value }) =>
            typeof value === "number" ? { from, to, value, end: null } : { from, to, value: value[0], end: value[1] },
          ),
        }
      : whole
        ? { way: "drawn", points: times.map((time, i) => [time, values[i]!] as const) }
        : { way: "file", file: { name: "", times, values } }),
  };
  return { model: run.model.id, setup: { ...setup, commands: { ...usual.commands, [clamp.kind]: command } } };
}

/** A sheet high enough for these values. */
export const within = ({ low, high }: { low: number; high: number }, values: readonly number[]): { low: number; high: number } => {
  let [least, most] = [low, high];
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  const margin = 0.1 * (most - least);
  return { low: least < low ? least - margin : low, high: most > high ? most + margin : high };
};

/** What is wrong with a setup before it runs, and where; null for nothing. */
export function setupProblem(model: string, setup: ClampSetup): { path: string; message: string } | null {
  try {
    const { clamp } = readSimulation(simulationDocument(model, setup));
    if (clamp) stretchesOf(clamp, setup.duration);
    return null;
  } catch (error) {
    const { path, message } = toRecord(error);
    if (commandOf(setup)?.way === "file" && !commandOf(setup)?.file) return { path: "clamp.file", message: "open a file of times and values first" };
    return { path: path.join("."), message: message.replace(/^At [^:]*: /, "") };
  }
}

/** The command as the points of its line; a jump is two of one time. Empty for one that cannot be. */
export function commandLine(model: string, setup: ClampSetup): CommandPoint[] {
  if (setup.kind === "none" || setupProblem(model, setup) !== null) return [];
  const clamp: Clamp = readSimulation(simulationDocument(model, setup)).clamp!;
  return stretchesOf(clamp, setup.duration).flatMap(({ from, to, value, slope }): CommandPoint[] => [
    [from, value],
    [to, value + slope * (to - from)],
  ]);
}

export const modelOf = (id: string): MembraneModel => membraneModels.get(id);
