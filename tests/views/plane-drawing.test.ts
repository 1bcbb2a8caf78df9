import { describe, expect, it } from "vitest";
import { planeClasses, type ParameterPlane } from "../../src/core/analysis/parameter-plane";
import { arrowMove, classAt, classesIn, curvesIn, regionPath, tidy, tidyStep, type PlaneClass } from "../../src/views/plane-drawing";
import { pointInWords } from "../../src/views/parameter-plane-plot";

const x = { name: "A", min: 2, max: 5 };
const y = { name: "B", min: 1, max: 12 };

/** Prigogine and Lefever's thresholds, (1 + A √(D_u/D_v))² for waves and 1 + A² for the oscillation, at D_u = 5, D_v = 12, on n × m samples from end to end of the axes. */
function brusselator(nx = 61, ny = 111): ParameterPlane {
  const classes = new Uint8Array(nx * ny);
  for (let j = 0; j < ny; j++)
    for (let i = 0; i < nx; i++) {
      const [A, B] = [x.min + ((x.max - x.min) * i) / (nx - 1), y.min + ((y.max - y.min) * j) / (ny - 1)];
      const [waves, swings] = [B > (1 + A * Math.sqrt(5 / 12)) ** 2, B > 1 + A ** 2];
      const name: PlaneClass = waves && swings ? "turing and hopf" : waves ? "turing" : swings ? "hopf" : "stable";
      classes[j * nx + i] = planeClasses.indexOf(name);
    }
  return { x, y, nx, ny, classes, curves: [{ kind: "hopf", points: [[2, 5], [3, 10]] }] }; // prettier-ignore
}

describe("the class at a point", () => {
  it("is that of the nearest sample, the first index along y", () => {
    const plane = brusselator();
    expect(classAt(plane, [3, 8])).toBe("stable");
    expect(classAt(plane, [3, 9])).toBe("turing");
    expect(classAt(plane, [3, 11])).toBe("turing and hopf");
    expect(classAt(plane, [2, 5.2])).toBe("hopf");
  });

  it("beyond the rim is that of the rim, and none where nothing was computed", () => {
    expect(classAt(brusselator(), [99, -3])).toBe("stable");
    expect(classAt({ ...brusselator(), nx: 0, ny: 0, classes: new Uint8Array() }, [3, 9])).toBeNull();
  });

  it("is told in words with the setting, and left out while unknown", () => {
    expect(pointInWords(x, y, [3, 9], brusselator())).toBe("A 3, B 9: Turing unstable");
    expect(pointInWords(x, y, [3, 9], null)).toBe("A 3, B 9");
  });
});

describe("what is drawn", () => {
  it("is what occurs, and no line of a single point", () => {
    expect(classesIn(brusselator())).toEqual(["stable", "turing", "hopf", "turing and hopf"]);
    expect(curvesIn(brusselator())).toEqual(["hopf"]);
    expect(curvesIn({ curves: [{ kind: "turing", points: [[1, 1]] }] })).toEqual([]);
  });

  it("fills the whole plane where one class holds everywhere", () => {
    const plane = { ...brusselator(3, 3), classes: new Uint8Array(9).fill(1) };
    const corners = regionPath(plane, "stable", (point) => point).match(/-?[\d.]+ -?[\d.]+/g)!.map((pair) => pair.split(" ").map(Number)); // prettier-ignore
    expect([Math.min(...corners.map(([a]) => a!)), Math.max(...corners.map(([a]) => a!))]).toEqual([2, 5]);
    expect([Math.min(...corners.map(([, b]) => b!)), Math.max(...corners.map(([, b]) => b!))]).toEqual([1, 12]);
    expect(regionPath(plane, "turing", (point) => point)).toBe("");
  });

  it("gives a region the area that its samples have", () => {
    const plane = brusselator(61, 111);
    const rings = regionPath(plane, "stable", (point) => point).split("Z").filter(Boolean).map((ring) => ring.slice(1).split("L").map((pair) => pair.split(" ").map(Number) as [number, number])); // prettier-ignore
    const area = Math.abs(rings.reduce((sum, ring) => sum + signedArea(ring), 0));
    // ∫ min(1 + A², (1 + A√(5/12))²) − 1 dA from 2 to 5: the Hopf line lies below the Turing line up to A = 2√(5/12)/(1 − 5/12).
    const r = Math.sqrt(5 / 12);
    const turn = (2 * r) / (1 - 5 / 12);
    const below = (to: number) => to ** 3 / 3;
    const above = (to: number) => r * to ** 2 + (r ** 2 * to ** 3) / 3;
    const capped = (12 ** 0.5 - 1) / r;
    const expected = below(turn) - below(2) + above(Math.min(5, capped)) - above(turn) + 11 * Math.max(0, 5 - capped);
    expect(Math.abs(area / expected - 1)).toBeLessThan(0.01);
  });
});

const signedArea = (ring: [number, number][]) =>
  ring.reduce((sum, [a, b], i) => {
    const [c, d] = ring[(i + 1) % ring.length]!;
    return sum + (a * d - c * b) / 2;
  }, 0);

describe("moving the point", () => {
  it("goes in steps of 1, 2 or 5 times a power of ten", () => {
    expect([tidyStep(x, 100), tidyStep(y, 100), tidyStep(y, 10), tidyStep({ ...x, min: 0, max: 0.1 }, 100)]).toEqual([0.02, 0.1, 1, 0.001]);
  });

  it("keeps a dragged value round and within its axis", () => {
    expect(tidy(y, 9.123456)).toBe(9.12);
    expect(tidy(x, 1)).toBe(2);
    expect(tidy({ ...y, integer: true }, 9.6)).toBe(10);
  });

  it("follows the arrow keys, further with Shift, and leaves other keys alone", () => {
    expect(arrowMove("ArrowUp", false, [3, 9], [x, y])).toEqual([3, 9.1]);
    expect(arrowMove("ArrowDown", true, [3, 9], [x, y])).toEqual([3, 8]);
    expect(arrowMove("ArrowRight", false, [3, 9], [x, y])).toEqual([3.02, 9]);
    expect(arrowMove("ArrowLeft", false, [2, 9], [x, y])).toEqual([2, 9]);
    expect(arrowMove("ArrowRight", false, [3, 9], [{ ...x, integer: true }, y])).toEqual([4, 9]);
    expect(arrowMove("Enter", false, [3, 9], [x, y])).toBeNull();
  });
});
