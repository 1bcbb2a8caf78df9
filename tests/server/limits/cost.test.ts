import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { admitSpec, checkCost, estimate } from "../../../server/limits/cost";

const limits = { maxCells: 1000, maxCellSteps: 1e6 };
const spec = { version: 1, model: "gray-scott", grid: { shape: [20, 20] }, steps: 100 };

describe("the cost of a computation", () => {
  it("is cells × steps × runs, and is refused exactly where it passes a limit", () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 20 }), (cells, steps, runs) => {
        const { cellSteps, refused } = estimate({ cells, steps, runs }, limits);
        expect(cellSteps).toBe(cells * steps * runs);
        expect(refused === null).toBe(cells <= limits.maxCells && cellSteps <= limits.maxCellSteps);
        if (refused) expect(refused.actual).toBeGreaterThan(refused.limit);
      }),
    ));

  it("is told with limit and what was asked", () => {
    expect(() => checkCost({ cells: 1000, steps: 1001 }, limits)).toThrow(
      expect.objectContaining({ code: "server/refused", path: ["steps"], detail: { limit: 1e6, actual: 1_001_000 } }) as Error,
    );
    expect(() => checkCost({ cells: 1001, steps: 1 }, limits)).toThrow(expect.objectContaining({ path: ["grid", "shape"] }) as Error);
    expect(() => checkCost({ cells: 1000, steps: 1000 }, limits)).not.toThrow();
  });

  it("of a spec is that of its own steps unless others are given", () => {
    expect(admitSpec(spec, limits).spec.steps).toBe(100);
    expect(() => admitSpec({ ...spec, steps: 1e6 }, limits)).toThrow(/cell updates/);
    expect(() => admitSpec(spec, limits, { steps: 1e4 })).toThrow(/cell updates/);
    expect(() => admitSpec(spec, limits, { runs: 100 })).toThrow(/100 runs of/);
  });

  it("of a spec with files is not even weighed", () =>
    expect(() => admitSpec({ ...spec, initial: { kind: "file", path: "x.npy" } }, limits)).toThrow(/reads no files/));
});
