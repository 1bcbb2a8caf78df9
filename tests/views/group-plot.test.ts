import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summariseGroups } from "../../src/core/metrics/batch-groups";
import { drawGroups } from "../../src/views/group-plot";

/** Of a pixel: straight lines between pixels are rounded, so that they keep order and frame only to this. */
const rounding = 1e-9;
const rows = fc.array(fc.record({ group: fc.constantFrom("a", "b", "c", "d"), value: fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true })) }));

describe("the plot by group", () => {
  it("has a row a group and a dot a value, all within the frame and in order", () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 260, max: 760 }), (given, width) => {
        const groups = summariseGroups(given);
        const drawing = drawGroups(groups, width);
        expect(drawing.rows).toHaveLength(groups.length);
        drawing.rows.forEach(({ dots, mean, bar, y }, i) => {
          expect(dots).toHaveLength(groups[i]!.values.length);
          for (const at of [mean, ...(bar ?? []), ...dots.map(({ x }) => x)]) {
            expect(at).toBeGreaterThanOrEqual(drawing.left - rounding);
            expect(at).toBeLessThanOrEqual(drawing.right + rounding);
          }
          for (const dot of dots) expect(Math.abs(dot.y - y)).toBeLessThan(15);
          for (let j = 1; j < dots.length; j++)
            if (groups[i]!.values[j]! > groups[i]!.values[j - 1]!) expect(dots[j]!.x).toBeGreaterThanOrEqual(dots[j - 1]!.x - rounding);
        });
      }),
    );
  });
  it("centres the bar on the mean, and has none for a single value", () => {
    const [pair, single] = drawGroups(
      summariseGroups([
        { group: "pair", value: 1 },
        { group: "pair", value: 3 },
        { group: "single", value: 2 },
      ]),
      600,
    ).rows;
    expect((pair!.bar![0] + pair!.bar![1]) / 2).toBeCloseTo(pair!.mean, 9);
    // Mean 2, standard error 1: the bar ends at the dots.
    expect(pair!.bar![0]).toBeCloseTo(pair!.dots[0]!.x, 9);
    expect(single!.bar).toBeNull();
    expect(single!.mean).toBeCloseTo(pair!.mean, 9);
  });
  it("has room around values that are all the same", () => {
    const { rows: drawn, left, right } = drawGroups(summariseGroups([{ group: "a", value: 7 }]), 400);
    expect(drawn[0]!.mean).toBeCloseTo((left + right) / 2, 9);
  });
});
