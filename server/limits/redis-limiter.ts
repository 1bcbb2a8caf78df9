import type { Redis } from "ioredis";
import type { RateLimiter, Taken } from "./rate-limiter";

/**
 * One bucket, read, filled up and taken from in one step. The time is that of Redis, so that servers whose clocks differ agree. A bucket nobody asks for
 * vanishes once it would be full.
 */
const script = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local capacity, refill = tonumber(ARGV[1]), tonumber(ARGV[2])
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = capacity
if kept[1] then
  tokens = math.min(capacity, tonumber(kept[1]) + math.max(0, now - tonumber(kept[2])) / 1000 * refill)
end
local allowed = 0
if tokens >= 1 then
  allowed = 1
  tokens = tokens - 1
end
redis.call('HSET', KEYS[1], 'tokens', string.format('%.17g', tokens), 'at', string.format('%.3f', now))
redis.call('PEXPIRE', KEYS[1], math.ceil(capacity / refill * 1000) + 1000)
return {allowed, string.format('%.17g', tokens)}
`;

/** Redis may be asked at most so long, in milliseconds: a request waits for it. */
const patience = 500;

interface Commands extends Redis {
  takeToken(key: string, capacity: number, refill: number): Promise<[allowed: number, tokens: string]>;
}

/** Buckets that several servers share. Rejects whenever Redis cannot be asked; it goes on trying to reach it. */
export async function redisLimiter(url: string): Promise<RateLimiter> {
  const { Redis: Client } = await import("ioredis");
  const client = new Client(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2000,
    commandTimeout: patience,
    retryStrategy: (times) => Math.min(times * 100, 2000),
  }) as Commands;
  // Each failed command says so itself.
  client.on("error", () => undefined);
  client.defineCommand("takeToken", { numberOfKeys: 1, lua: script });
  await client.connect().catch(() => undefined);
  return {
    async take(bucket, { capacity, refill }): Promise<Taken> {
      const [allowed, left] = await client.takeToken(`mfn:limit:${bucket}`, capacity, refill);
      const tokens = Number(left);
      return { allowed: allowed === 1, remaining: Math.floor(tokens), retryAfter: tokens >= 1 ? 0 : (1 - tokens) / refill };
    },
    close: async () => client.disconnect(),
  };
}
