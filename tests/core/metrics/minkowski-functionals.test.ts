import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/define/metric";
import {
  minkowskiFunctionals,
  type MinkowskiDetail,
  type PlaneFunctionals,
  type SpaceFunctionals,
} from "../../../src/core/metrics/minkowski-functionals";
import { cellSet, complement, drawnSet, planeSets, spaceSets, transposed, turned } from "../../support/cell-sets";
import { oracleSets } from "../../support/topology-oracle";

const measure = (mask: Mask, options: Parameters<typeof minkowskiFunctionals.measure>[1] = {}) => {
  const { value, detail } = minkowskiFunctionals.measure(mask, options);
  return { value: value!, ...(detail as MinkowskiDetail) };
};
const inPlane = (mask: Mask, options = {}) => measure(mask, options).totals as PlaneFunctionals;
const inSpace = (mask: Mask, options = {}) => measure(mask, options).totals as SpaceFunctionals;
const disc = (radius: number): Mask => cellSet([2 * radius + 5, 2 * radius + 5], (x, y) => Math.hypot(x - radius - 2.2, y - radius - 1.9) <= radius);
const ball = (radius: number): Mask => {
  const side = 2 * radius + 5;
  return cellSet([side, side, side], (x, y, z) => Math.hypot(x - radius - 2.2, y - radius - 1.9, z - radius - 2) <= radius);
};

