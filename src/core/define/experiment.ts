import type { Params, PlainValue, ValuesOf } from "./params";
import type { Definition } from "./registry";

/** A number that an experiment came to; null with the reason. */
export interface Fact {
  /** What it is a number of, where an experiment compares several. */
  of?: string;
  name: string;
  value: number | string | null;
  unit?: string;
  interval?: readonly [number, number];
  note?: string;
}

/** What an experiment shows, as plain data. */
export type ExperimentPicture =
  | { kind: "lines"; title: string; xLabel: string; yLabel: string; series: { name: string; x: number[]; y: (number | null)[] }[] }
  | { kind: "bars"; title: string; xLabel: string; edges: number[]; counts: number[] }
  | { kind: "dots"; title: string; xLabel: string; yLabel: string; x: number[]; y: number[] }
  /** Values of a plane in C order; null where there is nothing. */
  | { kind: "map"; title: string; of?: string; shape: readonly [number, number]; values: (number | null)[] };

export interface ExperimentState {
  /** How much of it is done, 0 … 1. */
  share: number;
  facts: Fact[];
  pictures: ExperimentPicture[];
}

export interface ExperimentContext {
  /** The text of a file that ships with the workbench, such as `tables/penguins.csv`. */
  sample(path: string): Promise<string>;
}

/** Something of the learning room that can be run and watched: page, cells and command line read the same object. */
export interface Experiment<P extends Params = Params> extends Definition {
  source: string;
  /** What it shows, in a sentence or two. */
  help: string;
  params: P;
  /** Yields how it stands, again and again; the last is the result. The same options give the same numbers. */
  run(options: ValuesOf<P>, context: ExperimentContext): AsyncGenerator<ExperimentState>;
}

/** Experiments in another thread, pulled by whoever watches. */
export interface ExperimentApi {
  /** @throws WorkbenchError for options that cannot be. */
  start(id: string, options: Record<string, PlainValue>): Promise<void>;
  /** How it stands after a moment's work; `done` with the last state. */
  next(): Promise<{ state: ExperimentState; done: boolean }>;
}

export const defineExperiment = <P extends Params>(experiment: Experiment<P>): Experiment<P> => experiment;
