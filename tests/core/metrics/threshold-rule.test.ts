import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { measureImage } from "../../../src/core/metrics/measure-image";
import { finiteRange } from "../../../src/core/metrics/threshold";
import { applyThreshold, checkThresholdRule, type ThresholdRule } from "../../../src/core/metrics/threshold-rule";
import { localMean } from "../../../src/core/metrics/thresholds/local-mean";
import { triangle } from "../../../src/core/metrics/thresholds/triangle";

interface Case {
  name: string;
  shape: number[];
  values: number[];
  otsu: number;
  triangle: number;
  hysteresis: { low: number; high: number; mask: string };
  adaptive: { window: number; offset: number; mask: string; skimageInterior?: string };
}

/** What scikit-image finds: `tests/oracle/thresholds.py`. */
const { fields } = JSON.parse(readFileSync(new URL("../../golden/oracle-thresholds.json", import.meta.url), "utf8")) as { fields: Case[] };
const written = (cells: Uint8Array) => cells.join("");

describe("thresholds beside scikit-image's", () => {
  it.each(fields)("are the same for $name", ({ shape, values, otsu, triangle: corner, hysteresis, adaptive }) => {
    const field = { shape, values };
    const { min, max } = finiteRange(values)!;
    // Its threshold of Otsu is the middle of the last bin below; ours lies behind that bin, in the middle of the empty ones that follow.
    const ours = applyThreshold(field, "otsu").value!;
    const binEnd = otsu + (max - min) / 512;
    expect(ours).toBeGreaterThan(binEnd - 1e-9);
    expect(values.filter((value) => value > binEnd + 1e-9 && value <= ours - 1e-9)).toEqual([]);
    expect(applyThreshold(field, "triangle").value).toBeCloseTo(corner, 12);
    const { low, high } = hysteresis;
    expect(written(applyThreshold(field, { rule: "hysteresis", low, high }).mask.cells)).toBe(hysteresis.mask);
    const { window, offset } = adaptive;
    const local = applyThreshold(field, { rule: "adaptive", window, offset }).mask;
    expect(written(local.cells)).toBe(adaptive.mask);
    if (adaptive.skimageInterior === undefined) return;
    const half = (window - 1) / 2;
    const [ny, nx] = shape as [number, number];
    const interior = local.cells.filter((_, i) => {
      const [y, x] = [Math.floor(i / nx), i % nx];
      return y >= half && y < ny - half && x >= half && x < nx - half;
    });
    expect(written(interior)).toBe(adaptive.skimageInterior);
  });
});

