import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { turned } from "../../src/connectors/orientation";

describe("orientation", () => {
  const plane = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
    .map(([rows, columns]) => ({ rows, columns, values: Float64Array.from({ length: rows * columns }, (_, i) => i) }));

  it.each([
    [2, 2],
    [3, 3],
    [4, 4],
    [5, 5],
    [6, 8],
    [7, 7],
    [8, 6],
  ])("%i is undone by %i", (one, other) => {
    fc.assert(
      fc.property(plane, (picture) => {
        expect(turned(turned(picture, one), other)).toEqual(picture);
      }),
    );
  });

  it("leaves a picture as it is for what is no orientation", () => {
    const picture = { rows: 1, columns: 2, values: new Float64Array([1, 2]) };
    for (const none of [0, 1, 9, 2.5, NaN]) expect(turned(picture, none)).toBe(picture);
  });
});
