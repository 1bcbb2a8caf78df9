import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logReturns } from "../../../src/core/series/log-returns";

describe("logarithmic returns", () => {
  it("add up to the logarithm of what the whole gained", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 50 }), (prices) => {
        const returns = logReturns(prices);
        expect(returns).toHaveLength(prices.length - 1);
        expect(returns.reduce((sum, r) => sum + r, 0)).toBeCloseTo(Math.log(prices.at(-1)! / prices[0]!), 9);
      }),
    );
  });
  it("are ln 2 and its negative for a price that doubles and halves", () => expect([...logReturns([1, 2, 1])]).toEqual([Math.LN2, -Math.LN2]));
  it.each([
    [[1, 0, 2], /0 has no logarithm/],
    [[3, 2, -1], /-1 has no logarithm/],
    [[5], /at least two/],
  ])("refuse %j in words", (prices, words) => expect(() => logReturns(prices)).toThrow(words));
});
