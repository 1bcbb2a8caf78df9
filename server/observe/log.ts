import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyServerOptions } from "fastify";
import type { ServerConfig } from "../config/config";

export interface LogTo {
  write(line: string): void;
}

/** Pino's settings: JSON lines, headers left out because they hold keys. */
export function loggerOptions({ logLevel }: ServerConfig, logTo?: LogTo): NonNullable<FastifyServerOptions["logger"]> {
  if (logLevel === "silent") return false;
  return { level: logLevel, redact: ["req.headers", "res.headers"], ...(logTo && { stream: logTo }) };
}

export const requestId = (): string => randomUUID();

/** Says each request's id in its answer. */
export function identifyRequests(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => void reply.header("x-request-id", request.id));
}
