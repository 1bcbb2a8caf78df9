import { existsSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Field, ImageMetric, Mask, MetricResult } from "../../../src/core/define/metric";
import { metrics } from "../../../src/core/metrics/index";
import { measureMetric } from "../../../src/core/metrics/measure-metric";
import { prepareImage } from "../../../src/core/metrics/prepare-image";
import { uniformAt } from "../../../src/core/field/philox";

const size = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);
const noise = (shape: readonly number[], seed: number): Float64Array =>
  Float64Array.from({ length: size(shape) }, (_, i) => uniformAt(seed, 0, i, 9));
const asMask = ({ shape, values }: Field, density = 0.4): Mask => ({ shape, cells: Uint8Array.from(values, (value) => (value < density ? 1 : 0)) });
const measured = (metric: ImageMetric, field: Field, density?: number): MetricResult =>
  metric.of === "mask" ? metric.measure(asMask(field, density)) : metric.measure(field);

/** Smooth enough for grey measures, broken enough for sets. */
function bumpy([ny, nx]: readonly [number, number]): Field {
  const values = Float64Array.from({ length: ny * nx }, (_, i) => {
    const [y, x] = [Math.floor(i / nx), i % nx];
    return 0.5 + 0.2 * Math.sin(0.31 * x + 0.05 * y) + 0.15 * Math.cos(0.23 * y - 0.07 * x) + 0.2 * (uniformAt(3, 0, i, 1) - 0.5);
  });
  return { shape: [ny, nx], values };
}
const transposed = ({ shape: [ny, nx], values }: Field): Field => ({
  shape: [nx!, ny!],
  values: Float64Array.from({ length: values.length }, (_, i) => values[(i % ny!) * nx! + Math.floor(i / ny!)]!),
});

/** Every number in a result. */
function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as Float32Array);
  if (Array.isArray(value)) return value.flatMap(numbersIn);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

function expectManners(result: MetricResult): void {
  if (result.value === null) expect(result.reason.length).toBeGreaterThan(5);
  expect(numbersIn(result).filter((number) => !Number.isFinite(number))).toEqual([]);
  if (result.value === null || !result.interval) return;
  expect(result.interval[0]).toBeLessThanOrEqual(result.value + 1e-9);
  expect(result.interval[1]).toBeGreaterThanOrEqual(result.value - 1e-9);
}

describe.each([...metrics])("$id", (metric) => {
  it("lies in its own file, says what it is, where it comes from and how it is defined", () => {
    expect(existsSync(new URL(`../../../src/core/metrics/${metric.id}.ts`, import.meta.url))).toBe(true);
    for (const text of [metric.title, metric.unit, metric.help, metric.formula]) expect(text.length).toBeGreaterThan(0);
    expect(metric.source).toMatch(/\b(1[89]|20)\d\d\b.*doi:10\.\d{4}/);
    expect(metric.dimensions.length).toBeGreaterThan(0);
    for (const param of Object.values(metric.params)) expect(param.title.length).toBeGreaterThan(0);
  });

  it("gives what is known by proof", () => {
    const known = metric.of === "mask" ? (metric.knownAnswers?.() ?? []) : (metric.knownAnswers?.() ?? []);
    for (const answer of known) {
      const result = metric.of === "mask" ? metric.measure((answer as { mask: Mask }).mask) : metric.measure((answer as { field: Field }).field);
      expect(Math.abs(result.value! - answer.value), answer.title).toBeLessThanOrEqual(answer.tolerance);
    }
  });

  it.each(metric.dimensions)("answers in words or in finite numbers whatever it is given, in %iD", (axes) => {
    const shapes = axes === 2 ? [[1, 1], [1, 64], [2, 3], [5, 40], [48, 48]] : [[1, 1, 1], [2, 3, 4], [16, 18, 20]]; // prettier-ignore
    for (const shape of shapes) {
      for (const fill of [0, 1, NaN, Infinity]) expectManners(measured(metric, { shape, values: new Float64Array(size(shape)).fill(fill) }, 0.5));
      const holes = noise(shape, 2).map((value, i) => (i % 7 === 0 ? NaN : value));
      for (const values of [noise(shape, 1), holes, noise(shape, 4).map((value) => 1e300 * value)])
        expectManners(measured(metric, { shape, values }));
      const single = new Float64Array(size(shape)).fill(1);
      single[Math.floor(single.length / 2)] = 0;
      expectManners(measured(metric, { shape, values: single }, 0.5));
    }
  });

  it("keeps its value when the axes change places", () => {
    if (!metric.dimensions.includes(2)) return;
    const field = bumpy([96, 120]);
    const [one, other] = [measured(metric, field, 0.45), measured(metric, transposed(field), 0.45)];
    // Thinning takes cells from one side first: what it leaves of a blob depends on the side.
    const tolerance = metric.id === "skeleton-graph" ? 0.05 : 1e-9;
    if (one.value === null) expect(other.value).toBeNull();
    else expect(Math.abs(other.value! / one.value - 1)).toBeLessThan(tolerance);
  });
});

