import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/define/metric";
import { uniformAt } from "../../../src/core/field/philox";
import { boxMasses, lacunarity, lacunarityCurve } from "../../../src/core/metrics/lacunarity";
import { blackSet, goldenJson } from "../../support/fractal-images";

interface Pattern {
  pattern: string;
  values: { r: number; sumM: number; sumM2: number; boxes: number; lacunarity: number }[];
}
const square = (n: number, set: (y: number, x: number) => boolean): Mask => ({
  shape: [n, n],
  cells: Uint8Array.from({ length: n * n }, (_, i) => (set(Math.floor(i / n), i % n) ? 1 : 0)),
});
const inCantor = (k: number): boolean => !k.toString(3).includes("1");
const masks: [begins: string, mask: Mask][] = [
  ["checkerboard", square(64, (y, x) => (y + x) % 2 === 0)],
  ["full", square(64, () => true)],
  ["one pixel", square(65, (y, x) => y === 32 && x === 32)],
  ["Cantor", square(243, (y, x) => inCantor(y) && inCantor(x))],
  ["random-0.3.png", blackSet("random-0.3.png")],
];

describe("lacunarity", () => {
  const cases = goldenJson<{ patterns: Pattern[] }>("lacunarity.json").patterns.flatMap(({ pattern, values }) =>
    values.map((value) => ({ pattern, ...value })),
  );

  it.each(cases)("has the exact sums at r = $r for $pattern", ({ pattern, r, sumM, sumM2, boxes, lacunarity: ratio }) => {
    const mask = masks.find(([begins]) => pattern.startsWith(begins))![1];
    const found = boxMasses(mask, r);
    expect({ sumM: found.sumM, sumM2: found.sumM2, boxes: found.boxes }).toEqual({ sumM, sumM2, boxes });
    expect(found.lacunarity! / ratio).toBeCloseTo(1, 12);
  });

  it("is 1 / density at r = 1, and 1 at every edge for a filled volume", () => {
    expect(boxMasses(blackSet("random-0.3.png"), 1).lacunarity).toBeCloseTo(16384 / 4944, 12);
    const cube: Mask = { shape: [8, 9, 10], cells: new Uint8Array(720).fill(1) };
    expect(lacunarityCurve(cube).map(({ r, lacunarity: value }) => [r, value])).toEqual([
      [1, 1],
      [2, 1],
      [4, 1],
    ]);
  });

  it("is undefined for an empty set and for boxes larger than the frame", () => {
    expect(lacunarity.measure(square(16, () => false))).toMatchObject({ value: null, reason: "the set is empty" });
    expect(lacunarity.measure(square(4, () => true))).toMatchObject({ value: null, reason: expect.stringContaining("does not fit") as string });
  });

  it.each([...(lacunarity.knownAnswers?.() ?? [])])("is $title", ({ mask, value, tolerance }) => {
    expect(Math.abs(lacunarity.measure(mask).value! - value)).toBeLessThanOrEqual(tolerance);
  });

  it.each([0.05, 0.3, 0.7])("is 1 + (1 − p)/(p r²) for cells that are set independently with probability %f", (p) => {
    const seeds = 12;
    for (const r of [1, 2, 4, 8]) {
      let mean = 0;
      for (let seed = 1; seed <= seeds; seed++) {
        const mask = square(200, (y, x) => uniformAt(seed, 0, 200 * y + x, 5) < p);
        mean += (boxMasses(mask, r).lacunarity! - 1) / seeds;
      }
      // boxes that overlap are few independent ones: 200²/r² of them, times the seeds
      expect(mean / ((1 - p) / (p * r * r))).toBeGreaterThan(0.93);
      expect(mean / ((1 - p) / (p * r * r))).toBeLessThan(1.07);
    }
  });
});
