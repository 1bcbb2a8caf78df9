import type { FastifySchema, FastifySchemaCompiler } from "fastify";
import { z } from "zod";
import { WorkbenchError } from "../src/core/errors";

/** Checks a body or a query against its schema; what is wrong is told with its path, like every other error of the workbench. */
export const zodValidator: FastifySchemaCompiler<z.core.$ZodType> = ({ schema, httpPart }) => {
  return (given: unknown) => {
    const parsed = z.safeParse(schema, given);
    if (parsed.success) return { value: parsed.data };
    const { path, message } = parsed.error.issues[0]!;
    const keys = path.map((key) => (typeof key === "number" ? key : String(key)));
    return {
      error: new WorkbenchError(
        "usage",
        [httpPart === "querystring" ? "query" : "body", ...keys],
        message.charAt(0).toLowerCase() + message.slice(1),
      ),
    };
  };
};

/** For specs: `complete` in the core checks them, with defaults and better words. A query beside them is checked here. */
export const leftToCore: FastifySchemaCompiler<FastifySchema> = (route) =>
  route.httpPart === "body" ? (body: unknown) => ({ value: body }) : zodValidator(route as Parameters<typeof zodValidator>[0]);
