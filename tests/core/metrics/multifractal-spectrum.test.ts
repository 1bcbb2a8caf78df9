import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Field } from "../../../src/core/define/metric";
import { uniformAt } from "../../../src/core/field/philox";
import { boxMoments } from "../../../src/core/metrics/box-moments";
import { multifractalSpectrum, type MultifractalDetail } from "../../../src/core/metrics/multifractal-spectrum";
import { goldenBytes } from "../../support/fractal-images";
import { transposed } from "../../support/known-masks";

interface Row {
  q: number;
  tau: number;
  D: number;
  alpha: number;
  f: number;
}
interface Cascades {
  expected: { p: number; table: Row[] }[];
  randomOrder: { p: number; x: number[] };
  "deterministicFirst8_p0.3_L12": number[];
}
const golden = JSON.parse(readFileSync(new URL("../../golden/timeseries/cascade.json", import.meta.url), "utf8")) as Cascades;

const measure = (field: Field) => {
  const result = multifractalSpectrum.measure(field);
  if (result.value === null) throw new Error(result.reason);
  return { ...result, detail: result.detail as MultifractalDetail };
};
const size = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);
const noise = (shape: readonly number[], seed: number): Field => ({
  shape,
  values: Float64Array.from({ length: size(shape) }, (_, i) => uniformAt(seed, 0, i, 3)),
});

/** A cascade that hands 2^d weights to the parts of each cell, in an order that `rank` turns; C order, side 2^levels. */
function cascade(weights: readonly number[], levels: number, dimension: number, rank = (_level: number, _cell: number) => 0): Field {
  const side = 2 ** levels;
  const shape = new Array<number>(dimension).fill(side);
  const values = Float64Array.from({ length: side ** dimension }, (_, i) => {
    const at = shape.map((_side, axis) => Math.floor(i / side ** (dimension - 1 - axis)) % side);
    let mass = 1;
    for (let level = 0; level < levels; level++) {
      const cell = at.reduce((sum, place) => sum * side + (place >> (levels - level)), 0);
      const part = at.reduce((sum, place) => 2 * sum + ((place >> (levels - 1 - level)) & 1), 0);
      mass *= weights[(part + rank(level, cell)) % weights.length]!;
    }
    return mass;
  });
  return { shape, values };
}
const atRandom = (seed: number) => {
  const known = new Map<number, number>();
  return (level: number, cell: number): number => {
    const key = level * 2 ** 32 + cell;
    const rank = known.get(key) ?? Math.floor(4 * uniformAt(seed, level, cell, 11));
    known.set(key, rank);
    return rank;
  };
};
/** τ(q), α(q), f(α) of a cascade by its weights. */
const closedForm = (weights: readonly number[], q: number) => {
  const sum = weights.reduce((total, w) => total + w ** q, 0);
  const tau = -Math.log2(sum);
  const alpha = -weights.reduce((total, w) => total + w ** q * Math.log2(w), 0) / sum;
  return { tau, alpha, f: q * alpha - tau, D: q === 1 ? alpha : tau / (q - 1) };
};

function expectClosedForm({ detail }: { detail: MultifractalDetail }, weights: readonly number[]) {
  detail.q.forEach((q, k) => {
    const { tau, alpha, f, D } = closedForm(weights, q);
    expect(Math.abs(detail.tau[k]! - tau)).toBeLessThan(1e-9);
    expect(Math.abs(detail.dimensions[k]! - D)).toBeLessThan(1e-9);
    expect(Math.abs(detail.alpha[k]! - alpha)).toBeLessThan(1e-9);
    expect(Math.abs(detail.f[k]! - f)).toBeLessThan(1e-9);
  });
}

