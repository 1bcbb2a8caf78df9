import { describe, expect, it } from "vitest";
import { insidePlane } from "../../src/panels/domain-mask";

const grid = { shape: [3, 4] as [number, number], spacing: 1, stencil: "standard" as const };

describe("the shown part of a domain", () => {
  it("is everything without a mask, and where only a file tells", () => {
    expect(insidePlane({ grid, parameters: {} }, 0)).toBeNull();
    expect(insidePlane({ grid: { ...grid, mask: { file: "m.png" } }, parameters: {} }, 0)).toBeNull();
  });
  it("is where the formula is above 0, with x along the columns", () =>
    expect([...insidePlane({ grid: { ...grid, mask: "x - edge" }, parameters: { edge: 1 } }, 0)!]).toEqual([0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1]));
  it("is one plane of a volume", () => {
    const volume = { grid: { ...grid, shape: [2, 1, 2] as [number, number, number], mask: "z - x" }, parameters: {} };
    expect([...insidePlane(volume, 0)!]).toEqual([0, 0]);
    expect([...insidePlane(volume, 1)!]).toEqual([1, 0]);
  });
  it("is what was painted, in the plane in which it was", () => {
    const dab = { kind: "stroke" as const, points: [[1.5, 1.5]] as [number, number][], radius: 0.6, softness: 0, value: -1, blend: "set" as const };
    expect([...insidePlane({ grid: { ...grid, mask: { painted: [dab] } }, parameters: {} }, 0)!]).toEqual([1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1]);
    const volume = { ...grid, shape: [2, 3, 4] as [number, number, number], mask: { painted: [{ ...dab, plane: 1 }] } };
    expect(insidePlane({ grid: volume, parameters: {} }, 0)!.every((cell) => cell === 1)).toBe(true);
    expect(insidePlane({ grid: volume, parameters: {} }, 1)![5]).toBe(0);
  });
});
