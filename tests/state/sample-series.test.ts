import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readFile } from "../../src/connectors/index";
import { detectors } from "../../src/core/detectors/index";
import { seriesMetrics } from "../../src/core/series/index";
import type { SampleSeries } from "../../src/state/sample-series";
import { tableOf } from "../../src/state/series-table";

const file = (name: string) => readFileSync(new URL(`../../public/samples/series/${name}`, import.meta.url));
const samples = JSON.parse(file("index.json").toString()) as SampleSeries[];

describe.each(samples)("the sample $id", (sample) => {
  const { facts: table } = tableOf(readFile(sample.file, file(sample.file), "table"));
  it("is read without a complaint but for its gaps, and holds the column it opens with", () => {
    const names = table.columns.map(({ name }) => name);
    expect(names).toContain(sample.column);
    expect(Object.keys(sample.units).toSorted()).toEqual(names.toSorted());
    for (const warning of table.warnings) expect(warning).toMatch(/empty cell/);
  });
  it("tells what there is to learn, where it comes from and under which licence", () => {
    for (const words of [sample.title, sample.teaching, sample.source, sample.licence]) expect(words.length).toBeGreaterThan(5);
    expect(detectors.has(sample.detect.method)).toBe(true);
    expect(seriesMetrics.has(sample.windows.metric)).toBe(true);
  });
  it("has its events at rows that there are", () => {
    for (const { at } of sample.events) expect(table.labels).toContain(at);
  });
});
