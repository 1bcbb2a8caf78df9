import type { FastifyInstance, FastifyRequest } from "fastify";

export interface Answered {
  status: number;
  /** From the request's arrival. */
  seconds: number;
}

/** What nginx says of callers who did not wait for their answer. */
const gone = 499;

/**
 * Calls back once for each request, when its answer is out or its connection is lost. A WebSocket's request is answered (101) when it is let in: what follows
 * is a connection, not a request.
 */
export function whenAnswered(app: FastifyInstance, told: (request: FastifyRequest, answered: Answered) => void): void {
  const begun = new WeakMap<FastifyRequest, number>();
  const end = (request: FastifyRequest, status: number) => {
    const since = begun.get(request);
    if (since === undefined) return;
    begun.delete(request);
    told(request, { status, seconds: (performance.now() - since) / 1000 });
  };
  app.addHook("onRequest", async (request, reply) => {
    begun.set(request, performance.now());
    reply.raw.once("close", () => end(request, reply.raw.writableFinished ? reply.statusCode : gone));
  });
  app.addHook("preHandler", async (request) => {
    if (request.ws) end(request, 101);
  });
  app.addHook("onResponse", async (request, reply) => end(request, reply.statusCode));
}
