import { describe, expect, it } from "vitest";
import { complete } from "../../src/core/spec/complete";
import { ownSetting, specDifferences } from "../../src/library/spec-difference";

const spec = (facts: object = {}) => complete({ version: 1, model: "gray-scott", ...facts }).spec;

describe("what specs differ in", () => {
  it("is nothing for equal ones", () => expect(specDifferences([spec(), spec()])).toEqual([]));
  it("is told place by place, with what each has there", () => {
    expect(
      specDifferences([spec({ parameters: { F: 0.03 } }), spec({ parameters: { F: 0.04 }, seed: 2 }), spec({ parameters: { F: 0.03 } })]),
    ).toEqual([
      { path: "parameters.F", values: [0.03, 0.04, 0.03] },
      { path: "seed", values: [1, 2, 1] },
    ]);
  });
  it("takes lists as one, and what one lacks as undefined", () => {
    const masked = spec({ grid: { shape: [8, 9], mask: "x - 1" } });
    expect(specDifferences([spec({ grid: { shape: [8, 8] } }), masked])).toEqual([
      {
        path: "grid.shape",
        values: [
          [8, 8],
          [8, 9],
        ],
      },
      { path: "grid.mask", values: [undefined, "x - 1"] },
    ]);
  });
});

describe("what tells a run from its preset", () => {
  it("is nothing for the preset itself, however many steps it runs", () => expect(ownSetting(spec({ steps: 400 }), null)).toEqual([]));
  it("names parameters barely", () => expect(ownSetting(spec({ parameters: { F: 0.05 } }), null)).toEqual([{ name: "F", value: 0.05 }]));
});
