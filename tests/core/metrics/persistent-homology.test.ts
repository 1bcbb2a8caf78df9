import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Field } from "../../../src/core/define/metric";
import { uniformAt } from "../../../src/core/field/philox";
import {
  mostListed,
  persistentHomology,
  type PersistenceClasses,
  type PersistentHomologyDetail,
} from "../../../src/core/metrics/persistent-homology";
import { ascendingOrder } from "../../../src/core/metrics/value-order";

interface OracleCase {
  name: string;
  periodic: boolean;
  shape: number[];
  values: (number | null)[];
  classes: { pairs: [number, number][]; essential: number[] }[];
}
const oracle = JSON.parse(readFileSync(new URL("../../golden/oracle-persistence.json", import.meta.url), "utf8")) as { cases: OracleCase[] };

type Options = Parameters<typeof persistentHomology.measure>[1];
const detailOf = (field: Field, options: Options = {}): PersistentHomologyDetail => {
  const result = persistentHomology.measure(field, options);
  if (result.value === null) throw new Error(result.reason);
  return result.detail as PersistentHomologyDetail;
};
const inOrder = (pairs: readonly (readonly [number, number])[]) => [...pairs].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
const barsOf = ({ classes }: PersistentHomologyDetail) =>
  classes.map(({ pairs, essential }) => ({ pairs: inOrder(pairs), essential: [...essential].sort((a, b) => a - b) }));
const noise = (shape: number[], seed = 1, levels = 0): Field => ({
  shape,
  values: Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => {
    const value = uniformAt(seed, 0, i, 0);
    return levels ? Math.floor(levels * value) : value;
  }),
});

/** Small planes and volumes of few levels, where ties abound. */
const anyField = fc
  .tuple(
    fc.oneof(
      fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 2, max: 7 })),
      fc.tuple(...[1, 2, 3].map(() => fc.integer({ min: 1, max: 4 }))),
    ),
    fc.infiniteStream(fc.integer({ min: -4, max: 9 })),
  )
  .map(([shape, levels]): Field => ({ shape, values: Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => levels.next().value as number) }))
  .filter(({ values }) => new Set(Array.from(values)).size > 1);

