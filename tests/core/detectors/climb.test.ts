import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { climb, type Climb } from "../../../src/core/detectors/climb";

/** A hill with its top at `top`, which each step comes nearer by a share. */
const hill = (top: number, share: number): Climb<number> => ({
  step: (x) => x + share * (top - x),
  logLikelihood: (x) => -1 - (x - top) ** 2,
  parameters: (x) => Float64Array.of(x),
  at: ([x]) => x!,
});

describe("climbing", () => {
  it("leaps to the top of a hill that plain steps would take hundreds to reach", () => {
    const { fit, evaluations } = climb(0, hill(5, 0.01), { evaluations: 300, tolerance: 1e-12 });
    expect(fit).toBeCloseTo(5, 6);
    expect(evaluations).toBeLessThan(30);
  });

  it("never goes down, takes no more evaluations than it may, and says whether it came to rest", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 1.9, noNaN: true }),
        fc.double({ min: -9, max: 9, noNaN: true }),
        fc.integer({ min: 1, max: 40 }),
        (share, top, most) => {
          const course: number[] = [];
          const { logLikelihood, ...rest } = hill(top, share);
          const { fit, evaluations, settled } = climb(0, { logLikelihood, ...rest }, { evaluations: most, tolerance: 1e-9 }, (x) =>
            course.push(logLikelihood(x)),
          );
          course.reduce((before, now) => {
            expect(now).toBeGreaterThanOrEqual(before);
            return now;
          }, logLikelihood(0));
          expect(logLikelihood(fit)).toBe(course.at(-1) ?? logLikelihood(0));
          expect(evaluations).toBeLessThanOrEqual(most + 2);
          expect(settled || evaluations >= most).toBe(true);
        },
      ),
    );
  });
});
