import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HeatOutput } from "../../src/notebook/cell-output";
import { readOutput } from "../../src/notebook/check-output";
import { fromBase64 } from "../../src/notebook/file-address";
import { heatPicture, surfacePicture } from "../../src/notebook/field-picture";
import { heatHtml } from "../../src/notebook/output-html";
import { reliefLight } from "../../src/notebook/relief";

const heat = (...given: Parameters<typeof heatPicture>) => heatPicture(...given).output as HeatOutput;
const levels = (output: HeatOutput) => [...fromBase64(output.levels)];

/** The distance from the middle of 64 × 64 cells. */
const cone = {
  shape: [64, 64],
  values: Float64Array.from({ length: 64 * 64 }, (_, i) => Math.hypot((i % 64) + 0.5 - 32, Math.floor(i / 64) + 0.5 - 32)),
};

describe("a field as a picture", () => {
  it("is drawn between the ends that are asked for, and what lies beyond as they are", () => {
    const output = heat({ shape: [1, 5], values: [-1, 0, 1, 2, 3] }, { range: [0, 2], map: "vik" });
    expect(output).toMatchObject({ min: 0, max: 2, map: "vik" });
    expect(levels(output)).toEqual([0, 0, 127, 254, 254]);
  });

  it("shows the plane of a volume that is asked for", () => {
    const volume = { shape: [3, 1, 2], values: [0, 1, 5, 6, 8, 9] };
    expect(heat(volume, { plane: 2 })).toMatchObject({ min: 8, max: 9 });
    expect(heat(volume)).toMatchObject({ min: 5, max: 6 });
    expect(() => heat(volume, { plane: 3 })).toThrow("plane must be a whole number from 0 to 2, got 3");
  });

  it("refuses a map that does not exist, and a range that is none", () => {
    expect(() => heat(cone, { map: "virids" })).toThrow(/viridis/);
    expect(() => heat(cone, { range: [2, 1] })).toThrow("range must be two numbers, the lower first, got [2, 1]");
  });

  it("has lines of equal value where they are: circles around a cone", () => {
    const output = heat(cone, { contours: [8, 20] });
    expect(output.lines!.map(({ level }) => level)).toEqual([8, 20]);
    for (const { level, paths } of output.lines!) {
      expect(paths).toHaveLength(1);
      expect(paths[0]!.at(-1)).toEqual(paths[0]![0]);
      for (const [x, y] of paths[0]!) expect(Math.abs(Math.hypot(x - 32, y - 32) - level)).toBeLessThan(0.05);
    }
    expect(readOutput(output)).toEqual(output);
    // Of the largest circles only arcs lie within the frame, and nothing runs along it.
    const { paths } = heat(cone, { contours: [38] }).lines![0]!;
    expect(paths).toHaveLength(4);
    for (const [x, y] of paths.flat()) expect(Math.abs(Math.hypot(x - 32, y - 32) - 38)).toBeLessThan(0.6);
    expect(heat(cone, { contours: 4 }).lines!.map(({ level }) => level)).toEqual([10, 20, 30, 40]);
    expect(heatHtml(output)).toMatch(/^<svg .*<image href="data:image\/png;base64,[^"]+".*<title>20<\/title>.*<\/svg>$/);
  });

  it("never promises more lines than a page can draw", () => {
    const noise = { shape: [256, 256], values: Float64Array.from({ length: 65_536 }, (_, i) => Math.sin(i * i)) };
    expect(() => heat(noise, { contours: 9 })).toThrow(/more than 60000 points; draw fewer levels/);
  });
});

describe("a field as a lit surface", () => {
  it("shines by the cosine between its normal and light from the upper left: planes, in closed form", () => {
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true }), (a, b) => {
        const plane = Float64Array.from({ length: 25 }, (_, i) => a * (i % 5) + b * Math.floor(i / 5));
        // The normal of z = ax + by is (−a, −b, 1); the light comes from (−1, −1, √2) / 2.
        const cosine = (a / 2 + b / 2 + Math.SQRT1_2) / Math.sqrt(1 + a * a + b * b);
        expect(Math.abs(reliefLight(plane, 5, 5)[12]! - 255 * (0.35 + 0.65 * Math.max(0, cosine)))).toBeLessThanOrEqual(0.5 + 1e-9);
      }),
    );
  });

  it("keeps its colours and range, and is level where the field is flat or unknown", () => {
    const output = surfacePicture(cone, { title: "A cone", height: 0.3 }).output as HeatOutput;
    expect(output).toMatchObject({ ...heat(cone, "A cone"), light: expect.any(String) });
    expect(readOutput(output)).toEqual(output);
    const flat = surfacePicture({ shape: [2, 2], values: [3, 3, NaN, 3] }).output as HeatOutput;
    expect([...fromBase64(flat.light!)]).toEqual([206, 206, 206, 206]);
    expect(() => surfacePicture(cone, { height: 0 })).toThrow("height must be a share of the longer side above 0, got 0");
  });
});

describe("what is believed of a picture", () => {
  it("has light and lines that fit it", () => {
    const output = heat(cone, { contours: [8] });
    expect(readOutput({ ...output, light: "AAAA" })).toBeNull();
    expect(readOutput({ ...output, lines: [{ level: 8, paths: [[["8", 1]]] }] })).toBeNull();
  });
});
