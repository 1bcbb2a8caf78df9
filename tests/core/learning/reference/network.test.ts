import { describe, expect, it } from "vitest";
import { parameterCount, ReferenceNetwork, type NetworkParameters } from "../../../../src/core/learning/reference/network";
import golden from "../../../golden/network.json" with { type: "json" };

const { initial_params, x_2d, out_2d, x_3d, out_3d, y, train_losses_20_steps, param_abs_sums_after, parameter_counts } = golden.values;
const fresh = () => new ReferenceNetwork(initial_params as unknown as NetworkParameters);

describe("the network of the reference", () => {
  it("answers single vectors and sequences", () => {
    fresh()
      .predict(x_2d.map((row) => [row]))
      .forEach((value, i) => expect(value).toBeCloseTo(out_2d[i]![0]!, 6));
    fresh()
      .predict(x_3d)
      .forEach((value, i) => expect(value).toBeCloseTo(out_3d[i]![0]!, 6));
  });

  it("trains as it does for twenty steps, and query and key never move (fault F15)", () => {
    const network = fresh();
    const before = network.absoluteSum("attention.q_proj.weight");
    train_losses_20_steps.forEach((loss) =>
      expect(
        Math.abs(
          network.trainStep(
            x_2d,
            y.map(([target]) => target!),
          ) - loss,
        ),
      ).toBeLessThan(2e-6),
    );
    for (const [name, sum] of Object.entries(param_abs_sums_after)) expect(Math.abs(network.absoluteSum(name) - sum)).toBeLessThan(2e-5);
    expect(network.absoluteSum("attention.q_proj.weight")).toBe(before);
  });

  it.each(Object.entries(parameter_counts))("has the parameters of H = %s", (hidden, count) => expect(parameterCount(Number(hidden))).toBe(count));
});