describe("persistent-homology", () => {
  it.each(oracle.cases)("has the pairs of another implementation: $name, periodic $periodic", ({ shape, values, periodic, classes }) => {
    const field = { shape, values: values.map((value) => value ?? NaN) };
    expect(barsOf(detailOf(field, { periodic }))).toEqual(classes.map(({ pairs, essential }) => ({ pairs: inOrder(pairs), essential })));
  });

  it.each([...(persistentHomology.knownAnswers?.() ?? [])])("is $title", ({ field, value }) => {
    expect(persistentHomology.measure(field).value).toBe(value);
  });

  it("finds the spots of a pattern: k peaks give k − 1 pairs and the whole, at any place", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 48 }), { minLength: 1, maxLength: 12 }), (places) => {
        const values = new Float64Array(28 * 28);
        for (const place of places) values[(4 * Math.floor(place / 7) + 1) * 28 + 4 * (place % 7) + 1] = 1;
        const field = { shape: [28, 28], values };
        const [peaks, hollows] = detailOf(field, { direction: "superlevel" }).classes;
        expect(peaks).toMatchObject({ total: places.length - 1, prominent: places.length - 1, essential: [1] });
        expect(hollows).toMatchObject({ total: 0, essential: [], entropy: null });
        expect(detailOf(field).classes.map(({ total }) => total)).toEqual([0, places.length]);
        // equal bars share evenly: the entropy is the logarithm of their number
        expect(detailOf(field).classes[1]!.entropy).toBeCloseTo(Math.log(places.length), 12);
        expect(detailOf(field).classes[1]!.totalPersistence).toBeCloseTo(places.length, 12);
      }),
      { numRuns: 40 },
    );
  });

  it("has on a torus the classes of a torus, whatever the field", () => {
    fc.assert(
      fc.property(anyField, (field) => {
        const { classes } = detailOf(field, { periodic: true });
        const torus = field.shape.length === 2 ? [1, 2, 1] : [1, 3, 3, 1];
        expect(classes.map(({ essential }) => essential.length)).toEqual(torus);
        expect(classes[0]!.essential).toEqual([Math.min(...Array.from(field.values))]);
        expect(classes.at(-1)!.essential).toEqual([Math.max(...Array.from(field.values))]);
      }),
    );
  });

  it("has the Euler characteristic of every sublevel set: vertices − edges + squares − cubes = Σ (−1)^k β_k", () => {
    fc.assert(
      fc.property(anyField, fc.boolean(), (field, periodic) => {
        const { classes } = detailOf(field, { periodic });
        for (const level of new Set(Array.from(field.values))) expect(alternatingBetti(classes, level)).toBe(cellCount(field, periodic, level));
      }),
    );
  });

  it("moves with the values: turned, transposed, shifted, stretched, and upside down with the sets", () => {
    fc.assert(
      fc.property(anyField, fc.boolean(), fc.integer({ min: -50, max: 50 }), (field, periodic, shift) => {
        const bars = barsOf(detailOf(field, { periodic }));
        const mapped = (change: (value: number) => number, more: Options = {}) =>
          barsOf(detailOf({ ...field, values: Array.from(field.values, change) }, { periodic, ...more }));
        const moved = (change: (value: number) => number) =>
          bars.map(({ pairs, essential }) => ({
            pairs: inOrder(pairs.map(([birth, death]) => [change(birth), change(death)] as const)),
            essential: essential.map(change).sort((a, b) => a - b),
          }));
        expect(mapped((value) => value + shift)).toEqual(moved((value) => value + shift));
        expect(mapped((value) => value ** 3)).toEqual(moved((value) => value ** 3));
        expect(mapped((value) => -value, { direction: "superlevel" })).toEqual(moved((value) => 0 - value));
        expect(barsOf(detailOf(transposed(field), { periodic }))).toEqual(bars);
        expect(barsOf(detailOf({ ...field, values: Array.from(field.values).reverse() }, { periodic }))).toEqual(bars);
      }),
      { numRuns: 60 },
    );
  });

  it("moves no birth and no death further than the values move", () => {
    // k hollows of distinct depths, well apart, under noise of at most ε: as many pairs of a lifetime above 2ε
    for (const seed of [1, 2, 3]) {
      const rough = noise([60, 60], seed).values;
      const values = Array.from(
        { length: 3600 },
        (_, i) => Math.sin((2 * Math.PI * (i % 60)) / 20) * Math.sin((2 * Math.PI * Math.floor(i / 60)) / 20) + 0.1 * rough[i]!,
      );
      const { classes } = detailOf({ shape: [60, 60], values }, { minPersistence: 0.11 });
      expect(classes[0]!.prominent).toBe(17); // 18 hollows, the deepest of which never ends
    }
  });

  it("leaves out what is not finite, says so, and counts the hole", () => {
    const values = Array.from({ length: 49 }, (_, i) => i / 49);
    values[24] = NaN;
    const result = persistentHomology.measure({ shape: [7, 7], values });
    expect(result).toMatchObject({ value: 0, warnings: [expect.stringContaining("1 of 49 values") as string] });
    expect((result.detail as PersistentHomologyDetail).classes[1]!.essential).toEqual([32 / 49]);
  });

  it("is undefined, with a reason, for nothing and for a constant", () => {
    const reasons = [[], [NaN, Infinity], [2, 2]].map((values) => persistentHomology.measure({ shape: [1, values.length], values }));
    expect(reasons).toEqual(
      ["the field is empty", "no value is finite", "the field is constant, so nothing is born or dies"].map((reason) => ({ value: null, reason })),
    );
  });

  it("lists the longest-lived of many and counts all; a large volume lacks its loops, with the reason", () => {
    const plane = detailOf(noise([256, 256])).classes[0]!;
    expect(plane.pairs).toHaveLength(mostListed);
    expect(plane.total).toBeGreaterThan(10_000);
    const lives = plane.pairs.map(([birth, death]) => death - birth);
    expect(lives).toEqual([...lives].sort((a, b) => b - a));
    const large = persistentHomology.measure(noise([65, 64, 64]));
    const { classes } = large.detail as PersistentHomologyDetail;
    expect(classes.map(({ reason }) => reason === null)).toEqual([true, false, true]);
    expect(large).toMatchObject({ warnings: [expect.stringContaining("64³") as string] });
  });

  it("takes 512 × 512 of noise, and 1024 × 1024 of a pattern", { timeout: 15_000 }, () => {
    expect(detailOf(noise([512, 512])).classes[0]!.total).toBeGreaterThan(50_000);
    const values = Float32Array.from({ length: 1024 * 1024 }, (_, i) => Math.sin((i % 1024) / 20) * Math.cos(i / 1024 / 23));
    expect(detailOf({ shape: [1024, 1024], values }).classes[0]!.total).toBeGreaterThan(100);
  });
});

