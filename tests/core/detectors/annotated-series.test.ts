import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { covering, f1Score } from "../../../src/core/detectors/agreement";
import { binarySegmentation } from "../../../src/core/detectors/binary-segmentation";
import { ensemble } from "../../../src/core/detectors/ensemble";
import { pelt } from "../../../src/core/detectors/pelt";
import { zero } from "../../../src/core/detectors/zero";
import { cleanSeries } from "../../../src/core/series/clean-series";

/**
 * The Turing Change Point Dataset (van den Burg, Williams 2020, arXiv:2003.06222) is other people's data: read where it
 * lies, never copied. Scores are F1 with a margin of 5 and covering, both as defined there.
 */
const folder = new URL("../../../../shared/regimes/tcpd/", import.meta.url);
const here = existsSync(folder);

interface Annotated {
  n: number;
  dim: number;
  values: (number | null)[];
  annotations: Record<string, number[]>;
}

function scores(detect: (series: Float64Array) => readonly number[]): { f1: number; cover: number } {
  const files = readdirSync(folder).filter((file) => file.endsWith(".json") && file !== "index.json");
  const all = files.map((file) => JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Annotated).filter(({ dim }) => dim === 1);
  expect(all).toHaveLength(25);
  const each = all.map((series) => {
    const found = detect(cleanSeries(series.values.map((v) => v ?? NaN)).values);
    return [f1Score(series.annotations, found).f1, covering(series.annotations, found, series.n)] as const;
  });
  return { f1: each.reduce((sum, [value]) => sum + value / 25, 0), cover: each.reduce((sum, [, value]) => sum + value / 25, 0) };
}

describe("on 25 annotated real series", () => {
  if (!here) {
    it("cannot be scored: shared/regimes/tcpd is not beside this checkout", () => expect(existsSync(folder)).toBe(false));
    return;
  }

  it("reporting nothing scores what was published for it", () => {
    const { f1, cover } = scores((x) => zero.detect([x]).changePoints);
    expect([f1, cover]).toEqual([expect.closeTo(0.668, 3), expect.closeTo(0.574, 3)]);
  });

  it("PELT and binary segmentation by themselves score what the material states", () => {
    const plain = scores((x) => pelt.detect([x], { trend: "none" }).changePoints);
    expect([plain.f1, plain.cover]).toEqual([expect.closeTo(0.716, 3), expect.closeTo(0.701, 3)]);
    const greedy = scores((x) => binarySegmentation.detect([x], { trend: "none" }).changePoints);
    expect([greedy.f1, greedy.cover]).toEqual([expect.closeTo(0.722, 3), expect.closeTo(0.701, 3)]);
  });

  it("PELT with its defaults, which compare with a line, keeps the figures that trend-gate.ts states", () => {
    const { f1, cover } = scores((x) => pelt.detect([x]).changePoints);
    expect([f1, cover]).toEqual([expect.closeTo(0.754, 3), expect.closeTo(0.719, 3)]);
  });

  it("the ensemble with its defaults keeps the figures that docs/regime-protocol.md states", () => {
    const { f1, cover } = scores((x) => ensemble.detect([x]).changePoints);
    expect([f1, cover]).toEqual([expect.closeTo(0.859, 3), expect.closeTo(0.792, 3)]);
  });
});
