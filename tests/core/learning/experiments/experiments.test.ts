import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Experiment, ExperimentState } from "../../../../src/core/define/experiment";
import { completeValues, type PlainValue } from "../../../../src/core/define/params";
import { experiments } from "../../../../src/core/learning/experiments/index";

const context = { sample: async (path: string) => readFileSync(`public/samples/${path}`, "utf8") };
/** Small enough to run in a moment. */
const small: Record<string, Record<string, PlainValue>> = {
  federation: { rounds: 4 },
  aggregation: { rounds: 4, asked: 20 },
  plasticity: { seconds: 2, inputs: 40 },
  exploration: { seeds: 2, size: 5, episodes: 6 },
  attention: { length: 20 },
};
async function states(experiment: Experiment, options: Record<string, PlainValue> = {}): Promise<ExperimentState[]> {
  const all: ExperimentState[] = [];
  for await (const state of experiment.run(completeValues(experiment.params, { ...small[experiment.id], ...options }, []), context)) all.push(state);
  return all;
}
const fact = (state: ExperimentState, name: string) => state.facts.find((one) => one.name === name)!.value;

describe.each([...experiments])("$id", (experiment) => {
  it("tells how far it is until it is done, in finite numbers, and the same again", async () => {
    const all = await states(experiment);
    expect(all.length).toBeGreaterThan(1);
    all.forEach(({ share }, i) => i > 0 && expect(share).toBeGreaterThanOrEqual(all[i - 1]!.share));
    expect(all.at(-1)!.share).toBe(1);
    for (const { facts, pictures } of all) {
      for (const { value, note } of facts) {
        if (value === null) expect(note).toBeTruthy();
        if (typeof value === "number") expect(value).toSatisfy(Number.isFinite);
      }
      // JSON turns what is not finite into null, which only what may be missing holds.
      for (const picture of pictures) {
        if (picture.kind === "lines") for (const { x, y } of picture.series) expect([y.length, x.every(Number.isFinite)]).toEqual([x.length, true]);
        if (picture.kind === "bars") expect([picture.edges.length, picture.counts.every(Number.isFinite)]).toEqual([picture.counts.length + 1, true]);
        if (picture.kind === "dots") expect(picture.x).toHaveLength(picture.y.length);
        if (picture.kind === "map") expect(picture.values).toHaveLength(picture.shape[0] * picture.shape[1]);
      }
    }
    expect(all.at(-1)!.facts.length).toBeGreaterThan(2);
    expect(await states(experiment)).toEqual(all);
  });

  it("has a source, a sentence, and titles for what can be set", () => {
    expect(experiment.source.length).toBeGreaterThan(20);
    expect(experiment.help.length).toBeGreaterThan(60);
    for (const param of Object.values(experiment.params)) expect(param.title.length).toBeGreaterThan(3);
  });
});

describe("what the experiments show", () => {
  it("federation: the mean fails under sign flips, Krum holds", async () => {
    const accuracy = async (rule: string) =>
      fact((await states(experiments.get("federation"), { rule, rounds: 40 })).at(-1)!, "held-out accuracy") as number;
    expect(await accuracy("krum")).toBeGreaterThan((await accuracy("mean")) + 0.3);
  });

  it("aggregation: of a million clients a sample is enough, and the chance of a bad one is told", async () => {
    const [last] = (await states(experiments.get("aggregation"), { asked: 60, reckoned: 28, rounds: 10 })).slice(-1);
    expect(fact(last!, "chance of a sample with more")).toBeLessThan(1e-4);
    expect(fact(last!, "rounds that had more")).toBe(0);
    expect(fact(last!, "error of the aggregate, a coordinate")).toBeLessThan(0.6);
  });

  it("attention: fewer keys lose more, all keys lose nothing", async () => {
    const [last] = (await states(experiments.get("attention"), { length: 64 })).slice(-1);
    const picture = last!.pictures[0]!;
    if (picture.kind !== "lines") throw new Error("lines are expected first");
    const { x, y } = picture.series[0]!;
    y.forEach((lost, i) => i > 0 && expect(lost).toBeLessThanOrEqual(y[i - 1]!));
    expect([x.at(-1), y.at(-1)]).toEqual([64, 0]);
  });
});
