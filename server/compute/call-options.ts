import { z } from "zod";
import type { Arguments, Command } from "../../cli/command";

const word = z.string().max(1000);

/** Options of a command as a query: those that name files to write are left out, a server writes none for a stranger. */
export function querySchema({ options }: Command): z.ZodType<Record<string, string | boolean | string[] | undefined>> {
  const shape = Object.entries(options)
    .filter(([name]) => !withheld.has(name))
    .map(([name, { kind, help }]) => {
      const value = kind === "flag" ? z.stringbool() : kind === "list" ? z.union([word.transform((one) => [one]), z.array(word).max(100)]) : word;
      return [name, value.optional().describe(help)] as const;
    });
  return z.strictObject(Object.fromEntries(shape)) as z.ZodType<Record<string, string | boolean | string[] | undefined>>;
}

const withheld = new Set(["out"]);

/** Options of a query as a command reads them. */
export function argumentsOf(
  positionals: readonly string[],
  options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>,
): Arguments {
  return {
    positionals,
    flag: (name) => options[name] === true,
    value: (name) => {
      const value = options[name];
      return typeof value === "string" ? value : undefined;
    },
    list: (name) => {
      const value = options[name];
      return Array.isArray(value) ? (value as readonly string[]) : [];
    },
  };
}
