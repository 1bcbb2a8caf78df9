import { describe, expect, it } from "vitest";
import { branchPoints, followBranches, hysteresisOf, type BranchPoint } from "../../../src/core/sweep/continuation";
import { completeSweep } from "../../../src/core/sweep/sweep-spec";
import { createPointsHost } from "../../../src/engine/host-points";

const { samplePoint } = createPointsHost();

async function diagram(document: object): Promise<BranchPoint[]> {
  const points: BranchPoint[] = [];
  for await (const point of followBranches(completeSweep(document), samplePoint)) points.push(point);
  return points;
}

const grid = { shape: [4, 4] };

describe("a bifurcation diagram", () => {
  it("of u' = h + u − u³ jumps within a step after its folds h = ±2/(3√3), up and down", async () => {
    const step = 0.05;
    const document = {
      version: 1,
      base: { version: 1, model: "custom", species: { u: {} }, params: { h: 0 }, equations: { u: "laplacian(u) + h + u - u^3" }, grid, precision: "f64", initial: { kind: "expression", u: "-1" }, integrator: { method: "euler", dt: 0.1 }, steps: 1000 }, // prettier-ignore
      parameters: [{ name: "parameters.h", from: -0.6, to: 0.6, count: 25 }],
      measure: ["mean"],
    };
    const points = await diagram(document);
    expect(points).toHaveLength(branchPoints(completeSweep(document)));
    const mean = ({ row }: BranchPoint) => row.numbers["mean"]!;
    const fold = 2 / (3 * Math.sqrt(3));
    const up = points.filter(({ direction }) => direction === "up").find((point) => mean(point) > 0)!;
    const down = points.filter(({ direction }) => direction === "down").find((point) => mean(point) < 0)!;
    expect(up.value).toBeGreaterThan(fold);
    expect(up.value).toBeLessThan(fold + step);
    expect(down.value).toBeLessThan(-fold);
    expect(down.value).toBeGreaterThan(-fold - step);
    const [low, high] = hysteresisOf(points, "mean")!;
    expect(low).toBeCloseTo(-0.35, 9);
    expect(high).toBeCloseTo(0.35, 9);
  });

  it("of Klausmeier's uniform vegetation follows its closed form up to the fold m = a/2, and plants do not come back", async () => {
    const a = 1.2;
    const step = 0.02;
    const points = await diagram({
      version: 1,
      base: { version: 1, model: "klausmeier", parameters: { a, v: 0 }, grid, precision: "f64", initial: { kind: "expression", w: "0.3", n: "2.6" }, integrator: { method: "euler", dt: 0.05 }, steps: 6000 }, // prettier-ignore
      parameters: [{ name: "parameters.m", from: 0.5, to: 0.7, count: 11 }],
      measure: ["n.mean"],
    });
    const plants = ({ row }: BranchPoint) => row.numbers["n.mean"]!;
    const up = points.filter(({ direction }) => direction === "up");
    for (const point of up.filter(({ value }) => value < a / 2 - step / 2))
      expect(plants(point)).toBeCloseTo((a + Math.sqrt(a * a - 4 * point.value ** 2)) / (2 * point.value), 3);
    for (const point of up.filter(({ value }) => value > a / 2 + step / 2)) expect(plants(point)).toBeLessThan(0.05);
    for (const point of points.filter(({ direction }) => direction === "down")) expect(plants(point)).toBeLessThan(0.05);
    expect(hysteresisOf(points, "n.mean")![0]).toBeCloseTo(0.5, 9);
  });
});
