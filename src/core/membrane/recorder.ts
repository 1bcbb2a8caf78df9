import type { MembraneModel, MembraneSystem } from "../define/membrane";
import type { Step } from "./integration/integrate";

/** Samples a run at even times while it goes, and watches the sums that should not change. */
export interface Recorder {
  times: Float64Array;
  /** One trace a state, then one an observable. */
  traces: Record<string, Float64Array>;
  stimulus: Float64Array;
  drift: Record<string, number>;
  /** Takes the samples of [from, to). */
  take(step: Step, stimulus: (t: number, state: Float64Array) => number): void;
  /** Lets sums start anew: a command that jumps has put in charge. */
  rebase(state: Float64Array): void;
  /** Takes the samples that are left, all at the end. */
  finish(t: number, state: Float64Array, stimulus: (t: number, state: Float64Array) => number): void;
}

export function recorderFor(model: MembraneModel, system: MembraneSystem, count: number, every: number): Recorder {
  const times = Float64Array.from({ length: count }, (_, i) => i * every);
  const states = Object.keys(model.state);
  const names = [...states, ...Object.keys(model.observables)];
  const columns = names.map(() => new Float64Array(count));
  const stimulus = new Float64Array(count);
  const sums = Object.keys(model.balances);
  const drift = Object.fromEntries(sums.map((name) => [name, 0]));
  const state = new Float64Array(states.length);
  let start: number[] = [];
  let next = 0;

  const sample = (t: number, current: Float64Array, stimulusAt: (t: number, state: Float64Array) => number) => {
    const put = stimulusAt(t, current);
    stimulus[next] = put;
    [...current, ...system.observe(current, put)].forEach((value, i) => (columns[i]![next] = value));
    system.balances(current).forEach((sum, i) => {
      const strayed = Math.abs(sum - start[i]!) / (Math.abs(start[i]!) || 1);
      drift[sums[i]!] = Math.max(drift[sums[i]!]!, strayed);
    });
    next++;
  };
  return {
    times,
    traces: Object.fromEntries(names.map((name, i) => [name, columns[i]!])),
    stimulus,
    drift,
    rebase: (current) => void (start = system.balances(current)),
    take(step, stimulusAt) {
      while (next < count && times[next]! < step.to) {
        const t = Math.max(step.from, times[next]!);
        step.at(t, state);
        sample(t, state, stimulusAt);
      }
    },
    finish(t, current, stimulusAt) {
      while (next < count) sample(t, current, stimulusAt);
    },
  };
}
