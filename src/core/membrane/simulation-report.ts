import type { MembraneModel } from "../define/membrane";
import type { Spike, SpikeTrain } from "./spikes";
import type { MembraneTraces } from "./simulate";

/** What a run showed, without its traces. Times in the model's unit, potentials in that of its voltage. */
export interface SimulationReport {
  model: string;
  source: string;
  timeUnit: string;
  parameters: Record<string, number | boolean | string>;
  samples: number;
  duration: number;
  spikes: Spike[] | null;
  /** Between spikes; in Hz where time is in ms or s. */
  intervals: number[] | null;
  rate: number | null;
  rateUnit: string;
  intervalVariation: number | null;
  reason?: string;
  final: Record<string, number>;
  /** How far each sum that the model keeps strayed, as a share. */
  drift: Record<string, number>;
  steps: { accepted: number; rejected: number; evaluations: number };
  warnings: string[];
}

const perSecond: Readonly<Record<string, number>> = { ms: 1e3, s: 1 };

export function simulationReport(model: MembraneModel, run: MembraneTraces): SimulationReport {
  const { train, times, traces } = run;
  return {
    model: model.id,
    source: model.source,
    timeUnit: model.time.unit,
    parameters: run.parameters,
    samples: times.length,
    duration: times.at(-1)!,
    spikes: train?.spikes ?? null,
    intervals: train?.intervals ?? null,
    rate: train?.rate == null ? null : train.rate * (perSecond[model.time.unit] ?? 1),
    rateUnit: perSecond[model.time.unit] ? "Hz" : "1",
    intervalVariation: train?.variation ?? null,
    ...reasonOf(train),
    final: Object.fromEntries(Object.entries(traces).map(([name, trace]) => [name, trace.at(-1)!])),
    drift: run.drift,
    steps: run.effort,
    warnings: run.warnings,
  };
}

function reasonOf(train: SpikeTrain | null): { reason?: string } {
  if (!train) return { reason: "there is no potential here that is free to spike" };
  return train.rate === null ? { reason: `${train.spikes.length === 1 ? "one spike has" : "no spikes have"} no rate` } : {};
}

/** Units of a run's columns, by name. */
export function columnUnits(model: MembraneModel): Record<string, string> {
  return Object.fromEntries(Object.entries({ ...model.state, ...model.observables }).map(([name, { unit }]) => [name, unit]));
}

/** A run as CSV: time, stimulus and every trace, with units in the header. */
export function tracesCsv(model: MembraneModel, { times, traces, stimulus }: MembraneTraces): string {
  const units = columnUnits(model);
  const columns: [string, ArrayLike<number>][] = [[`t (${model.time.unit})`, times]];
  if (stimulus && model.stimulus) columns.push([`stimulus (${model.stimulus.unit})`, stimulus]);
  for (const [name, trace] of Object.entries(traces)) columns.push([`${name} (${units[name]})`, trace]);
  const rows = Array.from(times, (_, i) => columns.map(([, values]) => String(values[i]!)).join(","));
  return `${[columns.map(([name]) => name).join(","), ...rows].join("\n")}\n`;
}

/** A run as plain JSON: what it showed, then units, times, stimulus and every trace. */
export const tracesDocument = (model: MembraneModel, run: MembraneTraces) => ({
  ...simulationReport(model, run),
  units: columnUnits(model),
  times: [...run.times],
  ...(run.stimulus ? { stimulus: [...run.stimulus] } : {}),
  traces: Object.fromEntries(Object.entries(run.traces).map(([name, trace]) => [name, [...trace]])),
});
