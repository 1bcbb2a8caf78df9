import { citationPieces } from "../../src/panels/citation";
import { describe, expect, it } from "vitest";
import { metrics } from "../../src/core/metrics/index";
import type { MetricReport } from "../../src/core/metrics/measure-metric";
import type { NullComparison } from "../../src/core/metrics/null-models";
import { groupsOf, isLikeNoise, keyOptions, noiseWords, progressOf, rangeWords, valueWords } from "../../src/panels/measure-metric-words";
import type { MetricEntry } from "../../src/state/measure-slice";
import { choice, optionTitle } from "../../src/core/define/params";
import { symbolOfMetric } from "../../src/panels/measure-metric-symbols";

const report = (result: MetricReport["result"], more: Partial<MetricReport> = {}): MetricReport => ({
  metric: "box-counting",
  unit: "1",
  options: {},
  result,
  physical: null,
  noise: [],
  ...more,
});

const noise = (facts: Partial<NullComparison>): NullComparison => ({
  model: "random-mask",
  draws: [],
  mean: null,
  spread: null,
  deviation: null,
  alike: null,
  ...facts,
});

describe("the words of a measure", () => {
  it("put every metric of the registry into one group, each group in the registry's order", () => {
    const grouped = groupsOf(metrics).map((group) => group.metrics.map(({ id }) => id));
    expect(grouped.flat().sort()).toEqual([...metrics.ids].sort());
    for (const ids of grouped) expect(ids).toEqual(metrics.ids.filter((id) => ids.includes(id)));
    expect(grouped[0]).toContain("box-counting");
    expect(grouped[2]).toContain("differential-box-counting");
  });

  it("give a value to the digits of its interval, with two arms where it is not in the middle", () => {
    expect(valueWords(report({ value: 1.5849, interval: [1.55, 1.62] }))).toMatchObject({ value: "1.58", reach: "± 0.04", unit: "" });
    expect(valueWords(report({ value: 1.3, interval: [1.1, 1.8] }))).toMatchObject({ reach: "+0.5 −0.2" });
    expect(valueWords(report({ value: 4603, interval: [4253, 4603] }, { unit: "cells" }))).toMatchObject({
      value: "4603",
      reach: "+0 −350",
      unit: " cells",
    });
    expect(valueWords(report({ value: 123456 }))).toMatchObject({ value: "123\u202f456", reach: null });
    expect(valueWords(report({ value: 1, interval: [1, 1] })).reach).toBeNull();
    expect(valueWords(report({ value: 1.5849625, interval: [1.5849625 - 1e-12, 1.5849625 + 2e-12] }))).toMatchObject({ value: "1.585", reach: null });
  });

  it("give lengths in the unit of the calibration, with the cells beside it", () => {
    const physical = { value: 5.6, interval: [5.4, 5.8] as const, unit: "µm" };
    expect(valueWords(report({ value: 11.2, interval: [10.8, 11.6] }, { unit: "cells", physical }))).toEqual({
      value: "5.6",
      reach: "± 0.2",
      unit: " µm",
      inCells: "11.2 cells",
    });
  });

  it("say nothing where there is nothing, and never NaN", () => {
    expect(valueWords(report({ value: null, reason: "the set is empty" }))).toEqual({ value: "–", reach: null, unit: "", inCells: null });
    expect(rangeWords(report({ value: null, reason: "the set is empty" }))).toEqual([]);
    expect(noiseWords(noise({ reason: "the set is empty" }))).toEqual({ value: "–", verdict: "the set is empty" });
  });

  it("tell interval and scales", () => {
    expect(rangeWords(report({ value: 1.5, interval: [1.4, 1.6], range: [2, 64] }))).toEqual(["between 1.400 and 1.600", "scales 2 to 64 cells"]);
    expect(rangeWords(report({ value: 1.5, range: [2, 64] }, { physicalRange: { range: [1, 32], unit: "µm" } }))).toEqual([
      "scales 1 to 32 µm = 2 to 64 cells",
    ]);
    expect(rangeWords(report({ value: 3, range: [0.05, 1] }, { metric: "persistent-homology" }))).toEqual(["lifetimes 0.05 to 1"]);
  });
});

