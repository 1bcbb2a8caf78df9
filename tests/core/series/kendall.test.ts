import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kendallTauB } from "../../../src/core/series/kendall";

const { kendall } = JSON.parse(readFileSync(new URL("../../golden/timeseries/regimes-exact.json", import.meta.url), "utf8")) as {
  kendall: { a: number[]; b: number[]; tau?: number; tauB?: number }[];
};

describe("Kendall's tau-b", () => {
  it.each(kendall)("has the golden value of $b", ({ a, b, tau, tauB }) => expect(kendallTauB(a, b)).toBeCloseTo((tau ?? tauB)!, 9));

  it("is what counting all pairs gives, ties or not", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })), { maxLength: 40 }), (pairs) => {
        const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
        let [score, untiedA, untiedB] = [0, 0, 0];
        for (let i = 0; i < a.length; i++) {
          for (let j = 0; j < i; j++) {
            score += Math.sign(a[i]! - a[j]!) * Math.sign(b[i]! - b[j]!);
            untiedA += a[i] === a[j] ? 0 : 1;
            untiedB += b[i] === b[j] ? 0 : 1;
          }
        }
        const expected = untiedA * untiedB > 0 ? score / Math.sqrt(untiedA * untiedB) : null;
        const found = kendallTauB(a, b);
        if (expected === null) expect(found).toBeNull();
        else expect(found).toBeCloseTo(expected, 12);
      }),
    );
  });

  it("is undefined where a side is constant", () => expect(kendallTauB([1, 2, 3], [5, 5, 5])).toBeNull());
});
