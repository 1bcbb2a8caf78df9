import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planLanes, rootOfUnity, type LaneTransform } from "../../../src/core/field/spectral-fft";

/** The definition itself, for one lane. */
function dft(re: readonly number[], im: readonly number[]): { re: number[]; im: number[] } {
  const n = re.length;
  const turn = (k: number, j: number) => (-2 * Math.PI * ((k * j) % n)) / n;
  const sum = (part: (k: number, j: number) => number) => re.map((_, k) => re.reduce((total, _value, j) => total + part(k, j), 0));
  return {
    re: sum((k, j) => re[j]! * Math.cos(turn(k, j)) - im[j]! * Math.sin(turn(k, j))),
    im: sum((k, j) => re[j]! * Math.sin(turn(k, j)) + im[j]! * Math.cos(turn(k, j))),
  };
}

const lane = (values: Float64Array, { lanes, length }: LaneTransform, b: number) => Array.from({ length }, (_, k) => values[k * lanes + b]!);

const largestError = (a: readonly number[], b: readonly number[]) => Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));

const part = (length: number) => fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: length, maxLength: length });
/** Powers of two, mixed radices, and primes that go through the chirp. */
const batch = fc
  .tuple(fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(64, 72, 97, 100, 128, 143, 210)), fc.integer({ min: 1, max: 3 }))
  .chain(([length, lanes]) => fc.tuple(fc.constant(length), fc.constant(lanes), part(length * lanes), part(length * lanes)));

describe("transforms side by side", () => {
  it("are each the sum that defines them, for any length", () =>
    fc.assert(
      fc.property(batch, ([length, lanes, re, im]) => {
        const plan = planLanes(length, lanes);
        plan.input.re.set(re);
        plan.input.im.set(im);
        const expected = Array.from({ length: lanes }, (_, b) => dft(lane(plan.input.re, plan, b), lane(plan.input.im, plan, b)));
        plan.run();
        for (const [b, exact] of expected.entries()) {
          expect(largestError(lane(plan.output.re, plan, b), exact.re)).toBeLessThan(1e-12);
          expect(largestError(lane(plan.output.im, plan, b), exact.im)).toBeLessThan(1e-12);
        }
      }),
      { numRuns: 60 },
    ));

  it("do not look at one another", () =>
    fc.assert(
      fc.property(batch, ([length, lanes, re, im]) => {
        const together = planLanes(length, lanes);
        const alone = planLanes(length, 1);
        together.input.re.set(re);
        together.input.im.set(im);
        alone.input.re.set(lane(together.input.re, together, lanes - 1));
        alone.input.im.set(lane(together.input.im, together, lanes - 1));
        together.run();
        alone.run();
        expect(lane(together.output.re, together, lanes - 1)).toEqual([...alone.output.re]);
      }),
      { numRuns: 40 },
    ));

  it("with parts exchanged before and after give the signal back, times its length", () => {
    for (const length of [1, 2, 12, 17, 64, 97]) {
      const plan = planLanes(length, 1);
      const re = Array.from({ length }, (_, i) => Math.sin(i * i));
      plan.input.re.set(re);
      plan.input.im.fill(0);
      plan.run();
      const [outRe, outIm] = [plan.output.re.slice(), plan.output.im.slice()];
      plan.input.re.set(outIm);
      plan.input.im.set(outRe);
      plan.run();
      expect(
        largestError(
          Array.from(plan.output.im, (value) => value / length),
          re,
        ),
      ).toBeLessThan(1e-14);
    }
  });
});

describe("roots of unity", () => {
  it("lie on the circle at −2πk/N", () => {
    for (const length of [1, 2, 3, 7, 8, 12, 100, 1024])
      for (let k = 0; k < 2 * length; k++) {
        const [c, s] = rootOfUnity(k, length);
        expect(Math.hypot(c - Math.cos((2 * Math.PI * k) / length), s + Math.sin((2 * Math.PI * k) / length))).toBeLessThan(3e-15);
      }
  });

  it("are exact at the quarters and symmetric between them", () => {
    expect(rootOfUnity(2, 8).map((value) => value + 0)).toEqual([0, -1]);
    expect(rootOfUnity(4, 8).map((value) => value + 0)).toEqual([-1, 0]);
    const [c, s] = rootOfUnity(5, 96);
    expect(rootOfUnity(53, 96)).toEqual([-c, -s]);
    expect(rootOfUnity(91, 96)).toEqual([c, -s]);
    expect(rootOfUnity(19, 96)).toEqual([-s, -c]);
  });
});
