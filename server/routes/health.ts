import type { FastifyInstance } from "fastify";
import type { Health } from "../../src/engine/protocol-http";
import { version } from "../../src/engine/host";
import type { ServerParts } from "../parts";
import { answers } from "../schemas";
import { jsonRoute } from "./route";

/**
 * `GET /health`: open to all, exact path, no secrets. The answer is 200 also while the database is away: a server that says so is up, works on without a
 * restart when it comes back, and would gain nothing from being started anew.
 */
export function healthRoute(app: FastifyInstance, { engine, database }: ServerParts): void {
  jsonRoute(app, {
    method: "GET",
    url: "/health",
    id: "health",
    title: "Whether the server is up",
    help: "`status` is `degraded`, and `ready` false, while the database does not answer: until it does, what needs it is answered 503 with Retry-After.",
    tag: "server",
    access: "public",
    answer: answers.health,
    handle: async (): Promise<Health> => {
      const ready = await database.answers();
      return { service: "mfn-workbench", status: ready ? "healthy" : "degraded", ready, version, runs: engine.runs };
    },
  });
}
