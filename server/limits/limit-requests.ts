import type { FastifyInstance, FastifyReply } from "fastify";
import { tooMany } from "../refusals";
import { events } from "../audit/events";
import { recordRefusals } from "../audit/record-refusals";
import type { ServerParts } from "../parts";
import { clientOf, policyOf, rateOf, type Policy } from "./policies";
import type { Taken } from "./rate-limiter";

/**
 * Refuses callers who ask too often with 429, before they are asked who they are: guessing keys is slow. Each is told how much is left, in MFN v4.1's headers
 * and in those of draft-ietf-httpapi-ratelimit-headers-10.
 */
export function limitRequests(app: FastifyInstance, { limiter, config, audit }: Pick<ServerParts, "limiter" | "config" | "audit">): void {
  const record = recordRefusals(audit);
  app.addHook("onRequest", async (request, reply) => {
    if (!config.rateLimitEnabled) return;
    const policy = policyOf(request, config);
    const { bucket, limit, window } = policy;
    const taken = await limiter.take(`${bucket} ${clientOf(request.ip)}`, rateOf(policy));
    tell(reply, policy, taken);
    if (taken.allowed) return;
    record(events.rateLimitExceeded({ resource: bucket, sourceIp: request.ip, requestId: request.id }, { limit, window }), bucket);
    throw tooMany(Math.floor(taken.retryAfter) + 1, `too many requests: ${limit} in ${window} s are allowed here`);
  });
}

function tell(reply: FastifyReply, { bucket, limit, window }: Policy, { remaining }: Taken): void {
  const name = JSON.stringify(bucket);
  void reply.headers({
    "x-ratelimit-limit": limit,
    "x-ratelimit-remaining": remaining,
    "ratelimit-policy": `${name};q=${limit};w=${window}`,
    ratelimit: `${name};r=${remaining};t=${Math.ceil(((limit - remaining) / limit) * window)}`,
  });
}
