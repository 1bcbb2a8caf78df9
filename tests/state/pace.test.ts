import { describe, expect, it } from "vitest";
import { pacedSteps } from "../../src/state/pace";

/** Where the steps of a frame come to rest on a machine that takes `perStep` ms for one, with a screen that takes `drawn`. */
function restingSteps(perStep: number, drawn: number, from = 4): number {
  let steps = from;
  for (let i = 0; i < 40; i++) steps = pacedSteps(steps, steps, steps * perStep, drawn);
  return steps;
}

describe("the steps of a frame", () => {
  it("fill a thirtieth of a second", () => {
    expect(restingSteps(2, 16)).toBeGreaterThanOrEqual(15);
    expect(restingSteps(2, 16)).toBeLessThanOrEqual(18);
    expect(restingSteps(2, 16, 32)).toBeGreaterThanOrEqual(15);
    expect(restingSteps(2, 16, 32)).toBeLessThanOrEqual(18);
  });

  it("are one on a machine too slow for more, and never so many that a pattern cannot be watched", () => {
    expect(restingSteps(500, 16)).toBe(1);
    expect(restingSteps(0, 16)).toBe(32);
  });

  it("are more where the screen is what is slow, but leave it ten frames a second", () => {
    expect(restingSteps(5, 80)).toBeGreaterThan(restingSteps(5, 16));
    expect(restingSteps(5, 10_000)).toBe(restingSteps(5, 100));
  });

  it("stay when a frame was cut off before its first step", () => {
    expect(pacedSteps(16, 0, 5, 16)).toBe(16);
  });
});
