import { expect, it } from "vitest";
import { limitInWords, settingOf } from "../../src/panels/stable-steps";

it("a step is told with its limit", () => {
  expect(limitInWords({ method: "euler", dt: 1.2195 })).toBe("≤ 1.22");
  expect(limitInWords({ method: "euler", dt: null })).toBe("no bound");
});

it("a method is taken over with a step below its limit, or left to find one", () => {
  expect(settingOf({ method: "heun", dt: 1.19 })).toEqual({ method: "heun", dt: 1 });
  expect(settingOf({ method: "etdrk4", dt: null })).toEqual({ method: "etdrk4", dt: "auto" });
  expect(settingOf({ method: "dormand-prince", dt: 2 })).toEqual({ method: "dormand-prince", dt: "auto" });
});
