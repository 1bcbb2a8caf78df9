import { describe, expect, it } from "vitest";
import { fileConnectors } from "../../src/connectors/index";
import { checkThresholdRule } from "../../src/core/metrics/threshold-rule";
import { acceptedEndings, formatBytes } from "../../src/panels/measure-files";
import { previewSet } from "../../src/panels/measure-preview";
import { axisNames, edgesOf, limitProblem, measuredShape, rectangleIn, unlessWhole, withRectangle } from "../../src/panels/measure-region";
import { belonging, effectiveThreshold, firstRule, oddWindow, ruleName, type RuleName } from "../../src/panels/measure-threshold";
import { usualSetting } from "../../src/state/measure-slice";

const seen = { threshold: { value: 40, rule: "Otsu" }, histogram: { edges: [0, 50, 100], counts: [1, 1] } };

describe("the threshold of the Measure room", () => {
  it("is what was chosen, else what was found; there is none where one value does not say it", () => {
    const of = (threshold: typeof usualSetting.threshold) => effectiveThreshold({ setting: { threshold, invert: false }, seen });
    expect([of(7), of("none"), of("otsu"), of("triangle")]).toEqual([7, 0, 40, 40]);
    expect(of({ rule: "adaptive", window: 3, offset: 0 })).toBeNull();
    expect(effectiveThreshold({ setting: { threshold: "otsu", invert: false }, seen: null })).toBeNull();
  });

  it("begins every rule with numbers that it accepts, near the value that was in force", () => {
    for (const name of ["value", "otsu", "triangle", "adaptive", "hysteresis", "none"] satisfies RuleName[])
      for (const facts of [seen, null]) {
        const rule = firstRule(name, { setting: usualSetting, seen: facts }, [20, 512]);
        expect(ruleName(rule)).toBe(name);
        expect(() => checkThresholdRule(rule)).not.toThrow();
      }
    expect(firstRule("value", { setting: usualSetting, seen }, [8, 8])).toBe(40);
    expect(firstRule("hysteresis", { setting: usualSetting, seen }, [8, 8])).toEqual({ rule: "hysteresis", low: 30, high: 55 });
    expect(firstRule("adaptive", { setting: usualSetting, seen }, [80, 512])).toMatchObject({ window: 11 });
  });

  it("rounds surroundings to an odd number", () => {
    expect([1, 3, 4, 5, 9.9].map(oddWindow)).toEqual([3, 3, 5, 5, 9]);
  });

  it("colours the histogram by side, and what only counts when joined apart", () => {
    const at = (value: number, threshold: typeof usualSetting.threshold, invert = false) =>
      belonging(value, { setting: { threshold, invert }, seen });
    expect([at(41, "otsu"), at(40, "otsu"), at(41, "otsu", true)]).toEqual(["in", "out", "out"]);
    const joined = { rule: "hysteresis", low: 10, high: 20 } as const;
    expect([at(5, joined), at(15, joined), at(25, joined)]).toEqual(["out", "when joined", "in"]);
    expect(at(5, { rule: "adaptive", window: 3, offset: 0 })).toBeNull();
  });
});

