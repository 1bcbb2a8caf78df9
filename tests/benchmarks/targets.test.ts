import { describe, expect, it } from "vitest";
import { compared, figuresOf } from "../../benchmarks/baseline";
import type { Figure } from "../../benchmarks/benchmark";
import baseline from "../../benchmarks/baseline.json";
import { suite, threadCounts, type Setting } from "../../benchmarks/suite";
import { judge, targets, type Target } from "../../benchmarks/targets";
import { Backends } from "../../src/engine/backends/index";

const figure = (name: string, value: number, ratios: Record<string, number> = {}): Figure => ({
  name,
  value,
  unit: "cell updates/s",
  ratios,
  uncertainty: 0,
  rounds: 5,
});

describe("the targets", () => {
  const ratio: Target = { title: "t", figure: "ours", against: "C", floor: 0.5, aim: 0.6 };
  it.each([
    [0.7, "reached"],
    [0.55, "above the floor"],
    [0.49, "below the floor"],
  ])("say of %d of C: %s", (value, verdict) =>
    expect(judge([figure("ours", 1e9, { C: value })], [ratio])).toMatchObject([{ measured: value, verdict }]),
  );
  it("are met by less where they are a time to wait", () => {
    const wait: Target = { title: "t", figure: "ours", floor: 50, aim: 20 };
    expect([15, 30, 60].map((ms) => judge([figure("ours", ms)], [wait])[0]!.verdict)).toEqual(["reached", "above the floor", "below the floor"]);
  });
  it("hold a figure against a share of another", () =>
    expect(judge([figure("ours", 1, { C: 0.4 })], [{ ...ratio, share: 0.8 }])).toMatchObject([{ measured: 0.5, verdict: "above the floor" }]));
  it("say when nothing was measured", () => expect(judge([], [ratio])).toMatchObject([{ measured: null, verdict: "not measured" }]));

  it("name figures of the suite, and what these are held against", () => {
    const program = () => ({ cellUpdatesPerSecond: 1 });
    const setting: Setting = { backends: new Backends(), threads: [1, 2], seconds: 1, native: program, sse41: program, numpy: program };
    const all = suite(setting).flat();
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    for (const target of targets) {
      const found = all.find(({ name }) => name === target.figure);
      expect(found, target.figure).toBeDefined();
      if (target.against !== undefined) expect(found!.against).toContain(target.against);
    }
  });
});

describe("the numbers of threads", () => {
  it.each([
    [1, [1, 2]],
    [2, [1, 2]],
    [16, [1, 2, 16]],
  ])("of %d cores", (cores, counts) => expect(threadCounts(cores)).toEqual(counts));
});

describe("a baseline", () => {
  it("is a list of figures, or what was saved of one", () => {
    const list = [{ name: "a", value: 2 }];
    expect(figuresOf(list, "f")).toEqual(list);
    expect(figuresOf({ machine: "two cores", figures: list }, "f")).toEqual(list);
    for (const bad of [{}, [{ name: "a" }], [{ name: "a", value: 0 }], null, { figures: 3 }])
      expect(() => figuresOf(bad, "b.json")).toThrow(/^b\.json is no baseline/);
  });
  it("turns figures of the same name into ratios", () => {
    const [a, b] = compared([figure("a", 6), figure("b", 6)], [{ name: "a", value: 4 }]);
    expect([a!.ratioToBaseline, b!.ratioToBaseline]).toEqual([1.5, undefined]);
  });
  it("is kept beside the benchmarks, with the machine in words", () => {
    expect(baseline.machine).toMatch(/core.*Node \d/);
    expect(figuresOf(baseline, "baseline.json").length).toBeGreaterThan(50);
  });
});
