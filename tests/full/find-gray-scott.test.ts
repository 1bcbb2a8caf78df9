import { describe, expect, it } from "vitest";
import { searchParameters, type SearchProgress } from "../../src/core/search/search";
import { median } from "../../src/core/series/median";
import { complete } from "../../src/core/spec/complete";
import { createPointsHost } from "../../src/engine/host-points";

describe("a parameter search", () => {
  it("recovers a Gray–Scott pattern of another seed, far better than chance and near its own noise", async () => {
    // Four blots with noise on them, which fill the domain within the run.
    const blots = [[16, 14], [47, 20], [20, 46], [50, 52]].map(([x, y]) => `exp(-((x-${x})^2+(y-${y})^2)/20)`).join("+"); // prettier-ignore
    const initial = { kind: "expression", u: `1 - 0.5*(${blots})`, v: `0.3*(${blots}) + noise(0.03)` };
    const spec = { version: 1, model: "gray-scott", grid: { shape: [64, 64] }, initial, steps: 5000 };
    const host = createPointsHost();
    const { spec: base } = complete(spec);
    const truth = { F: 0.037, k: 0.06 };
    const made = await host.samplePoint({
      spec: { ...base, parameters: { ...base.parameters, ...truth }, seed: 77 },
      measure: [],
      keep: { fingerprint: true },
    });
    const range = (name: string, from: number, to: number) => ({ name, from, to, count: 9, scale: "linear" as const });
    const search = {
      base,
      parameters: [range("parameters.F", 0.02, 0.06), range("parameters.k", 0.052, 0.066)],
      target: made.fingerprint!,
      evaluations: 60,
      seed: 1,
    };
    let end: SearchProgress | null = null;
    for await (const progress of searchParameters(search, (request) => host.samplePoint(request), 8)) end = progress;
    const { best, chance, noise } = end!;
    expect(best!.distance).toBeLessThan(median(chance) / 3);
    expect(best!.distance).toBeLessThan(2 * median(noise));
    expect(Math.abs(best!.values[0]! - truth.F)).toBeLessThan(0.01);
    expect(Math.abs(best!.values[1]! - truth.k)).toBeLessThan(0.004);
  }, 300_000);
});
