import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";
import type { ServerConfig } from "./config/config";

const thisMachine = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Headers that tell browsers what a page of this server may do, and which other pages may call. */
export async function shield(app: FastifyInstance, { corsOrigins }: ServerConfig): Promise<void> {
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
