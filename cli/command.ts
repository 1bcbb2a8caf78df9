import type { Definition } from "../src/core/define/registry";

/** What a command may touch of the world: a terminal gives the real one, a test its own. */
export interface Io {
  cwd: string;
  env: Record<string, string | undefined>;
  /** Whether a person watches standard error. */
  interactive: boolean;
  out(text: string): void;
  err(text: string): void;
  readStdin(): Promise<string>;
  /** Resolves when the program is asked to end, which it then has 25 s for; `serve` and `worker` wait for it. */
  untilStopped(): Promise<void>;
  /** Values that one file may hold, where it is a stranger's; what fits into memory unless given. */
  mostValues?: number;
  /** Folder of package.json: where the built app lies. */
  packageRoot: string;
}

export interface Option {
  /** `flag` takes no value. A `list` may be given several times. */
  kind: "flag" | "value" | "list";
  /** What its value stands for in the help, such as `F.npz`. */
  value?: string;
  help: string;
  /** Values of a list that may also follow one another: `--metric dfa hurst`. */
  known?: readonly string[];
}

export interface Arguments {
  positionals: readonly string[];
  flag(name: string): boolean;
  value(name: string): string | undefined;
  list(name: string): readonly string[];
}

/** What a command found: one JSON document, and the same for reading. */
export interface Output {
  json: unknown;
  /** Lines for a person; made only when wanted. */
  text(): string;
  /** Bad input in a part of what was asked: told in one line after the rest, and the exit code is that of bad input. */
  problem?: string;
  /** The result is not what it was to be: told in one line after the rest, with the exit code of a fault. */
  failure?: string;
}

/** One command of `mfn`. Its id is the word one types. */
export interface Command extends Definition {
  /** What follows the command's name. */
  usage: string;
  /** One line of help more than the title says. */
  help: string;
  /** A command line that works. */
  example: string;
  options: Record<string, Option>;
  /** Bounds of the number of arguments that are not options. */
  arguments: readonly [least: number, most: number];
  /** Null where nothing is left to print, as after a server's life. */
  run(args: Arguments, io: Io): Promise<Output | null>;
}

export const defineCommand = (command: Command): Command => command;
