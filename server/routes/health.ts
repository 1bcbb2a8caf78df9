import type { FastifyInstance } from "fastify";
import type { Health } from "../../src/engine/protocol-http";
import { version } from "../../src/engine/host";
import type { ServerParts } from "../parts";
import { answers } from "../schemas";
import { jsonRoute } from "./route";

/** `GET /health`: open to all, exact path, no secrets. */
export function healthRoute(app: FastifyInstance, { engine }: ServerParts): void {
  jsonRoute(app, {
    method: "GET",
    url: "/health",
    id: "health",
    title: "Whether the server is up",
    tag: "server",
    access: "public",
    answer: answers.health,
    handle: async (): Promise<Health> => ({ service: "mfn-workbench", status: "healthy", version, runs: engine.runs }),
  });
}
