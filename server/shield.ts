import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";
import type { ServerConfig } from "./config/config";

const thisMachine = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** A year: for so long browsers come back by HTTPS alone, once they were here by it (RFC 6797). */
const strictTransport = "max-age=31536000";

/** Whether a page may call: one of this server's own, of this machine where that is allowed, or of an origin that is listed. */
export const originMayCall = (
  origin: string,
  host: string | undefined,
  { corsOrigins, corsThisMachine }: Pick<ServerConfig, "corsOrigins" | "corsThisMachine">,
): boolean =>
  (corsThisMachine && thisMachine.test(origin)) ||
  corsOrigins.includes(origin) ||
  (host !== undefined && /^https?:\/\/(.*)$/.exec(origin)?.[1] === host);

/** Headers that tell browsers what a page of this server may do, and which other pages may call. */
export async function shield(app: FastifyInstance, config: ServerConfig): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy },
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: { policy: "cross-origin" },
    strictTransportSecurity: false,
  });
  // Also where a trusted proxy ends the HTTPS.
  app.addHook("onRequest", async (request, reply) => {
    if (request.protocol === "https") void reply.header("strict-transport-security", strictTransport);
  });
  await app.register(cors, {
    // Asked each time, as the list may change while the server runs.
    origin: (origin, decide) => decide(null, origin !== undefined && originMayCall(origin, undefined, config)),
    credentials: true,
    methods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    allowedHeaders: ["x-api-key", "x-csrf-token", "x-request-id", "content-type", "accept", "idempotency-key", "traceparent", "tracestate"],
    exposedHeaders: [
      "x-request-id",
      "traceparent",
      "retry-after",
      "x-ratelimit-limit",
      "x-ratelimit-remaining",
      "ratelimit",
      "ratelimit-policy",
      "location",
      "link",
      "idempotency-replayed",
    ],
    maxAge: 600,
  });
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
