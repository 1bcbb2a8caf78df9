import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/define/metric";
import { informationDimension, type InformationDimensionDetail } from "../../../src/core/metrics/information-dimension";
import { blackSet, goldenImages, mengerSponge } from "../../support/fractal-images";
import { image, placedMask, scattered, transposedMask, turnedMask } from "../../support/known-masks";

const measure = (mask: Mask) => {
  const result = informationDimension.measure(mask);
  if (result.value === null) throw new Error(result.reason);
  return { ...result, detail: result.detail as InformationDimensionDetail };
};

describe("information-dimension", () => {
  const measured = goldenImages.map((golden) => ({ ...golden, ...measure(blackSet(golden.file)) }));
  const provable = measured.filter(({ kind }) => kind === "exact" || kind === "numerical");

  it("is off by 0.025 at most on average over the sets of known dimension, whose mass is spread evenly", () => {
    const errors = provable.map(({ value, dimension }) => Math.abs(value - dimension));
    expect(errors.reduce((a, b) => a + b, 0) / errors.length).toBeLessThanOrEqual(0.025);
  });

  it.each(measured)("is $dimension ± $tolerance for $name", ({ value, dimension, tolerance }) => {
    expect(Math.abs(value - dimension)).toBeLessThanOrEqual(tolerance);
  });

  it.each(provable)("holds the dimension of $name in its interval", ({ interval, dimension }) => {
    expect(interval![0]).toBeLessThanOrEqual(dimension + 1e-6);
    expect(interval![1]).toBeGreaterThanOrEqual(dimension - 1e-6);
  });

  it.each([
    ["sierpinski-triangle.png", "powers of 2", Math.log2(3)],
    ["sierpinski-carpet.png", "powers of 3", Math.log(8) / Math.log(3)],
    ["vicsek.png", "powers of 3", Math.log(5) / Math.log(3)],
    ["cantor-dust.png", "powers of 3", Math.log(4) / Math.log(3)],
  ] as const)("is exact for %s on %s, wherever it lies in its frame", (file, family, dimension) => {
    const set = placedMask(blackSet(file), 800, 777, 13, 31);
    const { value, detail } = measure(set);
    expect(detail.family).toBe(family);
    expect(value).toBeCloseTo(dimension, 9);
  });

  it("is exact for the Menger sponge", () => {
    expect(measure(mengerSponge()).value).toBeCloseTo(Math.log(20) / Math.log(3), 9);
  });

  it.each([...(informationDimension.knownAnswers?.() ?? [])])("is $title", ({ mask, value, tolerance }) => {
    expect(Math.abs(measure(mask).value - value)).toBeLessThanOrEqual(tolerance);
  });

  const peer = JSON.parse(readFileSync(new URL("../../golden/oracle-masses.json", import.meta.url), "utf8")) as {
    images: Record<string, { edges: number[]; logMass: number[] }>;
  };
  it.each(Object.entries(peer.images))("is fitted to the same means as NumPy's for %s", (name, { edges, logMass }) => {
    const { detail } = measure(blackSet(`${name}.png`));
    detail.scales.forEach((edge, k) => expect(detail.logs[k]).toBeCloseTo(logMass[edges.indexOf(edge)]!, 10));
  });

  it("is the mean of ln m over cells and boxes that hold them, counted one by one", () => {
    const mask = scattered([37, 50], 0.2, 9);
    const { detail } = measure(mask);
    expect(detail.family).toBe("gliding");
    detail.scales.forEach((edge, k) => {
      let [mass, sum] = [0, 0];
      for (let y = 0; y + edge <= 37; y++)
        for (let x = 0; x + edge <= 50; x++) {
          let m = 0;
          for (let i = 0; i < edge * edge; i++) m += mask.cells[(y + Math.floor(i / edge)) * 50 + x + (i % edge)]!;
          mass += m;
          if (m > 0) sum += m * Math.log(m);
        }
      expect(detail.logs[k]).toBeCloseTo(sum / mass, 10);
    });
  });

  it("does not see the frame around a set, nor its orientation", () => {
    const cluster = blackSet("dla.png");
    const { value } = measure(cluster);
    for (const same of [placedMask(cluster, 700, 800, 20, 57), turnedMask(cluster), transposedMask(cluster)])
      expect(measure(same).value).toBeCloseTo(value, 11);
  });

  it("stays within [0, d] for any set, and does not change when it is transposed", () => {
    const shapes = fc.oneof(
      fc.tuple(fc.integer({ min: 2, max: 70 }), fc.integer({ min: 16, max: 90 })),
      fc.tuple(fc.integer({ min: 2, max: 20 }), fc.integer({ min: 2, max: 20 }), fc.integer({ min: 16, max: 20 })),
    );
    fc.assert(
      fc.property(shapes, fc.double({ min: 0.02, max: 1, noNaN: true }), fc.integer({ min: 0, max: 1e6 }), (shape, density, seed) => {
        const mask = scattered(shape, density, seed);
        const result = informationDimension.measure(mask);
        const other = informationDimension.measure(transposedMask(mask));
        if (result.value === null || other.value === null) {
          expect(other.value).toBe(result.value);
          return;
        }
        expect(other.value).toBeCloseTo(result.value, 11);
        for (const slope of [result.value, ...result.interval!]) {
          expect(slope).toBeGreaterThanOrEqual(0);
          expect(slope).toBeLessThanOrEqual(shape.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each([0, 1, 2, 3, 15])("is undefined for %i cells, with a reason", (cells) => {
    const mask = image(64, 64, (y, x) => y === 30 && x < cells);
    expect(informationDimension.measure(mask)).toEqual({ value: null, reason: expect.stringContaining(`only ${cells} cell`) as string });
  });

  it("is undefined for a set too small for a window, and warns where one begins at single cells", () => {
    expect(informationDimension.measure(image(8, 8, () => true))).toMatchObject({
      value: null,
      reason: expect.stringContaining("8 cells across") as string,
    });
    expect(measure(scattered([41, 41], 0.3, 2)).warnings).toEqual([expect.stringContaining("cells across") as string]);
  });
});
