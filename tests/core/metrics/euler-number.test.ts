import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/define/metric";
import { components } from "../../../src/core/metrics/components";
import { dualOf, neighboursOf, type Reach } from "../../../src/core/metrics/connectivity";
import { eulerNumber, framedComplement, type EulerNumberDetail } from "../../../src/core/metrics/euler-number";
import { cellSet, complement, drawnSet, planeSets, spaceSets, transposed, turned } from "../../support/cell-sets";
import { oracleSets } from "../../support/topology-oracle";

const measure = (mask: Mask, options: Parameters<typeof eulerNumber.measure>[1] = {}) => {
  const { value, detail } = eulerNumber.measure(mask, options);
  return { value: value!, ...(detail as EulerNumberDetail) };
};
const reaches = fc.constantFrom<Reach>("faces", "all");

describe("euler-number", () => {
  it.each(eulerNumber.knownAnswers!())("is $title", ({ mask, value }) => expect(measure(mask).value).toBe(value));

  it.each(oracleSets)("is what scikit-image finds, for both connectivities: $name", ({ mask, facts: { euler } }) => {
    expect(measure(mask(), { connectivity: "faces" }).value).toBe(euler.faces);
    expect(measure(mask(), { connectivity: "all" }).value).toBe(euler.all);
  });

  it("depends on whether corners join", () => {
    const diagonal = drawnSet("#..", ".#.", "..#");
    expect(measure(diagonal, { connectivity: "faces" })).toMatchObject({ value: 3, components: 3, loops: 0 });
    expect(measure(diagonal, { connectivity: "all" })).toMatchObject({ value: 1, components: 1, loops: 0 });
    const diamond = drawnSet(".#.", "#.#", ".#.");
    expect(measure(diamond, { connectivity: "faces" })).toMatchObject({ value: 4, components: 4, loops: 0 });
    expect(measure(diamond, { connectivity: "all" })).toMatchObject({ value: 0, components: 1, loops: 1 });
  });

  it("is components less holes, which are pieces of the background under the other connectivity", () =>
    fc.assert(
      fc.property(planeSets, reaches, (mask, connectivity) => {
        const { value, components: pieces, loops } = measure(mask, { connectivity });
        const outside = components(framedComplement(mask), { connectivity: neighboursOf(dualOf(connectivity), 2), periodic: false });
        expect(value).toBe(pieces - (outside.count - 1));
        expect(loops).toBe(outside.count - 1);
      }),
    ));

  it("is that of the background under the other connectivity, with the opposite sign in the plane, on a torus", () =>
    fc.assert(
      fc.property(fc.oneof(planeSets, spaceSets), reaches, (mask, connectivity) => {
        const inside = measure(mask, { connectivity, periodic: true }).value;
        const outside = measure(complement(mask), { connectivity: dualOf(connectivity), periodic: true }).value;
        expect(inside).toBe(mask.shape.length === 2 ? 0 - outside : outside);
      }),
    ));

  it("never counts fewer than no loops and no cavities", () =>
    fc.assert(
      fc.property(fc.oneof(planeSets, spaceSets), reaches, fc.boolean(), (mask, connectivity, periodic) => {
        const { loops, cavities } = measure(mask, { connectivity, periodic });
        expect(loops ?? 0).toBeGreaterThanOrEqual(0);
        expect(cavities ?? 0).toBeGreaterThanOrEqual(0);
      }),
    ));

  it("is the same after transposition and a turn by 90°", () =>
    fc.assert(
      fc.property(planeSets, spaceSets, reaches, fc.boolean(), (flat, solid, connectivity, periodic) => {
        const value = (mask: Mask) => measure(mask, { connectivity, periodic }).value;
        expect(value(transposed(flat))).toBe(value(flat));
        expect(value(turned(flat))).toBe(value(flat));
        expect(value(transposed(solid))).toBe(value(solid));
      }),
    ));

  it("adds up over tiles of a periodic frame", () =>
    fc.assert(
      fc.property(planeSets, (mask) => {
        const [ny, nx] = mask.shape as [number, number];
        const tiled = cellSet([2 * ny, 3 * nx], (x, y) => mask.cells[(y % ny) * nx + (x % nx)] === 1);
        expect(measure(tiled, { periodic: true }).value).toBe(6 * measure(mask, { periodic: true }).value);
      }),
    ));

  it("knows a hollow ring in space: one piece, two ways around, one cavity", () => {
    const torus = cellSet([9, 21, 21], (x, y, z) => {
      const toCircle = (Math.hypot(x - 10, y - 10) - 6) ** 2 + (z - 4) ** 2;
      return toCircle <= 9 && toCircle > 1;
    });
    expect(measure(torus)).toMatchObject({ value: 0, components: 1, loops: 2, cavities: 1 });
  });

  it("is 0 for the whole torus and for an empty set, and undefined in a frame without cells", () => {
    expect(measure(drawnSet("##", "##"), { periodic: true })).toMatchObject({ value: 0, components: 1, loops: 2 });
    expect(measure(drawnSet("..", ".."))).toMatchObject({ value: 0, components: 0, loops: 0 });
    expect(eulerNumber.measure({ shape: [0, 2], cells: new Uint8Array(0) })).toEqual({ value: null, reason: "the frame holds no cells" });
  });
});
