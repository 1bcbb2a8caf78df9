import type { FastifyInstance } from "fastify";
import { WorkbenchError } from "../../src/core/errors";
import type { ServerParts } from "../parts";

/** Refuses callers who ask too often with 429, before they are asked who they are: guessing keys is slow. */
export function limitRequests(app: FastifyInstance, { limiter, config }: Pick<ServerParts, "limiter" | "config">): void {
  app.addHook("onRequest", async (request, reply) => {
    if (request.url === "/health") return;
    const rate = { capacity: config.requestsPerMinute, refill: config.requestsPerMinute / 60 };
    const { allowed, remaining, retryAfter } = await limiter.take(request.ip, rate);
    void reply.header("x-ratelimit-limit", rate.capacity).header("x-ratelimit-remaining", remaining);
    if (allowed) return;
    const seconds = Math.ceil(retryAfter);
    void reply.header("retry-after", seconds);
    throw Object.assign(new WorkbenchError("server/refused", [], `too many requests; try again in ${seconds} s`), { statusCode: 429 });
  });
}