describe("minkowski-functionals", () => {
  it.each(minkowskiFunctionals.knownAnswers!())("is $title", ({ mask, value, tolerance }) =>
    expect(Math.abs(measure(mask).value - value)).toBeLessThanOrEqual(tolerance),
  );

  it.each(oracleSets.filter(({ facts }) => facts.perimeterCrofton !== undefined))("has scikit-image's perimeter_crofton: $name", ({ mask, facts }) =>
    expect(inPlane(mask()).smoothPerimeter).toBeCloseTo(facts.perimeterCrofton!, 6),
  );
  it.each(oracleSets)("has the number of cells and scikit-image's Euler number: $name", ({ mask, facts }) => {
    const { area, volume, euler } = measure(mask()).totals as PlaneFunctionals & SpaceFunctionals;
    expect(area ?? volume).toBe(facts.cells);
    expect(euler).toBe(facts.euler.all);
  });

  it("are those of a box: a·b, 2(a + b); abc, 2(ab + bc + ca), π(a + b + c)", () => {
    const rectangle = cellSet([9, 11], (x, y) => x >= 2 && x < 8 && y >= 3 && y < 6);
    expect(inPlane(rectangle)).toMatchObject({ area: 18, perimeter: 18, euler: 1 });
    const block = cellSet([8, 9, 11], (x, y, z) => x >= 2 && x < 8 && y >= 3 && y < 6 && z >= 1 && z < 3);
    for (const connectivity of ["faces", "all"] as const) {
      const { meanCurvature, ...rest } = inSpace(block, { connectivity });
      expect(rest).toMatchObject({ volume: 36, surface: 2 * (18 + 6 + 12), euler: 1 });
      expect(meanCurvature).toBeCloseTo(Math.PI * 11, 9);
    }
  });

  it("estimates the outline of a disc to 1 % and the surface of a ball to 1 %, where counting sides is 4/π and 3/2 too long", () => {
    expect(inPlane(disc(40)).smoothPerimeter / (80 * Math.PI)).toBeCloseTo(1, 2);
    expect(inPlane(disc(40)).perimeter / (80 * Math.PI)).toBeCloseTo(4 / Math.PI, 1);
    const { smoothSurface, surface } = inSpace(ball(20));
    expect(Math.abs(smoothSurface / (1600 * Math.PI) - 1)).toBeLessThan(0.01);
    expect(surface / (1600 * Math.PI)).toBeCloseTo(3 / 2, 1);
  });

  it("weights the thirteen directions by the share of the sphere nearest to each", () => {
    // Fibonacci points are spread evenly; a single cell is left along every direction, so its surface is the sum of all weights.
    const directions = [-1, 0, 1]
      .flatMap((z) => [-1, 0, 1].flatMap((y) => [-1, 0, 1].map((x) => [x, y, z] as const)))
      .filter((d) => Math.hypot(...d) > 0);
    const points = 50_000;
    const shares = [0, 0, 0];
    for (let i = 0; i < points; i++) {
      const z = 1 - (2 * i + 1) / points;
      const [x, y] = [Math.cos(i * 2.399963229728653), Math.sin(i * 2.399963229728653)].map((c) => c * Math.sqrt(1 - z * z)) as [number, number];
      const cosines = directions.map((d) => (d[0] * x + d[1] * y + d[2] * z) / Math.hypot(...d));
      const nearest = directions[cosines.indexOf(Math.max(...cosines))]!;
      shares[nearest.filter((step) => step !== 0).length - 1]! += 1 / points;
    }
    // each cell alone is left in 2 steps along every one of 3, 6 and 4 lines
    const perCell = 2 * (2 * shares[0]! + (2 * shares[1]!) / Math.SQRT2 + (2 * shares[2]!) / Math.sqrt(3));
    const alone = cellSet([5, 5, 5], (x, y, z) => x === 2 && y === 2 && z === 2);
    expect(inSpace(alone).smoothSurface).toBeCloseTo(perCell, 3);
  });

  it("leaves the frame's edge out of the value and keeps it in the totals", () => {
    const band = drawnSet("##...", "##...", "##...");
    expect(measure(band)).toMatchObject({ value: 3 / 15, onFrame: 7 });
    expect(inPlane(band).perimeter).toBe(10);
    expect(measure(band, { periodic: true })).toMatchObject({ value: 6 / 15, onFrame: 0 });
  });

  it("has one interface, seen from either side", () =>
    fc.assert(
      fc.property(fc.oneof(planeSets, spaceSets), fc.boolean(), (mask, periodic) => {
        expect(measure(complement(mask), { periodic }).value).toBeCloseTo(measure(mask, { periodic }).value, 12);
      }),
    ));

  it("is the same after transposition and a turn by 90°", () =>
    fc.assert(
      fc.property(planeSets, spaceSets, fc.boolean(), (flat, solid, periodic) => {
        const [a, b] = [measure(flat, { periodic }), measure(solid, { periodic })];
        for (const other of [measure(transposed(flat), { periodic }), measure(turned(flat), { periodic })]) {
          expect(other.value).toBeCloseTo(a.value, 12);
          expect((other.totals as PlaneFunctionals).smoothPerimeter).toBeCloseTo((a.totals as PlaneFunctionals).smoothPerimeter, 9);
        }
        const turnedSolid = measure(transposed(solid), { periodic });
        expect(turnedSolid.value).toBeCloseTo(b.value, 12);
        expect((turnedSolid.totals as SpaceFunctionals).meanCurvature).toBeCloseTo((b.totals as SpaceFunctionals).meanCurvature, 9);
      }),
    ));

  it("are additive: of two sets they are those of the union and of the common part", () =>
    fc.assert(
      fc.property(planeSets, (mask) => {
        const [ny, nx] = mask.shape as [number, number];
        const half = Math.floor(nx / 2);
        // the halves share a column, with its edges and corners
        const left = cellSet([ny, nx], (x, y) => x <= half && mask.cells[y * nx + x] === 1);
        const right = cellSet([ny, nx], (x, y) => x >= half && mask.cells[y * nx + x] === 1);
        const both = cellSet([ny, nx], (x, y) => x === half && mask.cells[y * nx + x] === 1);
        for (const name of ["area", "euler"] as const)
          expect(inPlane(left)[name] + inPlane(right)[name] - inPlane(both)[name]).toBe(inPlane(mask)[name]);
      }),
    ));

  it("is 0 for an empty and for a full frame, and undefined in a frame without cells", () => {
    expect(measure(drawnSet("..", "..")).value).toBe(0);
    expect(measure(drawnSet("##", "##")).value).toBe(0);
    expect(minkowskiFunctionals.measure({ shape: [3, 0], cells: new Uint8Array(0) })).toEqual({ value: null, reason: "the frame holds no cells" });
  });
});
