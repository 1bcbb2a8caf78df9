import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seriesFields } from "../../../src/core/series-fields/index";
import { seriesFrame, seriesScale, voltsOf } from "../../../src/core/series-fields/series-frame";

const series = Float64Array.from({ length: 96 }, (_, t) => Math.sin(t / 5) + 0.3 * Math.sin(t * 2.1));

describe.each([...seriesFields])("the field $id", (field) => {
  it("is square, finite and rests about −70 mV, for any window", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 8, maxLength: 40 }), (values) => {
        const x = Float64Array.from(values);
        const volts = voltsOf(field, x, seriesScale(x));
        expect(Number.isInteger(Math.sqrt(volts.length))).toBe(true);
        expect(volts.every(Number.isFinite)).toBe(true);
      }),
    );
  });
  it(`${field.keepsScale ? "tells" : "does not tell"} a window from the same one three times as loud`, () => {
    const both = Float64Array.of(...series, ...series.map((x) => 3 * x));
    const [quiet, loud] = [0, 96].map((start) => seriesFrame(both, seriesScale(both), field, { start, length: 64 }).features.V_std.value!);
    if (field.keepsScale) expect(loud! / quiet!).toBeGreaterThan(1.2);
    else expect(loud! / quiet!).toBeCloseTo(1, 9);
  });
  it("does not hang on the series' unit or offset", () => {
    const other = series.map((x) => 250 * x - 40);
    const [a, b] = [series, other].map((x) => voltsOf(field, x.subarray(0, 32), seriesScale(x)));
    a!.forEach((v, k) => expect(b![k]).toBeCloseTo(v, 9));
  });
});

describe("the frame of a window", () => {
  const field = seriesFields.get("distance");
  it("holds the distances of all pairs in typical deviations", () => {
    const x = Float64Array.of(0, 1, 2, 3, 4, 5, 6, 7);
    // Median 3.5, absolute deviations ½, ½, 1½, 1½, …: their median is 2.
    const spread = 2 * 1.482602218505602;
    const { volts, shape } = seriesFrame(x, seriesScale(x), field, { start: 0, length: 8 });
    expect(shape).toEqual([8, 8]);
    expect(volts[8 * 2 + 7]).toBeCloseTo(-0.07 + (0.005 * 5) / spread, 12);
    expect(volts[0]).toBe(-0.07);
  });
  it("has changes where there is a window before, and says why where not", () => {
    const scale = seriesScale(series);
    expect(seriesFrame(series, scale, field, { start: 0, length: 32, stride: 8 }).features.dV_mean.value).toBeNull();
    expect(seriesFrame(series, scale, field, { start: 8, length: 32, stride: 8 }).features.dV_mean.value).toBeGreaterThan(0);
  });
  it.each([
    [{ start: 0, length: 97 }, /96 samples/],
    [{ start: 80, length: 32 }, /0 … 64/],
    [{ start: 0, length: 4 }, /from 8/],
  ])("refuses %j", (request, words) => {
    expect(() => seriesFrame(series, seriesScale(series), field, request)).toThrow(words);
  });
  it("refuses a field too large to look at", () => {
    const long = new Float64Array(400).map((_, t) => t);
    expect(() => seriesFrame(long, seriesScale(long), field, { start: 0, length: 300 })).toThrow(/at most 256/);
  });
});
