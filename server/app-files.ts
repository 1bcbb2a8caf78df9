import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

/** Headers that let the page use shared memory; without them threads in the browser are off. */
const isolation = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
} as const;

/**
 * The page of the frame in which cells run. What it may do stands in itself (vite.config.ts); this says that it belongs to nobody's origin also where
 * it is opened by itself, that it reaches no network, and that only the app may frame it.
 */
const sandbox = {
  file: /[\\/]sandbox\.html$/,
  headers: {
    ...isolation,
    // Its origin is nobody's, so to load it is to load it from another origin: Firefox asks for leave.
    "cross-origin-resource-policy": "cross-origin",
    "content-security-policy": "sandbox allow-scripts; connect-src 'none'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'",
  },
} as const;

/** Serves the built app at `/`. Files with a hash in their name never change; the page itself is asked for each time. */
export async function appFiles(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    prefix: "/",
    wildcard: true,
    cacheControl: false,
    setHeaders: (response, path) => {
      void response.header("cache-control", /[\\/]assets[\\/]/.test(path) ? "public, max-age=31536000, immutable" : "no-cache");
      const headers = sandbox.file.test(path) ? sandbox.headers : isolation;
      for (const [name, value] of Object.entries(headers)) void response.header(name, value);
    },
  });
}
