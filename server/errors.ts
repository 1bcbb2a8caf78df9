import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { WorkbenchError, type ErrorRecord } from "../src/core/errors";
import { packetType } from "../src/engine/frame-codec";
import { DatabaseAway } from "./database/away";
import { problemOf, problemType, statusOf } from "./problems";

/** Answers any fault as a problem of RFC 9457; a fault of ours is logged and told without its inside. */
export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void {
  if ("retryAfter" in error) void reply.header("retry-after", Number(error.retryAfter));
  if (error instanceof DatabaseAway) {
    request.log.error({ err: error }, "the database does not answer");
    return answerProblem(request, reply, 503, error.record);
  }
  const { status, record } = explain(error, request);
  if (status >= 500 && record.code === "internal") request.log.error({ err: error }, "internal fault");
  answerProblem(request, reply, status, record);
}

/** An address that is none of ours. */
export function answerNotFound(request: FastifyRequest, reply: FastifyReply): void {
  const message = `there is nothing at ${request.method} ${addressOf(request)}; /api/openapi.json lists what there is`;
  answerProblem(request, reply, 404, { code: "usage", message, path: [] });
}

function answerProblem(request: FastifyRequest, reply: FastifyReply, status: number, { code, message, path, detail }: ErrorRecord): void {
  const waited = Number(reply.getHeader("retry-after"));
  const problem = problemOf({
    code,
    status,
    message,
    path,
    facts: detail,
    instance: addressOf(request),
    requestId: request.id,
    retryAfter: Number.isFinite(waited) && waited > 0 ? waited : undefined,
  });
  void reply.code(status).type(problemType).send(JSON.stringify(problem));
}

/** Without the query, which may hold what is nobody else's business. */
const addressOf = (request: FastifyRequest): string => request.originalUrl.split("?")[0]!;

function explain(error: FastifyError | Error, request: FastifyRequest): { status: number; record: ErrorRecord } {
  const given = "statusCode" in error && typeof error.statusCode === "number" ? error.statusCode : null;
  if (error instanceof WorkbenchError && error.code !== "internal") return { status: given ?? statusOf(error.code), record: error.toJSON() };
  if (given === null || given >= 500) {
    return { status: 500, record: { code: "internal", message: `the server has a fault; its log names it under request ${request.id}`, path: [] } };
  }
  const message = given === 415 ? mediaTypesOf(request) : error.message;
  return { status: given, record: { code: given === 413 ? "server/refused" : "usage", message, path: [] } };
}

/** What a route takes whose body came as something else. */
function mediaTypesOf({ server, headers }: FastifyRequest): string {
  const taken = ["application/json", packetType].filter((type) => server.hasContentTypeParser(type));
  return `this takes a body of the type ${taken.join(" or ")}, said in the header Content-Type; got ${headers["content-type"] ?? "none"}`;
}
