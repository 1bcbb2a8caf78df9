import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fftOfArray, planFft, planInverseFft } from "../../support/fft";

/** The definition itself. */
function dft(re: Float64Array, im: Float64Array): { re: number[]; im: number[] } {
  const n = re.length;
  const out = { re: new Array<number>(n).fill(0), im: new Array<number>(n).fill(0) };
  for (let k = 0; k < n; k++)
    for (let j = 0; j < n; j++) {
      const angle = (-2 * Math.PI * ((k * j) % n)) / n;
      out.re[k]! += re[j]! * Math.cos(angle) - im[j]! * Math.sin(angle);
      out.im[k]! += re[j]! * Math.sin(angle) + im[j]! * Math.cos(angle);
    }
  return out;
}

const signal = fc.integer({ min: 1, max: 130 }).chain((length) => {
  const part = fc
    .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: length, maxLength: length })
    .map((values) => Float64Array.from(values));
  return fc.tuple(part, part);
});

const largestError = (a: ArrayLike<number>, b: ArrayLike<number>) => Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i]!)));

describe("Fourier transform", () => {
  it("is the sum that defines it, for any length", () =>
    fc.assert(
      fc.property(signal, ([re, im]) => {
        const expected = dft(re, im);
        planFft(re.length)(re, im);
        expect(largestError(re, expected.re)).toBeLessThan(1e-12);
        expect(largestError(im, expected.im)).toBeLessThan(1e-12);
      }),
    ));

  it("keeps the energy (Parseval)", () =>
    fc.assert(
      fc.property(signal, ([re, im]) => {
        const energy = () => re.reduce((sum, value, i) => sum + value ** 2 + im[i]! ** 2, 0);
        const before = energy();
        planFft(re.length)(re, im);
        expect(energy() / re.length).toBeCloseTo(before, 10);
      }),
    ));

  it("is undone by its inverse", () =>
    fc.assert(
      fc.property(signal, ([re, im]) => {
        const before = [...re, ...im];
        planFft(re.length)(re, im);
        planInverseFft(re.length)(re, im);
        expect(largestError([...re, ...im], before)).toBeLessThan(1e-13);
      }),
    ));

  it.each([64, 96, 97, 1000])("turns a wave of 5 periods on %i samples into two lines", (length) => {
    const re = Float64Array.from({ length }, (_, i) => Math.cos((2 * Math.PI * 5 * i) / length));
    const im = new Float64Array(length);
    planFft(length)(re, im);
    const expected = Array.from({ length }, (_, k) => (k === 5 || k === length - 5 ? length / 2 : 0));
    expect(largestError(re, expected)).toBeLessThan(1e-11);
    expect(
      largestError(
        im,
        expected.map(() => 0),
      ),
    ).toBeLessThan(1e-11);
  });

  it("transforms each axis of an array: a plane wave becomes one point", () => {
    const shape = [3, 5, 8];
    const [kz, ky, kx] = [1, 3, 6];
    const at = (i: number) => [Math.floor(i / 40), Math.floor(i / 8) % 5, i % 8] as const;
    const angle = (i: number) => 2 * Math.PI * ((kz * at(i)[0]) / 3 + (ky * at(i)[1]) / 5 + (kx * at(i)[2]) / 8);
    const re = Float64Array.from({ length: 120 }, (_, i) => Math.cos(angle(i)));
    const im = Float64Array.from({ length: 120 }, (_, i) => Math.sin(angle(i)));
    fftOfArray(re, im, shape);
    const expected = new Float64Array(120);
    expected[kz * 40 + ky * 8 + kx] = 120;
    expect(largestError(re, expected)).toBeLessThan(1e-12);
    expect(largestError(im, new Float64Array(120))).toBeLessThan(1e-12);
  });
});
