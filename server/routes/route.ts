import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema, FastifySchemaCompiler } from "fastify";
import { z } from "zod";
import { WorkbenchError } from "../../src/core/errors";
import type { Access } from "../accounts/accounts";
import { circumstances, type Circumstances } from "../audit/events";
import { problemType } from "../problems";

/** What an answer that tells of a fault holds (RFC 9457). */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  code: z.string(),
  path: z.array(z.union([z.string(), z.number()])),
  request_id: z.string(),
  facts: z.looseObject({}).optional(),
  error_code: z.string().optional(),
  retry_after: z.number().optional(),
});

const problem = (description: string) => ({ description, content: { [problemType]: { schema: problemSchema } } });

/** The answers that every route may give beside its own. */
export const problems = {
  "4xx": problem("What was asked cannot be done"),
  "5xx": problem("The server has a fault, or a service that it needs does not answer"),
};

export interface JsonRoute {
  method: "GET" | "POST" | "DELETE";
  url: string;
  /** The call's name in the description; unique. */
  id: string;
  title: string;
  /** More than the title says. */
  help?: string;
  tag: string;
  access?: Access;
  bucket?: string;
  body?: z.ZodType;
  /** A body that works, for the description. */
  example?: unknown;
  consumes?: readonly string[];
  query?: z.ZodType;
  params?: z.ZodType;
  answer: z.ZodType;
  validator?: FastifySchemaCompiler<z.core.$ZodType>;
  bodyLimit?: number;
  handle(request: Asked, reply: FastifyReply): Promise<unknown>;
}

/** A request that has been checked against its schemas. */
export interface Asked {
  body: unknown;
  query: unknown;
  params: Readonly<Record<string, string>>;
  /** User id of whoever asks; empty on public routes. */
  owner: string;
  /** For what is made: the same when the request is sent again under its idempotency key, also where the answer was lost; undefined without one. */
  id: string | undefined;
  /** What the audit log says of the request. */
  circumstances: Circumstances;
  /** Aborted when whoever asked has gone. */
  gone: AbortSignal;
}

/** Adds a route that answers JSON, with all that its description needs. */
export function jsonRoute(app: FastifyInstance, route: JsonRoute): void {
  const { method, url, id, title, help, tag, access, bucket, body, example, consumes, query, params, answer, validator, bodyLimit, handle } = route;
  app.route({
    method,
    url,
    config: { ...(access !== undefined && { access }), ...(bucket !== undefined && { bucket }) },
    schema: {
      operationId: id,
      summary: title,
      ...(help !== undefined && { description: help }),
      tags: [tag],
      ...(access === "public" && { security: [] }),
      ...(consumes && { consumes: [...consumes] }),
      ...(body && { body: example === undefined ? body : body.meta({ examples: [example] }) }),
      ...(query && { querystring: query }),
      ...(params && { params }),
      response: { 200: answer, ...problems },
    },
    ...(validator && { validatorCompiler: validator as FastifySchemaCompiler<FastifySchema> }),
    ...(bodyLimit !== undefined && { bodyLimit }),
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const asked: Asked = {
        body: request.body,
        query: request.query,
        params: request.params as Record<string, string>,
        owner: request.principal?.userId ?? "",
        id: request.idempotentId ?? undefined,
        circumstances: circumstances(request),
        gone: goneSignal(reply),
      };
      refuseGone(asked.gone);
      const value = await handle(asked, reply);
      return reply.type("application/json").send(JSON.stringify(value ?? null));
    },
  });
}

/** Aborted when whoever asked has gone before the answer, also before it was asked for here. */
export function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  const look = () => {
    if (!raw.writableEnded) gone.abort();
  };
  if (raw.destroyed) look();
  else raw.once("close", look);
  return gone.signal;
}

/** Nothing is begun for nobody: whoever has gone hears no event any more. @throws WorkbenchError `run/cancelled`. */
export function refuseGone(gone: AbortSignal): void {
  if (gone.aborted) throw new WorkbenchError("run/cancelled", [], "whoever asked has gone before it began");
}
