import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inkOf, inkOfPicture, isOnDark, opacityOf, resized, trimmed, type Ink } from "../../src/panels/paint-opacity";

const ink = (...rows: number[][]): Ink => ({ width: rows[0]!.length, height: rows.length, alpha: Uint8Array.from(rows.flat()) });
const total = ({ alpha }: Ink) => alpha.reduce((sum, value) => sum + value, 0);

const inks = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .chain(([width, height]) =>
    fc.uint8Array({ minLength: width * height, maxLength: width * height }).map((alpha): Ink => ({ width, height, alpha })),
  );

describe("opacities of a picture", () => {
  it("are how dark it is: black covers, white does not, mid grey by half, and nothing where it is transparent", () => {
    const rgba = Uint8ClampedArray.from([0, 0, 0, 255, 255, 255, 255, 255, 128, 128, 128, 255, 0, 0, 0, 0]);
    expect([...inkOfPicture(rgba, 4, 1, "dark").alpha]).toEqual([255, 0, 127, 0]);
    expect([...inkOfPicture(rgba, 4, 1, "light").alpha]).toEqual([0, 255, 128, 0]);
  });

  it("weigh the colours as BT.709 does", () => {
    const rgba = Uint8ClampedArray.from([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255]);
    expect([...inkOfPicture(rgba, 3, 1, "dark").alpha]).toEqual([1 - 0.2126, 1 - 0.7152, 1 - 0.0722].map((share) => Math.round(255 * share)));
  });

  it("of white on black are known by their border", () => {
    expect(isOnDark(ink([255, 255, 255], [255, 0, 255], [255, 255, 255]))).toBe(true);
    expect(isOnDark(ink([0, 0, 0], [0, 255, 0], [0, 0, 0]))).toBe(false);
    expect(isOnDark(ink([255]))).toBe(true);
  });

  it("survive base64", () => fc.assert(fc.property(inks, (one) => void expect(inkOf(opacityOf(one))).toEqual(one))));

  it("are trimmed to their ink, and nothing is left of an empty one", () => {
    expect(trimmed(ink([0, 0, 0, 0], [0, 5, 0, 0], [0, 0, 7, 0]))).toEqual(ink([5, 0], [0, 7]));
    expect(trimmed(ink([0, 0], [0, 0]))).toBeNull();
  });
});

describe("another size", () => {
  it("halved, each pixel is the mean of four", () => expect(resized(ink([0, 100, 8, 8], [100, 200, 8, 8]), 2, 1)).toEqual(ink([100, 8])));
  it("by three halves, pixels count by the part that is covered", () => expect(resized(ink([0, 90, 240]), 2, 1)).toEqual(ink([30, 190])));
  it("doubled, each pixel stands twice", () => expect(resized(ink([3, 9]), 4, 2)).toEqual(ink([3, 3, 9, 9], [3, 3, 9, 9])));

  it("keeps the mean opacity, to rounding, and an even picture as it is", () =>
    fc.assert(
      fc.property(inks, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), fc.nat(255), (one, width, height, even) => {
        const other = resized(one, width, height);
        expect(Math.abs(total(other) / (width * height) - total(one) / (one.width * one.height))).toBeLessThanOrEqual(0.5 + 1e-9);
        const flat = resized({ ...one, alpha: one.alpha.map(() => even) }, width, height);
        expect(flat.alpha.every((value) => value === even)).toBe(true);
      }),
    ));
});
