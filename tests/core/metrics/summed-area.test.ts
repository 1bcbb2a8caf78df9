import { describe, expect, it } from "vitest";
import { cropToSet, SummedArea } from "../../../src/core/metrics/summed-area";
import { image, massAround, placedMask, scattered } from "../../support/known-masks";

describe("summed-area", () => {
  it("gives the mass of any block, counted one by one, in two and three dimensions", () => {
    for (const shape of [
      [13, 9],
      [5, 7, 6],
    ]) {
      const mask = scattered(shape, 0.4, 3);
      const sides = (shape.length === 3 ? shape : [1, ...shape]) as [number, number, number];
      const table = new SummedArea(mask.cells, sides);
      const beam = new Uint32Array(sides[2] + 1);
      mask.cells.forEach((_, at) => {
        const [z, y, x] = [Math.floor(at / (sides[1] * sides[2])), Math.floor(at / sides[2]) % sides[1], at % sides[2]];
        const r = at % 4;
        table.beam(Math.max(0, z - r), Math.min(sides[0], z + r + 1), Math.max(0, y - r), Math.min(sides[1], y + r + 1), beam);
        expect(beam[Math.min(sides[2], x + r + 1)]! - beam[Math.max(0, x - r)]!).toBe(massAround(mask, at, r));
      });
    }
  });

  it("crops to the set, whatever lies around it", () => {
    const set = image(5, 4, (y, x) => (x + y) % 3 === 0);
    const alone = cropToSet(set);
    const cropped = cropToSet(placedMask(set, 20, 30, 6, 9));
    expect(cropped).toEqual(alone);
    expect(cropped.sides).toEqual([1, 5, 4]);
    expect(cropToSet(image(4, 4, () => false))).toMatchObject({ occupied: 0, sides: [0, 0, 0] });
  });
});
