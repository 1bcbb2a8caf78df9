import { describe, expect, it } from "vitest";
import { safeDt } from "../../src/state/safe-dt";

describe("safeDt", () => {
  it.each([
    [1.19, 1],
    [0.0247, 0.022],
    [2.5, 2.2],
    [1e-5, 9e-6],
  ])("advises, for a limit of %d, the step %d", (limit, step) => expect(safeDt(limit)).toBe(step));
});
