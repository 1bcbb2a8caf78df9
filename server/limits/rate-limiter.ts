/** A token bucket: so many requests at once, and how fast they come back. */
export interface Rate {
  capacity: number;
  /** Tokens a second. */
  refill: number;
}

export interface Taken {
  allowed: boolean;
  /** Whole tokens that are left. */
  remaining: number;
  /** Seconds until the next token; 0 when one is there. */
  retryAfter: number;
}

export interface RateLimiter {
  /** Takes one token of a bucket, which is full when it is first named. */
  take(bucket: string, rate: Rate): Promise<Taken>;
  close(): Promise<void>;
}

/** Buckets in this process. `now` in milliseconds, on any steady clock. */
export function memoryLimiter(now: () => number, mostBuckets = 100_000): RateLimiter {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    async take(name, { capacity, refill }) {
      const at = now();
      const bucket = buckets.get(name);
      const tokens = bucket ? Math.min(capacity, bucket.tokens + ((at - bucket.at) / 1000) * refill) : capacity;
      const allowed = tokens >= 1;
      const left = allowed ? tokens - 1 : tokens;
      // Least recently used first, so that strangers' addresses cannot fill the memory.
      buckets.delete(name);
      buckets.set(name, { tokens: left, at });
      if (buckets.size > mostBuckets) buckets.delete(buckets.keys().next().value!);
      return { allowed, remaining: Math.floor(left), retryAfter: left >= 1 ? 0 : (1 - left) / refill };
    },
    close: async () => undefined,
  };
}
