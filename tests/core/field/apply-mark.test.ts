import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyMark, type Canvas } from "../../../src/core/field/apply-mark";
import { toBase64 } from "../../../src/core/spec/base64";
import type { Mark } from "../../../src/core/spec/mark";

const painted = (shape: readonly number[], mark: Mark, canvas?: Canvas): Float64Array => {
  const values = new Float64Array(shape.reduce((product, n) => product * n, 1));
  applyMark(values, shape, mark, canvas);
  return values;
};
const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
const stroke = (points: [number, number][], radius: number, softness = 0): Mark => ({
  kind: "stroke",
  points,
  radius,
  softness,
  value: 1,
  blend: "set",
});
const round = { periodic: { x: true, y: true } };

describe("a stroke", () => {
  it("covers the area of a disc, and of the rectangle and two halves of one along a line", () => {
    // Gauss's circle problem: the count of cells differs from the area by much less than the boundary.
    expect(sum(painted([128, 128], stroke([[64, 64]], 40)))).toBeCloseTo(Math.PI * 40 ** 2, -2);
    const [radius, length] = [20, Math.hypot(60, 45)];
    const area = Math.PI * radius ** 2 + 2 * radius * length;
    expect(Math.abs(sum(painted([128, 160], stroke([[40, 40], [100, 85]], radius))) / area - 1)).toBeLessThan(0.01); // prettier-ignore
  });

  it("has the mass of its profile: a dab of softness 1 holds 3/10 of its disc", () => {
    // ∫ 2πr·s(1 − r/R) dr over 0…R with s(t) = t²(3 − 2t) is πR²·3/10.
    const mass = sum(painted([128, 128], { ...stroke([[64, 64]], 50, 1), blend: "add" } as Mark));
    expect(mass / (Math.PI * 50 ** 2)).toBeCloseTo(0.3, 3);
    // Softness s: opaque to (1 − s)R, and with the same integral over the ring: 1 − s + 3s²/10.
    const half = sum(painted([128, 128], stroke([[64, 64]], 50, 0.5)));
    expect(half / (Math.PI * 50 ** 2)).toBeCloseTo(1 - 0.5 + 0.3 * 0.25, 3);
  });

  it("is no more opaque where it crosses itself, nor where it is drawn twice", () => {
    const line = stroke([[5, 20], [35, 20]], 6, 0.7); // prettier-ignore
    const twice = stroke([[5, 20], [35, 20], [5, 20]], 6, 0.7); // prettier-ignore
    expect(painted([40, 40], twice)).toEqual(painted([40, 40], line));
  });

  it("goes on over the edges where the field does, and moves with it", () => {
    const place = fc.tuple(fc.double({ min: -40, max: 80, noNaN: true }), fc.double({ min: -40, max: 80, noNaN: true }));
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: -50, max: 50 }),
        (points, dx, dy) => {
          const [nx, ny] = [24, 16];
          // Whole cells: sixteenths add without rounding, so that the distances are the same to the bit.
          const rounded = points.map(([x, y]): [number, number] => [Math.round(x * 16) / 16, Math.round(y * 16) / 16]);
          const here = painted([ny, nx], stroke(rounded, 3, 0), round);
          const there = painted([ny, nx], stroke(rounded.map(([x, y]) => [x + dx, y + dy]), 3, 0), round); // prettier-ignore
          const mod = (i: number, n: number) => ((i % n) + n) % n;
          const moved = Float64Array.from(there, (_, cell) => here[mod(Math.floor(cell / nx) - dy, ny) * nx + mod((cell % nx) - dx, nx)]!);
          expect(sum(there)).toBe(sum(here));
          expect(there).toEqual(moved);
        },
      ),
    );
  });

  it("stays on this side of an edge where the field does not go on", () => {
    const cut = painted([20, 20], stroke([[0, 10]], 5));
    expect(sum(cut)).toBe(sum(painted([20, 20], stroke([[10, 10]], 5))) / 2);
  });
});

describe("any mark", () => {
  const marks: Mark[] = [
    stroke([[3, 3], [20, 12]], 4, 0.5), // prettier-ignore
    {
      kind: "stamp",
      at: [-2, 3],
      size: [14, 9],
      opacity: { width: 2, height: 2, bytes: toBase64(Uint8Array.of(255, 0, 128, 255)) },
      value: 2,
      blend: "add",
    },
    { kind: "noise", amplitude: 0.5, seed: 9 },
    { kind: "fill", value: 3 },
  ];

  it.each(marks)("leaves cells outside the domain and other planes as they were: $kind", (mark) => {
    const mask = Uint8Array.from({ length: 3 * 16 * 24 }, (_, cell) => (cell % 3 === 0 ? 0 : 1));
    const values = painted([3, 16, 24], { ...mark, plane: 1 }, { mask, ...round });
    for (const [cell, value] of values.entries()) if (mask[cell] === 0 || Math.floor(cell / 384) !== 1) expect(value).toBe(0);
    expect(values.some((value) => value !== 0)).toBe(true);
  });

  it.each(marks)("is in single precision what it is in double, rounded once: $kind", (mark) => {
    const start = Float32Array.from({ length: 384 }, (_, cell) => Math.fround(Math.sin(cell)));
    const double = Float64Array.from(start);
    applyMark(start, [16, 24], mark, round);
    applyMark(double, [16, 24], mark, round);
    expect(start).toEqual(Float32Array.from(double));
  });
});

describe("a stamp", () => {
  const stamp = (width: number, height: number, bytes: number[], at: [number, number], size: [number, number]): Mark => ({
    kind: "stamp",
    at,
    size,
    opacity: { width, height, bytes: toBase64(Uint8Array.from(bytes)) },
    value: 1,
    blend: "set",
  });

  it("has a pixel a cell where it is as large as its picture", () => {
    const values = painted([3, 4], stamp(2, 2, [255, 0, 51, 102], [1, 1], [2, 2]));
    expect([...values]).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0, 0.2, 0.4, 0]);
  });

  it("is bilinear between the middles of its pixels", () => {
    const values = painted([1, 8], stamp(2, 1, [0, 255], [0, 0], [8, 1]));
    // Middles at cells 2 and 6: from 0 to 1 over 4 cells.
    expect([...values].map((value) => Number(value.toFixed(12)))).toEqual([0, 0, 0.125, 0.375, 0.625, 0.875, 1, 1]);
  });

  it("goes round where the field does", () => {
    expect([...painted([1, 4], stamp(2, 1, [255, 51], [3, 0], [2, 1]), round)]).toEqual([0.2, 0, 0, 1]);
    expect(sum(painted([4, 4], stamp(1, 1, [255], [1.5, -7], [90, 90]), round))).toBe(16);
  });
});

describe("painted noise", () => {
  it("has the spread asked for, follows its seed, and stays within its circle", () => {
    const noise: Mark = { kind: "noise", amplitude: 0.25, seed: 4 };
    const values = painted([128, 128], noise);
    expect(Math.sqrt(sum(values.map((value) => value * value)) / values.length)).toBeCloseTo(0.25, 2);
    expect(painted([128, 128], noise)).toEqual(values);
    expect(painted([128, 128], { ...noise, seed: 5 })).not.toEqual(values);
    const inCircle = painted([128, 128], { ...noise, circle: { at: [0, 0], radius: 20 } }, round);
    const disc = painted([128, 128], stroke([[0, 0]], 20), round);
    expect(inCircle).toEqual(values.map((value, cell) => (disc[cell] === 0 ? 0 : value)));
  });
});