describe("ascendingOrder", () => {
  it("is that of the values, equal ones by index", () => {
    const value = fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity));
    fc.assert(
      fc.property(fc.array(value), (values) => {
        const expected = values.map((_, i) => i).sort((a, b) => (values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : a - b));
        expect([...ascendingOrder(Float64Array.from(values))]).toEqual(expected);
      }),
    );
  });
});

function alternatingBetti(classes: readonly PersistenceClasses[], level: number): number {
  return classes.reduce((sum, { dimension, pairs, essential }) => {
    const alive = pairs.filter(([birth, death]) => birth <= level && level < death).length + essential.filter((birth) => birth <= level).length;
    return sum + (dimension % 2 === 0 ? alive : -alive);
  }, 0);
}

/** Vertices − edges + squares − cubes of the set {value ≤ level}, counted one by one. */
function cellCount({ shape, values }: Field, periodic: boolean, level: number): number {
  const [nx, ny, nz] = [shape.at(-1)!, shape.at(-2)!, shape.length === 3 ? shape[0]! : 1];
  const axes = shape.length;
  let sum = 0;
  for (let cell = 0; cell < values.length; cell++) {
    const at = [cell % nx, Math.floor(cell / nx) % ny, Math.floor(cell / (nx * ny))];
    for (let span = 0; span < 1 << axes; span++) {
      const corners = Array.from({ length: 1 << axes }, (_, corner) => corner).filter((corner) => (corner & ~span) === 0);
      const isIn = corners.every((corner) => {
        const place = at.map((index, axis) => index + ((corner >> axis) & 1));
        const isInside = place.every((index, axis) => index < [nx, ny, nz][axis]!);
        if (!isInside && !periodic) return false;
        const [x, y, z] = place.map((index, axis) => index % [nx, ny, nz][axis]!) as [number, number, number];
        return values[(z * ny + y) * nx + x]! <= level;
      });
      if (isIn) sum += [0, 1, 2].filter((axis) => span & (1 << axis)).length % 2 === 0 ? 1 : -1;
    }
  }
  return sum;
}

/** Axes in reverse order. */
function transposed({ shape, values }: Field): Field {
  const reversed = [...shape].reverse();
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1)).reverse();
  const out = Array.from(values, (_, cell) => {
    let [rest, from] = [cell, 0];
    for (let axis = reversed.length - 1; axis >= 0; axis--) {
      from += (rest % reversed[axis]!) * strides[axis]!;
      rest = Math.floor(rest / reversed[axis]!);
    }
    return values[from]!;
  });
  return { shape: reversed, values: out };
}
