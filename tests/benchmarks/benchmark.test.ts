import { describe, expect, it } from "vitest";
import { measureGroup, median, uncertaintyOf, type Benchmark, type Patience } from "../../benchmarks/benchmark";

/** Gives these values, one a round, and tells when it is measured and ended. */
const given = (name: string, values: readonly number[], log: string[] = [], against: string[] = []): Benchmark => ({
  name,
  unit: "ms",
  against,
  start: async () => {
    let round = 0;
    return {
      round: () => {
        log.push(name);
        return values[round++ % values.length]!;
      },
      end: () => void log.push(`end of ${name}`),
    };
  },
});
const rounds = (count: number): Patience => ({ rounds: [count, count], uncertainty: 0, seconds: Infinity });

describe("a group of benchmarks", () => {
  it("takes medians, and ratios within a round, not of medians", async () => {
    // The machine is twice as slow in the second and third round: the ratio does not notice.
    const group = [given("base", [10, 20, 20]), given("ours", [5, 10, 10], [], ["base", "missing"])];
    const [base, ours] = await measureGroup(group, rounds(3));
    expect(base).toEqual({ name: "base", unit: "ms", value: 20, uncertainty: 0, rounds: 3 });
    expect(ours).toMatchObject({ value: 10, ratioToBaseline: 0.5, ratios: { base: 0.5 }, uncertainty: 0 });
  });
  it("goes forwards and backwards in turn, and ends what it started", async () => {
    const log: string[] = [];
    await measureGroup([given("a", [1], log), given("b", [1], log)], rounds(2));
    expect(log).toEqual(["a", "b", "b", "a", "end of a", "end of b"]);
  });
  it("stops once the ratios hold still, though the values do not", async () => {
    const group = [given("base", [1, 9, 4, 2]), given("ours", [2, 18, 8, 4], [], ["base"])];
    const limits: Patience = { rounds: [3, 12], uncertainty: 0.01, seconds: Infinity };
    expect((await measureGroup(group, limits))[1]!.rounds).toBe(3);
    expect((await measureGroup([group[0]!], limits))[0]!.rounds).toBe(12);
  });
  it("begins no further round when its time is over", async () => {
    let seconds = 0;
    const restless = [given("a", [1, 3, 7, 2, 9])];
    const [figure] = await measureGroup(restless, { rounds: [2, 100], uncertainty: 0.01, seconds: 5 }, undefined, () => (seconds += 1));
    expect(figure!.rounds).toBe(7);
  });
  it("ends what it started when a round fails", async () => {
    const log: string[] = [];
    const broken: Benchmark = { name: "broken", unit: "ms", start: async () => ({ round: () => Promise.reject(new Error("no program")) }) };
    await expect(measureGroup([given("a", [1], log), broken], rounds(1))).rejects.toThrow("no program");
    expect(log).toContain("end of a");
  });
});

describe("the median", () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[7], 7],
  ])("of %j is %d", (values, middle) => expect(median(values)).toBe(middle));
  it("is as uncertain as 1.2533 σ/√n of a normal sample", () => {
    // The quantiles of a normal of mean 100 and σ = 2 at (i + ½)/5: the median of |deviation| is 2·0.5244.
    const values = [-1.2816, -0.5244, 0, 0.5244, 1.2816].map((z) => 100 + 2 * z);
    expect(uncertaintyOf(values)).toBeCloseTo((1.2533 * 1.4826 * 2 * 0.5244) / Math.sqrt(5) / 100, 9);
  });
});
