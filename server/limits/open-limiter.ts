import type { ServerConfig } from "../config/config";
import type { Logger } from "../observe/log";
import type { ServerMetrics } from "../observe/metrics";
import { memoryLimiter, type RateLimiter } from "./rate-limiter";
import { redisLimiter } from "./redis-limiter";
import { sharedLimiter } from "./shared-limiter";

/** Limits of this server alone, or, where MFN_REDIS_URL is set, those that all servers with that Redis share. */
export async function openLimiter(
  { redisUrl }: Pick<ServerConfig, "redisUrl">,
  { log, metrics }: { log: Logger; metrics: ServerMetrics },
): Promise<RateLimiter> {
  const now = () => performance.now();
  const own = memoryLimiter(now);
  if (redisUrl === undefined) return own;
  return sharedLimiter({
    shared: await redisLimiter(redisUrl),
    own,
    now,
    told(shared, why) {
      metrics.limitsShared.set(shared ? 1 : 0);
      if (shared) log.info("rate limits are shared through Redis");
      else log.warn(`Redis does not answer, so this server counts for itself until it does: ${why}`);
    },
  });
}
