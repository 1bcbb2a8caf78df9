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
import { packets } from "./packets";
import type { ServerParts } from "./parts";
import { routeGroups } from "./routes/index";
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

const maxBodyBytes = 160 * 1024 * 1024;

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
    routerOptions: { maxParamLength: 100 },
    // Addresses that reach no route.
    frameworkErrors: answerError,
  });
  connections.guard(app.server);
  app.setValidatorCompiler(zodValidator);
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerNotFound);

  identifyRequests(app);
  traceRequests(app);
  observeRequests(app, parts);
  packets(app);
  auditRefusals(app, parts);
  await shield(app, parts.config);
  limitRequests(app, parts);
  await authenticate(app, parts);
  idempotency(app, parts);
  await describeApi(app);
  await app.register(async (routes) => {
    for (const add of routeGroups) await add(routes, parts);
  });
  if (appFolder !== undefined) await appFiles(app, appFolder);

  const sweep = setInterval(() => void parts.engine.closeIdle(), 60_000).unref();
  // A server that is asked to end does not wait for the runs in it: they answer run/cancelled.
  app.addHook("preClose", async () => {
    clearInterval(sweep);
    await parts.engine.closeAll();
  });
  return app;
}
