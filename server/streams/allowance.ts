import type { Rate } from "../limits/rate-limiter";

/** A token bucket of one connection, which nobody need be asked about. `now` in milliseconds, on any steady clock. */
export class Allowance {
  private tokens: number;
  private at: number;

  constructor(
    private readonly rate: Rate,
    private readonly now: () => number,
  ) {
    this.tokens = rate.capacity;
    this.at = now();
  }

  /** Whether there was a token to take. */
  take(): boolean {
    const at = this.now();
    this.tokens = Math.min(this.rate.capacity, this.tokens + ((at - this.at) / 1000) * this.rate.refill);
    this.at = at;
    if (this.tokens < 1) return false;
    this.tokens--;
    return true;
  }
}
