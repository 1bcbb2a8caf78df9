import type { FastifyInstance } from "fastify";
import type { Health } from "../../src/engine/protocol-http";
import { version } from "../../src/engine/host";
import type { LimitedEngine } from "../run-limits";
import { answers } from "../schemas";

/** `GET /health`: open to all, exact path, no secrets. */
export function healthRoute(app: FastifyInstance, engine: LimitedEngine): void {
  app.get(
    "/health",
    { schema: { operationId: "health", summary: "Whether the server is up", tags: ["server"], security: [], response: { 200: answers.health } } },
    async (_, reply) => {
      const health: Health = { service: "mfn-workbench", status: "ok", version, runs: engine.runs };
      return reply.type("application/json").send(JSON.stringify(health));
    },
  );
}