describe("multifractal-spectrum", () => {
  it.each(golden.expected)("has the tabled τ, D, α and f of the binomial cascade p = $p, and its closed form to 1e-9", ({ p, table }) => {
    const line = cascade([p, 1 - p], 12, 1);
    if (p === 0.3) golden["deterministicFirst8_p0.3_L12"].forEach((mass, k) => expect(line.values[k]! / mass).toBeCloseTo(1, 6));
    const measured = measure({ shape: [1, 4096], values: line.values });
    expectClosedForm(measured, [p, 1 - p]);
    for (const { q, tau, D, alpha, f } of table) {
      const k = measured.detail.q.indexOf(q);
      expect(measured.detail.tau[k]).toBeCloseTo(tau, 5);
      expect(measured.detail.dimensions[k]).toBeCloseTo(D, 5);
      expect(measured.detail.alpha[k]).toBeCloseTo(alpha, 5);
      expect(measured.detail.f[k]).toBeCloseTo(f, 5);
    }
  });

  it("has the D_q of the cascade whose order is random, whose masses are given to six digits", () => {
    const { p, x } = golden.randomOrder;
    const { detail } = measure({ shape: [1, x.length], values: x });
    const { table } = golden.expected.find((entry) => entry.p === p)!;
    for (const { q, D } of table) expect(Math.abs(detail.dimensions[detail.q.indexOf(q)]! - D)).toBeLessThan(1e-5);
  });

  it.each([
    ["product of two binomial cascades", [0.25, 0.75].flatMap((a) => [0.3, 0.7].map((b) => a * b)), 2],
    ["cascade of four weights", [0.1, 0.2, 0.3, 0.4], 2],
    ["cascade of eight weights", [0.05, 0.06, 0.1, 0.12, 0.13, 0.14, 0.19, 0.21], 3],
  ] as const)("is exact to 1e-9 for a %s", (_title, weights, dimension) => {
    expectClosedForm(measure(cascade(weights, dimension === 2 ? 8 : 5, dimension)), weights);
    const turned = measure(cascade(weights, dimension === 2 ? 8 : 5, dimension, atRandom(4)));
    expectClosedForm(turned, weights);
  });

  it("gives D₀ − D₂ as its value, in an interval that closes on it for an exact cascade", () => {
    const { value, interval } = measure(cascade([0.1, 0.2, 0.3, 0.4], 8, 2));
    expect(value).toBeCloseTo(2 + Math.log2(0.3), 9);
    expect(interval![1] - interval![0]).toBeLessThan(1e-9);
  });

  it.each([...(multifractalSpectrum.knownAnswers?.() ?? [])])("is $title", ({ field, value, tolerance }) => {
    expect(Math.abs(measure(field).value - value)).toBeLessThanOrEqual(tolerance);
  });

  it("finds f(α) by Legendre transformation as by the direct method, but for the differences by which τ is derived", () => {
    const { detail } = measure(cascade([0.1, 0.2, 0.3, 0.4], 8, 2));
    detail.legendre.q.forEach((q, k) => {
      const direct = detail.q.indexOf(q);
      expect(Math.abs(detail.legendre.alpha[k]! - detail.alpha[direct]!)).toBeLessThan(0.03);
      expect(Math.abs(detail.legendre.f[k]! - detail.f[direct]!)).toBeLessThan(0.06);
    });
    expect(detail.width).toBeCloseTo(closedForm([0.1, 0.2, 0.3, 0.4], -5).alpha - closedForm([0.1, 0.2, 0.3, 0.4], 5).alpha, 9);
  });

  it("holds D₀ − D₂ in its interval for cascades cut to sides that are no powers of two", () => {
    let [held, tried] = [0, 0];
    for (const weights of [
      [0.1, 0.2, 0.3, 0.4],
      [0.05, 0.15, 0.3, 0.5],
      [0.4, 0.4, 0.1, 0.1],
    ])
      for (let seed = 1; seed <= 4; seed++) {
        const whole = cascade(weights, 8, 2, atRandom(seed));
        const [ny, nx] = [250 - 20 * seed, 199 + 5 * seed];
        const values = Float64Array.from({ length: ny * nx }, (_, i) => whole.values[(Math.floor(i / nx) + 3) * 256 + (i % nx) + 7]!);
        const { interval } = measure({ shape: [ny, nx], values });
        const truth = 2 - closedForm(weights, 2).D;
        tried++;
        if (interval![0] <= truth && truth <= interval![1]) held++;
      }
    expect(held / tried).toBeGreaterThanOrEqual(0.9);
  });

  it("has D₀ ≥ D₁ ≥ D₂, none above d, whatever the field, and does not change with its unit or when transposed", () => {
    const shapes = fc.oneof(
      fc.tuple(fc.integer({ min: 16, max: 50 }), fc.integer({ min: 16, max: 50 })),
      fc.tuple(fc.integer({ min: 16, max: 18 }), fc.integer({ min: 16, max: 20 }), fc.integer({ min: 16, max: 20 })),
      fc.constant([32, 64]),
    );
    fc.assert(
      fc.property(shapes, fc.integer({ min: 0, max: 1e6 }), fc.double({ min: 0.2, max: 6, noNaN: true }), (shape, seed, power) => {
        const values = Float64Array.from(noise(shape, seed).values, (value) => value ** power);
        const result = multifractalSpectrum.measure({ shape, values });
        const other = multifractalSpectrum.measure({
          shape: [...shape].reverse(),
          values: transposed({ shape, values }, values).map((v) => v * 1e6),
        });
        if (result.value === null || other.value === null) {
          expect(other.value).toBe(result.value);
          return;
        }
        expect(other.value).toBeCloseTo(result.value, 8);
        const { dimensions, q } = result.detail as MultifractalDetail;
        const [d0, d1, d2] = [0, 1, 2].map((order) => dimensions[q.indexOf(order)]!);
        expect(d0).toBeLessThanOrEqual(shape.length + 1e-9);
        expect(d1).toBeLessThanOrEqual(d0! + 1e-9);
        expect(d2).toBeLessThanOrEqual(d1! + 1e-9);
      }),
      { numRuns: 40 },
    );
  });

  it("is fitted to the same moments as NumPy's for a surface of fractional Brownian motion", () => {
    const peer = JSON.parse(readFileSync(new URL("../../golden/oracle-masses.json", import.meta.url), "utf8")) as {
      surface: { file: string; edges: number[]; orders: number[]; logZ: number[][] };
    };
    const { file, edges, orders, logZ } = peer.surface;
    const bytes = goldenBytes(file);
    const values = Float64Array.from({ length: 256 * 256 }, (_, i) => bytes[2 * i]! + 256 * bytes[2 * i + 1]!);
    const { detail } = measure({ shape: [256, 256], values });
    expect(detail.edges).toEqual(edges);
    orders.forEach((q, k) => edges.forEach((_edge, row) => expect(detail.logZ[row]![detail.q.indexOf(q)]).toBeCloseTo(logZ[row]![k]!, 9)));
  });

  it("refuses negative values, fields without mass and fields too small, with the reason", () => {
    const reasonOf = (field: Field) => multifractalSpectrum.measure(field);
    const signed = Float64Array.from(noise([32, 32], 1).values, (value, i) => (i === 5 ? -1 : value));
    expect(reasonOf({ shape: [32, 32], values: signed })).toEqual({
      value: null,
      reason: expect.stringContaining("1 of 1024 values are negative") as string,
    });
    expect(reasonOf({ shape: [32, 32], values: new Float64Array(1024) })).toMatchObject({
      value: null,
      reason: expect.stringContaining("no mass") as string,
    });
    expect(reasonOf({ shape: [32, 32], values: new Float64Array(1024).fill(NaN) })).toMatchObject({ value: null, reason: "no value is finite" });
    expect(reasonOf({ shape: [0, 0], values: [] })).toMatchObject({ value: null });
    expect(reasonOf({ shape: [1, 1], values: [1] })).toMatchObject({ value: null, reason: expect.stringContaining("1 cells across") as string });
    expect(reasonOf(noise([8, 64], 1))).toMatchObject({ value: null, reason: expect.stringContaining("8 cells across") as string });
  });

  it("takes cells that are not finite as the mean, and tells how many", () => {
    const values = Float64Array.from(noise([64, 64], 2).values, (value, i) => (i % 500 === 3 ? NaN : value));
    const { warnings, detail } = measure({ shape: [64, 64], values });
    expect(warnings).toEqual([expect.stringContaining("9 of 4096 values are not finite") as string]);
    expect(detail.dimensions.every(Number.isFinite)).toBe(true);
  });

  it("warns of empty boxes and of boxes below the floor, which negative orders feel", () => {
    const field = cascade([0, 0.2, 0.3, 0.5], 7, 2);
    expect(measure(field).warnings).toEqual([expect.stringContaining("are empty") as string]);
    expect(measure(field).detail.dimensions[10]).toBeCloseTo(Math.log2(3), 9);
    const faint = multifractalSpectrum.measure(cascade([0.1, 0.2, 0.3, 0.4], 7, 2), { floor: 0.05 });
    expect(faint).toMatchObject({ warnings: [expect.stringContaining("less than 0.05 of the mean mass") as string] });
  });
});

describe("box-moments", () => {
  it("is the mean over the tilings from all corners of what adding up one by one gives", () => {
    const [ny, nx, edge] = [17, 22, 5];
    const field = noise([ny, nx], 7);
    const orders = [-1, -0.5, 0, 0.5, 1, 1.5, 2];
    const found = boxMoments(Float64Array.from(field.values), [ny, nx], edge, orders, 0)!;
    orders.forEach((q, k) => {
      let mean = 0;
      for (const top of [0, ny % edge])
        for (const left of [0, nx % edge]) {
          const masses: number[] = [];
          for (let y = top; y + edge <= ny; y += edge)
            for (let x = left; x + edge <= nx; x += edge) {
              let mass = 0;
              for (let i = 0; i < edge * edge; i++) mass += field.values[(y + Math.floor(i / edge)) * nx + x + (i % edge)]!;
              masses.push(mass);
            }
          const total = masses.reduce((a, b) => a + b, 0);
          mean += Math.log(masses.reduce((sum, mass) => sum + (mass / total) ** q, 0)) / 4;
        }
      expect(found.logZ[k]).toBeCloseTo(mean, 10);
    });
    expect(found.scale).toBeCloseTo(Math.sqrt((ny * nx) / 12), 12);
  });
});
