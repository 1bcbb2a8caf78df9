import { parseArgs, type ParseArgsConfig } from "node:util";
import { nearest, WorkbenchError } from "../src/core/errors";
import type { Arguments, Command, Option } from "./command";

/** Options that every command has. */
export const commonOptions: Record<string, Option> = {
  json: { kind: "flag", help: "Print one JSON document instead of tables." },
  help: { kind: "flag", help: "Explain the command." },
};

/**
 * Reads what follows the command's name.
 * @throws WorkbenchError `usage` that names the option and the nearest one known, or how many arguments are wanted.
 */
export function readArguments(command: Command, argv: readonly string[]): Arguments {
  const options = { ...commonOptions, ...command.options };
  const { values, positionals } = parse(command, options, joinValues(argv, options));
  const [least, most] = command.arguments;
  if (!values["help"] && (positionals.length < least || positionals.length > most)) {
    const wanted =
      least === most ? `${least === 0 ? "no" : least} argument${least === 1 ? "" : "s"}` : `at least ${least} argument${least === 1 ? "" : "s"}`;
    throw usage(command, `it takes ${positionals.length > most && least !== most ? `at most ${most} arguments` : wanted}, got ${positionals.length}`);
  }
  return {
    positionals,
    flag: (name) => values[name] === true,
    value: (name) => (typeof values[name] === "string" ? values[name] : undefined),
    list: (name) => (Array.isArray(values[name]) ? values[name].filter((value) => typeof value === "string") : []),
  };
}

function parse(command: Command, options: Record<string, Option>, args: string[]) {
  const config: NonNullable<ParseArgsConfig["options"]> = {};
  for (const [name, { kind }] of Object.entries(options)) config[name] = { type: kind === "flag" ? "boolean" : "string", multiple: kind === "list" };
  try {
    return parseArgs({ args, options: config, allowPositionals: true, strict: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const name = /'(?:-\w, )?-{1,2}([^'\s=]+)/.exec(message)?.[1] ?? "";
    if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
      const guess = nearest(name, Object.keys(options));
      throw usage(
        command,
        `there is no option --${name}; ${
          guess
            ? `did you mean --${guess}?`
            : `known: ${Object.keys(options)
                .map((key) => `--${key}`)
                .join(", ")}`
        }`,
      );
    }
    const option = options[name];
    if (code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE" && option) {
      throw usage(command, option.kind === "flag" ? `--${name} takes no value` : `--${name} needs a value: --${name} ${option.value ?? "VALUE"}`);
    }
    throw usage(command, message);
  }
}

/**
 * Writes `--z -1` as `--z=-1`, for a value may be a negative number, and `--metric dfa hurst` as two options, for the
 * help shows them so. Everything else is left to parseArgs.
 */
function joinValues(argv: readonly string[], options: Record<string, Option>): string[] {
  const joined: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const token = argv[i]!;
    const option = token.startsWith("--") ? options[token.slice(2)] : undefined;
    if (!option || option.kind === "flag" || i + 1 >= argv.length) {
      joined.push(token);
      continue;
    }
    const next = argv[i + 1]!;
    if (next.startsWith("-") && !/^-(\d|\.\d|Infinity$)/.test(next)) {
      joined.push(token);
      continue;
    }
    joined.push(`${token}=${next}`);
    i++;
    while (option.known?.includes(argv[i + 1] ?? "")) joined.push(`${token}=${argv[++i]}`);
  }
  return joined;
}

/** A complaint about the command line, with the way to more. */
export const usage = (command: Command, sentence: string): WorkbenchError =>
  new WorkbenchError(
    "usage",
    [],
    `mfn ${command.id}: ${sentence}. Usage: mfn ${command.id} ${command.usage}`.replace(/\.\. Usage/, ". Usage").trimEnd(),
  );

/** @throws WorkbenchError `usage` for text that is no finite number, naming the option. */
export function numberOf(name: string, text: string): number {
  const value = text.trim() === "" ? NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw new WorkbenchError("usage", [], `--${name} expects a number, got "${text}"`);
}

/** @throws WorkbenchError `usage` for text that is no whole number in [min, max]. */
export function wholeNumberOf(name: string, text: string, min: number, max: number): number {
  const value = numberOf(name, text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new WorkbenchError("usage", [], `--${name} expects a whole number from ${min} to ${max}, got "${text}"`);
}
