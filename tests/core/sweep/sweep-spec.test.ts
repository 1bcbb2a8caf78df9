import { describe, expect, it } from "vitest";
import { sweptRuns } from "../../../src/core/sweep/runs";
import { completeSweep, hashSweep, numbersIn } from "../../../src/core/sweep/sweep-spec";

const base = { version: 1, model: "gray-scott", grid: { shape: [16, 16] }, steps: 10 };
const sweep = (change: object = {}) => ({ version: 1, base, parameters: [{ name: "parameters.F", from: 0.02, to: 0.06, count: 5 }], ...change });
const refusal = (document: unknown): string => {
  try {
    completeSweep(document);
  } catch (error) {
    return (error as Error).message;
  }
  return "";
};

describe("a sweep", () => {
  it("is completed once and for all", () => {
    const completed = completeSweep(sweep());
    expect(completed).toMatchObject({ design: "grid", samples: 5, seed: 1, seeds: 1 });
    expect(completed.base.precision).toBe("f32");
    expect(completeSweep(JSON.parse(JSON.stringify(completed)))).toEqual(completed);
    expect(hashSweep(completed)).toMatch(/^[0-9a-f]{64}$/);
  });

  it("gives each run its values and each repeat the next seed", () => {
    const runs = sweptRuns(
      completeSweep(
        sweep({
          seeds: 2,
          parameters: [
            { name: "parameters.F", values: [0.03, 0.04] },
            { name: "integrator.dt", values: [0.5] },
          ],
        }),
      ),
    );
    expect(runs.map(({ index, repeat, spec }) => [index, repeat, spec.parameters!["F"], spec.integrator!.dt, spec.seed])).toEqual([
      [0, 0, 0.03, 0.5, 1],
      [1, 1, 0.03, 0.5, 2],
      [2, 0, 0.04, 0.5, 1],
      [3, 1, 0.04, 0.5, 2],
    ]);
  });

  it("says what is wrong and where", () => {
    expect(refusal(sweep({ parameters: [{ name: "parameters.G", from: 0, to: 1 }] }))).toMatch(
      /^At parameters\[0\]\.name: the base has no value "parameters.G"; numbers there are parameters\.F/,
    );
    expect(refusal(sweep({ parameters: [] }))).toMatch(/^At parameters: expected a list/);
    expect(refusal(sweep({ parameters: [{ name: "parameters.F", from: 0 }] }))).toMatch(/^At parameters\[0\]\.to: expected a number, got/);
    expect(refusal(sweep({ parameters: [{ name: "parameters.F", from: -1, to: 1, scale: "log" }] }))).toMatch(/logarithmic/);
    expect(refusal(sweep({ measure: ["meen"] }))).toMatch(/^At measure\[0\]: .*did you mean "mean"/);
    expect(refusal(sweep({ colour: 1 }))).toMatch(/^At colour: a sweep has no such key/);
    expect(refusal(sweep({ base: { ...base, model: "gray-scot" } }))).toMatch(/gray-scott/);
    expect(
      refusal(sweep({ base: { ...base, parameters: { F: "0.02 + 0.0001*x" } }, parameters: [{ name: "parameters.F", from: 0, to: 1 }] })),
    ).toMatch(/is no number/);
    expect(refusal(sweep({ design: "random", samples: 60000, seeds: 2 }))).toMatch(/120000 runs; at most 100000/);
    expect(
      refusal(
        sweep({
          parameters: [
            { name: "seed", values: [1] },
            { name: "seed", values: [2] },
          ],
        }),
      ),
    ).toMatch(/swept twice/);
    expect(refusal({ version: 2 })).toMatch(/^At version/);
  });

  it("knows the numbers that a spec has, its parameters first", () => {
    const names = numbersIn(completeSweep(sweep()).base);
    expect(names.slice(0, 4)).toEqual(["parameters.F", "parameters.k", "parameters.D_u", "parameters.D_v"]);
    expect(names).toContain("grid.spacing");
    expect(names).toContain("integrator.dt");
    expect(names).not.toContain("version");
  });
});
