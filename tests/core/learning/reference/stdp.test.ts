import { describe, expect, it } from "vitest";
import { referenceStdp } from "../../../../src/core/learning/reference/stdp";
import golden from "../../../golden/stdp.json" with { type: "json" };

const { dt_seconds, grid, batch, errors } = golden.values;

describe("STDP of the reference", () => {
  it.each(grid)("has the windows of $tau_plus s and $tau_minus s", ({ tau_plus, tau_minus, a_plus, a_minus, delta_w_float64 }) => {
    const window = { tauPlus: tau_plus, tauMinus: tau_minus, aPlus: a_plus, aMinus: a_minus };
    dt_seconds.forEach((dt, i) => {
      const [[change]] = referenceStdp([[0]], [[dt]], window) as [[number]];
      const wanted = delta_w_float64[i]!;
      expect(Math.abs(change - wanted)).toBeLessThanOrEqual(1e-13 * Math.abs(wanted));
    });
  });

  it("takes the mean over the batch", () => {
    referenceStdp(batch.pre, batch.post).forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(batch.delta_w[i]![j]!, 9)));
  });

  it.each(errors.map(({ args, message }) => ({ args, message })))("refuses $args", ({ args, message }) => {
    const [tauPlus, tauMinus, aPlus, aMinus] = args as [number, number, number, number];
    expect(() => referenceStdp([[0]], [[0]], { tauPlus, tauMinus, aPlus, aMinus })).toThrow(message);
  });
});
