import { describe, expect, it } from "vitest";
import type { Field } from "../../../src/core/define/metric";
import { pairProducts } from "../../../src/core/metrics/autocorrelation";
import { fluctuationOf } from "../../../src/core/metrics/finite-field";
import { metrics } from "../../../src/core/metrics/index";
import { boxMasses, lacunarityCurve } from "../../../src/core/metrics/lacunarity";
import { squaredStepsAround } from "../../../src/core/metrics/lagged-squares";
import { measureMetric } from "../../../src/core/metrics/measure-metric";
import { perimeterAreaDimension } from "../../../src/core/metrics/perimeter-area-dimension";
import { prepareImage } from "../../../src/core/metrics/prepare-image";
import { withSpectrum } from "../../support/grey-fields";

const shape = [48, 64];
const field = withSpectrum(shape, (k) => 1 / (0.02 + (k - 0.7) ** 2), 3);

/** The field rolled by some rows and columns: in a periodic domain it is the same. */
function rolled({ shape: [ny, nx], values }: Field, dy: number, dx: number): Field {
  const at = (y: number, x: number) => ((y + dy) % ny!) * nx! + ((x + dx) % nx!);
  return { shape: [ny!, nx!], values: Float64Array.from({ length: ny! * nx! }, (_, i) => values[at(Math.floor(i / nx!), i % nx!)]!) };
}

const prepared = (of: Field, periodic: boolean) => prepareImage({ ...of, threshold: 0, invert: false, periodic });
const wrapping = [...metrics].filter(({ params }) => params["periodic"] !== undefined).map(({ id }) => id);

describe("a periodic domain", () => {
  it.each(wrapping)("%s is the same wherever its frame begins", (metric) => {
    const of = (periodic: boolean, dy: number, dx: number) => measureMetric(prepared(rolled(field, dy, dx), periodic), { metric, draws: 0 });
    const [first, second] = [of(true, 0, 0), of(true, 17, 23)];
    expect(first.options["periodic"]).toBe(true);
    if (metric !== "perimeter-area-dimension") expect(first.result.value).not.toBeNull();
    if (first.result.value === null) expect(second.result).toEqual(first.result);
    else expect(second.result.value!).toBeCloseTo(first.result.value, 9);
    expect(of(false, 0, 0).options["periodic"]).toBe(false);
  });

  it("is told of by every metric that has no form for it, and by no other", () => {
    for (const { id } of metrics) {
      const { result } = measureMetric(prepared(field, true), { metric: id, draws: 0 });
      if (result.value === null) continue;
      const told = (result.warnings ?? []).some((warning) => warning.includes("sides of the frame as ends"));
      expect(told, id).toBe(!wrapping.includes(id));
    }
  });

  it("is left by what a person sets for one metric", () => {
    const { options } = measureMetric(prepared(field, true), { metric: "euler-number", options: { periodic: false }, draws: 0 });
    expect(options).toEqual({ connectivity: "all", periodic: false });
  });
});

describe("islands across the sides", () => {
  const [ny, nx] = [120, 400];
  /** Squares of edges 3 … 22, the first of them across the corner of the frame, and a stripe round the domain where asked for. */
  function squares(stripe: boolean, dy: number, dx: number) {
    const cells = new Uint8Array(ny * nx);
    const set = (y: number, x: number) => void (cells[((y + dy) % ny) * nx + ((x + dx) % nx)] = 1);
    for (let edge = 3, left = 0; edge <= 22; edge++, left += edge + 2) {
      for (let y = 0; y < edge; y++) for (let x = 0; x < edge; x++) set(y, left + x);
    }
    if (stripe) for (let x = 0; x < nx; x++) set(100, x);
    return { shape: [ny, nx], cells };
  }
  const measure = (stripe: boolean, dy: number, dx: number) => {
    const { detail } = perimeterAreaDimension.measure(squares(stripe, dy, dx), { periodic: true });
    return detail as { areas: number[]; perimeters: number[]; cut: number };
  };
  it("have the same areas and perimeters wherever the frame cuts them", () => {
    const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
    const [whole, moved] = [measure(false, 10, 7), measure(false, 115, 391)];
    expect(whole.cut).toBe(0);
    expect(moved.cut).toBe(0);
    expect(sorted(moved.areas)).toEqual(sorted(whole.areas));
    expect(sorted(moved.perimeters)).toEqual(sorted(whole.perimeters));
    const cut = perimeterAreaDimension.measure(squares(false, 115, 391));
    expect(cut).toMatchObject({ value: null, reason: expect.stringMatching(/touch the frame/) as string });
  });
  it("are none where they go round the domain", () => {
    const [without, round] = [measure(false, 3, 5), measure(true, 3, 5)];
    expect(round.cut).toBe(1);
    expect(round.areas).toEqual(without.areas);
  });
});

describe("lacunarity across the sides", () => {
  const { mask } = prepared(field, true);
  it("has the masses of all boxes on the torus, counted one by one", () => {
    const [ny, nx] = shape as [number, number];
    for (const r of [1, 3, 8, 48]) {
      let [sumM, sumM2] = [0, 0];
      for (let y = 0; y < ny; y++)
        for (let x = 0; x < nx; x++) {
          let mass = 0;
          for (let i = 0; i < r; i++) for (let j = 0; j < r; j++) mass += mask.cells[((y + i) % ny) * nx + ((x + j) % nx)]!;
          sumM += mass;
          sumM2 += mass ** 2;
        }
      expect(boxMasses(mask, r, true)).toMatchObject({ r, sumM, sumM2, boxes: ny * nx });
    }
  });
  it("puts every cell into as many boxes", () => {
    const cells = mask.cells.reduce((sum, cell) => sum + cell, 0);
    for (const { r, sumM } of lacunarityCurve(mask, true)) expect(sumM).toBe(cells * r ** 2);
  });
});

it("the variogram on a torus is what the correlation lacks of the variance, found by Fourier transform", () => {
  const fluctuation = fluctuationOf(field);
  const { products, pairs } = pairProducts(fluctuation, true, 20);
  // Ring 1 holds the four axes and the four diagonals.
  expect(pairs[1]).toBe(8 * pairs[0]!);
  const [variance, correlation] = [0, 1].map((ring) => products[ring]! / pairs[ring]!) as [number, number];
  const steps = [[0, 1], [1, 0], [1, 1], [1, -1]].map((step) => squaredStepsAround(fluctuation, step, 4)); // prettier-ignore
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  const gamma = steps.reduce((sum, { sums, pairs: count }) => sum + total(sums) / total(count) / 2, 0) / steps.length;
  expect(gamma).toBeCloseTo(variance - correlation, 9);
});
