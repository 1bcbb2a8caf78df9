import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";
import { pino, type Logger } from "pino";
import type { ServerConfig } from "../config/config";
import { secretsIn } from "../config/veil";
import { scrubber } from "./scrub";
import { textLine } from "./text-lines";

export interface LogTo {
  write(line: string): void;
}

export type { Logger } from "pino";

/**
 * Pino with the reference's names of things (spec/mfn-model.md, §12): timestamp, level, logger, message, env. Headers and bodies are never logged, and what
 * looks like a secret is struck out of every line however it got there.
 * @param name what the program calls itself in its lines.
 */
export function createLogger(config: ServerConfig, logTo: LogTo = process.stdout, name = "mfn.server"): Logger {
  const scrub = scrubber(secretsIn(config));
  const stream = config.logFormat === "json" ? logTo : { write: (line: string) => logTo.write(textLine(line)) };
  return pino(
    {
      level: config.logLevel,
      base: { logger: name, env: config.environment },
      messageKey: "message",
      timestamp: () => `,"timestamp":"${new Date().toISOString()}"`,
      formatters: {
        level: (level) => ({ level }),
        log: ({ err, ...fields }) => (err === undefined ? fields : { ...fields, exception: described(err) }),
      },
      // Somebody's `log.info({ req })` must not bring headers in.
      serializers: { req: () => undefined, res: () => undefined },
      hooks: { streamWrite: scrub },
    },
    stream,
  );
}

/** Of an error what tells where it came from: other properties may hold what was asked. */
function described(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return { type: error.name, message: error.message, ...(code !== undefined && { code }), stack: error.stack };
}

const fit = /^[\w.:-]{1,64}$/;

/** The caller's X-Request-ID where it may stand in a log, else a new one. */
export function requestId(request: Pick<IncomingMessage, "headers">): string {
  const given = request.headers["x-request-id"];
  return typeof given === "string" && fit.test(given) ? given : randomUUID();
}

/** Says each request's id in its answer. */
export function identifyRequests(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => void reply.header("x-request-id", request.id));
}
