import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/define/metric";
import type { ParamValue } from "../../../src/core/define/params";
import { NumpyGenerator } from "../../../src/core/field/numpy-random";
import { referenceBoxCounting, referenceBoxSizes, type ReferenceBoxOptions } from "../../../src/core/metrics/reference-box-counting";
import { referenceField } from "../../support/reference-runs";

interface Entry {
  D_model: number;
  D_engine: number;
  R2_engine: number;
  sizes: number[];
  counts: number[];
  occupied_fraction: number;
}
interface Golden {
  patterns: Record<string, Entry>;
  triangle_128_options: (Entry & { options: { min_box_size?: number; max_box_size?: number; num_scales?: number } })[];
  size_table: Record<string, number[]>;
}
const golden = (JSON.parse(readFileSync(new URL("../../golden/box_counting.json", import.meta.url), "utf8")) as { values: Golden }).values;

const runs = (
  JSON.parse(readFileSync(new URL("../../golden/simulate_mycelium_field.json", import.meta.url), "utf8")) as {
    values: { config: { grid_size: number; steps: number; seed: number } & Record<string, ParamValue>; "D_at_-60mV": number }[];
  }
).values;

function square(n: number, inside: (row: number, column: number) => boolean): Mask {
  return { shape: [n, n], cells: Uint8Array.from({ length: n * n }, (_, k) => (inside(Math.floor(k / n), k % n) ? 1 : 0)) };
}

const carpet = (row: number, column: number): boolean =>
  row === 0 && column === 0 ? true : row % 3 === 1 && column % 3 === 1 ? false : carpet(Math.floor(row / 3), Math.floor(column / 3));

/** Builds the pattern that a golden entry names. */
function patternOf(name: string): Mask {
  const numbers = [...name.matchAll(/-?\d+(\.\d+)?/g)].map(([text]) => Number(text));
  const n = numbers[0]!;
  if (name.startsWith("sierpinski_triangle")) return square(n, (row, column) => (row & column) === 0);
  if (name.startsWith("sierpinski_carpet")) return square(n, carpet);
  if (name.startsWith("filled")) return square(n, () => true);
  if (name.startsWith("empty")) return square(n, () => false);
  if (name.startsWith("horizontal_line")) return square(n, (row) => row === 32);
  if (name.startsWith("diagonal")) return square(n, (row, column) => row === column);
  if (name.startsWith("single_point")) return square(n, (row, column) => row === 10 && column === 20);
  if (name.startsWith("last_row")) return square(n, (row) => row === n - 1);
  if (name.startsWith("random")) {
    const generator = new NumpyGenerator(numbers[2]!);
    return square(n, () => generator.random() < numbers[1]!);
  }
  const [grid, steps, seed, threshold] = numbers as [number, number, number, number];
  const field = referenceField({ grid, steps, seed, variant: "simulate" });
  return { shape: [grid, grid], cells: Uint8Array.from(field, (v) => (v > threshold ? 1 : 0)) };
}

function expectEntry(mask: Mask, entry: Entry, options: ReferenceBoxOptions = {}): void {
  expect(mask.cells.reduce((sum, one) => sum + one, 0) / mask.cells.length).toBe(entry.occupied_fraction);
  const { dimension, r2, sizes, counts } = referenceBoxCounting(mask, options);
  expect(sizes).toEqual(entry.sizes);
  expect(counts).toEqual(entry.counts);
  expect(dimension).toBeCloseTo(entry.D_model, 10);
  expect(dimension).toBeCloseTo(entry.D_engine, 10);
  expect(r2).toBeCloseTo(entry.R2_engine, 10);
}

describe("the reference's box counting", () => {
  it.each(Object.keys(golden.patterns))("%s", (name) => expectEntry(patternOf(name), golden.patterns[name]!));

  it.each(golden.triangle_128_options)("triangle of 128 with $options", ({ options, ...entry }) =>
    expectEntry(patternOf("sierpinski_triangle_128"), entry, {
      minBox: options.min_box_size,
      maxBox: options.max_box_size,
      scales: options.num_scales,
    }),
  );

  it(`chooses numpy's sizes in all ${Object.keys(golden.size_table).length} rows of the table`, () => {
    for (const [key, sizes] of Object.entries(golden.size_table)) {
      const [min, max, scales] = key.split(",").map(Number) as [number, number, number];
      expect(referenceBoxSizes(min, max, scales), key).toEqual(sizes);
    }
  });
  it.each(runs)("at −60 mV after simulate $config", ({ config, "D_at_-60mV": dimension }) => {
    const { grid_size: grid, steps, seed, ...parameters } = config;
    const field = referenceField({ grid, steps, seed, variant: "simulate", parameters });
    expect(referenceBoxCounting({ shape: [grid, grid], cells: Uint8Array.from(field, (v) => (v > -0.06 ? 1 : 0)) }).dimension).toBeCloseTo(
      dimension,
      10,
    );
  });
  it("refuses what is not square, and no scales", () => {
    expect(() => referenceBoxCounting({ shape: [2, 3], cells: new Uint8Array(6) })).toThrow(/square fields only, got \[2, 3\]/);
    expect(() =>
      referenceBoxCounting(
        square(8, () => true),
        { scales: 0 },
      ),
    ).toThrow(/at least one scale, got 0/);
  });
});
