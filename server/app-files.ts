import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

/** Headers that let the page use shared memory; without them threads in the browser are off. */
const isolation = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
} as const;

/** The notebook's worker imports each cell from a Blob URL; the page itself may not, and neither reaches the network from there. */
const cellWorker = { file: /[\\/]cell\.worker-[\w-]+\.js$/, policy: "default-src 'none'; script-src 'self' blob:" } as const;

/** Serves the built app at `/`. Files with a hash in their name never change; the page itself is asked for each time. */
export async function appFiles(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    prefix: "/",
    wildcard: true,
    cacheControl: false,
    setHeaders: (response, path) => {
      void response.header("cache-control", /[\\/]assets[\\/]/.test(path) ? "public, max-age=31536000, immutable" : "no-cache");
      if (cellWorker.file.test(path)) void response.header("content-security-policy", cellWorker.policy);
      for (const [name, value] of Object.entries(isolation)) void response.header(name, value);
    },
  });
}
