import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { colourRanges, rangeNamed, usualRange } from "../../src/views/colour-ranges";
import { shareOf, valueAt, type Contrast } from "../../src/views/contrast";

const of = (id: string, values: ArrayLike<number>, { diverging = false, inside = null as Uint8Array | null, low = 0, high = 1 } = {}): Contrast =>
  rangeNamed(id).contrast({ key: "k", nx: values.length, ny: 1, values: Float64Array.from(values), inside }, diverging, { id, low, high });

describe("colour ranges", () => {
  it("auto goes from the smallest to the largest", () => expect(of("auto", [3, NaN, -1, 2])).toMatchObject({ low: -1, high: 3, notFinite: 1 }));
  it("held keeps its two numbers and still counts what is not finite", () =>
    expect(of("fixed", [3, Infinity, -1], { low: 0, high: 2 })).toMatchObject({ low: 0, high: 2, notFinite: 1 }));
  it("held between a number and itself gets room", () => {
    const { low, high } = of("fixed", [1], { low: 2, high: 2 });
    expect(low).toBeLessThan(high);
  });
  it("robust takes the 2 and 98 % quantiles, so that one wild cell does not count", () => {
    const values = Float64Array.from({ length: 101 }, (_, i) => i);
    values[100] = 1e9;
    expect(of("robust", values)).toMatchObject({ low: 2, high: 98 });
  });
  it("robust of a million values is right to a hundredth, from a sample", () => {
    const values = Float64Array.from({ length: 1024 * 1024 }, (_, i) => (i % 1024) / 1023);
    const { low, high } = of("robust", values);
    expect(low).toBeCloseTo(0.02, 2);
    expect(high).toBeCloseTo(0.98, 2);
  });
  it("symmetric has 0 in the middle", () => expect(of("symmetric", [-1, 4])).toMatchObject({ low: -4, high: 4 }));
  it("logarithmic begins at the smallest value above 0 and tells of those that are not", () => {
    const contrast = of("logarithmic", [0, -2, 0.01, 1, NaN]);
    expect(contrast).toMatchObject({ low: 0.01, high: 1, notFinite: 1, logarithmic: true, note: expect.stringMatching(/2 cells are not above 0/) });
    expect(shareOf(contrast, 0.1)).toBeCloseTo(0.5, 12);
    expect(shareOf(contrast, 0)).toBeNaN();
  });
  it("logarithmic says so where nothing is above 0, and is linear then", () =>
    expect(of("logarithmic", [-3, -1])).toEqual({ low: -3, high: -1, notFinite: 0, note: expect.stringMatching(/No value is above 0/) }));
  it("a diverging map makes every frame and 2 to 98 % symmetric", () => {
    for (const id of ["auto", "robust"]) expect(of(id, [-1, 4], { diverging: true })).toMatchObject({ low: -4, high: 4 });
  });
  it("what is not known is every frame", () => expect(rangeNamed("rainbow").id).toBe(usualRange.id));

  it("of any field has room, is finite, and leaves out what lies outside the domain", () =>
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e30, max: 1e30 }), { minLength: 2 }), (values) => {
        const inside = Uint8Array.from(values, (_, i) => (i === 0 ? 0 : 1));
        for (const { id } of colourRanges) {
          const contrast = of(id, values, { inside });
          expect(contrast.high).toBeGreaterThan(contrast.low);
          expect(Number.isFinite(contrast.low) && Number.isFinite(contrast.high)).toBe(true);
          expect(contrast).toEqual(of(id, [99, ...values.slice(1)], { inside }));
        }
      }),
    ));

  it("share and value undo each other", () =>
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.boolean(), (share, logarithmic) => {
        const contrast = { low: 0.5, high: 20, notFinite: 0, logarithmic };
        expect(shareOf(contrast, valueAt(contrast, share))).toBeCloseTo(share, 10);
      }),
    ));
});
