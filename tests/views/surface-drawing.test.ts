import { describe, expect, it } from "vitest";
import { contrastOf } from "../../src/views/contrast";
import { usualOrbit } from "../../src/views/orbit";
import { createSurfaceDrawing } from "../../src/views/surface-drawing";

const [nx, ny] = [64, 48];
/** A low hill. */
const height = (x: number, y: number) => Math.exp(-((x - 32) ** 2 + (y - 24) ** 2) / 200);

function drawn() {
  const drawing = createSurfaceDrawing();
  const values = Float32Array.from({ length: nx * ny }, (_, i) => height(i % nx, Math.floor(i / nx)));
  drawing.setSpacing([1, 1]);
  drawing.show({ key: "k", nx, ny, values }, contrastOf(values));
  drawing.look(usualOrbit, { width: 800, height: 600 });
  return drawing;
}

describe("a height surface", () => {
  it("is read where it is seen: a cell's place leads back to the cell, on the hill too", () => {
    const drawing = drawn();
    for (const [x, y] of [
      [3, 40],
      [32, 30],
      [60, 44],
      [40, 24],
    ] as const) {
      const at = drawing.seenAt({ x, y }, height(x, y))!;
      const found = drawing.cellAt(at, (cell) => height(cell.x, cell.y))!;
      expect(Math.abs(found.x - x)).toBeLessThanOrEqual(1);
      expect(Math.abs(found.y - y)).toBeLessThanOrEqual(1);
    }
    expect(drawing.cellAt({ x: 0.5, y: 0.001 }, () => 0)).toBeNull();
    drawing.dispose();
  });
  it("shows what is higher higher up, and the far side above the near one", () => {
    const drawing = drawn();
    const middle = { x: 32, y: 24 };
    expect(drawing.seenAt(middle, 1)!.y).toBeLessThan(drawing.seenAt(middle, 0)!.y);
    expect(drawing.seenAt({ x: 32, y: 2 }, 0)!.y).toBeLessThan(drawing.seenAt({ x: 32, y: 45 }, 0)!.y);
  });
});
