import { describe, expect, it } from "vitest";
import { NumpyGenerator } from "../../../../src/core/field/numpy-random";
import { referenceAggregate, referenceKrumSelect } from "../../../../src/core/learning/reference/krum";
import golden from "../../../golden/krum.json" with { type: "json" };

interface Case {
  label: string;
  gradients: number[][] | string;
  num_byzantine?: number;
  scores?: number[];
  selected_index?: number;
  aggregate_num_clusters3_rng42?: number[];
  aggregate_default_rng?: number[];
  "aggregate_100_clusters_bf0.2"?: number[];
  aggregate_num_clusters10_rng42?: number[];
}
const cases = golden.values.cases as unknown as Case[];
const single = (gradients: number[][]) => gradients.map((one) => Float32Array.from(one));
const near = (got: ArrayLike<number>, wanted: readonly number[], relative: number) =>
  wanted.forEach((value, i) => expect(Math.abs(got[i]! - value)).toBeLessThanOrEqual(relative * Math.max(1, Math.abs(value))));

describe("Krum of the reference", () => {
  it.each(cases.filter(({ gradients }) => typeof gradients !== "string"))("$label", (one) => {
    const gradients = single(one.gradients as number[][]);
    const { index, scores } = referenceKrumSelect(gradients, one.num_byzantine!);
    expect(index).toBe(one.selected_index);
    // Above 25 rows torch.cdist takes a matrix product: a thousandth, as the specification says.
    near(scores, one.scores!, gradients.length > 25 ? 1e-3 : 1e-6);
    near(referenceAggregate(gradients, { numClusters: 3 }, new NumpyGenerator(42)), one.aggregate_num_clusters3_rng42!, 2e-7);
    near(referenceAggregate(gradients, { numClusters: 3 }), one.aggregate_default_rng!, 2e-7);
    near(referenceAggregate(gradients, { numClusters: 100, byzantineFraction: 0.2 }), one["aggregate_100_clusters_bf0.2"]!, 2e-7);
  });

  it("samples more than a thousand clients as numpy does", () => {
    const one = cases.find(({ label }) => label.startsWith("1200"))!;
    const values = new Float64Array(2400);
    new NumpyGenerator(9).fillNormal(values, 1, 0.3);
    const gradients = Array.from({ length: 1200 }, (_, i) => Float32Array.from(values.subarray(2 * i, 2 * i + 2)));
    near(referenceAggregate(gradients, { numClusters: 10 }), one.aggregate_num_clusters10_rng42!, 2e-7);
  });

  it.each([
    [{ numClusters: 0 }, "num_clusters=0 must be >= 1"],
    [{ byzantineFraction: 0.5 }, "byzantine_fraction=0.5 must be in [0, 0.5)"],
    [{ byzantineFraction: -0.1 }, "byzantine_fraction=-0.1 must be in [0, 0.5)"],
    [{ sampleFraction: 0 }, "sample_fraction=0 must be in (0, 1]"],
    [{ sampleFraction: 1.1 }, "sample_fraction=1.1 must be in (0, 1]"],
  ])("refuses %o as the reference does", (options, message) => {
    expect(() => referenceAggregate([[1]], options)).toThrow(message);
    expect(golden.values.errors.map((error) => error.message)).toContain(message);
  });

  it("refuses an empty list", () => expect(() => referenceAggregate([])).toThrow("No gradients to aggregate"));
});
