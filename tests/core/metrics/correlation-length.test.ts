import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Field } from "../../../src/core/define/metric";
import { correlationLength, type CorrelationLengthDetail } from "../../../src/core/metrics/correlation-length";
import { stationaryField } from "../../support/fbm-surface";
import { fieldOf, mean, rescaled, transposed, turned, whiteNoise } from "../../support/grey-fields";

const measure = (field: Field, periodic = false) => {
  const result = correlationLength.measure(field, { periodic });
  if (result.value === null) throw new Error(result.reason);
  return { ...result, detail: result.detail as CorrelationLengthDetail, interval: result.interval!, warnings: result.warnings ?? [] };
};
/** A frame cut out of a larger torus, so that its sides do not continue each other. */
const cut = (shape: number[], { shape: frame, values }: Field): Field =>
  fieldOf(shape, (...at) => values[at.reduce((place, cells, axis) => place * frame[axis]! + cells, 0)]!);
/** C by its definition: the mean product over all pairs a lag apart inside the frame, over the variance. */
const correlationAt = ({ shape: [ny, nx], values }: Field, lags: [number, number][]): number => {
  const finite = Array.from(values).filter(Number.isFinite);
  const centre = mean(finite);
  let [sum, pairs] = [0, 0];
  for (const [dy, dx] of lags)
    for (let y = Math.max(0, -dy); y < ny! - Math.max(0, dy); y++)
      for (let x = Math.max(0, -dx); x < nx! - Math.max(0, dx); x++) {
        const product = (values[y * nx! + x]! - centre) * (values[(y + dy) * nx! + x + dx]! - centre);
        if (!Number.isFinite(product)) continue;
        sum += product;
        pairs++;
      }
  return sum / pairs / mean(finite.map((value) => (value - centre) ** 2));
};
const nearest: [number, number][] = [-1, 0, 1].flatMap((dy) =>
  [-1, 0, 1].filter((dx) => dy !== 0 || dx !== 0).map((dx): [number, number] => [dy, dx]),
);

