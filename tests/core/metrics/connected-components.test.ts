import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/define/metric";
import { connectedComponents, type ConnectedComponentsDetail } from "../../../src/core/metrics/connected-components";
import { drawnSet, planeSets, spaceSets, transposed } from "../../support/cell-sets";
import { oracleSets } from "../../support/topology-oracle";

const measure = (mask: Mask, options: Parameters<typeof connectedComponents.measure>[1] = {}) => {
  const { value, detail } = connectedComponents.measure(mask, options);
  return { value, ...(detail as ConnectedComponentsDetail) };
};

describe("connected-components", () => {
  it.each(connectedComponents.knownAnswers!())("is $title", ({ mask, value }) => expect(measure(mask).value).toBe(value));

  it.each(oracleSets)("are as many as scikit-image's label finds: $name", ({ mask, facts: { components } }) => {
    expect(measure(mask(), { connectivity: "faces" }).value).toBe(components.faces);
    expect(measure(mask(), { connectivity: "all" }).value).toBe(components.all);
  });

  it("are described by size, largest first", () => {
    const { sizes, largestShare, mean, median, histogram } = measure(drawnSet("#.##.", "#....", "#...#", "#.#.#"));
    expect([...sizes]).toEqual([4, 2, 2, 1]);
    expect(largestShare).toBeCloseTo(4 / 9, 12);
    expect(mean).toBeCloseTo(9 / 4, 12);
    expect(median).toBe(2);
    expect(histogram).toEqual({ edges: [1, 2, 4, 8], counts: [1, 2, 1] });
  });

  it("join opposite sides only when told", () => {
    const band = drawnSet("#..#", "....");
    expect(measure(band).value).toBe(2);
    expect(measure(band, { periodic: true }).value).toBe(1);
  });

  it("are none in an empty set, whose sizes have no mean", () => {
    const nothing = { value: 0, sizes: new Uint32Array(0), largestShare: null, mean: null, median: null, histogram: { edges: [1], counts: [] } };
    expect(measure(drawnSet("...", "..."))).toEqual(nothing);
  });
  it("are undefined in a frame without cells", () =>
    expect(connectedComponents.measure({ shape: [0, 5], cells: new Uint8Array(0) })).toEqual({ value: null, reason: "the frame holds no cells" }));

  it("are the same after transposition, and their sizes add up to the set", () =>
    fc.assert(
      fc.property(fc.oneof(planeSets, spaceSets), fc.constantFrom("faces" as const, "all" as const), fc.boolean(), (mask, connectivity, periodic) => {
        const { value, sizes, histogram } = measure(mask, { connectivity, periodic });
        expect(measure(transposed(mask), { connectivity, periodic })).toMatchObject({ value, sizes });
        const cells = mask.cells.reduce((sum, cell) => sum + cell, 0);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(cells);
        expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(value);
      }),
    ));
});
