import type { FastifyRequest } from "fastify";
import { circumstances, events } from "../audit/events";
import { recordRefusals } from "../audit/record-refusals";
import type { Principal } from "../accounts/accounts";
import { tooMany } from "../refusals";
import { clientOf, policyOf, rateOf } from "../limits/policies";
import type { ServerParts } from "../parts";

type Parts = Pick<ServerParts, "accounts" | "audit" | "config" | "limiter" | "metrics">;

/**
 * Keys that come in messages, each of which counts as a request of the address that the connection came to: guessing in messages is no faster than
 * guessing in headers.
 */
export function keysInMessages({ accounts, audit, config, limiter, metrics }: Parts) {
  const record = recordRefusals(audit);
  return (request: FastifyRequest): ((key: string) => Promise<Principal>) => {
    // Read now, as a connection that broke has no address.
    const where = circumstances(request);
    const from = request.ip;
    return async (key) => {
      if (config.rateLimitEnabled) {
        const policy = policyOf(request, config);
        const { allowed, retryAfter } = await limiter.take(`${policy.bucket} ${clientOf(from)}`, rateOf(policy));
        if (!allowed) {
          metrics.refused.inc({ reason: "rate_limit" });
          record(events.rateLimitExceeded(where, { limit: policy.limit, window: policy.window }));
          throw tooMany(Math.floor(retryAfter) + 1, `too many requests: ${policy.limit} in ${policy.window} s are allowed here`);
        }
      }
      try {
        return await accounts.identifyKey(key, from);
      } catch (error) {
        metrics.refused.inc({ reason: "authentication" });
        throw error;
      }
    };
  };
}
