import { describe, expect, it } from "vitest";
import { cellAt, panned, whole, zoomed } from "../../src/views/viewport";

const size = { width: 800, height: 400 };
const limit = whole(100, 100, size);

describe("viewport", () => {
  it("shows the whole grid, centred, with square cells", () => expect(limit).toEqual({ x0: -50, y0: 0, width: 200, height: 100 }));
  it("shows cells as tall as they are", () =>
    expect(whole(100, 50, { width: 400, height: 400 }, 2)).toEqual({ x0: 0, y0: 0, width: 100, height: 50 }));
  it("keeps the cell under the pointer in place while zooming", () => {
    const at = { x: 0.4, y: 0.7 };
    const before = cellAt(limit, at, 100, 100);
    const close = zoomed(limit, 3, at, limit);
    expect(cellAt(close, at, 100, 100)).toEqual(before);
    expect(close.width).toBeCloseTo(limit.width / 3);
  });
  it("never zooms out past the whole, nor pans off it", () => {
    expect(zoomed(limit, 0.01, { x: 0, y: 0 }, limit)).toEqual(limit);
    const close = zoomed(limit, 4, { x: 0.5, y: 0.5 }, limit);
    expect(panned(close, -1e6, 1e6, limit)).toMatchObject({ x0: limit.x0, y0: limit.y0 + limit.height - close.height });
  });
  it("knows no cell outside the grid", () => expect(cellAt(limit, { x: 0.1, y: 0.5 }, 100, 100)).toBeNull());
});
