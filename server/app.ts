import { randomUUID } from "node:crypto";
import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import fastify, { type FastifyInstance } from "fastify";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import { WorkbenchError } from "../src/core/errors";
import { decodePacket, packetType } from "../src/engine/frame-codec";
import { version } from "../src/engine/host";
import type { EngineApi } from "../src/engine/protocol";
import { keyFits } from "./api-keys";
import { appFiles } from "./app-files";
import { answerError, answerNotFound } from "./errors";
import { engineRoutes } from "./routes/engine";
import { healthRoute } from "./routes/health";
import { limitRuns, type RunLimits } from "./run-limits";
import { zodValidator } from "./validation";

export interface ServerOptions {
  host: EngineApi;
  /** SHA-256 of each key that opens the API, hexadecimal. */
  keyHashes: readonly string[];
  /** The built app; absent, only the API is served. */
  appFolder?: string;
  /** Origins beside this machine's own pages that may call. */
  corsOrigins?: readonly string[];
  limits?: Partial<RunLimits>;
  requestsPerMinute?: number;
  /** Pino's level; "silent" for none. */
  logLevel?: string;
  /** Where log lines go, standard output when absent. */
  logTo?: { write(line: string): void };
}

const maxBodyBytes = 160 * 1024 * 1024;
const thisMachine = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * EngineApi over HTTP under /api/v1, its description at /api/openapi.json, /health, and the app's files.
 * Each request gets an id, is logged, counted against the rate limit, and only then asked for its key.
 */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { host, keyHashes, appFolder, corsOrigins = [], requestsPerMinute = 6000, logLevel = "info", logTo } = options;
  const engine = limitRuns(host, { maxCells: 2 ** 24, maxRuns: 16, maxThreads: 1024, idleMinutes: 30, ...options.limits }, () => performance.now());
  const app = fastify({
    logger: logLevel === "silent" ? false : { level: logLevel, redact: ["req.headers", "res.headers"], ...(logTo && { stream: logTo }) },
    genReqId: () => randomUUID(),
    bodyLimit: maxBodyBytes,
    routerOptions: { maxParamLength: 100 },
  });
  app.setValidatorCompiler(zodValidator);
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerNotFound);
  app.addHook("onRequest", async (request, reply) => void reply.header("x-request-id", request.id));
  app.addContentTypeParser(packetType, { parseAs: "buffer" }, async (_: unknown, body: Buffer) => decodePacket(body));

  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy },
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: { policy: "cross-origin" },
  });
  await app.register(cors, {
    origin: (origin, decide) => decide(null, origin !== undefined && (thisMachine.test(origin) || corsOrigins.includes(origin))),
    methods: ["GET", "POST", "PUT", "DELETE"],
    allowedHeaders: ["x-api-key", "content-type", "accept"],
    exposedHeaders: ["x-request-id"],
    maxAge: 600,
  });
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: "1 minute",
    allowList: (request) => request.url === "/health",
    errorResponseBuilder: (_, { after }) =>
      Object.assign(new WorkbenchError("server/refused", [], `too many requests; try again in ${after}`), { statusCode: 429 }),
  });
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "MFN Workbench",
        version,
        description: `Answers are JSON, or packets of raw little-endian arrays (${packetType}) where the request accepts them.`,
      },
      components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "x-api-key" } } },
      security: [{ key: [] }],
    },
    transform: jsonSchemaTransform,
  });

  healthRoute(app, engine);
  await app.register(async (api) => {
    api.addHook("preParsing", async (request) => {
      const key = request.headers["x-api-key"];
      if (typeof key === "string" && keyFits(key, keyHashes)) return;
      throw new WorkbenchError(
        "server/unauthorised",
        [],
        `${key === undefined ? "this needs an API key in the header X-API-Key" : "this API key is not known here"}; the server printed its key at its first start`,
      );
    });
    engineRoutes(api, engine);
  });
  app.get("/api/openapi.json", { schema: { hide: true } }, async (_, reply) => reply.type("application/json").send(JSON.stringify(app.swagger())));
  if (appFolder !== undefined) await appFiles(app, appFolder);

  const sweep = setInterval(() => void engine.closeIdle(), 60_000).unref();
  // A server that is asked to end does not wait for the runs in it: they answer run/cancelled.
  app.addHook("preClose", async () => {
    clearInterval(sweep);
    await engine.closeAll();
  });
  return app;
}

/** The page's own policy (index.html), and nobody may frame it. */
const contentPolicy = {
  "default-src": ["'self'"],
  "script-src": ["'self'", "'wasm-unsafe-eval'"],
  "style-src": ["'self'", "'unsafe-inline'"],
  "img-src": ["'self'", "blob:", "data:"],
  "font-src": ["'self'", "data:"],
  "connect-src": ["'self'", "http:", "https:", "ws:", "wss:"],
  "worker-src": ["'self'", "blob:"],
  "object-src": ["'none'"],
  "base-uri": ["'self'"],
  "form-action": ["'none'"],
  "frame-ancestors": ["'none'"],
};
