import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { WorkbenchError, type ErrorCode, type ErrorRecord } from "../src/core/errors";

const statusOf: Partial<Record<ErrorCode, number>> = {
  "run/unknown": 404,
  "run/cancelled": 409,
  "run/not-finite": 422,
  "server/unauthorised": 401,
  "server/refused": 403,
  internal: 500,
};

/** Answers any fault as `{"error": {code, message, path, detail}}`; a fault of ours is logged and told without its inside. */
export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void {
  const { status, record } = explain(error, request.id);
  if (status >= 500) request.log.error({ err: error }, "internal fault");
  void reply
    .code(status)
    .type("application/json")
    .send(JSON.stringify({ error: record }));
}

function explain(error: FastifyError | Error, requestId: string): { status: number; record: ErrorRecord } {
  const given = "statusCode" in error && typeof error.statusCode === "number" ? error.statusCode : null;
  if (error instanceof WorkbenchError && error.code !== "internal") return { status: given ?? statusOf[error.code] ?? 400, record: error.toJSON() };
  if (given === null || given >= 500) {
    return { status: 500, record: { code: "internal", message: `the server has a fault; its log names it under request ${requestId}`, path: [] } };
  }
  return { status: given, record: { code: given === 413 ? "server/refused" : "usage", message: error.message, path: [] } };
}

/** An address that is none of ours. */
export function answerNotFound(request: FastifyRequest, reply: FastifyReply): void {
  const record: ErrorRecord = {
    code: "usage",
    message: `there is nothing at ${request.method} ${request.url.split("?")[0]}; /api/openapi.json lists what there is`,
    path: [],
  };
  void reply
    .code(404)
    .type("application/json")
    .send(JSON.stringify({ error: record }));
}
