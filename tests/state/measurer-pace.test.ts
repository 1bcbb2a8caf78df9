import fc from "fast-check";
import { expect, it } from "vitest";
import { restAfter } from "../../src/state/measurer";

it("a measurement that fits into the cycle is followed by the next after one, whatever it took", () => {
  for (const took of [0, 20, 69, 90]) expect(took + restAfter(took)).toBe(90);
});

it("one that takes longer leaves a quarter of the thread at least once it takes two cycles, and never rests longer than a third of its time", () => {
  expect(restAfter(90.001)).toBeCloseTo(0, 2);
  expect(restAfter(300)).toBe(100);
  fc.assert(
    fc.property(fc.double({ min: 90, max: 1e5, noNaN: true }), (took) => {
      const rest = restAfter(took);
      expect(rest).toBeGreaterThanOrEqual(0);
      expect(rest).toBeLessThanOrEqual(took / 3);
    }),
  );
});
