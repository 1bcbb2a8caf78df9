import { describe, expect, it } from "vitest";
import type { EquationModel } from "../../src/core/define/model";
import { initialFields } from "../../src/core/initial";
import { complete } from "../../src/core/spec/complete";
import type { GivenArrays } from "../../src/core/spec/files";

function fieldsOf(more: object, arrays?: GivenArrays): Record<string, number[]> {
  const { spec, model } = complete({
    version: 1,
    model: "custom",
    species: { u: { range: [0, 2] } },
    params: { p: { default: 0.5, min: 0, max: 4 } },
    equations: { u: "p - u" },
    grid: { shape: [3, 3] },
    initial: { kind: "expression", u: "1 + p" },
    precision: "f64",
    ...more,
  });
  const fields = initialFields(model as EquationModel, spec, arrays);
  return Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, [...values]]));
}
const disc = { grid: { shape: [3, 3], mask: "1.5 - (x-1)^2 - (y-1)^2" } };

describe("initial fields", () => {
  it("are 0 outside the mask", () => {
    expect(fieldsOf(disc)["u"]).toEqual([0, 1.5, 0, 1.5, 1.5, 1.5, 0, 1.5, 0]);
  });

  it("keep the noise of each cell inside, whatever the mask", () => {
    const noisy = { initial: { kind: "expression", u: "1 + noise(0.1)" } };
    const whole = fieldsOf(noisy)["u"]!;
    expect(fieldsOf({ ...noisy, ...disc })["u"]).toEqual(whole.map((value, cell) => (cell % 2 === 1 || cell === 4 ? value : 0)));
  });

  it("are the receiver's to change, and follow all they depend on, however often they are asked for", () => {
    const { spec, model } = complete({
      version: 1,
      model: "custom",
      species: { u: {} },
      params: { p: { default: 0.5 } },
      equations: { u: "p - u" },
      grid: { shape: [3, 3] },
      initial: { kind: "expression", u: "p + noise(0.1)" },
    });
    const begin = (more: object = {}) => initialFields(model as EquationModel, { ...spec, ...more })["u"]!;
    const first = begin();
    const kept = first.slice();
    first.fill(7);
    expect(begin()).toEqual(kept);
    expect(begin({ seed: 9 })).not.toEqual(kept);
    expect(begin({ parameters: { p: 1 } })[0]! - kept[0]!).toBeCloseTo(0.5, 6);
    expect(begin({ precision: "f64" })).toBeInstanceOf(Float64Array);
    expect(begin({ grid: { ...spec.grid, shape: [2, 2] } })).toHaveLength(4);
    expect(begin()).toEqual(kept);
  });

  it("take formulas that are not finite outside, and files with holes there", () => {
    expect(fieldsOf({ ...disc, initial: { kind: "expression", u: "1/abs(x*y*(x-2)*(y-2) + x + y)" } })["u"]![0]).toBe(0);
    const u = [NaN, 2, NaN, 2, 2, 2, NaN, 2, NaN];
    expect(fieldsOf({ ...disc, initial: { kind: "file", path: "u.npy" } }, { u })["u"]).toEqual([0, 2, 0, 2, 2, 2, 0, 2, 0]);
    expect(() => fieldsOf({ initial: { kind: "file", path: "u.npy" } }, { u })).toThrow(/not finite in cell 0/);
  });

  it("know parameters that vary in space, from formulas and from arrays", () => {
    expect(fieldsOf({ parameters: { p: "x + y" } })["u"]).toEqual([1, 2, 3, 2, 3, 4, 3, 4, 5]);
    const grey = [0, 0.25, 0.5, 0.75, 1, 0, 0, 0, 0];
    expect(fieldsOf({ parameters: { p: { file: "p.png", low: 1, high: 3 } } }, { "parameters.p": grey })["u"]).toEqual([
      2, 2.5, 3, 3.5, 4, 2, 2, 2, 2,
    ]);
    expect(fieldsOf({ parameters: { p: { file: "p.npy" } } }, { "parameters.p": grey.map((g) => 4 * g) })["u"]![3]).toBe(4);
  });

  it("start around the fixed point of the mean of a parameter that varies", () => {
    const u = fieldsOf({ parameters: { p: "x" }, initial: { kind: "noise", around: "fixed-point", amplitude: 0 } })["u"]!;
    for (const value of u) expect(value).toBeCloseTo(1, 12);
  });

  it.each<[object, GivenArrays | undefined, RegExp]>([
    [{ parameters: { p: { file: "p.npy" } } }, undefined, /At parameters\.p\.file: files can be read from the command line only/],
    [{ parameters: { p: { file: "p.npy" } } }, { "parameters.p": [1, 2] }, /p\.npy has 2 values, the grid 3 × 3 has 9/],
    [
      { parameters: { p: { file: "p.npy" } } },
      { "parameters.p": [1, 1, 1, 1, 1, 7, 1, 1, 1] },
      /At parameters\.p: expected a number in \[0, 4\]; p\.npy gives 7 at x = 2, y = 1/,
    ],
    [
      { parameters: { p: { file: "p.npy", low: 0, high: 4 } } },
      { "parameters.p": [0, 0, 0, 0, 37, 0, 0, 0, 0] },
      /low and high stand for 0 and 1 in p\.npy, which holds 37; scale it, or leave low and high out/,
    ],
    [{ grid: { shape: [3, 3], mask: { file: "m.png" } } }, { "grid.mask": new Uint8Array(9) }, /the mask leaves no cell inside/],
  ])("refuse %j", (more, arrays, expected) => {
    expect(() => fieldsOf(more, arrays)).toThrow(expected);
  });

  it("hold parameters to their range inside the mask only, and to be finite everywhere", () => {
    const array = [9, 1, 9, 1, 1, 1, 9, 1, 9];
    const parameters = { p: { file: "p.npy" } };
    expect(fieldsOf({ ...disc, parameters }, { "parameters.p": array })["u"]![1]).toBe(2);
    expect(() => fieldsOf({ ...disc, parameters }, { "parameters.p": array.with(0, NaN) })).toThrow(/p\.npy gives NaN at x = 0, y = 0/);
  });

  it("see every cell of a large grid, not only the sample that the spec is checked on", () => {
    const spike = { parameters: { p: "1 + 9*(x == 77)*(y == 3)" }, grid: { shape: [8, 256] } };
    expect(() => fieldsOf(spike)).toThrow(/At parameters\.p: expected a number in \[0, 4\]; the formula gives 10 at x = 77, y = 3/);
  });
});
