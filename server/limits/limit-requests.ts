import type { FastifyInstance, FastifyReply } from "fastify";
import { WorkbenchError } from "../../src/core/errors";
import type { ServerParts } from "../parts";
import { clientOf, policyOf, rateOf, type Policy } from "./policies";
import type { Taken } from "./rate-limiter";
import { refusalsWorthTelling } from "./refusals-told";

/**
 * Refuses callers who ask too often with 429, before they are asked who they are: guessing keys is slow. Each is told how much is left, in MFN v4.1's headers
 * and in those of draft-ietf-httpapi-ratelimit-headers-10.
 */
export function limitRequests(app: FastifyInstance, { limiter, config, audit }: Pick<ServerParts, "limiter" | "config" | "audit">): void {
  const worthTelling = refusalsWorthTelling(() => performance.now());
  app.addHook("onRequest", async (request, reply) => {
    if (!config.rateLimitEnabled) return;
    const policy = policyOf(request, config);
    const client = clientOf(request.ip);
    const name = `${policy.bucket} ${client}`;
    const taken = await limiter.take(name, rateOf(policy));
    tell(reply, policy, taken);
    if (taken.allowed) return;
    const seconds = Math.floor(taken.retryAfter) + 1;
    void reply.header("retry-after", seconds);
    const since = worthTelling(name, policy.window);
    if (since !== null)
      void audit.record({
        action: "rate_limit_exceeded",
        category: "security",
        severity: "warning",
        success: false,
        resource: policy.bucket,
        sourceIp: request.ip,
        requestId: request.id,
        details: { limit: policy.limit, window: policy.window, refused_since: since },
      });
    throw Object.assign(
      new WorkbenchError(
        "server/refused",
        [],
        `too many requests: ${policy.limit} in ${policy.window} s are allowed here; try again in ${seconds} s`,
      ),
      { statusCode: 429, retryAfter: seconds },
    );
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
