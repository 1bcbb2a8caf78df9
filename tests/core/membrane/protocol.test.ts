import { describe, expect, it } from "vitest";
import { stepsOfSamples, stretchesOf, type ProtocolStep } from "../../../src/core/membrane/protocol";

const current = (steps: ProtocolStep[], base = 0) => stretchesOf({ kind: "current", base, steps }, 100);

describe("a clamp's stretches", () => {
  it("fill the time between and around the steps with the base", () =>
    expect(
      current(
        [
          { from: 60, to: 80, value: 3 },
          { from: 10, to: 20, value: [0, 5] },
        ],
        1,
      ),
    ).toEqual([
      { from: 0, to: 10, value: 1, slope: 0 },
      { from: 10, to: 20, value: 0, slope: 0.5 },
      { from: 20, to: 60, value: 1, slope: 0 },
      { from: 60, to: 80, value: 3, slope: 0 },
      { from: 80, to: 100, value: 1, slope: 0 },
    ]));
  it("touch, cover the run, and are cut at its end", () => {
    const stretches = current([
      { from: 90, to: 110, value: [0, 20] },
      { from: 150, to: 160, value: 7 },
    ]);
    expect(stretches).toEqual([
      { from: 0, to: 90, value: 0, slope: 0 },
      { from: 90, to: 100, value: 0, slope: 1 },
    ]);
  });
  it("are one without steps", () => expect(current([], 2)).toEqual([{ from: 0, to: 100, value: 2, slope: 0 }]));
  it("join samples by straight lines", () => expect(current(stepsOfSamples([0, 50, 100], [0, 5, 0])).map(({ slope }) => slope)).toEqual([0.1, -0.1]));
  it("refuse a step that ends before it begins, and two at once", () => {
    expect(() => current([{ from: 5, to: 5, value: 1 }])).toThrow(
      /^At clamp\.steps\[0\]: expected a step that ends after it begins, got from 5 to 5/,
    );
    expect(() =>
      current([
        { from: 10, to: 30, value: 1 },
        { from: 20, to: 25, value: 1 },
      ]),
    ).toThrow(/^At clamp\.steps\[1\]: .*at 30 or later, got 20/);
  });
});
