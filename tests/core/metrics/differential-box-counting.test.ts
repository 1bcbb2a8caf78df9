import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Field } from "../../../src/core/define/metric";
import { differentialBoxCounting, type DifferentialBoxCountingDetail } from "../../../src/core/metrics/differential-box-counting";
import { fbmSurface } from "../../support/fbm-surface";
import { goldenJson } from "../../support/fractal-images";
import { fieldOf, goldenSurface, mean, rescaled, transposed, turned, whiteNoise } from "../../support/grey-fields";

const measure = (field: Field) => {
  const result = differentialBoxCounting.measure(field);
  if (result.value === null) throw new Error(result.reason);
  return { ...result, detail: result.detail as DifferentialBoxCountingDetail, warnings: result.warnings ?? [] };
};
interface Surface {
  file: string;
  H: number;
  measuredD: { dbc: number };
  ensemble12: { dbcD: [number, number] };
}
const { surfaces } = goldenJson<{ surfaces: Surface[] }>("index.json");
/** Boxes of one edge by the words of the paper: columns of boxes over each block, the lowest and the highest that hold a value. */
function boxesOfEdge({ shape: [ny, nx], values }: Field, edge: number): number {
  const side = Math.sqrt(ny! * nx!);
  const [low, high] = [Math.min(...Array.from(values)), Math.max(...Array.from(values))];
  const height = (edge * (high - low)) / side;
  const boxes = Math.ceil(side / edge);
  let [sum, blocks] = [0, 0];
  for (let y = 0; y + edge <= ny!; y += edge)
    for (let x = 0; x + edge <= nx!; x += edge, blocks++) {
      const inside = new Set<number>();
      for (let dy = 0; dy < edge; dy++)
        for (let dx = 0; dx < edge; dx++) inside.add(Math.min(boxes - 1, Math.floor((values[(y + dy) * nx! + x + dx]! - low) / height)));
      sum += Math.max(...inside) - Math.min(...inside) + 1;
    }
  return ((sum / blocks) * ny! * nx!) / edge ** 2;
}

describe("differential box counting", () => {
  it.each(surfaces)("is within 0.005 of $measuredD.dbc, what another script measured on $file, and says that it reads low", (surface) => {
    const { value, warnings, range } = measure(goldenSurface(surface.file));
    expect(Math.abs(value - surface.measuredD.dbc)).toBeLessThan(0.005);
    expect(range).toEqual([2, 64]);
    expect(warnings).toEqual([expect.stringContaining("0.2 to 0.4 low") as string]);
  });

  it.each(surfaces.filter(({ H }) => H < 0.8))("has the mean that the script found over other surfaces of H = $H: $ensemble12.dbcD.0", (surface) => {
    const values = Array.from({ length: 5 }, (_, seed) => measure(fbmSurface(256, surface.H, seed)).value);
    const [centre, spread] = surface.ensemble12.dbcD;
    // Standard errors of both means, three of them.
    expect(Math.abs(mean(values) - centre)).toBeLessThan(3 * spread * Math.sqrt(1 / 5 + 1 / 12));
  });

  it("counts the boxes of the definition, in square and oblong frames", () => {
    fc.assert(
      fc.property(fc.integer({ min: 32, max: 70 }), fc.integer({ min: 32, max: 70 }), fc.nat(1e6), (ny, nx, seed) => {
        const field = whiteNoise([ny, nx], seed);
        const { detail } = measure(field);
        detail.edges.forEach((edge, i) => expect(detail.counts[i]! / boxesOfEdge(field, edge)).toBeCloseTo(1, 9));
      }),
      { numRuns: 30 },
    );
  });

  it.each([...(differentialBoxCounting.knownAnswers?.() ?? [])])("is $title", ({ field, value, tolerance }) => {
    expect(Math.abs(measure(field).value - value)).toBeLessThanOrEqual(tolerance);
  });

  it("is near 3 for an inclined volume, and between 3 and 4 for a rough one", () => {
    expect(Math.abs(measure(fieldOf([32, 32, 32], (z, y, x) => z! + y! + x!)).value - 3)).toBeLessThan(0.1);
    const { value } = measure(whiteNoise([32, 40, 48], 1));
    expect(value).toBeGreaterThan(3);
    expect(value).toBeLessThan(4);
  });

  it("is the same when the field is transposed or told in other units, and when a frame of whole blocks is turned", () => {
    fc.assert(
      fc.property(fc.integer({ min: 32, max: 70 }), fc.integer({ min: 32, max: 70 }), fc.nat(1e6), (ny, nx, seed) => {
        const base = fbmSurface(70, 0.4, seed);
        const cut = (rows: number, columns: number) => fieldOf([rows, columns], (y, x) => base.values[y! * 70 + x!]!);
        const field = cut(ny, nx);
        expect(measure(transposed(field)).value).toBeCloseTo(measure(field).value, 12);
        expect(measure(rescaled(field, 1024, 0)).value).toBeCloseTo(measure(field).value, 12);
        expect(Math.abs(measure(rescaled(field, 3.7e-9, 1e-8)).value - measure(field).value)).toBeLessThan(0.005);
        expect(measure(turned(cut(64, 32))).value).toBeCloseTo(measure(cut(64, 32)).value, 12);
      }),
      { numRuns: 15 },
    );
  });

  it("leaves out what is not finite, and says so", () => {
    const surface = fbmSurface(64, 0.5, 1);
    const values = Float64Array.from(surface.values, (value, i) => (i % 50 === 7 ? NaN : value));
    const { value, warnings } = measure({ shape: [64, 64], values });
    expect(Math.abs(value - measure(surface).value)).toBeLessThan(0.05);
    expect(warnings[1]).toMatch(/^82 of 4096 cells are not finite and are left out/);
  });

  it.each([
    ["uniform", fieldOf([64, 64], () => 0.1), /uniform/],
    ["empty", fieldOf([0, 0], () => 0), /no cell is finite/],
    ["all NaN", fieldOf([64, 64], () => NaN), /no cell is finite/],
    ["a line", fieldOf([1, 300], (_y, x) => x!), /image or a volume/],
    ["too small", fieldOf([31, 300], (_y, x) => x!), /31 cells; at least 32/],
  ] as const)("is undefined, with a reason, when the field is %s", (_, field, reason) => {
    expect(differentialBoxCounting.measure(field)).toMatchObject({ value: null, reason: expect.stringMatching(reason) as string });
  });
});
