import type { MembraneModel } from "../core/define/membrane";
import type { MembraneTraces } from "../core/membrane/simulate";
import { thinTrace } from "../views/thin-trace";

export interface TraceGroup {
  unit: string;
  series: { name: string; title: string; x: number[]; y: number[] }[];
}

export interface TracePictures {
  groups: TraceGroup[];
  /** What stays as it is, but for rounding: a number, and no picture. */
  constant: { title: string; unit: string; value: number }[];
}

/** Points that a line on the page is drawn of. */
const mostPoints = 2400;
/** Traces of one unit whose sizes differ by more than this stand in pictures of their own. */
const farApart = 50;

/** The order in which units are shown; others come last. */
const unitOrder = ["mV", "1", "mM", "µM", "µA/cm²", "µm", "nmol/cm²"];
const place = (unit: string): number => (unitOrder.includes(unit) ? unitOrder.indexOf(unit) : unitOrder.length);

interface Trace {
  name: string;
  title: string;
  unit: string;
  values: Float64Array;
  low: number;
  high: number;
}

const sizeOf = ({ low, high }: Trace): number => Math.max(Math.abs(low), Math.abs(high));

function traceOf(name: string, { title, unit }: { title: string; unit: string }, values: Float64Array): Trace {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return { name, title, unit, values, low, high };
}

/**
 * The traces of a run as pictures: the potential alone and first, then those of one unit and about one size together.
 * @param held whether the potential followed a command, which is seen elsewhere: what that took of current comes first in its place.
 */
export function tracePictures(
  model: MembraneModel,
  { times, traces, stimulus }: Pick<MembraneTraces, "times" | "traces" | "stimulus">,
  held: boolean,
): TracePictures {
  const quantities = { ...model.state, ...model.observables };
  const all = Object.entries(traces)
    .filter(([name]) => !held || name !== model.voltage)
    .map(([name, values]) => traceOf(name, quantities[name]!, values));
  if (held && stimulus && model.stimulus) all.unshift(traceOf("stimulus", { ...model.stimulus, title: "Current that the clamp needs" }, stimulus));
  const isConstant = (one: Trace) => one.high - one.low <= 1e-9 * sizeOf(one);
  const groups: Trace[][] = [];
  const isPotential = ({ name }: Trace) => name === model.voltage;
  for (const one of all.filter((trace) => !isConstant(trace)).toSorted((a, b) => sizeOf(b) - sizeOf(a))) {
    const group = groups.find(([first]) => first!.unit === one.unit && !isPotential(first!) && sizeOf(first!) <= farApart * sizeOf(one));
    if (group && !isPotential(one)) group.push(one);
    else groups.push([one]);
  }
  const rank = (group: Trace[]) => (group.some((one) => isPotential(one) || one.name === "stimulus") ? -1 : place(group[0]!.unit));
  return {
    groups: groups
      .toSorted((a, b) => rank(a) - rank(b))
      .map((of) => ({
        unit: of[0]!.unit,
        series: of
          .toSorted((a, b) => all.indexOf(a) - all.indexOf(b))
          .map(({ name, title, values }) => ({ name, title, ...thinTrace(times, values, mostPoints) })),
      })),
    constant: all.filter((one) => isConstant(one) && one.name !== "stimulus").map(({ title, unit, values }) => ({ title, unit, value: values[0]! })),
  };
}
