import { describe, expect, it } from "vitest";
import { scrubberStep } from "../../src/panels/scrubber-step";

describe("keys on the scrubber", () => {
  it.each([
    ["ArrowLeft", 99],
    ["ArrowDown", 99],
    ["ArrowRight", 101],
    ["ArrowUp", 101],
    ["PageDown", 50],
    ["PageUp", 150],
    ["Home", 0],
    ["End", 1000],
    ["a", null],
  ])("%s leads from step 100 of 1000 to %s", (key, step) => expect(scrubberStep(key, 100, 1000)).toBe(step));

  it("stay within the run", () => {
    expect([scrubberStep("ArrowLeft", 0, 9), scrubberStep("PageUp", 5, 9)]).toEqual([0, 9]);
  });
});
