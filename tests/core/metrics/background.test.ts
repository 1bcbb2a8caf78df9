import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { subtractBackground } from "../../../src/core/metrics/background";
import { subtractPlane } from "../../../src/core/metrics/levelling";
import { cropField } from "../../../src/core/metrics/region";

interface Golden {
  shape: [number, number];
  values: number[];
  radius: number;
  opening: number[];
  plane: [level: number, alongY: number, alongX: number];
}

/** What SciPy and NumPy find: `tests/oracle/thresholds.py`. */
const { background: golden } = JSON.parse(readFileSync(new URL("../../golden/oracle-thresholds.json", import.meta.url), "utf8")) as {
  background: Golden;
};

const value = fc.oneof({ arbitrary: fc.double({ min: -9, max: 9, noNaN: true }), weight: 8 }, fc.constantFrom(NaN, Infinity, -Infinity));
const side = fc.integer({ min: 1, max: 6 });
const field = fc.oneof(fc.tuple(side, side), fc.tuple(side, side, side)).chain((shape) => {
  const length = shape.reduce((a, b) => a * b, 1);
  return fc.array(value, { minLength: length, maxLength: length }).map((values) => ({ shape: [...shape], values }));
});

describe("subtractBackground", () => {
  it("leaves what SciPy's grey opening takes away", () => {
    const { values } = subtractBackground(golden, golden.radius);
    golden.values.forEach((one, i) => expect(values[i]).toBeCloseTo(one - golden.opening[i]!, 12));
  });

  it("keeps narrow peaks whole on any level ground, and takes wide ones away", () => {
    const [n, radius] = [15, 2];
    const peak = (y: number, x: number, width: number) => (y >= 4 && y < 4 + width && x >= 3 && x < 3 + width ? 5 : 0);
    const ground = (width: number) => Float64Array.from({ length: n * n }, (_, i) => 7 + peak(Math.floor(i / n), i % n, width));
    expect(subtractBackground({ shape: [n, n], values: ground(4) }, radius).values).toEqual(ground(4).map((one) => one - 7));
    expect(Math.max(...subtractBackground({ shape: [n, n], values: ground(5) }, radius).values)).toBe(0);
  });

  it("is never below 0, changes nothing that is not finite, and nothing more when done again", () => {
    fc.assert(
      fc.property(field, fc.integer({ min: 1, max: 8 }), ({ shape, values }, radius) => {
        const once = subtractBackground({ shape, values }, radius);
        values.forEach((one, i) => (Number.isFinite(one) ? expect(once.values[i]).toBeGreaterThanOrEqual(0) : expect(once.values[i]).toBe(one)));
        const twice = subtractBackground(once, radius);
        once.values.forEach((one, i) => Number.isFinite(one) && expect(twice.values[i]).toBeCloseTo(one, 9));
      }),
    );
  });

  it("is the same for dark structures on bright ground, upside down", () => {
    fc.assert(
      fc.property(field, ({ shape, values }) => {
        const dark = subtractBackground({ shape, values }, 2).values;
        const bright = subtractBackground({ shape, values: values.map((one) => -one) }, 2, "bright").values;
        values.forEach((one, i) => Number.isFinite(one) && expect(bright[i]).toBe(dark[i]));
      }),
    );
  });

  it("refuses a radius that is none, and takes a large one", () => {
    expect(() => subtractBackground(golden, 0)).toThrow(/radius is 0 cells; a whole number of at least 1/);
    const n = 1024;
    const values = Float32Array.from({ length: n * n }, (_, i) => Math.sin(i / 11));
    expect(subtractBackground({ shape: [n, n], values }, 200).values).toHaveLength(n * n);
  });
});

describe("subtractPlane", () => {
  it("finds NumPy's least squares", () => {
    const { slopes, mean } = subtractPlane(golden);
    const [level, alongY, alongX] = golden.plane;
    const [ny, nx] = golden.shape;
    expect(slopes[0]).toBeCloseTo(alongY, 12);
    expect(slopes[1]).toBeCloseTo(alongX, 12);
    expect(mean).toBeCloseTo(level + (alongY * (ny - 1)) / 2 + (alongX * (nx - 1)) / 2, 10);
  });

  it("takes any plane away wholly, holes or not", () => {
    const slope = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(slope, slope, slope, fc.array(fc.nat({ max: 59 }), { maxLength: 20 }), (a, b, c, holes) => {
        const values = Array.from({ length: 60 }, (_, i) =>
          holes.includes(i) ? NaN : 1 + a * Math.floor(i / 20) + b * (Math.floor(i / 5) % 4) + c * (i % 5),
        );
        const { values: levelled, slopes } = subtractPlane({ shape: [3, 4, 5], values });
        levelled.forEach((one, i) => (Number.isNaN(values[i]) ? expect(one).toBeNaN() : expect(one).toBeCloseTo(0, 9)));
        [a, b, c].forEach((wanted, axis) => expect(slopes[axis]).toBeCloseTo(wanted, 9));
      }),
    );
  });

  it("has no slope along which nothing extends, and does nothing where nothing is finite", () => {
    expect(subtractPlane({ shape: [1, 3], values: [1, 2, 3] })).toMatchObject({ slopes: [0, 1], mean: 2, values: new Float64Array(3) });
    expect(subtractPlane({ shape: [1, 2], values: [NaN, NaN] })).toMatchObject({ slopes: [0, 0], mean: 0 });
  });
});

describe("cropField", () => {
  it("takes the cells of the region, in any number of axes", () => {
    const region = (length: number) =>
      fc.tuple(fc.nat({ max: length - 1 }), fc.nat({ max: length - 1 })).map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1] as const);
    fc.assert(
      fc.property(region(4), region(5), region(6), (z, y, x) => {
        const values = Array.from({ length: 120 }, (_, i) => i);
        const cropped = cropField({ shape: [4, 5, 6], values }, [z, y, x]);
        const wanted = values.filter((i) => {
          const place = [Math.floor(i / 30), Math.floor(i / 6) % 5, i % 6];
          return [z, y, x].every(([from, to], axis) => place[axis]! >= from && place[axis]! < to);
        });
        expect([...cropped.values]).toEqual(wanted);
        expect(cropped.shape).toEqual([z, y, x].map(([from, to]) => to - from));
      }),
    );
  });

  it.each([
    [[[0, 2]], /region has 1 axes, the field 2/],
    [[[0, 2], [3, 3]], /region goes from 3 to 3, the field from 0 to 5/], // prettier-ignore
    [[[0, 2], [-1, 3]], /0 ≤ from < to ≤ 5/], // prettier-ignore
    [[[0, 4], [0, 3]], /region goes from 0 to 4, the field from 0 to 3/], // prettier-ignore
    [[[0.5, 2], [0, 3]], /whole numbers/], // prettier-ignore
  ] as [[number, number][], RegExp][])("refuses %j", (region, words) =>
    expect(() => cropField({ shape: [3, 5], values: new Float64Array(15) }, region)).toThrow(words),
  );
});
