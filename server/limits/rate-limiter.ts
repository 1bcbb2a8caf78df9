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

/** Full at first, whatever its rate. */
export class TokenBucket {
  private tokens = Infinity;
  private at = 0;

  /** Takes a token where there is one, `at` in milliseconds on any steady clock. */
  take({ capacity, refill }: Rate, at: number): Taken {
    this.tokens = Math.min(capacity, this.tokens + ((at - this.at) / 1000) * refill);
    this.at = at;
    const allowed = this.tokens >= 1;
    if (allowed) this.tokens--;
    return { allowed, remaining: Math.floor(this.tokens), retryAfter: this.tokens >= 1 ? 0 : (1 - this.tokens) / refill };
  }
}

/** Buckets in this process. `now` in milliseconds, on any steady clock. */
export function memoryLimiter(now: () => number, mostBuckets = 100_000): RateLimiter {
  const buckets = new Map<string, TokenBucket>();
  return {
    async take(name, rate) {
      const bucket = buckets.get(name) ?? new TokenBucket();
      // Least recently used first, so that strangers' addresses cannot fill the memory.
      buckets.delete(name);
      buckets.set(name, bucket);
      if (buckets.size > mostBuckets) buckets.delete(buckets.keys().next().value!);
      return bucket.take(rate, now());
    },
    close: async () => undefined,
  };
}
