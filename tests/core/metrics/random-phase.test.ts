import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Field } from "../../../src/core/define/metric";
import { uniformAt } from "../../../src/core/field/philox";
import { randomPhase } from "../../../src/core/metrics/random-phase";
import { fftOfArray } from "../../support/fft";

const noise = (shape: readonly number[], seed = 1): Field & { values: Float64Array } => {
  const size = shape.reduce((a, b) => a * b, 1);
  // Bright lines on a dark ground: phases matter to it.
  return { shape, values: Float64Array.from({ length: size }, (_, i) => 5 + (i % 7 === 0 ? 3 : 0) + uniformAt(seed, 0, i, 7)) };
};
/** |û| of every mode, by the transform of the tests. */
const amplitudes = ({ shape, values }: Field): Float64Array => {
  const [re, im] = [Float64Array.from(values), new Float64Array(values.length)];
  fftOfArray(re, im, shape);
  return re.map((value, i) => Math.hypot(value, im[i]!));
};
const surrogateOf = (field: Field, seed: number, draw: number): Field => ({ shape: field.shape, values: randomPhase(field, seed, draw) });
const meanOf = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0) / values.length;
/** Mean of f(x) f(x + h) on the torus, term by term. */
const periodicProduct = ({ shape: [ny, nx], values }: Field, dy: number, dx: number): number => {
  let sum = 0;
  for (let y = 0; y < ny!; y++) for (let x = 0; x < nx!; x++) sum += values[y * nx! + x]! * values[((y + dy) % ny!) * nx! + ((x + dx) % nx!)]!;
  return sum / ny! / nx!;
};

describe("random phases", () => {
  it("keep the amplitude of every mode, in two and three dimensions and for any lengths of the sides", () => {
    const shapes = fc.oneof(
      fc.tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 })),
      fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })),
    );
    fc.assert(
      fc.property(shapes, fc.integer({ min: 0, max: 1e9 }), fc.nat(1000), (shape, seed, draw) => {
        const field = noise(shape);
        const [before, after] = [amplitudes(field), amplitudes(surrogateOf(field, seed, draw))];
        const scale = Math.max(...before);
        before.forEach((amplitude, i) => expect(Math.abs(after[i]! - amplitude)).toBeLessThan(1e-11 * scale));
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    [64, 64],
    [31, 48],
    [8, 12, 10],
  ])("keep it to 1e-9 of each mode itself, and the mean: %j, %j, %j", (...sides) => {
    const field = noise(sides.filter((side) => side !== undefined));
    const surrogate = surrogateOf(field, 3, 0);
    const [before, after] = [amplitudes(field), amplitudes(surrogate)];
    before.forEach((amplitude, i) => {
      if (amplitude > 1e-3) expect(Math.abs(after[i]! / amplitude - 1)).toBeLessThan(1e-9);
    });
    expect(meanOf(surrogate.values)).toBeCloseTo(meanOf(field.values), 12);
  });

  it("keep the periodic autocorrelation at every lag tried", () => {
    const field = noise([20, 33]);
    const surrogate = surrogateOf(field, 5, 2);
    for (const [dy, dx] of [
      [0, 0],
      [0, 1],
      [3, 0],
      [7, 19],
      [19, 32],
    ] as const)
      expect(periodicProduct(surrogate, dy, dx)).toBeCloseTo(periodicProduct(field, dy, dx), 9);
  });

  it("are the same for the same seed and draw, and differ from others and from the field", () => {
    const field = noise([24, 24]);
    expect(randomPhase(field, 9, 1)).toEqual(randomPhase(field, 9, 1));
    const all = [field.values, randomPhase(field, 9, 1), randomPhase(field, 9, 2), randomPhase(field, 10, 1)];
    for (const [i, a] of all.entries())
      for (const b of all.slice(i + 1)) expect(a.reduce((sum, value, cell) => sum + Math.abs(value - b[cell]!), 0) / a.length).toBeGreaterThan(0.1);
  });

  it("are spread evenly over the circle: the mean of many surrogates is the mean of the field", () => {
    const field = noise([12, 12]);
    const draws = 400;
    const mean = new Float64Array(144);
    for (let draw = 0; draw < draws; draw++) randomPhase(field, 1, draw).forEach((value, i) => (mean[i]! += value / draws));
    const average = meanOf(field.values);
    const spread = Math.sqrt(meanOf(field.values.map((value) => (value - average) ** 2)));
    // Each cell's mean has a standard error of spread/√400; five of them over 144 cells.
    mean.forEach((value) => expect(Math.abs(value - average)).toBeLessThan((5 * spread) / Math.sqrt(draws)));
  });

  it("lose what the phases hold: the histogram of a field of few bright cells becomes nearly normal", () => {
    const values = Float64Array.from({ length: 4096 }, (_, i) => (uniformAt(4, 0, i, 7) < 0.02 ? 1 : 0));
    const kurtosis = (of: Float64Array): number => {
      const mean = meanOf(of);
      return meanOf(of.map((value) => (value - mean) ** 4)) / meanOf(of.map((value) => (value - mean) ** 2)) ** 2;
    };
    expect(kurtosis(values)).toBeGreaterThan(20);
    expect(Math.abs(kurtosis(randomPhase({ shape: [64, 64], values }, 1, 0)) - 3)).toBeLessThan(0.5);
  });

  it("take the mean for what is not finite, and never give what is not", () => {
    const field = noise([16, 16]);
    const holed = field.values.slice();
    holed.fill(NaN, 10, 30);
    holed[50] = Infinity;
    const finite = Array.from(holed).filter(Number.isFinite);
    const filled = holed.map((value) => (Number.isFinite(value) ? value : meanOf(finite)));
    const [a, b] = [randomPhase({ shape: [16, 16], values: holed }, 2, 0), randomPhase({ shape: [16, 16], values: filled }, 2, 0)];
    a.forEach((value, i) => expect(value).toBeCloseTo(b[i]!, 9));
    expect(randomPhase({ shape: [4, 4], values: new Float64Array(16).fill(NaN) }, 1, 0)).toEqual(new Float64Array(16));
    expect(randomPhase({ shape: [4, 4], values: new Float64Array(16).fill(0.1) }, 1, 0)).toEqual(new Float64Array(16).fill(0.1));
    expect(randomPhase({ shape: [9], values: noise([9]).values }, 1, 0)).toHaveLength(9);
    expect(randomPhase({ shape: [0, 4], values: new Float64Array(0) }, 1, 0)).toHaveLength(0);
  });
});