it("a lacunarity says at which box edge, a dimension without such an option nothing", () => {
  expect(keyOptions(metrics.get("lacunarity"), report({ value: 2 }, { options: { r: 16 } }))).toBe("r = 16");
  expect(keyOptions(metrics.get("box-counting"), report({ value: 2 }, { options: { effort: "full" } }))).toBe("");
});

describe("the verdict on noise", () => {
  it("counts standard errors either way", () => {
    expect(noiseWords(noise({ mean: 1.981, spread: 0.002, deviation: -14.3, alike: false }))).toEqual({
      value: "1.981 ± 0.002",
      verdict: "14 standard errors away",
    });
    expect(noiseWords(noise({ mean: 2, spread: 0, deviation: 1, alike: true })).verdict).toBe("not told apart from it (1 standard error)");
    expect(noiseWords(noise({ mean: 2, spread: 1e-6, deviation: 5e6, alike: false })).verdict).toBe("more than 1000 standard errors away");
  });

  it("says so when neither scatters", () => {
    expect(noiseWords(noise({ mean: 2, spread: 0, alike: true })).verdict).toBe("the same value");
    expect(noiseWords(noise({ mean: 2, spread: 0, alike: false })).verdict).toMatch(/told apart/);
  });

  it("converts what noise gives with the value", () => {
    expect(noiseWords(noise({ mean: 10, spread: 1, deviation: 3, alike: false }), 0.5).value).toBe("5.0 ± 0.5");
  });

  it("marks a value that any of its null models gives", () => {
    const value = { value: 2 };
    expect(isLikeNoise(report(value))).toBe(false);
    expect(isLikeNoise(report(value, { noise: [noise({ alike: false }), noise({ alike: true })] }))).toBe(true);
    expect(isLikeNoise(report(value, { noise: [noise({ alike: null })] }))).toBe(false);
  });
});

it("progress counts what has an answer, a refusal among them", () => {
  const entry = (status: MetricEntry["status"]): MetricEntry => ({ status, report: null, problem: null });
  expect(progressOf({ a: entry("done"), b: entry("failed"), c: entry("measuring"), d: entry("waiting") })).toEqual({
    done: 2,
    total: 4,
    waiting: true,
  });
  expect(progressOf({ a: entry("done") })).toEqual({ done: 1, total: 1, waiting: false });
  expect(progressOf({})).toEqual({ done: 0, total: 0, waiting: false });
});

describe("a source", () => {
  it("has each DOI as a link, brackets and all, without the punctuation after it", () => {
    const pieces = citationPieces("Michielsen 2001, doi:10.1016/S0370-1573(00)00106-X; Gray 1971, doi:10.1109/T-C.1971.223289. More");
    expect(pieces.flatMap(({ doi }) => doi ?? [])).toEqual(["10.1016/S0370-1573(00)00106-X", "10.1109/T-C.1971.223289"]);
    expect(pieces.map(({ text }) => text).join("")).toBe(
      "Michielsen 2001, doi:10.1016/S0370-1573(00)00106-X; Gray 1971, doi:10.1109/T-C.1971.223289. More",
    );
  });

  it("keeps its text, for every metric", () => {
    for (const { source } of metrics) {
      const pieces = citationPieces(source);
      expect(pieces.map(({ text }) => text).join("")).toBe(source);
      expect(pieces.filter(({ doi }) => doi).length).toBe(source.match(/doi:/g)?.length ?? 0);
    }
  });
});

it("every metric's number has a symbol", () => {
  expect(metrics.ids.filter((id) => symbolOfMetric(id) === null)).toEqual([]);
  expect(symbolOfMetric("unknown")).toBeNull();
});

it("options are told by their title, else by their id in words", () => {
  const param = choice("a-b", { title: "Which", options: ["a-b", "c"], optionTitles: { c: "The third" } });
  expect(param.options.map((option) => optionTitle(param, option))).toEqual(["a b", "The third"]);
});
