import { describe, expect, it } from "vitest";
import { toText } from "../../../src/core/equations/print";
import { namedFiles, needsFiles, refuseOtherShape } from "../../../src/core/spec/files";
import type { RunSpec } from "../../../src/core/spec/run-spec";
import { parameterMeanings, parameterRange, spatialParameters } from "../../../src/core/spec/spatial-parameters";
import { modelOf } from "../../support/runs";

const model = modelOf({ u: "0" }, { a: 2, b: 0, c: 7, d: 0 });
const grid: RunSpec["grid"] = { shape: [3, 5], spacing: [1, 0.5], stencil: "standard" };
const parameters: RunSpec["parameters"] = { a: 2, b: "a*x + y", c: { file: "c.npy", low: -1, high: 3 }, d: "a + t" };

describe("parameters by what they are", () => {
  it("are numbers, formulas and arrays; some differ in space", () => {
    const split = spatialParameters(model, { parameters });
    expect(split.numbers).toEqual({ a: 2 });
    expect(Object.entries(split.formulas).map(([name, expr]) => [name, toText(expr)])).toEqual([
      ["b", "a*x + y"],
      ["d", "a + t"],
    ]);
    expect(split.arrays).toEqual({ c: { file: "c.npy", low: -1, high: 3 } });
    expect(split.inSpace).toEqual(["b", "c"]);
  });

  it("have a value in each cell at the start", () => {
    const array = Float32Array.from({ length: 15 }, (_, cell) => cell / 16);
    const meanings = parameterMeanings(spatialParameters(model, { parameters }), { grid }, { "parameters.c": array });
    const valueOf = (name: string, cell: number) => {
      const meaning = meanings[name]!;
      return typeof meaning === "number" ? meaning : meaning(cell);
    };
    // Cell 13 is the fourth of the third row: x = 1.5, y = 2.
    expect(["a", "b", "c", "d"].map((name) => valueOf(name, 13))).toEqual([2, 5, 2.25, 2]);
  });
});

describe("numbers that stand for them", () => {
  it("are means and extremes: x runs over 0 … 2, y over 0 … 2", () => {
    const { typical, extremes } = parameterRange(model, { grid, parameters });
    expect(typical).toEqual({ a: 2, b: 3, c: 1, d: 2 });
    expect(extremes[0]).toBe(typical);
    expect(new Set(extremes.slice(1).map(({ b, c }) => `${b} ${c}`))).toEqual(new Set(["0 -1", "0 3", "6 -1", "6 3"]));
  });

  it("are the values themselves where nothing varies", () => {
    expect(parameterRange(model, { grid, parameters: { a: 1, b: 2, c: 3, d: 4 } }).extremes).toEqual([{ a: 1, b: 2, c: 3, d: 4 }]);
  });

  it("are both ends of all at once where four vary", () => {
    const four = Object.fromEntries(["a", "b", "c", "d"].map((name) => [name, { file: `${name}.npy`, low: 1, high: 2 }]));
    const [, low, high, ...more] = parameterRange(model, { grid, parameters: four }).extremes;
    expect([low, high, more]).toEqual([{ a: 1, b: 1, c: 1, d: 1 }, { a: 2, b: 2, c: 2, d: 2 }, []]);
  });

  it("are the default where only the file knows", () => {
    const { typical, extremes } = parameterRange(model, { grid, parameters: { ...parameters, b: 0, d: 0, c: { file: "c.npy" } } });
    expect(typical["c"]).toBe(7);
    expect(extremes).toEqual([typical]);
  });
});

describe("files that a spec names", () => {
  const spec = { grid: { ...grid, mask: { file: "m.png" } }, parameters, initial: { kind: "model-default" as const } };

  it("are known by the key of their array and their place", () => {
    expect(namedFiles(spec)).toEqual([
      { key: "grid.mask", path: ["grid", "mask", "file"], file: "m.png" },
      { key: "parameters.c", path: ["parameters", "c", "file"], file: "c.npy" },
    ]);
    expect(needsFiles(spec)).toBe(true);
    expect(needsFiles({ grid, parameters: { a: 1 }, initial: { kind: "file", path: "u.npy" } })).toBe(true);
    expect(needsFiles({ grid: { ...grid, mask: "x" }, parameters: { a: "x" }, initial: { kind: "model-default" } })).toBe(false);
  });

  it("are refused in another shape, with both shapes", () => {
    const [mask] = namedFiles(spec);
    expect(() => refuseOtherShape(mask!, [3, 5], grid.shape)).not.toThrow();
    expect(() => refuseOtherShape(mask!, [5, 3], grid.shape)).toThrow(/At grid\.mask\.file: m\.png is 5 × 3, the grid 3 × 5; they must agree/);
    expect(() => refuseOtherShape(mask!, [15], grid.shape)).toThrow(/m\.png is 15, the grid 3 × 5/);
  });
});
