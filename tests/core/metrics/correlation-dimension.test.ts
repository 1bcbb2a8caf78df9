import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/define/metric";
import { correlationDimension, type CorrelationDimensionDetail } from "../../../src/core/metrics/correlation-dimension";
import { blackSet, goldenImages, mengerSponge } from "../../support/fractal-images";
import { image, massAround, placedMask, scattered, transposedMask, turnedMask } from "../../support/known-masks";

const measure = (mask: Mask) => {
  const result = correlationDimension.measure(mask);
  if (result.value === null) throw new Error(result.reason);
  return { ...result, detail: result.detail as CorrelationDimensionDetail };
};

describe("correlation-dimension", () => {
  const measured = goldenImages.map((golden) => ({ ...golden, ...measure(blackSet(golden.file)) }));
  const provable = measured.filter(({ kind }) => kind === "exact" || kind === "numerical");

  it("is off by 0.025 at most on average over the sets of known dimension", () => {
    const errors = provable.map(({ value, dimension }) => Math.abs(value - dimension));
    expect(errors.reduce((a, b) => a + b, 0) / errors.length).toBeLessThanOrEqual(0.025);
  });

  it.each(measured)("is $dimension ± $tolerance for $name, as D₂", ({ value, dimension, tolerance, detail }) => {
    expect(Math.abs(value - dimension)).toBeLessThanOrEqual(tolerance);
    expect(detail.order).toBe(2);
  });

  it.each(provable)("holds the dimension of $name in an interval of 0.16 at most", ({ interval, dimension }) => {
    expect(interval![0]).toBeLessThanOrEqual(dimension + 1e-6);
    expect(interval![1]).toBeGreaterThanOrEqual(dimension - 1e-6);
    expect(interval![1] - interval![0]).toBeLessThanOrEqual(0.16);
  });

  it("is log 20 / log 3 within 0.05 for the Menger sponge", () => {
    expect(Math.abs(measure(mengerSponge()).value - Math.log(20) / Math.log(3))).toBeLessThan(0.05);
  });

  it.each([...(correlationDimension.knownAnswers?.() ?? [])])("is $title", ({ mask, value, tolerance }) => {
    expect(Math.abs(measure(mask).value - value)).toBeLessThanOrEqual(tolerance);
  });

  const peer = JSON.parse(readFileSync(new URL("../../golden/oracle-masses.json", import.meta.url), "utf8")) as {
    images: Record<string, { radii: number[]; meanMass: number[] }>;
  };
  it.each(Object.entries(peer.images))("averages the masses that SciPy's filter finds for %s", (name, { radii, meanMass }) => {
    const { detail } = measure(blackSet(`${name}.png`));
    expect(detail.radii.at(-1)).toBe(radii.at(-1));
    detail.radii.slice(1).forEach((r, k) => expect(detail.meanMass[k + 1]! / meanMass[radii.indexOf(r)]!).toBeCloseTo(1, 10));
  });

  it.each([[[40, 57]], [[20, 24, 22]]])("averages the masses that counting finds, shape %j", (shape) => {
    const mask = scattered(shape, 0.3, 5);
    const { detail } = measure(mask);
    const room = detail.radii.at(-1)!;
    const inner = (at: number) => {
      let rest = at;
      return [...shape].reverse().every((side) => {
        const place = rest % side;
        rest = Math.floor(rest / side);
        return place >= room && place < side - room;
      });
    };
    const centres = Array.from(mask.cells.keys()).filter((at) => mask.cells[at] === 1 && inner(at));
    expect(detail.centres).toBe(centres.length);
    detail.radii.forEach((r, k) => {
      const mean = centres.reduce((sum, at) => sum + massAround(mask, at, r), 0) / centres.length;
      expect(detail.meanMass[k]).toBeCloseTo(mean, 10);
    });
  });

  it("does not see the frame around a set, nor its orientation", () => {
    const cluster = blackSet("dla.png");
    const { value, interval } = measure(cluster);
    for (const same of [placedMask(cluster, 700, 800, 20, 57), turnedMask(cluster), transposedMask(cluster)]) {
      expect(measure(same).value).toBeCloseTo(value, 12);
      expect(measure(same).interval![1]).toBeCloseTo(interval![1], 12);
    }
  });

  it("stays within [0, d] for any set, and does not change when it is transposed", () => {
    const shapes = fc.oneof(
      fc.tuple(fc.integer({ min: 2, max: 70 }), fc.integer({ min: 16, max: 90 })),
      fc.tuple(fc.integer({ min: 2, max: 20 }), fc.integer({ min: 2, max: 20 }), fc.integer({ min: 16, max: 20 })),
    );
    fc.assert(
      fc.property(shapes, fc.double({ min: 0.02, max: 1, noNaN: true }), fc.integer({ min: 0, max: 1e6 }), (shape, density, seed) => {
        const mask = scattered(shape, density, seed);
        const result = correlationDimension.measure(mask);
        const other = correlationDimension.measure(transposedMask(mask));
        if (result.value === null || other.value === null) {
          expect(other.value).toBe(result.value);
          return;
        }
        expect(other.value).toBeCloseTo(result.value, 12);
        for (const slope of [result.value, ...result.interval!]) {
          expect(slope).toBeGreaterThanOrEqual(0);
          expect(slope).toBeLessThanOrEqual(shape.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("is near 2 for noise of any density and 2 for a filled rectangle", () => {
    expect(measure(scattered([300, 300], 0.3, 1)).value).toBeCloseTo(2, 1);
    expect(measure(image(333, 200, () => true)).value).toBeCloseTo(2, 9);
  });

  it("takes every cell of a ring, none of which keeps away from its frame, and says so", () => {
    const ring = image(200, 200, (y, x) => Math.abs(Math.hypot(y - 99.5, x - 99.5) - 99) < 0.8);
    const hollow = image(200, 200, (y, x) => y === 0 || x === 0 || y === 199 || x === 199);
    for (const mask of [ring, hollow]) expect(Math.abs(measure(mask).value - 1)).toBeLessThan(0.06);
    expect(measure(hollow)).toMatchObject({ warnings: [expect.stringContaining("hardly a cell keeps away") as string] });
  });

  it.each([0, 1, 2, 3, 15])("is undefined for %i cells, with a reason", (cells) => {
    const mask = image(64, 64, (y, x) => y === 30 && x < cells);
    expect(correlationDimension.measure(mask)).toEqual({ value: null, reason: expect.stringContaining(`only ${cells} cell`) as string });
  });

  it("is undefined for a set too small for a window, and for spots on a lattice wider than the windows", () => {
    expect(correlationDimension.measure(image(8, 8, () => true))).toMatchObject({
      value: null,
      reason: expect.stringContaining("8 cells across") as string,
    });
    const spots = correlationDimension.measure(image(400, 400, (y, x) => y % 40 === 0 && x % 40 === 0));
    expect(spots.value === null || spots.value <= 2).toBe(true);
  });
});
