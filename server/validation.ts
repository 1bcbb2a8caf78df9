import type { FastifySchema, FastifySchemaCompiler } from "fastify";
import { z } from "zod";
import { WorkbenchError } from "../src/core/errors";
import { plainly } from "./plain-words";

/** What the parts of a request are called; a body is one unless it is something else. */
const parts: Readonly<Record<string, string>> = { querystring: "query", params: "params", headers: "headers" };

/** Checks a body or a query against its schema; what is wrong is told with its path, like every other error of the workbench. */
export const zodValidator: FastifySchemaCompiler<z.core.$ZodType> = ({ schema, httpPart = "body" }) => {
  return (given: unknown) => {
    const parsed = z.safeParse(schema, given, { error: plainly });
    if (parsed.success) return { value: parsed.data };
    const { path, message } = innermost(parsed.error.issues[0]!);
    const keys = path.map((key) => (typeof key === "number" ? key : String(key)));
    return { error: new WorkbenchError("usage", [parts[httpPart] ?? "body", ...keys], message.charAt(0).toLowerCase() + message.slice(1)) };
  };
};

/** Where one of several forms was meant, what is wrong with the only one that fits so far tells more than that none fits. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== "invalid_union") return issue;
  const begun = issue.errors.map(([first]) => first!).filter(({ path }) => path.length > 0);
  if (begun.length !== 1) return issue;
  const inner = innermost(begun[0]!);
  return { ...inner, path: [...issue.path, ...inner.path] };
}

/** For specs: `complete` in the core checks them, with defaults and better words. A query beside them is checked here. */
export const leftToCore: FastifySchemaCompiler<FastifySchema> = (route) =>
  route.httpPart === "body" ? (body: unknown) => ({ value: body }) : zodValidator(route as Parameters<typeof zodValidator>[0]);
