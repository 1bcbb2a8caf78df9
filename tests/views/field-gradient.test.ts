import { describe, expect, it } from "vitest";
import { slopesOf } from "../../src/views/field-gradient";

const [nx, ny] = [32, 24];
const field = (of: (x: number, y: number) => number) => ({
  key: "k",
  nx,
  ny,
  values: Float64Array.from({ length: nx * ny }, (_, i) => of(i % nx, Math.floor(i / nx))),
});

describe("gradient arrows", () => {
  it("go down a plane, by its slope in units of length", () => {
    for (const { dx, dy } of slopesOf(
      field((x, y) => 3 * x - 2 * y),
      [0.5, 2],
      false,
      3,
    )) {
      expect(dx).toBeCloseTo(-3 / 2, 12);
      expect(dy).toBeCloseTo(2 / 0.5, 12);
    }
  });
  it("meet the other side of a periodic grid", () => {
    const wave = field((x) => Math.sin((2 * Math.PI * x) / nx));
    const k = (2 * Math.PI) / nx;
    // Central differences of a sine are its derivative times sin k / k.
    for (const { x, dx, dy } of slopesOf(wave, [1, 1], true, 1)) {
      expect(dx).toBeCloseTo(-Math.cos(k * (x - 0.5)) * Math.sin(k), 12);
      expect(dy).toBe(-0);
    }
  });
  it("leave out cells beside the edge of the domain and beside what is not finite", () => {
    const inside = new Uint8Array(nx * ny).fill(1);
    inside[5 * nx + 5] = 0;
    const plane = field((x) => x);
    plane.values[10 * nx + 10] = NaN;
    const found = slopesOf({ ...plane, inside }, [1, 1], true, 1);
    const has = (x: number, y: number) => found.some((slope) => slope.x === x + 0.5 && slope.y === y + 0.5);
    expect([has(5, 5), has(4, 5), has(5, 6), has(9, 10), has(10, 11)]).toEqual([false, false, false, false, false]);
    expect(has(3, 5)).toBe(true);
  });
});
