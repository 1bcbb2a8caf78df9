import { describe, expect, it } from "vitest";
import type { NumberParam } from "../../src/core/define/params";
import { models } from "../../src/core/models/index";
import { complete } from "../../src/core/spec/complete";
import type { RunSpecInput } from "../../src/core/spec/run-spec";
import { axesOf, bareAxis, planeKey, planeParameters, withAxis } from "../../src/panels/plane-axes";

const of = (input: Partial<RunSpecInput> & { model: string }) => {
  const { spec, model } = complete({ version: 1, ...input });
  return { spec, all: planeParameters(model, spec) };
};

describe("the axes of the plane", () => {
  it("are the first two parameters of the model, from end to end of their ranges", () => {
    const axes = axesOf(of({ model: "gray-scott" }).all, undefined)!;
    const { F, k } = models.get("gray-scott").params as Record<string, NumberParam>;
    expect(axes.map(bareAxis)).toEqual([
      { name: "F", min: F!.min, max: F!.max },
      { name: "k", min: k!.min, max: k!.max },
    ]);
  });

  it("pass over a parameter that is a formula, and are given up with fewer than two", () => {
    const { all } = of({ model: "brusselator", parameters: { A: "3 + 0.1*x/Lx" } });
    expect(axesOf(all, undefined)!.map(({ name }) => name)).toEqual(["B", "D_u"]);
    expect(axesOf(all, ["A", "B"])!.map(({ name }) => name)).toEqual(["B", "D_u"]);
    expect(axesOf(all.slice(0, 1), undefined)).toBeNull();
  });

  it("are those chosen", () => expect(axesOf(of({ model: "brusselator" }).all, ["D_v", "B"])!.map(({ name }) => name)).toEqual(["D_v", "B"]));

  it("change places when one is given the other's parameter", () => {
    expect(withAxis(["F", "k"], "x", "k")).toEqual(["k", "F"]);
    expect(withAxis(["F", "k"], "y", "F")).toEqual(["k", "F"]);
    expect(withAxis(["F", "k"], "y", "D_u")).toEqual(["F", "D_u"]);
  });

  it("end around the value of a parameter without a range of its own", () => {
    const custom = { species: { u: {} }, params: { a: { default: 2, min: 0 }, b: 3 }, equations: { u: "laplacian(u) + a*u - b*u^3" } };
    expect(of({ model: "custom", ...custom }).all.map(bareAxis)).toEqual([
      { name: "a", min: 0, max: 4 },
      { name: "b", min: 0, max: 6 },
    ]);
  });
});

it("a plane stays the same while its own axes move, and no longer when another parameter or the equations do", () => {
  const key = (parameters: Record<string, number>) => {
    const { spec, all } = of({ model: "brusselator", parameters });
    const [x, y] = axesOf(all, undefined)!;
    return planeKey(spec, bareAxis(x), bareAxis(y));
  };
  expect(key({ A: 4, B: 5 })).toBe(key({ A: 3, B: 9 }));
  expect(key({ D_u: 3 })).not.toBe(key({ D_u: 5 }));
});
