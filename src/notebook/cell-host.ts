import type { ControlValue } from "./cell-options";
import type { CellOutput } from "./cell-output";
import type { Reference } from "./free-names";

/** A compiled cell and where its inputs come from. */
export interface CellDefinition {
  id: string;
  /** How it is called in messages, such as `cell 3`. */
  title: string;
  /** Text of the module that `compileCell` made. */
  code: string;
  /** What of its text matters: two cells with the same key do the same. Its random numbers begin with it. */
  key: string;
  inputs: readonly Reference[];
  /** Which cell declares each input; inputs that no cell declares are left out. */
  makers: Readonly<Record<string, string>>;
  /** Names that it declares. */
  outputs: readonly string[];
  /** Present values of its controls. */
  controls: Readonly<Record<string, ControlValue>>;
}

export interface RunRequest {
  /** Grows with every request; what is told of it carries it. */
  serial: number;
  /** Every cell that can run. One that is missing here is forgotten. */
  cells: readonly CellDefinition[];
  /** Those that are to run; the others keep what they gave. */
  run: readonly string[];
}

/** What is told of a cell while it runs. */
export type CellNews = { cell: string; serial: number } & (
  | { kind: "began" }
  /** `index` of an output made before replaces it, as a live picture does. */
  | { kind: "output"; index: number; output: CellOutput }
  /** From 0 to 1. */
  | { kind: "progress"; share: number }
  | { kind: "ended"; failed: boolean; milliseconds: number }
);

/** The place where cells run: a sandboxed frame, a thread of Node, or this thread in tests. */
export interface CellHost {
  /** Resolves when all that was asked to run is done or has failed, or was asked for anew. Rejects when the place breaks down. */
  run(request: RunRequest): Promise<void>;
  /** Ends it at once, whatever it is doing. */
  terminate(): void;
}

export type StartHost = (tell: (news: CellNews) => void) => CellHost;
