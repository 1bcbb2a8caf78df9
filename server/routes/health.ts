import type { FastifyInstance } from "fastify";
import type { Health } from "../../src/engine/protocol-http";
import { version } from "../../src/engine/host";
import type { ServerParts } from "../parts";
import { answers } from "../schemas";

/** `GET /health`: open to all, exact path, no secrets. */
export function healthRoute(app: FastifyInstance, { engine }: ServerParts): void {
  app.get(
    "/health",
    {
      config: { access: "public" },
      schema: { operationId: "health", summary: "Whether the server is up", tags: ["server"], security: [], response: { 200: answers.health } },
    },
    async (_, reply) => {
      const health: Health = { service: "mfn-workbench", status: "ok", version, runs: engine.runs };
      return reply.type("application/json").send(JSON.stringify(health));
    },
  );
}
