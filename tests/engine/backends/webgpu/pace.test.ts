import { describe, expect, it } from "vitest";
import { Pace } from "../../../../src/engine/backends/webgpu/pace";

describe("the pace of submissions", () => {
  it("grows by doubling while steps are quick", () => {
    const pace = new Pace();
    const sizes = [1, 2, 4].map(() => {
      pace.took(pace.steps, 0);
      return pace.steps;
    });
    expect(sizes).toEqual([2, 4, 8]);
  });

  it("settles where a submission takes about 20 ms", () => {
    const pace = new Pace();
    for (let i = 0; i < 20; i++) pace.took(pace.steps, pace.steps * 0.5);
    expect(pace.steps).toBe(40);
  });

  it("shrinks at once when steps become slow, to one at least", () => {
    const pace = new Pace();
    for (let i = 0; i < 10; i++) pace.took(pace.steps, pace.steps * 0.1);
    pace.took(pace.steps, 5000);
    expect(pace.steps).toBe(1);
  });
});
