/** A submission takes about this long, and at most two are under way: the device stays free to draw in between. */
const submissionMs = 20;

/** How many steps to submit at once, from how long the last ones took. */
export class Pace {
  steps = 1;

  /** @param ms between the ends of two submissions that followed each other at once. */
  took(steps: number, ms: number): void {
    const fitting = (steps * submissionMs) / Math.max(ms, 0.01);
    // One slow submission says little; the number grows by doubling and shrinks at once.
    this.steps = Math.max(1, Math.floor(Math.min(2 * this.steps, fitting)));
  }
}
