import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { appFiles } from "./app-files";
import { auditRefusals } from "./audit/audit-refusals";
import { connectionLimits, guardConnections, type ConnectionLimits } from "./connection-limits";
import { authenticate } from "./accounts/authenticate";
import { answerError, answerNotFound } from "./errors";
import { limitRequests } from "./limits/limit-requests";
import { observeRequests } from "./observe/observe-requests";
import { createLogger, identifyRequests, requestId, type Logger, type LogTo } from "./observe/log";
import { traceRequests } from "./observe/trace-requests";
import { idempotency } from "./idempotency/idempotency";
import { describeApi } from "./openapi";
import { jsonBodies } from "./json-bodies";
import type { ServerParts } from "./parts";
import { routeGroups } from "./routes/index";
import { maxBodyBytes } from "./routes/upload";
import { shield } from "./shield";
import { httpsServer } from "./tls";
import { zodValidator } from "./validation";

export interface CreateOptions {
  /** The built app; absent, only the API is served. */
  appFolder?: string;
  /** Where log lines go, standard output when absent. */
  logTo?: LogTo;
  /** A log that is there already; it goes before `logTo`. */
  log?: Logger;
  /** How long callers may take. */
  limits?: ConnectionLimits;
}

/**
 * The back end over HTTP: the routes of `routes/index.ts`, their description at /api/openapi.json, and the app's files.
 * Each request gets an id, is logged, counted, held against the rate limit, and only then asked who it is: what is refused is seen too.
 */
export async function createServer(
  parts: ServerParts,
  { appFolder, logTo, log, limits = connectionLimits }: CreateOptions = {},
): Promise<FastifyInstance> {
  const connections = guardConnections(parts.audit, limits);
  const app = fastify({
    loggerInstance: (log ?? createLogger(parts.config, logTo)) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "request_id" }),
    genReqId: requestId,
    // Nobody's X-Forwarded-For is believed unless it comes from a proxy that is named.
    trustProxy: parts.config.trustedProxies.length > 0 ? parts.config.trustedProxies : false,
    ...httpsServer(parts.config),
    ...connections.options,
    bodyLimit: maxBodyBytes,
    // Longer than any address: routes check their names themselves, so that what is refused is seen by every hook.
    routerOptions: { maxParamLength: 2 ** 20 },
    rewriteUrl: ({ url = "/" }) => (isDecodable(url) ? url : url.replaceAll("%", "%25")),
    frameworkErrors: answerError,
  });
  connections.guard(app);
  app.setValidatorCompiler(zodValidator);
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerNotFound);

  identifyRequests(app);
  traceRequests(app);
  observeRequests(app, parts);
  jsonBodies(app);
  auditRefusals(app, parts);
  await shield(app, parts.config);
  limitRequests(app, parts);
  refuseUnknown(app);
  await authenticate(app, parts);
  idempotency(app, parts);
  await describeApi(app);
  await app.register(async (routes) => {
    for (const add of routeGroups) await add(routes, parts);
  });
  if (appFolder !== undefined) await appFiles(app, appFolder);

  const logFaults = (faults: readonly unknown[]) => {
    for (const error of faults) app.log.error({ err: error }, "a run could not be closed");
  };
  const sweep = setInterval(() => void parts.engine.closeIdle().then(logFaults, (error: unknown) => logFaults([error])), 60_000).unref();
  // A server that is asked to end does not wait for the runs in it: they answer run/cancelled.
  app.addHook("preClose", async () => {
    clearInterval(sweep);
    logFaults(await parts.engine.closeAll());
  });
  return app;
}

/** An address that no router can read becomes one that has no route, and goes the way of those: limited, counted, logged. */
function isDecodable(url: string): boolean {
  try {
    decodeURI(url.split(/[?#]/)[0]!);
    return true;
  } catch {
    return false;
  }
}

/** Addresses that are none are answered before the body that came with them is read. */
function refuseUnknown(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    if (!request.is404) return;
    answerNotFound(request, reply);
    return reply;
  });
}
