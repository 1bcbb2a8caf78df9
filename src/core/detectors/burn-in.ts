import { meanAndDeviation } from "../series/finite";
import { median } from "../series/median";

/**
 * Standardises a stream without looking ahead: location and spread are those of its first samples, and stay. Until they are known there is
 * nothing to say.
 */
export class BurnIn {
  private readonly first: number[] = [];
  private location = 0;
  private spread = 0;

  constructor(private readonly length: number) {}

  /** The samples that can now be standardised, oldest first: none until the burn-in is full, then all of it at once, then one at a time. */
  push(x: number): number[] {
    if (this.first.length < this.length) {
      this.first.push(x);
      if (this.first.length < this.length) return [];
      this.location = median(this.first);
      const { first, location } = this;
      // More than half of the samples may be equal and leave no such spread: then the standard deviation, and without one the size of the values.
      const robust = median(first.map((value) => Math.abs(value - location))) / 0.6744897501960817;
      const { deviation } = meanAndDeviation(first);
      this.spread = robust > 1e-9 * deviation && robust > 0 ? robust : deviation || Math.abs(location) * 1e-9 || 1;
      return first.map((value) => this.standardised(value));
    }
    return [this.standardised(x)];
  }

  private standardised(x: number): number {
    return (x - this.location) / this.spread;
  }
}