describe("the measured part", () => {
  it("refers to the axes that are longer than one cell", () => {
    expect(measuredShape([1, 5, 7])).toEqual([5, 7]);
    expect(measuredShape([5, 7, 1])).toEqual([5, 7]);
    expect(measuredShape([4, 5, 6])).toEqual([4, 5, 6]);
    expect(measuredShape([3, 1])).toEqual([3, 1]);
    expect(axisNames([4, 5, 6])).toEqual(["planes", "rows", "columns"]);
    expect(axisNames([5, 6])).toEqual(["rows", "columns"]);
  });

  it("is null when it is the whole", () => {
    expect(unlessWhole([[0, 5], [0, 7]], [5, 7])).toBeNull(); // prettier-ignore
    expect(withRectangle(null, [5, 7], { x0: 1, x1: 3, y0: 0, y1: 5 })).toEqual([[0, 5], [1, 3]]); // prettier-ignore
  });

  it("keeps its planes when a rectangle is drawn in one of them, and has nothing in others", () => {
    const region = withRectangle([[2, 4], [0, 5], [0, 7]], [9, 5, 7], { x0: 1, x1: 3, y0: 2, y1: 4 }); // prettier-ignore
    expect(region).toEqual([[2, 4], [2, 4], [1, 3]]); // prettier-ignore
    expect(rectangleIn(region, [9, 5, 7], 2)).toEqual({ x0: 1, x1: 3, y0: 2, y1: 4 });
    expect(rectangleIn(region, [9, 5, 7], 4)).toBeNull();
    expect(rectangleIn(null, [9, 5, 7], 8)).toEqual({ x0: 0, x1: 7, y0: 0, y1: 5 });
  });

  it("has the lengths of its axes whether or not the file counts those of one cell", () => {
    expect(edgesOf({ edge: [9, 2, 3], unit: "µm" }, [1, 5, 7])).toEqual([2, 3]);
    expect(edgesOf({ edge: [2, 3], unit: "µm" }, [1, 5, 7])).toEqual([2, 3]);
    expect(edgesOf(null, [5, 7])).toBeNull();
  });
});

describe("the set before it is measured", () => {
  const shown = { shape: [4, 4], values: Float64Array.from({ length: 16 }, (_, i) => i) };

  it("follows the setting", () => {
    const preview = previewSet(shown, { ...usualSetting, threshold: 11, region: [[2, 4], [0, 4]] })!; // prettier-ignore
    expect(preview.mask.shape).toEqual([2, 4]);
    expect([...preview.mask.cells]).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
    expect(preview.foreground).toBe(0.5);
  });

  it("is left to the measure where it takes long or does not fit", () => {
    const large = { shape: [1024, 1024], values: new Float32Array(2 ** 20) };
    expect(previewSet(large, { ...usualSetting, threshold: { rule: "adaptive", window: 5, offset: 0 } })).toBeNull();
    expect(previewSet(shown, { ...usualSetting, region: [[0, 99], [0, 4]] })).toBeNull(); // prettier-ignore
  });
});

describe("files", () => {
  it("that can be read are offered by the picker", () => {
    const offered = acceptedEndings.split(",");
    for (const { extensions } of fileConnectors) for (const ending of extensions) expect(offered).toContain(`.${ending}`);
    expect(offered).toContain(".gz");
  });

  it("are weighed in words", () => {
    expect([1500, 312e6, 2.34e9].map(formatBytes)).toEqual(["1.5 kB", "312 MB", "2.3 GB"]);
  });
});

describe("the set of a large image", () => {
  it("is the same when only what a threshold changes is worked out anew", () => {
    const values = Float32Array.from({ length: 1200 * 1000 }, (_, i) => (i % 977 === 0 ? NaN : Math.sin(i / 7)));
    const shown = { shape: [1200, 1000], values };
    const region = [[0, 1100], [0, 1000]] as const; // prettier-ignore
    for (const invert of [false, true]) {
      previewSet(shown, { ...usualSetting, region });
      const quick = previewSet(shown, { ...usualSetting, region, invert, threshold: 0.25 })!;
      const fresh = previewSet({ ...shown, values: values.slice() }, { ...usualSetting, region, invert, threshold: 0.25 })!;
      expect(Buffer.compare(quick.mask.cells, fresh.mask.cells)).toBe(0);
      expect(quick).toMatchObject({
        foreground: fresh.foreground,
        notFinite: fresh.notFinite,
        histogram: fresh.histogram,
        threshold: fresh.threshold,
      });
    }
  });
});

it("limits that are no part of the image are refused in words", () => {
  expect(limitProblem("rows", 0, 64, 64)).toBeNull();
  expect(limitProblem("rows", -1, 64, 64)).toContain("begin at 0");
  expect(limitProblem("rows", 0, 65, 64)).toContain("end at 64");
  expect(limitProblem("rows", 9, 9, 64)).toContain("holds none");
});