describe("correlation length", () => {
  it.each([2, 4, 7])("is that of fields whose correlation is exp(−r/%i), and the interval holds it", (length) => {
    const results = Array.from({ length: 12 }, (_, seed) =>
      measure(
        cut(
          [120, 150],
          stationaryField(180, 2, (lag) => Math.exp(-lag / length), 50 + seed),
        ),
      ),
    );
    expect(Math.abs(mean(results.map(({ value }) => value)) / length - 1)).toBeLessThan(0.12);
    expect(results.filter(({ interval: [low, high] }) => low <= length && length <= high).length).toBeGreaterThanOrEqual(10);
    const integral = mean(results.map(({ detail }) => detail.integralScale));
    expect(Math.abs(integral / length - 1)).toBeLessThan(0.15);
  });

  it("is √2·a where the correlation is exp(−r²/2a²)", () => {
    const values = Array.from(
      { length: 6 },
      (_, seed) =>
        measure(
          stationaryField(160, 2, (lag) => Math.exp(-(lag ** 2) / 50), seed),
          true,
        ).value,
    );
    expect(Math.abs(mean(values) / (5 * Math.SQRT2) - 1)).toBeLessThan(0.07);
  });

  it("is that of a volume", () => {
    const values = Array.from(
      { length: 3 },
      (_, seed) =>
        measure(
          cut(
            [36, 40, 44],
            stationaryField(60, 3, (lag) => Math.exp(-lag / 3), seed),
          ),
        ).value,
    );
    expect(Math.abs(mean(values) / 3 - 1)).toBeLessThan(0.1);
  });

  it.each([...(correlationLength.knownAnswers?.() ?? [])])("is $title", ({ field, value, tolerance }) => {
    expect(Math.abs(measure(field).value - value)).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(measure(field, true).value - value)).toBeLessThanOrEqual(tolerance);
  });

  it("scales with the field: cells twice as fine make twice the length", () => {
    const at = (n: number) =>
      measure(
        fieldOf([n, n], (y, x) => Math.cos((14 * Math.PI * y!) / n) + Math.sin((14 * Math.PI * x!) / n)),
        true,
      ).value;
    expect(Math.abs(at(280) / at(140) - 2)).toBeLessThan(0.04);
  });

  it("is the definition, over the pairs in the frame, holes left out", () => {
    const field = stationaryField(40, 2, (lag) => Math.exp(-lag / 3), 2);
    const whole = cut([24, 33], field);
    const holed = { shape: [24, 33], values: Float64Array.from(whole.values, (value, i) => (i % 5 === 0 ? NaN : value)) };
    for (const one of [whole, holed]) {
      const { detail } = measure(one);
      expect(detail.correlation[0]).toBeCloseTo(1, 12);
      expect(detail.correlation[1]).toBeCloseTo(correlationAt(one, nearest), 9);
      expect(detail.lags[1]).toBeCloseTo((1 + Math.SQRT2) / 2, 12);
    }
    expect(measure(holed).warnings[0]).toMatch(/^159 of 792 cells are not finite and are left out/);
    expect(measure(whole).warnings.filter((warning) => warning.includes("finite"))).toEqual([]);
  });

  it("is the same when the field is transposed, turned or told in other units, and on a torus when it is shifted", () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 50 }), fc.integer({ min: 20, max: 50 }), fc.nat(1e6), fc.boolean(), (ny, nx, seed, periodic) => {
        const field = cut(
          [ny, nx],
          stationaryField(64, 2, (lag) => Math.exp(-lag / 2), seed),
        );
        const { value } = measure(field, periodic);
        const shifted = fieldOf([ny, nx], (y, x) => field.values[((y! + 7) % ny) * nx + ((x! + 11) % nx)]!);
        for (const other of [transposed(field), turned(field), rescaled(field, -4e8, 1e9), ...(periodic ? [shifted] : [])])
          expect(measure(other, periodic).value / value).toBeCloseTo(1, 7);
      }),
      { numRuns: 20 },
    );
  });

  it("is undefined for noise without correlation, which is below one cell, and not for cells joined in twos", () => {
    let refused = 0;
    for (let seed = 0; seed < 20; seed++) if (correlationLength.measure(whiteNoise([48, 64], seed)).value === null) refused++;
    expect(refused).toBeGreaterThanOrEqual(18);
    const noise = whiteNoise([24, 32], 1);
    const { value } = measure(fieldOf([48, 64], (y, x) => noise.values[Math.floor(y! / 2) * 32 + Math.floor(x! / 2)]!));
    // Of cells in twos C = (1 − |y|/2)(1 − |x|/2) at lags up to 2: 1/2 along an axis, 1/4 obliquely.
    expect(value).toBeGreaterThan(0.9);
    expect(value).toBeLessThan(1.6);
  });

  it.each([
    ["uniform", fieldOf([32, 32], () => 0.1), /uniform/],
    ["empty", fieldOf([0, 5], () => 0), /no cell is finite/],
    ["all NaN", fieldOf([32, 32], () => NaN), /no cell is finite/],
    ["a line", fieldOf([1, 300], (_y, x) => x!), /image or a volume/],
    ["too small", fieldOf([7, 300], (_y, x) => x!), /7 cells; at least 8/],
    ["wider than its frame", fieldOf([16, 400], (_y, x) => Math.sin(x! / 60)), /stays above 1\/e up to 8 cells/],
  ] as const)("is undefined, with a reason, when the field is %s", (_, field, reason) => {
    expect(correlationLength.measure(field)).toMatchObject({ value: null, reason: expect.stringMatching(reason) as string });
  });

  it("warns when the frame is only a few lengths wide", () => {
    expect(
      measure(
        cut(
          [40, 40],
          stationaryField(100, 2, (lag) => Math.exp(-lag / 8), 3),
        ),
      ).warnings,
    ).toEqual([expect.stringContaining("correlation lengths wide") as string]);
  });
});
