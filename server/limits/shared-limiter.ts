import type { RateLimiter } from "./rate-limiter";

export interface SharedOptions {
  shared: RateLimiter;
  /** Counts while the shared one cannot be asked. */
  own: RateLimiter;
  /** Hears each change: true when limits are shared, false with the reason when they are not. */
  told(shared: boolean, why: string | null): void;
  /** Milliseconds on any steady clock. */
  now(): number;
}

/** Nobody asks a limiter that has just failed: each request would wait for it in vain. */
const pause = 1000;

/**
 * Limits that servers share, and that each keeps for itself while the sharing fails: then N servers let N times as much through, rather than everybody or
 * nobody.
 */
export function sharedLimiter({ shared, own, told, now }: SharedOptions): RateLimiter {
  let works: boolean | null = null;
  let askAgain = -Infinity;
  const change = (next: boolean, why: string | null) => {
    if (works !== next) told(next, why);
    works = next;
  };
  return {
    async take(bucket, rate) {
      if (now() >= askAgain) {
        try {
          const taken = await shared.take(bucket, rate);
          change(true, null);
          return taken;
        } catch (error) {
          askAgain = now() + pause;
          change(false, error instanceof Error ? error.message : String(error));
        }
      }
      return own.take(bucket, rate);
    },
    async close() {
      await shared.close();
      await own.close();
    },
  };
}
