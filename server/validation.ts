import type { FastifySchema, FastifySchemaCompiler } from "fastify";
import type { z } from "zod";
import { WorkbenchError } from "../src/core/errors";

/** Checks a body against its schema; what is wrong is told with its path, like every other error of the workbench. */
export const zodValidator: FastifySchemaCompiler<z.ZodType> = ({ schema }) => {
  return (body: unknown) => {
    const parsed = schema.safeParse(body);
    if (parsed.success) return { value: parsed.data };
    const { path, message } = parsed.error.issues[0]!;
    const keys = path.map((key) => (typeof key === "number" ? key : String(key)));
    return { error: new WorkbenchError("usage", ["body", ...keys], message.charAt(0).toLowerCase() + message.slice(1)) };
  };
};

/** For specs: `complete` in the core checks them, with defaults and better words. */
export const leftToCore: FastifySchemaCompiler<FastifySchema> = () => (body: unknown) => ({ value: body });
