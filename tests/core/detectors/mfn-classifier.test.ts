import { describe, expect, it } from "vitest";
import { confusion, namesOf } from "../../../src/core/detectors/confusion";
import { mfnClassifier } from "../../../src/core/detectors/mfn-classifier";
import { generators } from "../../../src/core/generators/index";

const balanced = (options: object, market: string, seed: number) => {
  const { columns, truth, regimes } = generators.get(market).generate({ seed, ...(market === "reference-market" ? {} : { samples: 1000 }) } as never);
  const { regimes: found, n } = mfnClassifier.detect([columns[0]!.values], { states: regimes.length, ...options });
  return confusion(regimes, truth, namesOf(found, n)).balanced;
};
const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const seeds = [10, 11, 12];

describe("MFN's route to regimes", () => {
  it("tells the three thirds of MFN's own market apart, where doing nothing has a third", () => {
    expect(mean(seeds.map((seed) => balanced({}, "reference-market", seed)))).toBeGreaterThan(0.9);
  });
  it("sees calm and volatile markets with heavy tails", () => {
    expect(mean(seeds.map((seed) => balanced({}, "switching-market", seed)))).toBeGreaterThan(0.8);
  });
  it("sees as good as nothing in the reference's standard scores, and says why", () => {
    const blind = { field: "reference", features: "field" };
    expect(mean(seeds.map((seed) => balanced(blind, "switching-market", seed)))).toBeLessThan(0.65);
    const { columns } = generators.get("switching-market").generate();
    expect(mfnClassifier.detect([columns[0]!.values], blind as never).warnings.join(" ")).toMatch(/F19/);
  });
  it("names states by volatility, and draws what it rests on", () => {
    const { columns } = generators.get("switching-market").generate({ samples: 1000 } as never);
    const { regimes, curves } = mfnClassifier.detect([columns[0]!.values]);
    expect(new Set(regimes.map(({ label }) => label))).toEqual(new Set(["calm", "volatile"]));
    const spread = (label: string) => mean(regimes.filter((regime) => regime.label === label).map(({ std }) => std));
    expect(spread("volatile")).toBeGreaterThan(1.5 * spread("calm"));
    expect(curves!.map(({ id }) => id)).toContain("volatility");
    for (const { values } of curves!) expect(values).toHaveLength(1000);
  });
  it("gives the reference's one word, with both faults told", () => {
    const { columns } = generators.get("reference-market").generate({ seed: 0 } as never);
    const { regimes, warnings, evidence } = mfnClassifier.detect([columns[0]!.values], { mode: "reference" });
    expect(regimes.map(({ label }) => label)).toEqual(["normal"]);
    // The golden value of the reference's run with this seed.
    expect(evidence.dimension).toBeCloseTo(1.4994845125313578, 9);
    expect(warnings.join(" ")).toMatch(/F19.*F8/);
  });
  it.each([
    [new Float64Array(20), /too few/],
    [new Float64Array(500), /constant/],
  ])("has a named answer for what has no regimes", (series, words) => {
    const { changePoints, warnings } = mfnClassifier.detect([series]);
    expect(changePoints).toEqual([]);
    expect(warnings.join(" ")).toMatch(words);
  });
});
