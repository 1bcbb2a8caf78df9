import { existsSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { covering, f1Score } from "../../../src/core/detectors/agreement";

describe("F1 with a margin", () => {
  it("is that of the definition, worked by hand", () => {
    // Anybody: 0, 50, 52, 80; found 0, 51, 99. Precision: 0 and 50 have their own, 52 finds 51 taken: 2/3. Recall: (2/2 + 2/3)/2.
    const { f1, precision, recall } = f1Score({ a: [50], b: [52, 80] }, [51, 99]);
    expect([precision, recall]).toEqual([2 / 3, (1 + 2 / 3) / 2]);
    expect(f1).toBeCloseTo((2 * (2 / 3) * (5 / 6)) / (2 / 3 + 5 / 6), 12);
  });

  it("is 1 where nothing was marked and nothing found, and counts the margin's last sample", () => {
    expect(f1Score({ a: [] }, []).f1).toBe(1);
    expect(f1Score({ a: [20] }, [25]).f1).toBe(1);
    expect(f1Score({ a: [20] }, [26]).f1).toBe(0.5);
  });
});

describe("covering", () => {
  it("is that of the definition, worked by hand", () => {
    // Marked [0, 60) [60, 100), found [0, 50) [50, 100): 0.6 · 50/60 + 0.4 · 40/50.
    expect(covering({ a: [60] }, [50], 100)).toBeCloseTo(0.5 + 0.32, 12);
    expect(covering({ a: [60], b: [] }, [], 100)).toBeCloseTo((0.36 + 0.16 + 1) / 2, 12);
  });
});

const scorer = new URL("../../../../shared/regimes/score.mjs", import.meta.url);
describe("the benchmark's own scorer", () => {
  if (!existsSync(scorer)) {
    it("cannot be asked: shared/regimes is not beside this checkout", () => expect(existsSync(scorer)).toBe(false));
    return;
  }

  it("agrees on 500 random series", async () => {
    const theirs = (await import(scorer.href)) as {
      fMeasure(annotations: object, found: number[]): { f1: number };
      covering(annotations: object, found: number[], n: number): number;
    };
    const points = fc.array(fc.integer({ min: 1, max: 119 }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(points, { minLength: 1, maxLength: 5 }), points, (marks, found) => {
        const annotations = Object.fromEntries(marks.map((each, i) => [`p${i}`, each]));
        expect(f1Score(annotations, found).f1).toBeCloseTo(theirs.fMeasure(annotations, found).f1, 12);
        expect(covering(annotations, found, 120)).toBeCloseTo(theirs.covering(annotations, found, 120), 12);
      }),
      { numRuns: 500 },
    );
  });
});
