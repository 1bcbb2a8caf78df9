import { describe, expect, it } from "vitest";
import { say } from "../support/say-cells";

describe("features-for-learning", () => {
  it.each([
    [0.4, /cannot be told/],
    [0.34, /can be told/],
  ])("with D_h = %d", async (D_h, verdict) => {
    const { sentences, rows } = await say("features-for-learning", { D_h }, "const residual", "const heldOut", "low > 0.5\n");
    expect(sentences).toMatch(verdict);
    const [residual, product] = [/has length (\S+),/, /the product (\S+)\./].map((pattern) => Number(pattern.exec(sentences)![1]));
    expect(residual).toBeLessThan(1e-10);
    expect(product).toBeLessThan(1e-10);
    expect(rows).toHaveLength(2);
  });
});
