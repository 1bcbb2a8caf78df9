import { commonOptions } from "../arguments";
import { defineCommand, type Command, type Output } from "../command";
import { facts } from "../table";

/** The list of commands, or one of them explained. The registry is handed in by a function: it contains this command. */
export const helpCommand = (all: () => Iterable<Command> & { get(id: string): Command }): Command =>
  defineCommand({
    id: "help",
    title: "Explains the commands",
    usage: "[COMMAND]",
    help: "Without a command it lists them all.",
    example: "mfn help run",
    options: {},
    arguments: [0, 1],
    async run({ positionals: [word] }) {
      return word === undefined ? list([...all()]) : explain(all().get(word));
    },
  });

/** One command: usage, options, example. */
export function explain({ id, title, usage, help, example, options }: Command): Output {
  const every = { ...options, ...commonOptions };
  const described = Object.fromEntries(
    Object.entries(every).map(([name, { value, help: words }]) => [`  --${name}${value ? ` ${value}` : ""}`, words]),
  );
  return {
    json: { id, title, usage: `mfn ${id} ${usage}`.trimEnd(), help, example, options: every },
    text: () => [`mfn ${id} ${usage}`.trimEnd(), "", `${title}. ${help}`, "", facts(described), "", "Example:", `  ${example}`].join("\n"),
  };
}

function list(commands: readonly Command[]): Output {
  const lines = Object.fromEntries(commands.map(({ id, title }) => [`  ${id}`, title]));
  return {
    json: commands.map(({ id, title, usage, example }) => ({ id, title, usage: `mfn ${id} ${usage}`.trimEnd(), example })),
    text: () =>
      [
        "mfn: reaction–diffusion fields, fractal measurement and regime detection",
        "",
        facts(lines),
        "",
        "`mfn help COMMAND` explains one, with an example.",
      ].join("\n"),
  };
}
