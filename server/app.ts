import fastify, { type FastifyInstance } from "fastify";
import { appFiles } from "./app-files";
import { authenticate } from "./accounts/authenticate";
import { answerError, answerNotFound } from "./errors";
import { limitRequests } from "./limits/limit-requests";
import { observeRequests } from "./observe/observe-requests";
import { identifyRequests, loggerOptions, requestId, type LogTo } from "./observe/log";
import { describeApi } from "./openapi";
import { packets } from "./packets";
import type { ServerParts } from "./parts";
import { routeGroups } from "./routes/index";
import { shield } from "./shield";
import { zodValidator } from "./validation";

export interface CreateOptions {
  /** The built app; absent, only the API is served. */
  appFolder?: string;
  /** Where log lines go, standard output when absent. */
  logTo?: LogTo;
}

const maxBodyBytes = 160 * 1024 * 1024;

/**
 * The back end over HTTP: the routes of `routes/index.ts`, their description at /api/openapi.json, and the app's files.
 * Each request gets an id, is logged, counted, held against the rate limit, and only then asked who it is: what is refused is seen too.
 */
export async function createServer(parts: ServerParts, { appFolder, logTo }: CreateOptions = {}): Promise<FastifyInstance> {
  const app = fastify({
    logger: loggerOptions(parts.config, logTo),
    genReqId: requestId,
    bodyLimit: maxBodyBytes,
    routerOptions: { maxParamLength: 100 },
  });
  app.setValidatorCompiler(zodValidator);
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerNotFound);

  identifyRequests(app);
  observeRequests(app, parts);
  packets(app);
  await shield(app, parts.config);
  limitRequests(app, parts);
  authenticate(app, parts);
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
