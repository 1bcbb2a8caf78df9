import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
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

const ascending = (values: Iterable<number>) => [...new Set(values)].sort((a, b) => a - b);

/** Marks that find a prediction of their own within 5 samples, nearest first. */
function matches(marks: readonly number[], predictions: readonly number[]): number {
  const free = new Set(predictions);
  return marks.filter((mark) => {
    const near = [...free].filter((p) => Math.abs(p - mark) <= 5).sort((a, b) => Math.abs(a - mark) - Math.abs(b - mark) || a - b)[0];
    return near !== undefined && free.delete(near);
  }).length;
}

function f1({ annotations }: Annotated, changePoints: readonly number[]): number {
  const marks = Object.values(annotations).map((list) => ascending([0, ...list]));
  const predictions = ascending([0, ...changePoints]);
  const precision = matches(ascending(marks.flat()), predictions) / predictions.length;
  const recall = marks.reduce((sum, list) => sum + matches(list, predictions) / list.length, 0) / marks.length;
  return (2 * precision * recall) / (precision + recall);
}

function cover({ n, annotations }: Annotated, changePoints: readonly number[]): number {
  const segments = (cuts: readonly number[]) => {
    const edges = ascending([0, ...cuts, n]);
    return edges.slice(1).map((end, i) => [edges[i]!, end] as const);
  };
  const found = segments(changePoints);
  const covered = Object.values(annotations).map((list) =>
    segments(list).reduce((sum, [a, b]) => {
      const shares = found.map(([p, q]) => {
        const common = Math.max(0, Math.min(b, q) - Math.max(a, p));
        return common / (b - a + q - p - common);
      });
      return sum + ((b - a) / n) * Math.max(...shares);
    }, 0),
  );
  return covered.reduce((sum, value) => sum + value, 0) / covered.length;
}

function scores(detect: (series: Float64Array) => readonly number[]): { f1: number; cover: number } {
  const files = readdirSync(folder).filter((file) => file.endsWith(".json") && file !== "index.json");
  const all = files.map((file) => JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Annotated).filter(({ dim }) => dim === 1);
  expect(all).toHaveLength(25);
  const each = all.map((series) => {
    const found = detect(cleanSeries(series.values.map((v) => v ?? NaN)).values);
    return [f1(series, found), cover(series, found)] as const;
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
    expect([f1, cover]).toEqual([expect.closeTo(0.852, 3), expect.closeTo(0.793, 3)]);
  });
});
