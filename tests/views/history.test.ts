import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createHistory } from "../../src/views/history";

const at = (step: number, value = step) => ({ step, time: 0.5 * step, value });

describe("history", () => {
  it("keeps the newest moments", () => {
    const history = createHistory<number>(3);
    for (let step = 0; step < 10; step++) history.note(at(step));
    expect(history.moments.map(({ step }) => step)).toEqual([7, 8, 9]);
  });
  it("replaces a step that comes again, and forgets what came after a step that is gone back to", () => {
    const history = createHistory<number>(9);
    for (const step of [1, 2, 3]) history.note(at(step));
    history.note(at(3, 30));
    expect(history.moments.map(({ value }) => value)).toEqual([1, 2, 30]);
    history.note(at(2, 20));
    expect(history.moments.map(({ value }) => value)).toEqual([1, 20]);
  });
  it("always ascends and never grows beyond its room", () =>
    fc.assert(
      fc.property(fc.array(fc.nat(50)), fc.integer({ min: 1, max: 8 }), (steps, capacity) => {
        const history = createHistory<number>(capacity);
        for (const step of steps) history.note(at(step));
        const kept = history.moments.map(({ step }) => step);
        expect(kept.length).toBeLessThanOrEqual(capacity);
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
        if (steps.length > 0) expect(kept.at(-1)).toBe(steps.at(-1));
      }),
    ));
});
