import type { Arguments, Io, Output } from "../command";
import type { Definition } from "../../src/core/define/registry";

/** One word after `mfn ion`. */
export interface Calculator extends Definition {
  /** What follows its name. */
  usage: string;
  help: string;
  /** Options that it reads; any other is refused. */
  options: readonly string[];
  /** Arguments after its name. */
  files: 0 | 1;
  /** @param need the value of an option that it cannot do without. */
  run(args: Arguments, io: Io, need: (option: string) => string): Promise<Output>;
}

/** The text of a result, with what a careful reader should know under it. */
export const withWarnings = (lines: readonly string[], warnings: readonly string[]): string =>
  [...lines, ...warnings.map((warning) => `warning: ${warning}`)].join("\n");