describe("a metric of an image", () => {
  it("has values in the unit of the calibration where it is a length, and the same bits again", () => {
    const { shape, values } = bumpy([80, 80]);
    const image = prepareImage({ shape, values, threshold: 0.5, invert: false, calibration: { edge: [0.5, 0.5], unit: "µm" } });
    const length = measureMetric(image, { metric: "skeleton-graph" });
    expect(length.physical).toMatchObject({ value: length.result.value! * 0.5, unit: "µm" });
    expect(measureMetric(image, { metric: "box-counting" }).physical).toBeNull();
    expect(measureMetric(image, { metric: "box-counting" })).toEqual(measureMetric(image, { metric: "box-counting" }));
  });

  it("is held against noise of its density and of its spectrum, in standard errors", () => {
    // A straight line is not noise; a random mask is.
    const line = Float64Array.from({ length: 128 * 128 }, (_, i) => (Math.floor(i / 128) === 64 ? 1 : 0));
    const drawn = measureMetric(prepareImage({ shape: [128, 128], values: line, threshold: "otsu", invert: false }), { metric: "box-counting" });
    expect(drawn.noise.map(({ model }) => model)).toEqual(["random-mask", "random-phase"]);
    expect(drawn.noise[0]).toMatchObject({ alike: false });
    expect(Math.abs(drawn.noise[0]!.deviation!)).toBeGreaterThan(5);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const values = noise([96, 96], seed).map((value) => (value < 0.3 ? 1 : 0));
        const [mask] = measureMetric(prepareImage({ shape: [96, 96], values, threshold: "otsu", invert: false }), { metric: "box-counting" }).noise;
        expect(mask).toMatchObject({ model: "random-mask", alike: true });
      }),
      { numRuns: 8 },
    );
  });

  it("tells a slope from the same values shuffled, and noise from nothing", () => {
    const { shape, values } = bumpy([64, 64]);
    const report = (given: Float64Array) =>
      measureMetric(prepareImage({ shape, values: given, threshold: 0.5, invert: false }), { metric: "variogram" });
    const order = report(Float64Array.from(values, (value, i) => 0.001 * value + Math.sin(i / 640))).noise.find(({ model }) => model === "shuffled");
    expect(order).toMatchObject({ alike: false });
    expect(report(noise(shape, 5)).noise.find(({ model }) => model === "shuffled")).toMatchObject({ alike: true });
  });

  it("refuses an option that it does not have, and says what an image of other axes lacks", () => {
    const { shape, values } = bumpy([40, 40]);
    const image = prepareImage({ shape, values, threshold: 0.5, invert: false });
    expect(() => measureMetric(image, { metric: "box-counting", options: { edge: 3 } })).toThrow(/there is no parameter "edge"/);
    expect(() => measureMetric(image, { metric: "box-countin" })).toThrow(/did you mean "box-counting"/);
    const volume = prepareImage({ shape: [8, 9, 10], values: noise([8, 9, 10], 1), threshold: 0.5, invert: false });
    expect(measureMetric(volume, { metric: "perimeter-area-dimension" }).result).toMatchObject({
      value: null,
      reason: expect.stringContaining("volume") as string,
    });
  });
});
