import { describe, expect, it } from "vitest";
import { contourLevels } from "../../src/views/contour-levels";
import { contoursOf } from "../../src/views/contour-lines";

describe("contours", () => {
  it("of a cone are circles of the right radius", () => {
    const n = 96;
    const values = Float64Array.from({ length: n * n }, (_, i) => Math.hypot((i % n) + 0.5 - 48, Math.floor(i / n) + 0.5 - 48));
    const [line] = contoursOf({ key: "k", nx: n, ny: n, values }, [20]);
    const circle = line!.rings.find((ring) => ring.length < 300 && ring.every(([x, y]) => Math.abs(Math.hypot(x - 48, y - 48) - 20) < 0.1));
    expect(circle!.length).toBeGreaterThan(60);
  });
  it("of a large grid lie where those of the grid itself do, within a thinned cell", () => {
    const n = 512;
    const values = Float64Array.from({ length: n * n }, (_, i) => i % n);
    const [line] = contoursOf({ key: "k", nx: n, ny: n, values }, [200]);
    const inner = line!.rings.flat().filter(([x, y]) => x > 4 && x < n - 4 && y > 4 && y < n - 4);
    expect(inner.length).toBeGreaterThan(50);
    for (const [x] of inner) expect(Math.abs(x - 200.5)).toBeLessThanOrEqual(4);
  });
  it("of a field that is not finite anywhere are none", () =>
    expect(contoursOf({ key: "k", nx: 4, ny: 4, values: new Float64Array(16).fill(NaN) }, [0])[0]!.rings).toEqual([]));

  it("stand at round values within the range, of equal ratios in a logarithmic one", () => {
    expect(contourLevels({ low: 0, high: 1, notFinite: 0 }, 4)).toEqual([0.2, 0.4, 0.6, 0.8]);
    const levels = contourLevels({ low: 0.01, high: 100, notFinite: 0, logarithmic: true }, 4);
    for (let i = 1; i < 4; i++) expect(levels[i]! / levels[i - 1]!).toBeCloseTo(10, 10);
  });
});