describe("applyThreshold", () => {
  const cell = fc.oneof({ arbitrary: fc.double({ min: -5, max: 5, noNaN: true }), weight: 6 }, fc.constantFrom(NaN, Infinity, -Infinity, 0, 1));
  const field = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
    .chain(([ny, nx]) => fc.array(cell, { minLength: ny * nx, maxLength: ny * nx }).map((values) => ({ shape: [ny, nx], values })));
  const rules: fc.Arbitrary<ThresholdRule> = fc.oneof(
    fc.constantFrom<ThresholdRule>("otsu", "triangle", "none"),
    fc.double({ min: -3, max: 3, noNaN: true }),
    fc.record({ rule: fc.constant("adaptive" as const), window: fc.constantFrom(3, 5, 9), offset: fc.double({ min: -1, max: 1, noNaN: true }) }),
    fc.record({
      rule: fc.constant("hysteresis" as const),
      low: fc.double({ min: -3, max: 0, noNaN: true }),
      high: fc.double({ min: 0, max: 3, noNaN: true }),
    }),
  );

  it("agrees with measureImage where that has the rule", () => {
    const shared = fc.oneof(fc.constantFrom("otsu" as const, "none" as const), fc.double({ min: -3, max: 3, noNaN: true }));
    fc.assert(
      fc.property(field, shared, fc.boolean(), ({ shape, values }, threshold, invert) => {
        const { mask, value, rule } = applyThreshold({ shape, values }, threshold, invert);
        const measured = measureImage({ shape, values, threshold, invert });
        const finite = values.filter(Number.isFinite).length;
        expect({ value, rule }).toEqual(measured.threshold);
        expect(mask.cells.reduce((sum, one) => sum + one, 0) / Math.max(1, finite)).toBeCloseTo(measured.foreground, 12);
      }),
      { numRuns: 60 },
    );
  });

  it("parts the finite cells into two: the set and, inverted, the rest", () => {
    fc.assert(
      fc.property(field, rules, ({ shape, values }, rule) => {
        const set = applyThreshold({ shape, values }, rule).mask.cells;
        const rest = applyThreshold({ shape, values }, rule, true).mask.cells;
        const chosen = set.some((one) => one === 1) || rest.some((one) => one === 1);
        values.forEach((value, i) => expect(set[i]! + rest[i]!).toBe(chosen && Number.isFinite(value) ? 1 : 0));
      }),
    );
  });

  it("gives the transposed set for the transposed field", () => {
    fc.assert(
      fc.property(field, rules, ({ shape, values }, rule) => {
        const [ny, nx] = shape as [number, number];
        const from = Array.from({ length: ny * nx }, (_, i) => (i % ny) * nx + Math.floor(i / ny));
        const turned = applyThreshold({ shape: [nx, ny], values: from.map((i) => values[i]!) }, rule).mask.cells;
        const { mask } = applyThreshold({ shape, values }, rule);
        const differing = from.filter((i, k) => turned[k] !== mask.cells[i]);
        // Sums in another order differ in the last digit, which can part cells that lie on the mean itself.
        if (typeof rule === "object" && rule.rule === "adaptive") {
          const mean = localMean({ shape, values }, rule.window);
          differing.forEach((i) => expect(values[i]).toBeCloseTo(mean[i]! - rule.offset, 9));
        } else expect(differing).toEqual([]);
      }),
    );
  });

  it("keeps a faint thread that leads to a bright cell, and no other", () => {
    const values = [0, 0.5, 0.5, 0.9, 0, 0.5, 0, NaN, 0.5, 0];
    const { mask, value, rule } = applyThreshold({ shape: [2, 5], values }, { rule: "hysteresis", low: 0.4, high: 0.8 });
    expect([...mask.cells]).toEqual([0, 1, 1, 1, 0, 0, 0, 0, 1, 0]);
    expect(value).toBeNull();
    expect(rule).toBe("above 0.4 where joined to what is above 0.8");
  });

  it("finds what is brighter than its surroundings under uneven light", () => {
    const [ny, nx] = [20, 30];
    const spot = (i: number) => (i % 7 === 3 && Math.floor(i / nx) % 5 === 2 ? 1 : 0);
    const values = Array.from({ length: ny * nx }, (_, i) => 0.5 * (i % nx) + spot(i));
    const { mask, rule } = applyThreshold({ shape: [ny, nx], values }, { rule: "adaptive", window: 5, offset: -0.6 });
    expect([...mask.cells].filter((one, i) => one !== spot(i) && i % nx > 1 && i % nx < nx - 2)).toEqual([]);
    expect(rule).toBe("above the mean of 5 cells around plus 0.6");
  });

  it("has nothing to choose in a constant field, and says so", () => {
    const flat = { shape: [2, 2], values: [3, 3, NaN, 3] };
    for (const rule of ["otsu", "triangle", { rule: "adaptive", window: 3, offset: 0.1 }] satisfies ThresholdRule[])
      expect(applyThreshold(flat, rule, true)).toMatchObject({ value: null, rule: "all values are equal", mask: { cells: new Uint8Array(4) } });
    expect(applyThreshold({ shape: [1, 2], values: [NaN, Infinity] }, "triangle").rule).toBe("no cell is finite");
    expect(triangle([2, 2])).toBeNull();
  });

  it.each<[ThresholdRule, RegExp]>([
    [NaN, /threshold\.value: the threshold is not a number/],
    [{ rule: "adaptive", window: 4, offset: 0 }, /window is 4 cells; an odd number of at least 3/],
    [{ rule: "adaptive", window: 5, offset: Infinity }, /offset is Infinity/],
    [{ rule: "hysteresis", low: 2, high: 1 }, /low threshold is 2, the high one 1/],
  ])("refuses %o", (rule, words) => expect(() => checkThresholdRule(rule)).toThrow(words));

  it("thresholds a large field with a large window", () => {
    const n = 1024;
    const values = Float32Array.from({ length: n * n }, (_, i) => Math.sin(i / 7) + Math.cos(i / 1000));
    for (const rule of [
      { rule: "adaptive", window: 511, offset: 0 },
      { rule: "hysteresis", low: -1, high: 1.9 },
      "triangle",
    ] satisfies ThresholdRule[])
      expect(applyThreshold({ shape: [n, n], values }, rule).mask.cells.some((cell) => cell === 1)).toBe(true);
  });
});
